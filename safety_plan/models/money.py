"""Amounts of money: read exactly as they were published, and added up as far as they are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from safety_plan.core.prompts import is_prompt
from safety_plan.core.quantities import format_value, read_decimal
from safety_plan.core.text import all_of
from safety_plan.core.translation import gettext, gettext_noop, ngettext
from safety_plan.models.figures import Figure

#: A row of the register, by its columns.
Row = Mapping[str, str]
#: What a cell says where no source gives the amount.
NOT_KNOWN = gettext_noop("not known")
POUNDS = "pounds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount as readers meet it; *value* is None where it is not known exactly.

    *figure* is the id of the figure that it is, if it is one. A rough amount has a number, with a
    word before it that leaves open how much it is.
    """

    text: str
    value: Decimal | None = None
    figure: str = ""
    is_rough: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The sum of the amounts that are known exactly, how many those are, and what is left out.

    *rough* holds the amounts that sources give in words such as nearly £40,000, and *unknown* is
    how many nobody gives at all.
    """

    value: Decimal
    added: int
    rough: tuple[str, ...] = ()
    unknown: int = 0

    @property
    def sentence(self) -> str:
        """What is known of the total, in words: never a sum as if it were whole."""
        if not self.added and len(self.rough) < 2:
            parts = [*self.rough, *([self._rest] if self.rough and self.unknown else [])]
            return "; ".join(parts) or gettext(NOT_KNOWN)
        parts = [self._sum if self.added else "", self._left_out, self._rest]
        return "; ".join(part for part in parts if part)

    @property
    def _sum(self) -> str:
        text = format_value(self.value, POUNDS)
        count = self.added + len(self.rough) + self.unknown
        if count == self.added:
            return text
        sentence = gettext("{total}, from {added} of {count} amounts")
        return sentence.format(total=text, added=self.added, count=count)

    @property
    def _left_out(self) -> str:
        """The amounts that nobody can add, because their sources do not give them exactly."""
        if not self.rough:
            return ""
        sentence = ngettext(
            "{amounts} is not added, because it is not exact",
            "{amounts} are not added, because they are not exact",
            len(self.rough),
        )
        return sentence.format(amounts=all_of(self.rough))

    @property
    def _rest(self) -> str:
        return gettext("the rest is not known") if self.unknown else ""


def read_amount(cell: str, figures: Mapping[str, Figure]) -> Amount:
    """What *cell* says: digits, the id of one of *figures*, or that the amount is not known.

    A figure with a word before it, such as over, is shown and is not known exactly.
    """
    figure = figures.get(cell)
    if figure is not None:
        number = read_decimal(figure.value)
        is_rough = number is not None and bool(figure.qualifier)
        value = None if is_rough else number
        return Amount(text=figure.text, value=value, figure=figure.id, is_rough=is_rough)
    number = read_decimal(cell)
    if number is None:
        return Amount(text=cell if is_prompt(cell) else gettext(NOT_KNOWN))
    return Amount(text=format_value(number, POUNDS), value=number)


def add_up(
    rows: Sequence[Row],
    column: str,
    figures: Mapping[str, Figure],
    wholes: Mapping[str, str] | None = None,
) -> Total:
    """The sum of *column* over *rows*; a part of another of them is not added again.

    *wholes* gives, for the id of each amount of the plan, the id of the amount that it is a part
    of. A part is added where what it is a part of is not among *rows*.
    """
    wholes = wholes or {row["id"]: row["within"] for row in rows}
    names = {row["id"] for row in rows}
    apart = [row for row in rows if not names & {*larger_amounts(row["id"], wholes)}]
    amounts = [read_amount(row[column], figures) for row in apart]
    values = [amount.value for amount in amounts if amount.value is not None]
    rough = tuple(amount.text for amount in amounts if amount.is_rough)
    return Total(
        value=sum(values, Decimal(0)),
        added=len(values),
        rough=rough,
        unknown=len(amounts) - len(values) - len(rough),
    )


def larger_amounts(name: str, wholes: Mapping[str, str]) -> list[str]:
    """The amounts that *name* is a part of, the nearest first; each once, where they go round."""
    found: list[str] = []
    at = wholes.get(name, "")
    while at and at not in found:
        found.append(at)
        at = wholes.get(at, "")
    return found
