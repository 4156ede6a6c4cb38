"""The sentences of a comparison, one set for every medium; they stand in `phrases.json`.

Each comes in the language that is set when it is asked for.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from safety_plan.core.resources import PACKAGE
from safety_plan.core.translation import gettext, ngettext
from safety_plan.models.fields import split_cell


class Phrases(Mapping[str, Any]):
    """Phrases by name: a text in the language at hand, phrases again, or a count.

    A count is `["one page is new", "{} pages are new"]`; `count` gives its words.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 (a text, or phrases)
        value = self._values[name]
        if isinstance(value, Mapping):
            return Phrases(value)
        return gettext(value) if isinstance(value, str) and value else value

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def count(self, name: str, number: int) -> str:
        """What happened to so many things: `two pages were renamed`."""
        one, many = self._values[name]
        written = PHRASES["numbers"].get(str(number), number)
        return ngettext(one, many, number).format(written)


_VALUES = json.loads((PACKAGE / "diff" / "phrases.json").read_text(encoding="utf-8"))
#: Phrases by what they are about (page, block, figure, chart …) and what happened to it.
PHRASES = Phrases(_VALUES)


def register_phrases(name: str, *, compiled: bool) -> Phrases:
    """The phrases of the register *name*, with those of its rows.

    Whoever *compiled* a plan lists what they found. A row that is new there need not be new in
    the plan, and one that is gone need not have left it.
    """
    own = _VALUES["registers"][name]
    words = _over({key: _VALUES[key] for key in ("row", "row_list")}, own)
    if compiled:
        words = _over(_over(words, _VALUES["compiled"]), own.get("compiled", {}))
    return Phrases(words)


def _over(base: Mapping[str, Any], top: Mapping[str, Any]) -> dict[str, Any]:
    """The phrases *base* with those of *top* in their place."""
    return {**base, **{name: _above(base.get(name), value) for name, value in top.items()}}


def _above(below: Any, value: Any) -> Any:  # noqa: ANN401 (a text, or phrases)
    both = isinstance(below, Mapping) and isinstance(value, Mapping)
    return {**below, **value} if both else value


def within_quotes(text: str) -> str:
    """*text* as it stands between “ and ”: its own quotation marks are single ones."""
    return text.replace("“", "‘").replace("”", "’")


def reason_in_words(reason: str) -> str:
    """The reasons of `data/changes.csv`, with `;` between them, as a reader meets them."""
    return "; ".join(PHRASES["reasons"].get(one, one) for one in split_cell(reason))
