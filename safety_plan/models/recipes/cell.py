"""A cell that is worked out: its exact number, or why it has none, and where it comes from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from safety_plan.core.quantities import (
    MISSING_VALUE_CODES,
    decimal_places,
    read_decimal,
    round_half_up,
)
from safety_plan.models.derivations import Origin

Origins = frozenset[Origin]

NOT_AVAILABLE = "[x]"


@dataclass(frozen=True, slots=True)
class Cell:
    """An exact number that is written with so many decimal *places*, or the *code* of a gap."""

    number: Fraction | None
    places: int = 0
    code: str = ""
    origins: Origins = frozenset()

    @property
    def text(self) -> str:
        """What the cell says: rounded here, a half going away from zero, and nowhere before."""
        return self.code if self.number is None else f"{round_half_up(self.number, self.places):f}"


def read_cell(text: str, origins: Origins) -> Cell:
    """The cell that stands as *text* in a file."""
    number = read_decimal(text)
    if number is None:
        return Cell(None, code=text, origins=origins)
    return Cell(Fraction(number), decimal_places(number), origins=origins)


def join_origins(cells: Iterable[Cell]) -> Origins:
    """Where all *cells* come from."""
    return frozenset().union(*(cell.origins for cell in cells))


def combine(
    cells: Sequence[Cell], compute: Callable[[list[Fraction]], Fraction], places: int | None = None
) -> Cell:
    """What *compute* makes of the numbers of *cells*, or a gap where one of them is a gap.

    It has as many decimal *places* as the *cells* have at most, if nothing else is said.
    """
    origins = join_origins(cells)
    numbers = [cell.number for cell in cells if cell.number is not None]
    if len(numbers) < len(cells):
        codes = {cell.code for cell in cells if cell.number is None}
        code = next((code for code in MISSING_VALUE_CODES if code in codes), NOT_AVAILABLE)
        return Cell(None, code=code, origins=origins)
    most = max((cell.places for cell in cells), default=0)
    return Cell(compute(numbers), most if places is None else places, origins=origins)
