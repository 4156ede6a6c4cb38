"""What settings must be: known by name, made where they are needed, and well written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from safety_plan.dates import shown_date
from safety_plan.problems import Problem, nearest, one_of
from safety_plan.yaml_files import Document, Value, mapping, told, words

#: How some words must be written, in settings and in registers.
FORMS: dict[str, Callable[[str], object]] = {
    "date": shown_date,
    "day": lambda text: len(text) == 10 and shown_date(text),
    "phone": re.compile(r"[0-9]{2,}( [0-9]{2,})*").fullmatch,
    "address": re.compile(r"https?://[^\s/]+\S*").fullmatch,
}


def setting_problems(
    document: Document,
    keys: tuple[str, ...],
    thing: str,
    known: Mapping[str, str] | Sequence[str],
    needed: Iterable[str],
    rule: str,
) -> list[Problem]:
    """What is wrong with the settings of a *thing*, which stand under *keys*.

    A mapping of *known* gives the form that a setting has: one of `FORMS`.
    *rule* is the one that is broken where one of the *needed* is not made.
    """
    entry: Value = document.value
    for key in keys:
        entry = entry[int(key)] if isinstance(entry, list) else mapping(entry).get(key, "")
    forms = known if isinstance(known, Mapping) else {}
    misspelt = {nearest(key, known) for key in mapping(entry) if key not in known}
    problems = []
    for key in needed:
        if not words(mapping(entry).get(key)) and key not in misspelt:
            problems.append(told(rule, document.place(*keys, key), thing=thing, key=key))
    for key, value in mapping(entry).items():
        place, form = document.place(*keys, key), forms.get(key, "")
        if key not in known:
            found = f"{thing} has no setting “{key}”."
            problems.append(one_of(place, "setting-unknown", found, key, known))
        elif form and words(value) and not FORMS[form](words(value)):
            problems.append(told(f"{form}-form", place, cell=words(value)))
    return problems
