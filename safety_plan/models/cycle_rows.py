"""What a row is of each register of a living plan: what was said, due, not known, at risk.

Their words on a page stand in `cycle.yml`: to add such a register is a class here, its words
there, and its line in `safety_plan.models.registers`.
"""

from dataclasses import dataclass, field
from typing import Any

from safety_plan.core.resources import load_resource
from safety_plan.models.fields import cell

#: The words of each list on a page, by the name of its register.
LIST_WORDS: dict[str, dict[str, Any]] = load_resource("models/cycle.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationRow:
    """Something that people were asked."""

    id: str = field(metadata=cell("Its name.", required=True, unique=True, format="id"))
    what: str = field(metadata=cell("What people were asked.", required=True, calls=True))
    whom: str = field(metadata=cell("Who was asked.", required=True))
    opened: str = field(metadata=cell("When it opened.", required=True, format="date"))
    closes: str = field(metadata=cell("When it closes, or closed.", format="date"))
    answers: str = field(metadata=cell("How many answered.", format="whole number"))
    part: str = field(metadata=cell("Where in the source."))
    source: str = field(metadata=cell("Where it says so.", required=True, listed_in="source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRow:
    """One thing that people said, and what was done about it."""

    id: str = field(metadata=cell("Its name.", required=True, unique=True, format="id"))
    consultation: str = field(
        metadata=cell("The consultation.", required=True, listed_in="consultation")
    )
    statement: str = field(
        metadata=cell("What people said.", required=True, calls=True, name="said")
    )
    did: str = field(metadata=cell("What was done, or why nothing was.", calls=True))
    page_id: str = field(metadata=cell("The page that changed.", listed_in="page_id"))
    revision: str = field(metadata=cell("The revision in which it changed.", listed_in="revision"))
    part: str = field(metadata=cell("Where in the source."))
    source: str = field(metadata=cell("Where it says so.", required=True, listed_in="source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationRow:
    """What a body recommended or moved, and the response."""

    id: str = field(metadata=cell("Its name.", required=True, unique=True, format="id"))
    body: str = field(metadata=cell("Who recommended or moved it.", required=True))
    date: str = field(metadata=cell("When.", required=True, format="date"))
    what: str = field(metadata=cell("What they asked for.", required=True, calls=True))
    state: str = field(
        metadata=cell(
            "What became of it.",
            required=True,
            listed_in="recommendation state",
            unsaid="no response reported",
        )
    )
    response: str = field(metadata=cell("What was answered.", calls=True))
    leads: str = field(metadata=cell("The role or body that carries it out."))
    page_id: str = field(metadata=cell("The page it is about.", listed_in="page_id"))
    part: str = field(metadata=cell("Where in the source."))
    source: str = field(metadata=cell("Where it says so.", required=True, listed_in="source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """Something that the plan needs to know."""

    id: str = field(metadata=cell("Its name.", required=True, unique=True, format="id"))
    page_id: str = field(metadata=cell("The page it is for.", required=True, listed_in="page_id"))
    measure: str = field(metadata=cell("What should be known.", required=True, calls=True))
    state: str = field(metadata=cell("Whether it is known.", required=True, listed_in="gap state"))
    why: str = field(metadata=cell("What is known of it, and why no more is.", calls=True))
    supplier: str = field(metadata=cell("The role or body that could supply it."))
    part: str = field(metadata=cell("Where in the source."))
    source: str = field(metadata=cell("Where it says so.", listed_in="source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """What could go wrong for a priority, and what is done about it."""

    id: str = field(metadata=cell("Its name.", required=True, unique=True, format="id"))
    page_id: str = field(metadata=cell("The page it is about.", required=True, listed_in="page_id"))
    risk: str = field(metadata=cell("What could go wrong.", required=True, calls=True))
    response: str = field(metadata=cell("What is done about it.", calls=True))
    leads: str = field(metadata=cell("The role or body that does it."))
    part: str = field(metadata=cell("Where in the source."))
    source: str = field(metadata=cell("Where it says so.", required=True, listed_in="source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """What is due next: a figure, a review, a meeting."""

    date: str = field(metadata=cell("When: a day or a month.", required=True, format="date"))
    what: str = field(metadata=cell("What is due.", required=True))
    figure: str = field(
        metadata=cell("The figures that are due.", listed_in="figure", separator=";")
    )
    about: str = field(
        metadata=cell("The sources that are due.", listed_in="source", separator=";")
    )
    page_id: str = field(metadata=cell("The page it is about.", listed_in="page_id"))
    outcome: str = field(metadata=cell("What came of it, once it is past."))
    part: str = field(metadata=cell("Where in the source."))
    source: str = field(metadata=cell("Where it says so.", listed_in="source"))
