"""Figures: the named numbers a page may quote (`data/figures.csv`).

A figure is a literal from a document, or a look-up of one cell of a table; one
with both is a total that a source states, and the rows must add up to it. Two
pages that quote it cannot disagree, and it keeps its name from revision to
revision although its year moves on.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from safety_plan.core import quantities
from safety_plan.core.dates import format_date
from safety_plan.core.prompts import is_prompt
from safety_plan.core.translation import gettext, gettext_noop

#: Words after which a number is rounded or not exact: its parts need not add up to it.
APPROXIMATE = ("about", "around", "nearly", "an estimated")
#: The lower end of a range, before its upper end: `between 50 and` before 60.
_BETWEEN = re.compile(r"between (-?[0-9]+(?:\.[0-9]+)?) and")


def lower_end(qualifier: str) -> Decimal | None:
    """The number in `between 50 and`; None in any other *qualifier*."""
    match = _BETWEEN.fullmatch(qualifier)
    return Decimal(match[1]) if match else None


#: A number after each of these words, in a message.
_QUALIFIER_MESSAGES = {
    "over": gettext_noop("over {number}"),
    "about": gettext_noop("about {number}"),
    "at least": gettext_noop("at least {number}"),
    "up to": gettext_noop("up to {number}"),
    "nearly": gettext_noop("nearly {number}"),
    "more than": gettext_noop("more than {number}"),
    "planned for": gettext_noop("planned for {number}"),
    "under": gettext_noop("under {number}"),
    "fewer than": gettext_noop("fewer than {number}"),
    "less than": gettext_noop("less than {number}"),
    "around": gettext_noop("around {number}"),
    "an estimated": gettext_noop("an estimated {number}"),
    "provisionally": gettext_noop("provisionally {number}"),
    "an average of": gettext_noop("an average of {number}"),
}
#: Words that may stand before a number.
QUALIFIERS = tuple(_QUALIFIER_MESSAGES)


def with_qualifier(value: str, qualifier: str, unit: str) -> str:
    """A *value* in words after its *qualifier*; the lower end of a range has the same *unit*."""
    lower = lower_end(qualifier)
    if lower is not None:
        low = quantities.format_value(lower, unit)
        return gettext("between {low} and {high}").format(low=low, high=value)
    if qualifier in _QUALIFIER_MESSAGES:
        return gettext(_QUALIFIER_MESSAGES[qualifier]).format(number=value)
    return f"{qualifier} {value}".lstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with everything that proves it.

    *value* is decimal text or a date (`2020-03-27`); *row* is the row of the
    file that holds it, as the spreadsheet counts: its table's, or for a literal
    `figures.csv`. *counts* says what it counts, where the label does not. Where its table is
    worked out from others, *recipe* says how, *inputs* gives the rows of each of them, and
    *other_sources* are those of theirs besides *source*. *base* says whom or what a rate is for,
    where that is not all people. *events* names the series of counts of events that it is one
    of, such as the offences of one area in each year. *nearest* is what a count is rounded to,
    and *page_decimals* with how many decimals pages show it.
    """

    id: str
    label: str
    value: str
    unit: str
    period: str
    place: str
    source: str
    qualifier: str = ""
    part: str = ""
    table: str = ""
    row: int = 0
    column: str = ""
    note: str = ""
    definition: str = ""
    numerator: str = ""
    denominator: str = ""
    caveats: tuple[str, ...] = ()
    recipe: tuple[str, ...] = ()
    inputs: Mapping[str, Sequence[int]] = field(default_factory=dict)
    other_sources: tuple[str, ...] = ()
    base: str = ""
    events: str = ""
    nearest: str = ""
    page_decimals: str = ""

    @property
    def file(self) -> str:
        """The name of the CSV file that holds the value."""
        return f"{self.table or 'figures'}.csv"

    @property
    def text(self) -> str:
        """The figure as a page shows it: `over 60`, `63%`, `27 March 2020`."""
        if is_prompt(self.value):
            return self.value
        number = self.shown_number
        if number is None:
            value = format_date(self.value) or self.value
        else:
            value = quantities.format_value(number, self.unit)
        return with_qualifier(value, self.qualifier, self.unit)

    @property
    def unit_in_words(self) -> str:
        """What is counted, in words."""
        return quantities.rate_words(self.unit, self.base)

    @property
    def number(self) -> Decimal | None:
        """The exact value, or None where the figure is a date, or is not written yet."""
        return None if self.unit == "date" or is_prompt(self.value) else Decimal(self.value)

    @property
    def shown_number(self) -> Decimal | None:
        """The number with as many decimals as pages show of it."""
        number = self.number
        return None if number is None else quantities.as_shown(number, self.page_decimals)


def difference_as_shown(old: Figure, new: Figure, exact: Decimal) -> Decimal:
    """*exact*, by which two figures differ, with as many decimals as pages show of either.

    It is as it is where so many would show nothing of it.
    """
    numbers = [one.shown_number or Decimal(0) for one in (old, new)]
    places = max(quantities.decimal_places(number) for number in numbers)
    return quantities.as_shown(exact, str(places)) or exact
