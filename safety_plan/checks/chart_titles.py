"""Titles held against the numbers of their own chart: “fell” when they rose.

A title is only refused where no way of reading it is borne out. What counts as
a claim is listed in `title_claims.yml`; what its words leave open is left alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from safety_plan.charts.kinds import kind_of
from safety_plan.checks.share_claims import false_shares
from safety_plan.core.messages import problem
from safety_plan.core.period_words import MONTHS
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import format_value
from safety_plan.core.resources import load_resource
from safety_plan.models.charts import Chart, Series
from safety_plan.reading.yaml_files import Document

_CLAIMS = load_resource("checks/title_claims.yml")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")

#: The label and the value of each point of a series.
Points = Sequence[tuple[str, Decimal]]
#: The indexes of two points: where a change begins, and where it ends.
Span = tuple[int, int]
#: The words of a claim, and what the numbers say instead.
Contradiction = tuple[str, str]


def title_problems(charts: Mapping[str, Chart], specifications: Document) -> list[Problem]:
    """What the titles of *charts* say and their numbers do not."""
    return [
        problem
        for name, chart in charts.items()
        for problem in contradictions(chart, specifications.location(name, "title"))
    ]


def contradictions(chart: Chart, location: Location) -> list[Problem]:
    """What the title of *chart* says and its numbers do not; *location* is that of the title."""
    views = kind_of(chart).claims_of_title(chart)
    claims = dict.fromkeys(claim for view in views for claim in _false_claims(view))
    return [
        problem("title-contradicts", location, claim=claim, shown=truth) for claim, truth in claims
    ]


def _false_claims(chart: Chart) -> Iterator[Contradiction]:
    """What the title says of the numbers of *chart* and they do not bear out."""
    yield from false_shares(chart)
    if chart.series and not find_claim("open", chart.title):
        yield from _false_changes(chart, chart.series)
        yield from _false_extremes(chart, chart.series)


def find_claim(kind: str, title: str) -> str:
    """The first words of *title* that make a claim of this *kind*; empty where none do."""
    match = re.search(rf"\b(?:{_CLAIMS[kind]})\b", title, re.I)
    return match.group() if match else ""


def points_in_time(chart: Chart, series: Series) -> Points:
    """The points of a series, in the order of time where labels have years."""
    points = [(chart.labels[index], number) for index, number in series.points]
    return sorted(points, key=lambda point: _time(point[0]))


def _time(label: str) -> tuple[str, int]:
    """The last year and the last month in a label, to sort by."""
    years = _YEAR.findall(label)
    months = [number for number, name in enumerate(MONTHS) if name in label]
    return years[-1] if years else "", max(months, default=-1)


def _false_changes(chart: Chart, series: Sequence[Series]) -> Iterator[Contradiction]:
    """A claim that something went up or down, or did so by a part of itself."""
    title = chart.title
    claim, sign = direction_of_title(title, compares=" than " in title and len(series) > 1)
    if not claim or not all(_YEAR.search(label) for label in chart.labels):
        return
    subjects = [one for one in series if one.marked or one.name in title]
    lines = [points_in_time(chart, one) for one in subjects or series]
    lines = [points for points in lines if len(points) > 1]
    false = [points for points in lines if not _is_borne_out(title, points, sign)]
    # A title that names no line is true if any line bears it out, or as many as it says.
    most_false = 0 if subjects or find_claim("all", title) else len(lines) - 1
    if not subjects and find_claim("majority", title):
        most_false = (len(lines) - 1) // 2
    if false and len(false) > most_false:
        first, last = (false[0][index] for index in spans_of_title(title, false[0])[0])
        values = [f"{format_value(value, chart.unit)} in {label}" for label, value in (first, last)]
        part, _ = _part(title)
        words = claim if part in claim else f"{claim} {part}"
        yield words, f"the numbers go from {values[0]} to {values[1]}"


def direction_of_title(title: str, *, compares: bool) -> tuple[str, int]:
    """The words for a rise (1) or a fall (-1); no words where there are none, or both.

    Words such as “more” say so only where no verb does, and the title *compares* no series.
    """
    rise, fall = find_claim("rise", title), find_claim("fall", title)
    if not rise and not fall and not compares:
        rise, fall = find_claim("more", title), find_claim("less", title)
    if rise and fall:
        return "", 0
    return (rise, 1) if rise else (fall, -1)


def _is_borne_out(title: str, points: Points, sign: int) -> bool:
    """Whether the claim holds in any of the spans that the title may mean."""
    return any(_holds(title, points, sign, span) for span in spans_of_title(title, points))


def spans_of_title(title: str, points: Points) -> list[Span]:
    """From which point to which a title may mean; it is enough that one is right."""
    last = len(points) - 1
    years = _YEAR.findall(title)
    indexes = [[i for i, (label, _) in enumerate(points) if year in label] for year in years]
    indexes = [of_year for of_year in indexes if of_year]
    if not indexes:
        return [(last - 1 if find_claim("latest", title) else 0, last)]
    if len(indexes) > 1:
        return [(indexes[0][0], indexes[-1][-1])]
    if re.search(r"\b(?:since|from|after)\b", title):
        spans = [(i, last) for i in indexes[0] if i < last]
    else:
        spans = [(start, i) for i in indexes[0] if i for start in (i - 1, 0)]
    return spans or [(0, last)]


def _holds(title: str, points: Points, sign: int, span: Span) -> bool:
    """Whether *points* go the way of *sign*, and as far as the title says."""
    start, end = span
    first, last = points[start][1], points[end][1]
    step = 1 if find_claim("each", title) else end - start or 1
    values = [value for _, value in points[start : end + 1 : step]]
    _, size = _part(title)
    change = abs(last - first) / (abs(first) or 1)
    as_much = not size or abs(change - size) <= size / 4
    return as_much and all((after - before) * sign > 0 for before, after in pairwise(values))


def _part(title: str) -> tuple[str, Decimal]:
    """By which part of itself something changed, in the title's words and as a number."""
    parts = {pattern: Decimal(size) for pattern, size in _CLAIMS["parts"].items()}
    for number in re.findall(r"\d{1,3}", title):
        parts[rf"by {number} ?(?:%|per cent)"] = Decimal(number) / 100
    for pattern, size in parts.items():
        match = re.search(pattern, title)
        if match:
            return match.group(), size
    return "", Decimal(0)


def _false_extremes(chart: Chart, series: Sequence[Series]) -> Iterator[Contradiction]:
    """Claims that what is named, or marked, is the highest or the lowest of all."""
    named = [one for one in series if len(series) > 1 and one.name and one.name in chart.title]
    marked = [one for one in series if one.marked]
    points = points_in_time(chart, [*named, *marked, series[0]][0])
    subject = subject_of_title(chart, points)
    for kind, sign in (("most", 1), ("least", -1)):
        claim = find_claim(kind, chart.title)
        if not claim or not subject:
            continue
        label, extreme = min(points, key=lambda point: -sign * point[1])
        if all((value - extreme) * sign < 0 for _, value in subject):
            yield claim, f"that is {label}, with {format_value(extreme, chart.unit)}"


def subject_of_title(chart: Chart, points: Points) -> Points:
    """The points that the title is about: by name, else by year, else those that are marked."""
    named = [point for point in points if point[0] in chart.title]
    years = set(_YEAR.findall(chart.title))
    of_years = [point for point in points if years & set(_YEAR.findall(point[0]))]
    return named or of_years or [point for point in points if point[0] in chart.marked]
