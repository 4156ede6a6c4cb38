"""A sheet as its reader sees it, whichever program wrote it."""

from dataclasses import dataclass, field

from safety_plan.imports.number_formats import Shown

#: A table of a plan is read by people: more rows and columns are no table of it.
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_SHEETS = 60
PROMPT = "[Write here: the number, in digits only]"
EMPTY = Shown("")
_MOST_NAMES = 20


@dataclass(slots=True)
class Row:
    """One row that is seen: its number in the spreadsheet, its cells, its widest first cell."""

    number: int
    cells: list[Shown]
    wide: int = 1

    def texts(self) -> list[str]:
        """The texts of the cells that are not empty."""
        return [cell.text for cell in self.cells if cell.text]


@dataclass(slots=True)
class Sheet:
    """One sheet: its name, its rows, and sentences about what does not come over."""

    name: str
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets that are seen, and sentences about the rest."""

    sheets: list[Sheet]
    notes: list[str]


def name_some(names: list[str]) -> str:
    """The first of *names*, and a sign where there are more."""
    return ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
