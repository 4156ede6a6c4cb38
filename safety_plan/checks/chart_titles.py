"""Titles held against the numbers of their own chart: “fell” when they rose.

A title is only refused where no way of reading it is borne out. What counts as
a claim is listed in `claims.yml`; what its words leave open is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from safety_plan.core.dates import MONTHS
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import format_value
from safety_plan.core.resources import load_resource
from safety_plan.models.charts import Chart, Series

_CLAIMS = load_resource("checks/title_claims.yml")
Points = Sequence[tuple[str, Decimal]]
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def contradictions(chart: Chart, place: Location) -> list[Problem]:
    """What the title of *chart* says and its numbers do not."""
    if chart.kind in ("timeline", "lineage") or _said("open", chart.title):
        return []
    over_time = all(_YEAR.search(label) for label in chart.labels)
    claims = [*(_over_time(chart) if over_time else ()), *_extreme(chart)]
    return [
        problem("title-contradicts", place, claim=claim, shown=truth) for claim, truth in claims
    ]


def _said(kind: str, title: str) -> str:
    match = re.search(rf"\b(?:{_CLAIMS[kind]})\b", title, re.I)
    return match.group() if match else ""


def _points(chart: Chart, series: Series) -> Points:
    """The known values of a series, in the order of time where labels have years."""
    known = [(chart.labels[place], number) for place, number in series.known]
    return sorted(known, key=lambda pair: _when(pair[0]))


def _when(label: str) -> tuple[str, int]:
    months = [number for number, name in enumerate(MONTHS) if name in label]
    return "".join(_YEAR.findall(label)[-1:]), max(months, default=-1)


def _over_time(chart: Chart) -> Iterator[tuple[str, str]]:
    """Claims that something went up or down, or did so by a part of itself."""
    title = chart.title
    up, down = _said("rise", title), _said("fall", title)
    if not up and not down and not (" than " in title and len(chart.series) > 1):
        up, down = _said("more", title), _said("less", title)
    named = [s for s in chart.series if s.marked or s.name in title]
    told_of = [points for s in named or chart.series if len(points := _points(chart, s)) > 1]
    sign = 1 if up else -1
    wrong = [
        p for p in told_of if not any(_holds(title, p, sign, ends) for ends in _ends(title, p))
    ]
    if bool(up) != bool(down) and wrong and (named or len(wrong) == len(told_of)):
        (label, was), (other, now) = (wrong[0][i] for i in _ends(title, wrong[0])[0])
        start, end = (format_value(value, chart.unit) for value in (was, now))
        went = f"from {start} in {label} to {end} in {other}"
        yield f"{up or down} {_part(title)[0]}".strip(), f"the numbers go {went}"


def _ends(title: str, points: Points) -> list[tuple[int, int]]:
    """From which point to which a title may mean; it is enough that one is right."""
    last, labels = len(points) - 1, [label for label, _ in points]
    meant = [[i for i, label in enumerate(labels) if y in label] for y in _YEAR.findall(title)]
    years = [found for found in meant if found]
    if len(years) > 1:
        return [(years[0][0], years[-1][-1])]
    if years and not re.search(r"\b(?:since|from|after)\b", title):
        return [pair for i in years[0] if i for pair in ((i - 1, i), (0, i))] or [(0, last)]
    if years:
        return [(i, last) for i in years[0] if i < last] or [(0, last)]
    return [(last - 1 if _said("latest", title) else 0, last)]


def _holds(title: str, points: Points, sign: int, ends: tuple[int, int]) -> bool:
    first, last = (points[i][1] for i in ends)
    step = 1 if _said("each", title) else ends[1] - ends[0] or 1
    values = [value for _, value in points[ends[0] : ends[1] + 1 : step]]
    size = _part(title)[1]
    change = abs(last - first) / (abs(first) or 1)
    as_much = not size or abs(change - size) <= size / 4
    return as_much and all((after - before) * sign > 0 for before, after in pairwise(values))


def _part(title: str) -> tuple[str, Decimal]:
    """By which part of itself something changed, in the title's words and as a number."""
    parts = {part: Decimal(n) for part, n in _CLAIMS["parts"].items()}
    parts |= {rf"by {n} ?(?:%|per cent)": Decimal(n) / 100 for n in re.findall(r"\d{1,3}", title)}
    said = {match.group(): n for part, n in parts.items() if (match := re.search(part, title))}
    return next(iter(said.items()), ("", Decimal(0)))


def _extreme(chart: Chart) -> Iterator[tuple[str, str]]:
    """Claims that what is named, or marked, is the highest or the lowest of all."""
    points = _points(chart, next((s for s in chart.series if s.marked), chart.series[0]))
    named = [pair for pair in points if pair[0] in chart.title]
    said = {*_YEAR.findall(chart.title)}
    years = [pair for pair in points if said & {*_YEAR.findall(pair[0])}]
    subject = named or years or [pair for pair in points if pair[0] in chart.marked]
    for kind, sign in (("most", 1), ("least", -1)):
        claim, ordered = _said(kind, chart.title), sorted(points, key=lambda pair: -sign * pair[1])
        if claim and subject and all((value - ordered[0][1]) * sign < 0 for _, value in subject):
            yield claim, f"that is {ordered[0][0]}, with {format_value(ordered[0][1], chart.unit)}"
