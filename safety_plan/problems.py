"""What is wrong, where, and what to do: every message a person gets is one of these.

A reader returns the best reading it can and every problem it found; it never
raises on content. Only a command decides to stop, by raising `PlanStopped`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file, and a row or line as the author counts it.

    *row* counts as a spreadsheet does (the headings are row 1); *line* as an
    editor does (front matter included); *column* is the heading of the column.
    *offset* only keeps things on one line apart and in order; it is never shown.
    """

    path: str
    row: int = 0
    line: int = 0
    column: str = ""
    letter: str = ""
    offset: int = 0

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


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something an author has to put right.

    *name* is the short name of the rule, the same everywhere it is spoken of.
    *found* is one sentence that quotes what was found; *fix* says what to do.
    A *warning* is told but stops nothing. *text* holds the exact words found,
    where a program may need them.
    """

    place: Place
    name: str = field(compare=False)
    found: str
    fix: str = field(compare=False)
    warning: bool = field(default=False, compare=False)
    text: str = field(default="", compare=False)


class PlanStopped(Exception):
    """The plan cannot go on as it is; carries every problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_file_order(problems)
        super().__init__(f"{len(self.problems)} problems")


def in_file_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, each once, by file and place."""
    return sorted(set(problems))


def stops(problems: Iterable[Problem]) -> bool:
    """True where any of the problems is more than a warning."""
    return any(not problem.warning for problem in problems)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean "…"?` with the nearest known word, or nothing."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else ""
