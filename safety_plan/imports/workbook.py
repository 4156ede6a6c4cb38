"""The sheets of an Excel workbook, by openpyxl, as their readers see them."""

import re
import warnings
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from safety_plan.core.sheet_columns import column_letters
from safety_plan.imports.number_formats import Shown, show_date, show_number
from safety_plan.imports.office_file import write_office_file
from safety_plan.imports.sheet import (
    EMPTY,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    PROMPT,
    Row,
    Sheet,
    Workbook,
    name_some,
)
from safety_plan.imports.sheet_looks import Looks, read_looks

WORKBOOK = "xl/workbook.xml"
#: Parts that show on a sheet and are none of its cells.
_BESIDE = {
    "comments": r"xl/(?:threaded)?comments?",
    "charts and pictures": r"xl/(?:charts/chart|media/)",
}


def read_workbook(parts: Mapping[str, bytes]) -> Workbook | None:
    """The sheets of the workbook that consists of *parts*; None where it cannot be read."""
    from openpyxl import load_workbook  # here, because it takes a fifth of a second

    try:
        with warnings.catch_warnings(action="ignore"):  # of what it does not keep
            looks = read_looks(parts)
            book = load_workbook(write_office_file(parts), read_only=True, data_only=True)
            sheets = [_read_sheet(s, looks[s.title]) for s in _visible(book)[:MOST_SHEETS]]
    except Exception:  # noqa: BLE001 (whatever a damaged workbook makes openpyxl raise)
        return None
    return Workbook(sheets, [*_say_unseen(book, parts)])


def _visible(book: Any) -> list[Any]:  # noqa: ANN401 (openpyxl has no types)
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _say_unseen(book: Any, parts: Mapping[str, bytes]) -> list[str]:  # noqa: ANN401
    """What of the workbook nobody sees, or is none of its cells."""
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    notes = [f"The sheet “{name}” is hidden, so it was left out." for name in hidden]
    notes += [f"The sheet “{s.title}” is a chart, so it was left out." for s in book.chartsheets]
    for words, pattern in _BESIDE.items():
        count = sum(re.match(pattern, name, re.I) is not None for name in parts)
        if count:
            notes.append(f"The workbook has {words}, which were left out.")
    return notes


def _read_sheet(sheet: Any, looks: Looks) -> Sheet:  # noqa: ANN401
    """The cells of *sheet* that are seen; a wide or high one stands in each place."""
    answer = Sheet(sheet.title)
    firsts: dict[tuple[int, int], Shown] = {}
    bounds = {"max_row": MOST_ROWS + 1, "max_col": MOST_COLUMNS}
    for number, cells in enumerate(sheet.iter_rows(**bounds), start=1):
        if number > MOST_ROWS:
            answer.notes.append(f"Only the first {MOST_ROWS:,} rows were read.")
            break
        row = []
        for column, cell in enumerate(cells, start=1):
            place = (number, column)
            view = _show(cell, f"{column_letters(column)}{number}", looks, answer)
            first = looks.merged.get(place)
            if first == place:
                firsts[place] = view
            row.append(firsts.get(first, EMPTY) if first else view)
        if number not in looks.rows:
            visible = [cell for n, cell in enumerate(row, start=1) if n not in looks.columns]
            answer.rows.append(Row(number, visible, looks.wide.get(number, 1)))
    _say_hidden(answer, looks)
    return answer


def _show(cell: Any, place: str, looks: Looks, answer: Sheet) -> Shown:  # noqa: ANN401
    """What a reader sees in *cell*; a formula gives what it gave when the file was saved."""
    value = cell.value
    if place in looks.open_formulas:
        answer.notes.append(f"{place} holds a formula that was never worked out.")
        return Shown(PROMPT, is_number=True)
    if value is None:
        return EMPTY
    if cell.data_type == "e":
        answer.notes.append(f"{place} shows the mistake {value}.")
        return Shown(PROMPT, is_number=True)
    if isinstance(value, bool):
        return Shown(str(value).upper())
    if isinstance(value, int | float):
        return show_number(value, cell.number_format)
    if isinstance(value, datetime | date | time | timedelta):
        return Shown(show_date(value, cell.number_format))
    return Shown(" ".join(str(value).split()))


def _say_hidden(answer: Sheet, looks: Looks) -> None:
    if looks.rows:
        names = name_some([str(number) for number in sorted(looks.rows)])
        answer.notes.append(f"Hidden rows were left out: {names}.")
    if looks.columns:
        letters = name_some([column_letters(number) for number in sorted(looks.columns)])
        answer.notes.append(f"Hidden columns were left out: {letters}.")
    formulas = [place for place in looks.formulas if place not in looks.open_formulas]
    if formulas:
        cells = name_some(formulas)
        answer.notes.append(f"Formulas became the numbers that they last gave: {cells}.")
    if looks.merged:
        answer.notes.append("Cells that went over several rows or columns are repeated in each.")
