"""What is wrong, where, and what to do: every message a person gets is one of these.

A reader returns the best reading it can and every problem it found; it never
raises on content. Only a command decides to stop, by raising `PlanError`.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


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
        column = f'column {self.letter and f"{self.letter} "}"{self.column}"'
        parts = {f"row {self.row}": self.row, f"line {self.line}": self.line, column: self.column}
        return ", ".join([self.path, *(part for part, there in parts.items() if there)])


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something an author has to put right.

    *name* is the short name of the rule, the same everywhere it is spoken of.
    *found* is one sentence that quotes what was found; *fix* says what to do.
    A *warning* is told but stops nothing. *text* holds the exact words found, where
    a program may need them. *leans* names the file that what was found is held
    against: where not all of it can be read, the problem only follows from it.
    """

    location: Location
    rule: str = field(compare=False)
    found: str
    fix: str = field(compare=False)
    warning: bool = field(default=False, compare=False)
    text: str = field(default="", compare=False)
    depends_on: str = field(default="", compare=False)

    @property
    def is_fatal_for_file(self) -> bool:
        """True where nothing of the file could be read."""
        whole = self.rule.startswith("csv-") and self.location.row < 2
        return whole or self.rule.startswith(("file-", "yaml-", "not-utf-8", "merge-mark"))

    @property
    def is_fatal_for_cell(self) -> bool:
        """True where the cell is not one at all, so what else is wrong with it follows."""
        return bool(self.location.column) and self.rule.startswith(("csv-", "hidden-"))


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
    return frozenset(
        p.location.path
        for p in problems
        if p.location.path.startswith("data/")
        and (p.is_fatal_for_file or (rows and p.rule == "csv-cells"))
    )


def suppress_cascades(problems: Iterable[Problem]) -> list[Problem]:
    """The problems but those that only follow from a file or a cell that is told already."""
    told = list(problems)
    unread, partly = unread_files(told), unread_files(told, rows=True)
    spoiled = {p.location for p in told if p.is_fatal_for_cell}
    return [
        p
        for p in told
        if p.depends_on not in partly
        and (p.is_fatal_for_file or p.location.path not in unread)
        and (p.is_fatal_for_cell or p.location not in spoiled)
    ]


def has_errors(problems: Iterable[Problem]) -> bool:
    """True where any of the problems is more than a warning."""
    return any(not problem.warning for problem in problems)


def raise_if_errors(problems: Iterable[Problem]) -> None:
    """Ends the command where any of the problems is more than a warning."""
    if has_errors(found := [*problems]):
        raise PlanError(found)


def closest_match(word: str, known: Iterable[str]) -> str:
    """The known word most like *word*, or nothing; a very long word is like none."""
    names = {name.lower(): name for name in sorted(known)} if len(word) <= 60 else {}
    near = difflib.get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return names[near[0]] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean "…"?` with the nearest known word, or nothing."""
    near = closest_match(word, known)
    return f'Did you mean "{near}"?' if near else ""
