"""The cells of registers as readers meet them: their calls answered, no marks of a page."""

from safety_plan.content.links import without_marks
from safety_plan.content.page_words import PlanWords, answer_cell, words_of
from safety_plan.content.word_answers import SUPPRESSED
from safety_plan.core.problems import Problem, Read
from safety_plan.models.file_rows import facts_of
from safety_plan.models.plan import Plan
from safety_plan.models.registers import REGISTERS, columns_with_calls
from safety_plan.reading.csv_files import Row

#: Rows of a register: the text of each cell by its column.
Rows = tuple[dict[str, str], ...]


def read_cells(plan: Plan) -> Read[dict[str, Rows]]:
    """The rows of each register in plain words, and what is wrong with the calls in them."""
    words = words_of(PlanWords(plan))
    columns = columns_with_calls()
    problems: list[Problem] = []
    registers: dict[str, Rows] = {}
    for name in REGISTERS:
        rows = []
        for row in plan.rows(name):
            cells = dict(row.cells)
            for column in columns.get(name, ()):
                location = row.location(column)
                text, cell_problems = answer_cell(plan, words, cells[column], location)
                cells[column] = without_marks(text)
                problems += [found for found in cell_problems if found.rule != SUPPRESSED]
            rows.append({**cells, **_derive_cells(plan, name, row)})
        registers[name] = tuple(rows)
    return registers, problems


def _derive_cells(plan: Plan, register: str, row: Row) -> dict[str, str]:
    """What is worked out from a *row*; empty texts where it has a problem of its own."""
    if register == "files":
        return facts_of(plan.attachments.get(row["file"]))
    words = dict.fromkeys(REGISTERS[register].derived, "")
    target = plan.targets.get(row["id"]) if register == "targets" else None
    return target.words if target else words
