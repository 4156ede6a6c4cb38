"""The cells of registers as readers meet them: their calls answered, no marks of a page."""

from safety_plan.content.links import without_marks
from safety_plan.content.lookups import SUPPRESSED
from safety_plan.content.page_words import PlanWords, answer_cell, words_of
from safety_plan.core.problems import Problem, Read
from safety_plan.models.plan import Plan
from safety_plan.models.registers import REGISTERS, columns_with_calls

#: Rows of a register: the text of each cell by its column.
Rows = tuple[dict[str, str], ...]


def read_cells(plan: Plan) -> Read[dict[str, Rows]]:
    """The rows of each register in plain words, and what is wrong with the calls in them."""
    words, columns = words_of(PlanWords(plan)), columns_with_calls()
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
            rows.append(cells)
        registers[name] = tuple(rows)
    return registers, problems
