"""CSV files as spreadsheets save them, read strictly: refused, never repaired.

Harmless differences are accepted: a byte-order mark, either kind of line end,
empty rows at the end, quoted cells. Everything else is a problem that names
row and column as the spreadsheet shows them; what spreadsheets do to cells is
listed in `spreadsheet_mistakes.yml`.
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
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.core.resources import load_resource
from safety_plan.core.sheet_columns import column_letters
from safety_plan.core.suggestions import closest_match
from safety_plan.core.text import LONGEST_TEXT, find_hidden_characters, truncate
from safety_plan.reading.split_cells import cells_problem
from safety_plan.reading.text_files import read_text

#: Where a spreadsheet may start to read a formula: at the start of a cell, or of
#: what it takes for one where it splits at semicolons, tabs or new lines; after
#: OWASP's "CSV Injection", the wide forms of the four signs among them.
_FORMULA = re.compile(r"(?<![\s\";])([\s\";]*+)([=+\-@＝＋－＠])")
_NEW_CELL = re.compile(r"[;\t\r\n]")
_NO_FORMULA = re.compile(r"[-+]|-?[£$€]?[0-9][0-9,]*(\.[0-9]+)?")
#: How a remark below a table starts, and what nothing but a remark starts with.
_REMARK = re.compile(r"\s*(?:[*†‡#]|(?:notes?|sources?|provisional|figures?|data)\b)", re.I)
_SURE_REMARK = re.compile(r"\s*(?:notes?|sources?)\s*\d*\s*:", re.I)
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
        """The location of the row, or of its cell in *column*."""
        columns = list(self.cells)
        letter = column_letters(columns.index(column) + 1) if column in columns else ""
        return Location(self.path, row=self.number, column=column, letter=letter)


def read_csv(file: Path, path: str, headings: Sequence[str]) -> Read[list[Row]]:
    """Reads *file*, which must have exactly *headings*; *path* is what messages call it."""
    text, problems = read_text(file, path)
    if problems:
        return [], problems
    records, problems = _parse_records(text, path)
    if problems:
        return [], problems
    while records and not any(cell.strip() for cell in records[-1]):
        records.pop()
    location = Location(path)
    if not records:
        return [], [problem("csv-empty", location, headings=",".join(headings))]
    if len(records) > MAX_ROWS:
        params = {"count": len(records), "most": MAX_ROWS}
        return [], [problem("file-too-large.rows", location, **params)]
    problems = _heading_problems(records, list(headings), path, text)
    return ([], problems) if problems else _read_rows(records, path)


def _parse_records(text: str, path: str) -> Read[Records]:
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


def _heading_problems(records: Records, expected: list[str], path: str, text: str) -> list[Problem]:
    """Why the first of *records* is not the *expected* headings, or nothing."""
    headings = records[0]
    location = Location(path, row=1)
    if headings == expected:
        return []
    if expected in records[:20]:
        return [problem("csv-heading.below", location, number=records.index(expected) + 1)]
    for separator, name in SEPARATORS.items():
        if separator in text.split("\n", 1)[0] and len(headings) == 1:
            return [problem("csv-separator", location, name=name)]
    problems = _wrong_headings(headings, expected, location)
    in_order = ",".join(expected)
    return problems or [problem("csv-heading.order", location, headings=in_order)]


def _wrong_headings(headings: list[str], expected: list[str], location: Location) -> list[Problem]:
    """Headings that are missing, unknown, written twice, or empty."""
    counts = Counter(name for name in headings if name.strip())
    unknown = [name for name in counts if name not in expected][: len(expected) + 20]
    nearest = {name: closest_match(_visible_part(name), expected) for name in unknown}
    written = {*counts, *nearest.values()}
    missing = [name for name in expected if name not in written]
    problems = [problem("csv-heading", location, name=name) for name in missing]
    for name, near in nearest.items():
        hidden = _hidden_part(name)
        if hidden and near:
            params = {"name": truncate(name), "hidden": hidden, "near": near}
            problems.append(problem("csv-heading.hidden", location, **params))
            continue
        rule = "csv-heading.near" if near else "csv-heading.strange"
        params = {"near": near, "headings": ",".join(expected)}
        problems.append(problem(rule, location, name=truncate(name), **params))
    for name, count in counts.items():
        if count > 1:
            problems.append(problem("csv-heading.twice", location, name=truncate(name)))
    empty = len(headings) - counts.total()
    if empty:
        problems.append(problem("csv-heading.none", location, count=empty))
    return problems


def _hidden_part(name: str) -> str:
    """The characters of a heading that nobody sees, or sees as a space, by their numbers."""
    spaces = [f"U+{ord(c):04X}" for c in sorted(set(name)) if c.isspace() and c != " "]
    return ", ".join(filter(None, [find_hidden_characters(name), *spaces]))


def _visible_part(name: str) -> str:
    """*name* without what nobody sees."""
    return "".join(c for c in name if c == " " or (c.isprintable() and not c.isspace())).strip()


def _read_rows(records: Records, path: str) -> Read[list[Row]]:
    headings = records[0]
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, record in enumerate(records[1:], start=2):
        row_problem = _row_problem(record, headings, Location(path, row=number))
        if row_problem:
            problems.append(row_problem)
            continue
        row = Row(path, number, dict(zip(headings, record, strict=True)))
        rows.append(row)
        for column, cell in row.cells.items():
            broken = cell_mistake(cell)
            if broken:
                rule, params = broken
                problems.append(problem(rule, row.location(column), **params))
    return rows, problems


def _row_problem(record: list[str], headings: list[str], location: Location) -> Problem | None:
    count, expected = len(record), len(headings)
    if not any(cell.strip() for cell in record):
        return problem("csv-empty-row", location)
    if record == headings:
        return problem("row-twice.headings", location)
    if expected > 1 and _is_remark(record, expected):
        words = ",".join(record).rstrip(",").strip()
        return problem("csv-cells.note", location, cell=truncate(words))
    return None if count == expected else cells_problem(record, expected, location)


def _is_remark(record: list[str], expected: int) -> bool:
    """Whether *record* is a sentence below the table, perhaps taken apart at its commas."""
    words = [cell for cell in record if cell.strip()]
    if _SURE_REMARK.match(words[0]):
        return words[0] is record[0]
    # A row of a list of words may hold no more than its first cell, of one word.
    is_row = len(record) == expected and (expected == 2 or " " not in words[0].strip())
    return len(words) == 1 and not is_row and bool(_REMARK.match(words[0]))


@cache
def _mistakes(kind: str) -> list[tuple[re.Pattern[str], str, str]]:
    """The mistakes of one *kind* in turn: what they look like, the rule, what to write."""
    entries = load_resource("reading/spreadsheet_mistakes.yml")[kind]
    return [(re.compile(e["like"]), e.get("rule", ""), e.get("fix", "")) for e in entries]


def match_mistake(kind: str, cell: str) -> tuple[str, str]:
    """The rule that the first mistake of *kind* that fits *cell* breaks, and what to write.

    Both are empty where none fits.
    """
    for pattern, rule, fix in _mistakes(kind):
        match = pattern.search(cell)
        if match:
            return rule, fix.format(*(part or "" for part in match.groups()))
    return "", ""


@lru_cache(10_000)
def cell_mistake(cell: str) -> tuple[str, dict[str, str]] | None:
    """The rule that *cell* breaks by itself, and the parameters of its message."""
    if len(cell) > LONGEST_TEXT:
        return "text-too-long", {"letters": f"{len(cell):,}", "most": f"{LONGEST_TEXT:,}"}
    rule, _ = match_mistake("cells", cell)
    if rule:
        return rule, {"cell": truncate(cell)}
    sign = find_formula(cell)
    if sign:
        return "csv-formula", {"sign": sign}
    hidden = find_hidden_characters(cell)
    return ("hidden-character", {"hidden": hidden}) if hidden else None


def find_formula(cell: str) -> str:
    """The sign with which a spreadsheet would start a formula in *cell*, if any."""
    signs = [] if _NO_FORMULA.fullmatch(cell) else _FORMULA.finditer(cell)
    return next((match[2] for match in signs if _starts_cell(match)), "")


def _starts_cell(match: re.Match[str]) -> bool:
    """True where a spreadsheet takes the sign of *match* for the first of a cell."""
    return match.start() == 0 or _NEW_CELL.search(match[1]) is not None


def escape_formula(cell: str) -> str:
    """*cell* as a spreadsheet shows it and never runs it; numbers stay numbers."""
    if not find_formula(cell):
        return cell
    return _FORMULA.sub(
        lambda match: f"{match[1]}'{match[2]}" if _starts_cell(match) else match[0], cell
    )
