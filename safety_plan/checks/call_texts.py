"""The texts in which calls may stand: the pages, and cells of registers."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from safety_plan.checks.pages import pages_of
from safety_plan.core.problems import Location
from safety_plan.models.plan import Plan
from safety_plan.models.registers import columns_with_calls


@dataclass(frozen=True, slots=True)
class CallText:
    """A *text* that may hold calls, and where it begins: a line of a page, or a cell."""

    text: str
    start: Location

    def location(self, offset: int) -> Location:
        """The place of *offset* in the text: its line on a page, or the cell it stands in."""
        if self.start.row:
            return self.start
        line = self.start.line + self.text.count("\n", 0, offset)
        return Location(self.start.path, line=line, offset=offset)


def call_texts(plan: Plan) -> Iterator[CallText]:
    """Every text of *plan* in which a call is answered, first those of its pages."""
    for path, page in pages_of(plan):
        yield CallText(page.text, Location(path, line=page.first_line))
    for name, columns in columns_with_calls().items():
        for row, column in product(plan.rows(name), columns):
            yield CallText(row[column], row.location(column))
