"""Problems: what is wrong, where, and what to do. Every message a person gets is one.

A reader returns the best reading it can and every problem it found; it never
raises on content. Only a command decides to stop, by raising `PlanError`.
`core.messages` makes a problem from its rule.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """Whether a problem stops a build (error) or is only something to think about (warning)."""

    ERROR = "error"
    WARNING = "warning"


class Scope(StrEnum):
    """How much cannot be read because of a problem: what else is wrong with that, follows."""

    NOTHING = ""
    CELL = "cell"
    ROW = "row"
    PAGE = "page"
    FILE = "file"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where something stands: a file, and a row or line as the author counts it.

    *row* counts as a spreadsheet does (the headings are row 1); *line* as an
    editor does (front matter included); *column* is the heading of the column.
    *offset* only keeps things on one line apart and in order; it is never shown.
    """

    path: str
    row: int = 0
    line: int = 0
    letter: str = ""
    offset: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = [self.path]
        if self.row:
            parts.append(f"row {self.row}")
        if self.line:
            parts.append(f"line {self.line}")
        if self.column:
            letter = f"{self.letter} " if self.letter else ""
            parts.append(f'column {letter}"{self.column}"')
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something an author has to put right, or to think about.

    Two are the same where location, rule and *found* are.

    Attributes:
        rule: The short name of the rule, the same everywhere it is spoken of.
        found: One sentence that quotes what was found.
        fix: What to do.
        severity: A warning is shown but stops nothing.
        fatal: What cannot be read because of it.
        text: The exact words found, where a program may need them.
        depends_on: The file, or the folder with a `/`, that what was found is held
            against: where not all of it can be read, the problem only follows.
    """

    location: Location
    rule: str
    found: str
    fix: str = field(compare=False)
    severity: Severity = field(default=Severity.ERROR, compare=False)
    fatal: Scope = field(default=Scope.NOTHING, compare=False)
    text: str = field(default="", compare=False)
    depends_on: str = field(default="", compare=False)

    def __lt__(self, other: "Problem") -> bool:
        one, two = (self.location, self.found), (other.location, other.found)
        return (*one, self.rule) < (*two, other.rule)

    @property
    def is_warning(self) -> bool:
        """True where it stops nothing."""
        return self.severity is Severity.WARNING


class PlanError(Exception):
    """The plan cannot go on as it is; carries every problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sort_problems(problems)
        super().__init__(f"{len(self.problems)} problems")


#: The best reading that there is, and every problem found.
Read = tuple[T, list[Problem]]


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, each once, by file and place."""
    return sorted(set(problems))


def unread_files(problems: Iterable[Problem], *, rows: bool = False) -> frozenset[str]:
    """The data files of which nothing could be read; with *rows*, or not every row."""
    scopes = (Scope.FILE, Scope.ROW) if rows else (Scope.FILE,)
    paths = {problem.location.path for problem in problems if problem.fatal in scopes}
    return frozenset(path for path in paths if path.startswith("data/"))


def _folders_of_unread_pages(problems: Iterable[Problem]) -> frozenset[str]:
    """`docs/` where a page of it, or the settings of one, could not be read; else nothing."""
    paths = {p.location.path for p in problems if p.fatal in (Scope.FILE, Scope.PAGE)}
    unread = any(path.startswith("docs/") and path.endswith(".md") for path in paths)
    return frozenset(["docs/"] if unread else [])


def suppress_cascades(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without those that only follow from a file, a page or a cell that is lost."""
    problems = list(problems)
    unread = unread_files(problems)
    not_whole = unread_files(problems, rows=True) | _folders_of_unread_pages(problems)
    lost_cells: dict[Location, Problem] = {}
    for problem in problems:
        if problem.fatal is Scope.CELL:
            lost_cells.setdefault(problem.location, problem)

    def follows(problem: Problem) -> bool:
        if problem.depends_on in not_whole:
            return True
        if problem.location.path in unread and problem.fatal is not Scope.FILE:
            return True
        # Whoever finds a cell lost first tells of it; others of the same rule stand beside it.
        first = lost_cells.get(problem.location, problem)
        return first.rule != problem.rule

    return [problem for problem in problems if not follows(problem)]


def has_errors(problems: Iterable[Problem]) -> bool:
    """True where any of the problems is more than a warning."""
    return any(not problem.is_warning for problem in problems)


def raise_if_errors(problems: Iterable[Problem]) -> None:
    """Raises PlanError with all of *problems* where any of them is more than a warning."""
    problems = list(problems)
    if has_errors(problems):
        raise PlanError(problems)
