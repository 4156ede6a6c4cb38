"""When a check is asked, and what one is: `registry.py` has the list of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle


class Stage(StrEnum):
    """What a plan is held against its checks for."""

    #: To show or compare it: all that must be right before it is built. No clock is read.
    BUILD = "build"
    #: To seal it, or to note it as proposed: as BUILD, and nothing is left to be written.
    SEAL = "seal"
    #: To tell its authors everything: what to put right, what to think about, what is due.
    CHECK = "check"
    #: To put it before the public: what is due must be done.
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: what it finds in a plan and its working bundle, and when it is asked.

    Attributes:
        find: Takes the plan and the working bundle; yields problems.
        stages: The stages at which it is asked.
        needs_whole_seals: Not asked where a sealed revision is not what was sealed.
    """

    find: Callable[[Plan, RevisionBundle], Iterable[Problem]]
    stages: frozenset[Stage] = frozenset(Stage)
    needs_whole_seals: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedCheck:
    """A check whose answer depends on the day; at CHECK its rule may only remind."""

    find: Callable[[Plan, date], Iterable[Problem]]
    stages: frozenset[Stage]
