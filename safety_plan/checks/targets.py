"""Targets that can be read and still look wrong: against their baseline, or against a rating."""

from collections.abc import Iterator

from safety_plan.core.bounds import at_most
from safety_plan.core.dates import period_end
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.models.targets import Target, observation_words
from safety_plan.models.verdicts import Verdict
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle

#: What each colour does not go with. Amber may stand for what is only just missed.
_CONTRADICTED_BY = {
    "green": (Verdict.OFF_COURSE, Verdict.MISSED),
    "amber": (Verdict.MET,),
    "red": (Verdict.MET, Verdict.ON_COURSE),
}


def doubtful_target_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Targets that ask for no progress, are rated otherwise, or have a baseline of another unit."""
    for row in plan.rows("targets"):
        target = plan.targets.get(row["id"])
        if target:
            yield from _progress_problems(target, row)
            yield from _rating_problems(target, row)
            yield from _unit_problems(target, row)


def _progress_problems(target: Target, row: Row) -> Iterator[Problem]:
    """A target that is worse than its baseline, and no note says why."""
    start = target.baseline.point if target.baseline else None
    is_plain = target.direction in ("at most", "at least") and not _is_of_other_unit(target)
    if start is None or target.note or not is_plain:
        return
    (limit,) = target.limits
    point = start.mirror if limit.is_least else start
    if at_most(point.bounds, limit.as_most.bounds, strict=True):
        params = {"goal": target.goal, "start": observation_words(target.baseline)}
        yield problem("target-no-progress", row.location("direction"), **params)


def _rating_problems(target: Target, row: Row) -> Iterator[Problem]:
    """A colour of the same time that the numbers contradict, and no note says why."""
    verdict = target.judgement.verdict
    is_explained = target.rating_note or not _is_rated_now(target)
    if is_explained or verdict not in _CONTRADICTED_BY.get(target.rating, ()):
        return
    params = {"rating": target.rating, "verdict": target.verdict_words.lower()}
    location = row.location("rating")
    latest = observation_words(target.latest)
    yield problem("target-rated-otherwise", location, latest=latest, **params)


def _is_rated_now(target: Target) -> bool:
    """Whether the rating is of the same time as the newest number, or says no time."""
    if not target.rating_period or not target.latest:
        return True
    return period_end(target.rating_period) == period_end(target.latest.period)


def _unit_problems(target: Target, row: Row) -> Iterator[Problem]:
    """A baseline that is counted in something else than the number."""
    if target.baseline and _is_of_other_unit(target):
        params = {"unit": target.unit, "other": target.baseline.unit}
        yield problem("target-other-unit", row.location("baseline"), **params)


def _is_of_other_unit(target: Target) -> bool:
    return target.baseline is not None and target.baseline.unit != target.unit
