"""Numbers as pages show them, where a column says with how many decimals.

Its file keeps all digits, so that what is worked out from it is worked out from those.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from safety_plan.core.quantities import as_shown, read_decimal
from safety_plan.core.translation import gettext
from safety_plan.models.columns import DECIMALS, Caveat, Column
from safety_plan.reading.csv_files import Row


def rows_as_shown(rows: Sequence[Row], columns: Iterable[Column]) -> list[Row]:
    """The *rows* with each number as pages show it; they keep their places in the file."""
    decimals = {one.name: one.page_decimals for one in columns}
    places = {name: text for name, text in decimals.items() if DECIMALS.fullmatch(text)}
    return [_as_shown(row, places) for row in rows] if places else [*rows]


def rounding_caveats(columns: Iterable[Column]) -> list[Caveat]:
    """What readers are told of each column whose numbers pages round."""
    text = gettext("Pages show rounded numbers; the file to download has all decimals.")
    names = [one.name for one in columns if one.page_decimals]
    return [Caveat(text=text, column=name, where={}) for name in names]


def _as_shown(row: Row, places: dict[str, str]) -> Row:
    cells = dict(row.cells)
    for name, decimals in places.items():
        number = read_decimal(row[name])
        if number is not None:
            cells[name] = str(as_shown(number, decimals))
    return replace(row, cells=cells)
