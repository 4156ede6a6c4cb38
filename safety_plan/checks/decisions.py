"""The decisions of the revision, held against its sources, its adoption and one another."""

import re
from collections.abc import Iterator
from datetime import date

from safety_plan.checks.undecided import split_sentences
from safety_plan.checks.undecided_words import is_undecided
from safety_plan.core.dates import format_date
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.models.revision import Decision
from safety_plan.models.terms import date_bounds
from safety_plan.reading.yaml_files import as_text
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.published import sealed_bundles

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
#: That somebody adopted it, said of what was decided; and with its day or month, in a note.
_ADOPTED = re.compile(r"\b(?:adopted|approved|agreed)\b", re.I)
_ADOPTED_ON = re.compile(
    r"\b(?:[Aa]dopted|[Aa]pproved|[Aa]greed)\b(?:\s+\w+){0,6}?\s+(?:on|in)\s+"
    rf"(?:(\d{{1,2}})\s+)?({'|'.join(_MONTHS)})\s+(\d{{4}})\b"
)


def decision_source_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Decisions, and the adoption, whose source nobody described."""
    if "data/sources.yml" in plan.unread:
        return
    revision, document = plan.revision, plan.revision_document
    named: list[tuple[tuple[str, ...], Decision]] = [
        (("decisions", str(index)), one) for index, one in enumerate(revision.decisions)
    ]
    if revision.adopted:
        named.append((("adopted",), revision.adopted))
    for keys, decision in named:
        name = decision.source
        if name and name not in plan.sources:
            location = document.location(*keys, "source")
            yield problem("source-unknown", location, name=name, choices=plan.sources)


def adoption_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """An adoption of which decisions, or the note, give another day or another body."""
    adopted = _adoption(plan)
    if not adopted:
        return
    document = plan.revision_document
    day_in_words = format_date(adopted.date)
    for index, one in enumerate(plan.revision.decisions):
        if _differs(one, adopted):
            location = document.location("decisions", str(index))
            other = f"{one.body}, {format_date(one.date)}"
            own = f"{adopted.body}, {day_in_words}"
            yield problem("adoption-twice", location, other=other, own=own)
    for day in _days_of_adoption(plan.revision.status_note):
        if not _may_be_one(day, adopted.date):
            location = document.location("status_note")
            params = {"other": format_date(day), "own": day_in_words}
            yield problem("adoption-twice.note", location, **params)


def adoption_order_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """An adoption on a day before that of a revision that was adopted and sealed before it."""
    adopted = _adoption(plan)
    if not adopted:
        return
    for bundle in sealed_bundles(plan.root):
        earlier = bundle.record.revision.adopted
        if earlier and date_bounds(earlier.date)[0] > date_bounds(adopted.date)[1]:
            own, other = format_date(adopted.date), format_date(earlier.date)
            location = plan.revision_document.location("adopted", "date")
            yield problem("term-order.earlier", location, own=own, name=bundle.id, other=other)


def future_problems(plan: Plan, today: date) -> Iterator[Problem]:
    """An adoption, or a day on which it was written down, that is still to come."""
    document = plan.revision_document
    adopted = plan.revision.adopted.date if plan.revision.adopted else ""
    if _is_to_come(adopted, today):
        location = document.location("adopted", "date")
        yield problem("date-order.adopted", location, day=format_date(adopted))
    recorded = as_text(document.value.get("recorded"))
    if _is_to_come(recorded, today):
        location = document.location("recorded")
        yield problem("date-order.recorded", location, day=format_date(recorded))


def _is_to_come(day: str, today: date) -> bool:
    return format_date(day) is not None and date_bounds(day)[0] > today.isoformat()


def _adoption(plan: Plan) -> Decision | None:
    """The adoption of a working revision that is not sealed, where it can be read."""
    revision = plan.revision
    if revision.status != "adopted" or revision.id in plan.sealed or not revision.adopted:
        return None
    return revision.adopted if format_date(revision.adopted.date) else None


def _differs(decision: Decision, adopted: Decision) -> bool:
    """Whether a *decision* speaks of the adoption, and gives another day or another body."""
    is_adoption = _ADOPTED.search(decision.what) and not is_undecided(decision.what)
    if not is_adoption or not adopted.body or not format_date(decision.date):
        return False
    same_body = decision.body.strip().lower() == adopted.body.strip().lower()
    return same_body != (decision.date == adopted.date)


def _days_of_adoption(note: str) -> list[str]:
    """The days, or months, on which the *note* says that the revision was adopted."""
    found = [found for _, one in split_sentences(note) for found in _ADOPTED_ON.findall(one)]
    return [
        f"{year}-{_MONTHS.index(month) + 1:02}{f'-{int(day):02}' if day else ''}"
        for day, month, year in found
    ]


def _may_be_one(day: str, adopted: str) -> bool:
    """Whether a *day* or month may be the date of the adoption."""
    return not format_date(day) or day.startswith(adopted) or adopted.startswith(day)
