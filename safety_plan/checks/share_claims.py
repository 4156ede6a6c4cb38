"""Titles that name a share of a whole, held against shares: “more than half of the thefts”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from safety_plan.core.quantities import decimal_places, format_value, round_half_up
from safety_plan.core.resources import load_resource
from safety_plan.models.charts import Chart, Series

_CLAIMS = load_resource("checks/title_claims.yml")
_WORDS: dict[str, str] = _CLAIMS["parts_of_whole"]
_SHARE = re.compile(
    rf"(?:\b(?P<above>{_CLAIMS['above']})\s+|\b(?P<below>{_CLAIMS['below']})\s+)?"
    rf"(?:\b(?P<words>{'|'.join(_WORDS)})|(?P<number>\d{{1,3}}) ?(?:%|per cent))(?= of\b)",
    re.I,
)
#: A share that is said without “more than” or “less than” may be so many points out.
_SLACK = Decimal(5)
_SLIGHT = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class _ShareClaim:
    """The words of a claim, and between which shares it is true, neither end with it."""

    words: str
    low: Decimal
    high: Decimal


def false_shares(chart: Chart) -> Iterator[tuple[str, str]]:
    """The words of a share that no number of *chart* bears out, and what the numbers say."""
    match = _SHARE.search(chart.title) if chart.unit == "percent" else None
    if not match or re.search(r"\b(?:not|no)\b", chart.title, re.I):
        return
    claim, points = _claim(match), _points(chart)
    if points and not any(claim.low < number < claim.high for _, number in points):
        nearest = min(points, key=lambda point: abs(point[1] - (claim.low + claim.high) / 2))
        yield claim.words, f"the nearest is {nearest[0]}, with {_format_share(nearest[1])}"


def _claim(match: re.Match[str]) -> _ShareClaim:
    number = match["number"] or next(
        share for words, share in _WORDS.items() if re.fullmatch(words, match["words"], re.I)
    )
    share = Decimal(number)
    words = match.group().strip()
    # “At least half” is true of a half, “more than half” is not.
    edge = _SLIGHT if re.match(_CLAIMS["including"], words, re.I) else Decimal(0)
    is_above = match["above"] or re.fullmatch(r"the majority|most", match["words"] or "", re.I)
    if is_above:
        return _ShareClaim(words, share - edge, Decimal(101))
    if match["below"]:
        return _ShareClaim(words, Decimal(-1), share + edge)
    return _ShareClaim(words, share - _SLACK, share + _SLACK)


def _points(chart: Chart) -> list[tuple[str, Decimal]]:
    """The shares that the title may speak of: of the label and the series that it names."""
    labels = _in_title(chart, chart.labels) or list(chart.marked) or list(chart.labels)
    names = _in_title(chart, [one.name for one in chart.series])
    return [
        (_point_name(chart, series, chart.labels[index]), number)
        for series in chart.series
        if not names or series.name in names
        for index, number in series.points
        if chart.labels[index] in labels
    ]


def _in_title(chart: Chart, names: Sequence[str]) -> list[str]:
    title = chart.title.lower()
    return [name for name in names if name and name.lower() in title]


def _point_name(chart: Chart, series: Series, label: str) -> str:
    return f"{label}, {series.name}" if len(chart.series) > 1 else label


def _format_share(number: Decimal) -> str:
    short = round_half_up(number, 1) if decimal_places(number) > 1 else number
    return format_value(short, "percent")
