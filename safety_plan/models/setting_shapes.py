"""The shape of a setting: words, a list, or a list of names with words.

What has another shape than its place asks for would be read as nothing, in silence.
"""

from collections.abc import Callable, Iterator, Mapping

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.fields import FieldRules, Kind, rules_of
from safety_plan.models.where import NOT
from safety_plan.reading.yaml_files import Document, Keys, Value, as_mapping

#: Where the setting with these keys stands, which begin at the entry that is looked at.
Locate = Callable[..., Location]

_SHAPES: dict[type, str] = {str: "words", list: "a list", dict: "names with words"}
#: What each kind of setting may be, and the message where it is something else.
_EXPECTED: dict[Kind, tuple[tuple[type, ...], str]] = {
    "text": ((str,), "setting-shape"),
    "switch": ((str,), "setting-shape"),
    "texts": ((str, list), "setting-shape.texts"),
    "entries": ((list,), "setting-shape.entries"),
    "named texts": ((dict,), "setting-shape.named"),
    "named lists": ((dict,), "setting-shape.named"),
    "where": ((dict,), "setting-shape.named"),
    "entry": ((dict,), "setting-shape.named"),
}
_INNER: dict[Kind, Kind] = {"texts": "text", "named texts": "text", "named lists": "texts"}


def shape_problems(
    settings: Mapping[str, Value], fields: Mapping[str, FieldRules], subject: str, locate: Locate
) -> Iterator[Problem]:
    """Settings of *subject* that have another shape than *fields* says of them."""
    for name, value in settings.items():
        if name in fields:
            rules = fields[name]
            first = next(iter(rules_of(rules.entry)), "") if rules.entry else ""
            yield from _value_problems(value, rules.kind, subject, locate, (name,), first)


def entry_problems(document: Document, keys: Keys, subject: str) -> list[Problem]:
    """The problem that what stands under *keys* is no names with words, or nothing."""
    value = value_at(document, keys)
    return [*_value_problems(value, "entry", subject, document.location, keys)]


def value_at(document: Document, keys: Keys) -> Value:
    """What stands under *keys*; an empty text where nothing does."""
    value: Value = document.value
    for key in keys:
        value = value[int(key)] if isinstance(value, list) else as_mapping(value).get(key, "")
    return value


def _value_problems(
    value: Value, kind: Kind, subject: str, locate: Locate, keys: Keys, first: str = ""
) -> Iterator[Problem]:
    """What is wrong with the shape of *value*, or of what is in it; nothing has none.

    *first* is the first of the names that it should have, where that is known.
    """
    types, rule = _EXPECTED.get(kind, ((), ""))
    if not value or not types:
        return
    if not isinstance(value, types):
        names = [key for key in keys if not key.isdigit()]
        params = {"thing": subject, "shape": _SHAPES[type(value)], "key": ": ".join(names)}
        yield problem(rule, locate(*keys), **params, such=_such(value, first))
        return
    if kind == "where" and isinstance(value, dict):
        yield from _where_problems(value, subject, locate, keys)
        return
    inner = _INNER.get(kind)
    if inner and not isinstance(value, str):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from _value_problems(item, inner, subject, locate, (*keys, str(key)))


def _where_problems(
    where: Mapping[str, Value], subject: str, locate: Locate, keys: Keys
) -> Iterator[Problem]:
    """What chooses rows and is no cell, no list of cells, and neither of them after “not”."""
    for column, value in where.items():
        is_not = isinstance(value, dict)
        cells = value.get(NOT, {}) if isinstance(value, dict) and len(value) == 1 else value
        is_list = isinstance(cells, list) and all(isinstance(one, str) for one in cells)
        if not (isinstance(cells, str) or (is_list and cells)) or (is_not and not cells):
            params = {"thing": subject, "column": column}
            yield problem("setting-shape.where", locate(*keys, column), **params)


def _such(value: Value, first: str) -> str:
    """An example of names with words, as *value* would have it where it is a text `a=b`."""
    name, mark, words = value.partition("=") if isinstance(value, str) else ("", "", "")
    if not mark:
        words = value if first and isinstance(value, str) else "words"
        return f"{first or 'name'}: {words}"
    return f"{name.strip()}: {words.partition(';')[0].strip()}"
