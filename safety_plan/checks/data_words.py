"""The words of tables and registers, which readers get as they stand in their cells."""

import re
from collections.abc import Iterator

from safety_plan.content.annotations import NUMBER_MARK
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.models.registers import columns_with_calls
from safety_plan.reading.csv_files import Row
from safety_plan.reading.unfinished import find_unfinished
from safety_plan.reading.yaml_files import BRACES, PAGE_MARKS
from safety_plan.revisions.bundle import RevisionBundle

#: File and column of the cells that may hold calls.
_CELLS_WITH_CALLS = {
    (f"data/{name}.csv", column) for name, names in columns_with_calls().items() for column in names
}
#: What no page of the site shows, in cells that may hold calls as well.
_NEVER_SHOWN = re.compile(r"<{7}|={7}|>{7}|```plan-|Traceback \(most recent")
#: Columns whose cells name a word, or say how it once stood.
_CELLS_THAT_QUOTE = (
    ("data/glossary.csv", "term"),
    ("data/corrections.csv", "was"),
    ("data/confirmed.csv", "words"),
    ("data/search-words.csv", "words"),
)


def cell_words_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Calls and marks of a page in cells that are no page, and words never finished."""
    lists = (*plan.registers.values(), *(table.rows for table in plan.files))
    for row in (row for rows in lists for row in rows):
        yield from _row_problems(row)
    # A table may say so because its source does.
    for row in (row for rows in plan.registers.values() for row in rows):
        yield from _unfinished_cells(row)


def _unfinished_cells(row: Row) -> Iterator[Problem]:
    for column, cell in row.cells.items():
        words = find_unfinished(cell)
        if words and (row.path, column) not in _CELLS_THAT_QUOTE:
            yield problem("words-unfinished", row.location(column), text=words)


def _row_problems(row: Row) -> Iterator[Problem]:
    for column, cell in row.cells.items():
        has_calls = (row.path, column) in _CELLS_WITH_CALLS
        if has_calls and (mark := NUMBER_MARK.search(cell)):
            yield problem("number-mark.cell", row.location(column), mark=mark[0])
        elif braces := (_NEVER_SHOWN if has_calls else BRACES).search(cell):
            yield problem("braces-left.cell", row.location(column), mark=braces[0])
        elif mark := PAGE_MARKS.search(cell):
            yield problem("markup-left.cell", row.location(column), text=mark[0])
