"""Titles that claim a difference which the ranges of the numbers leave open.

What the ranges of two numbers share may be chance. So it is advised to say less; a title that
claims no difference, or names one that the ranges bear out, is left alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from safety_plan.charts.kinds import kind_of
from safety_plan.checks.chart_titles import (
    direction_of_title,
    find_claim,
    points_in_time,
    spans_of_title,
    subject_of_title,
)
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.quantities import format_value
from safety_plan.models.charts import Chart, Series
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

#: The ends of a range, lower end first.
Ends = tuple[Decimal, Decimal]
#: The words of a claim, and the two names whose ranges overlap.
Doubt = tuple[str, tuple[str, Ends], tuple[str, Ends]]


def uncertain_title_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Titles that claim a difference between numbers whose ranges overlap."""
    for name, chart in plan.charts.items():
        for claim, one, other in find_doubts(chart):
            texts = [f"{label}, {_in_words(ends, chart.unit)}" for label, ends in (one, other)]
            params = {"claim": claim, "one": texts[0], "other": texts[1]}
            yield problem(
                "title-uncertain", plan.chart_specifications.location(name, "title"), **params
            )


def _in_words(ends: Ends, unit: str) -> str:
    low, high = (format_value(end, unit) for end in ends)
    return f"{low} to {high}"


def find_doubts(chart: Chart) -> Iterable[Doubt]:
    """The first difference that the title of *chart* claims and its ranges leave open."""
    series = chart.series if kind_of(chart).claims_of_title(chart) else ()
    if not any(one.ranges for one in series) or find_claim("open", chart.title):
        return ()
    doubts = [
        *_of_change(chart, series),
        *_of_extreme(chart, series),
        *_of_comparison(chart, series),
    ]
    return doubts[:1]


def _overlap(one: Ends, other: Ends) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _ranges(chart: Chart, series: Series) -> Mapping[str, Ends]:
    """The range of each label of a series that has one."""
    return {chart.labels[index]: ends for index, ends in series.ranges.items()}


def _of_change(chart: Chart, series: Sequence[Series]) -> Iterator[Doubt]:
    """A rise or a fall between two times whose ranges overlap, in whichever span is meant."""
    compares = " than " in chart.title and len(series) > 1
    claim, sign = direction_of_title(chart.title, compares=compares)
    is_over_time = all(label[-4:].isdigit() for label in chart.labels)
    if not sign or not is_over_time:
        return
    named = [one for one in series if one.marked or one.name in chart.title]
    found: list[Doubt] = []
    for one in named or series:
        points, ranges = points_in_time(chart, one), _ranges(chart, one)
        for start, end in spans_of_title(chart.title, points) if len(points) > 1 else ():
            first, last = points[start][0], points[end][0]
            if first not in ranges or last not in ranges:
                return
            if not _overlap(ranges[first], ranges[last]):
                return
            found.append((claim, (first, ranges[first]), (last, ranges[last])))
    yield from found[:1]


def _of_extreme(chart: Chart, series: Sequence[Series]) -> Iterator[Doubt]:
    """A highest or a lowest whose range is overlapped by that of another."""
    one = next((line for line in series if line.marked), series[0])
    points, ranges = points_in_time(chart, one), _ranges(chart, one)
    subject = dict(subject_of_title(chart, points))
    for kind in ("most", "least"):
        claim = find_claim(kind, chart.title)
        own = [label for label in subject if label in ranges]
        if not claim or not own:
            continue
        extreme = (max if kind == "most" else min)(own, key=lambda label: subject[label])
        values = dict(points)
        others = [label for label in ranges if label not in subject and label in values]
        for label in sorted(others, key=lambda label: abs(values[label] - subject[extreme])):
            if _overlap(ranges[extreme], ranges[label]):
                yield claim, (extreme, ranges[extreme]), (label, ranges[label])
                break


def _of_comparison(chart: Chart, series: Sequence[Series]) -> Iterator[Doubt]:
    """That one is more than another, both named in the title, with ranges that overlap."""
    claim = find_claim("more", chart.title) or find_claim("less", chart.title)
    if not claim or " than " not in chart.title:
        return
    ranges: dict[str, Ends] = {}
    for one in series:
        of_labels = _ranges(chart, one)
        if len(series) == 1:
            ranges |= of_labels
        elif of_labels and chart.labels[-1] in of_labels:
            ranges[one.name] = of_labels[chart.labels[-1]]
    before, _, after = chart.title.partition(" than ")
    for name, than in [(a, b) for a in ranges for b in ranges if a in before and b in after]:
        if _overlap(ranges[name], ranges[than]):
            yield claim, (name, ranges[name]), (than, ranges[than])
