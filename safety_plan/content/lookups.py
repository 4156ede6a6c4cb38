"""What the words of a page look up: one of several by its name, or the problem that none is."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem

#: The name of a problem that only follows from another, which is told instead.
SUPPRESSED = "told-elsewhere"
#: The place of a problem before it is known who asks.
UNKNOWN_LOCATION = Location("")
T = TypeVar("T")


class PageWordError(Exception):
    """A call that is well formed but cannot be answered, and the problem it makes."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.found)


def term_anchor(term: str) -> str:
    """The anchor of a glossary term: small letters, digits and hyphens."""
    letters = "".join(c if c.isalnum() else "-" for c in term.lower())
    return "-".join(part for part in letters.split("-") if part)


def lookup(
    rule: str,
    name: str,
    choices: Mapping[str, T],
    broken: Iterable[str] = (),
    labels: Mapping[str, str] | None = None,
) -> T:
    """The one of *choices* that is called *name*.

    Raises PageWordError with the problem *rule* where none is; where it is one of those that
    are *broken*, with a problem that is not told, because check tells what broke it.
    """
    if name in choices:
        return choices[name]
    unknown = problem(rule, UNKNOWN_LOCATION, name=name, choices=choices, labels=labels)
    if name in broken:
        message = f"“{name}” has a problem of its own."
        fix = f"See what check says of {unknown.depends_on}."
        unknown = Problem(UNKNOWN_LOCATION, SUPPRESSED, message, fix)
    raise PageWordError(unknown)
