"""CSV files as spreadsheets save them, read strictly: refused, never repaired.

Harmless differences are accepted: a byte-order mark, either kind of line end,
empty rows at the end, quoted cells. Everything else is a problem that names
row and column as the spreadsheet shows them; what spreadsheets do to cells is
listed in `habits.yml`.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read, closest_match
from safety_plan.core.resources import load_resource
from safety_plan.core.text import find_hidden_characters, truncate
from safety_plan.reading.text_files import read_text

#: Where a spreadsheet may start to read a formula: at the start of a cell, or of
#: what it takes for one where it splits at semicolons, tabs or new lines; after
#: OWASP's "CSV Injection", the wide forms of the four signs among them.
_FORMULA = re.compile(r"((?:^|[;\t\r\n])[\s\"]*)([=+\-@＝＋－＠])")
_NO_FORMULA = re.compile(r"[-+]|-?[0-9]+(\.[0-9]+)?")
MAX_ROWS = 10_000
Records = list[list[str]]
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a CSV file: its cells by heading, and where it stands."""

    path: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def location(self, column: str = "") -> Location:
        """The place of the row, or of its cell in *column*."""
        columns = list(self.cells)
        letter = column_letter(columns.index(column)) if column in columns else ""
        return Location(self.path, row=self.number, column=column, letter=letter)


def column_letter(index: int) -> str:
    """The letter a spreadsheet gives the column at *index* (0 is A, 26 is AA)."""
    head, tail = divmod(index, 26)
    return (column_letter(head - 1) if head else "") + chr(ord("A") + tail)


def read_csv(file: Path, path: str, headings: Sequence[str]) -> Read[list[Row]]:
    """Reads *file*, which must have exactly *headings*; *path* is its name in words."""
    text, problems = read_text(file, path)
    records, found = ([], []) if problems else _records(text, path)
    problems += found
    while records and not any(cell.strip() for cell in records[-1]):
        records.pop()
    if not problems and not records:
        problems = [problem("csv-empty", Location(path), headings=",".join(headings))]
    if len(records) > MAX_ROWS:
        problems = [
            problem("file-too-large.rows", Location(path), count=len(records), most=MAX_ROWS)
        ]
    problems = problems or _heading_problems(records, list(headings), path, text)
    return ([], problems) if problems else _rows(records, path)


def _records(text: str, path: str) -> Read[Records]:
    reader = csv.reader(io.StringIO(text), strict=True)
    records: Records = []
    start = 1
    try:
        for record in reader:
            records.append(record)
            start = reader.line_num + 1
    except csv.Error:
        return [], [problem("csv-quotation-mark", Location(path, line=start))]
    return records, []


def _heading_problems(records: Records, wanted: list[str], path: str, text: str) -> list[Problem]:
    found, place, all_of_them = records[0], Location(path, row=1), ",".join(wanted)
    if found == wanted:
        return []
    if wanted in records[:20]:
        return [problem("csv-heading.below", place, number=records.index(wanted) + 1)]
    for mark, name in SEPARATORS.items():
        if mark in text.split("\n", 1)[0] and len(found) == 1:
            return [problem("csv-separator", place, name=name)]
    times = Counter(name for name in found if name.strip())
    strange = [name for name in times if name not in wanted][: len(wanted) + 20]
    near = {name: closest_match(name.strip(), wanted) for name in strange}
    missing = [name for name in wanted if name not in (*times, *near.values())]
    problems = [problem("csv-heading", place, name=name) for name in missing]
    for name in strange:
        key = "csv-heading.near" if near[name] else "csv-heading.strange"
        facts = {"near": near[name], "headings": all_of_them}
        problems.append(problem(key, place, name=truncate(name), **facts))
    doubled = [truncate(name) for name, count in times.items() if count > 1]
    problems += [problem("csv-heading.twice", place, name=name) for name in doubled]
    if blank := len(found) - times.total():
        problems.append(problem("csv-heading.none", place, count=blank))
    return problems or [problem("csv-heading.order", place, headings=all_of_them)]


def _rows(records: Records, path: str) -> Read[list[Row]]:
    headings = records[0]
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, record in enumerate(records[1:], start=2):
        if wrong_row := _row_problem(record, headings, Location(path, row=number)):
            problems.append(wrong_row)
        else:
            row = Row(path, number, dict(zip(headings, record, strict=True)))
            rows.append(row)
            wrong = {column: w for column, cell in row.cells.items() if (w := _cell_problem(cell))}
            problems += [problem(rule, row.location(c), **f) for c, (rule, f) in wrong.items()]
    return rows, problems


def _row_problem(record: list[str], headings: list[str], place: Location) -> Problem | None:
    count, wanted = len(record), len(headings)
    if not any(cell.strip() for cell in record):
        return problem("csv-empty-row", place)
    if record == headings:
        return problem("row-twice.headings", place)
    if count == wanted:
        return None
    empty = count > wanted and not any(cell.strip() for cell in record[wanted:])
    return problem("csv-cells.empty" if empty else "csv-cells", place, count=count, wanted=wanted)


@cache
def _habits(kind: str) -> list[tuple[re.Pattern[str], str, str]]:
    found = load_resource("reading/spreadsheet_mistakes.yml")[kind]
    return [(re.compile(e["like"]), e.get("rule", ""), e.get("fix", "")) for e in found]


def match_mistake(kind: str, cell: str) -> tuple[str, str]:
    """The rule that the first habit of *kind* that fits *cell* breaks, and what to write."""
    for like, rule, fix in _habits(kind):
        if match := like.search(cell):
            return rule, fix.format(*(part or "" for part in match.groups()))
    return "", ""


@lru_cache(10_000)
def _cell_problem(cell: str) -> tuple[str, dict[str, str]] | None:
    """The rule that *cell* breaks by itself, and what is told of it."""
    if rule := match_mistake("cells", cell)[0]:
        return rule, {"cell": truncate(cell)}
    if formula := find_formula(cell):
        return "csv-formula", {"sign": formula}
    hidden = find_hidden_characters(cell)
    return ("hidden-character", {"hidden": hidden}) if hidden else None


def find_formula(cell: str) -> str:
    """The sign with which a spreadsheet would start a formula in *cell*, if any."""
    match = None if _NO_FORMULA.fullmatch(cell) else _FORMULA.search(cell)
    return match[2] if match else ""


def escape_formula(cell: str) -> str:
    """*cell* as a spreadsheet shows it and never runs it; numbers stay numbers."""
    return _FORMULA.sub(r"\1'\2", cell) if find_formula(cell) else cell
