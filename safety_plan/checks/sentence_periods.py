"""A year that is typed in a sentence, held against the periods of the figures in it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from safety_plan.checks.typed_periods import stale_months
from safety_plan.core.dates import format_period, period_bounds
from safety_plan.core.period_words import MONTHS
from safety_plan.models.figures import Figure

_MONTH = "|".join(MONTHS)
_DAYS = r"(?:[0-9]{1,2} )?"
#: A time that a sentence gives: a financial year, a month or a year.
_PERIOD = (
    rf"(?P<first>(?:19|20)[0-9]{{2}})(?: to | ?[-–/] ?)(?P<last>(?:19|20)[0-9]{{2}})"
    rf"|(?:the year (?:to|ending(?: in)?) {_DAYS})?(?P<month>{_MONTH}) (?P<of>(?:19|20)[0-9]{{2}})"
    rf"|(?P<year>(?:19|20)[0-9]{{2}})(?:[/–-](?P<next>[0-9]{{2}}))?"
)
_LEAD = (
    r"(?:in|during|for|over)"
    r"(?:(?: the)? (?:year|financial year|autumn|summer|spring|winter))?(?: of)?"
)
#: A time at the start of a sentence: of all that follows.
_AT_START = re.compile(rf"\A[\s*_#>-]*{_LEAD} (?:{_PERIOD})\b(?![-/–]?[0-9])", re.I)
#: A time close after a figure, in the same clause.
_AFTER = re.compile(
    rf"\A(?:(?!\b(?:that|which|who|where|when|than|and|but|as|if|since|from|before|after)\b)"
    rf"[^,;:.()?!“”\[\]{{}}]){{0,60}}?\b{_LEAD} (?:{_PERIOD})\b(?![-/–]?[0-9])",
    re.I,
)
#: What is said of a figure in its own clause.
_SAME_CLAUSE = re.compile(
    r"\A(?:(?!\b(?:that|which|who|where|when|than|and|but|as|if|since|before|after)\b)"
    r"[^,;:.()?!“”\[\]{}]){0,100}"
)
#: A time in brackets close after a figure.
_IN_BRACKETS = re.compile(rf"\A[^,;:.()?!\[\]{{}}]{{0,40}}\((?:in )?(?:{_PERIOD})\)", re.I)
#: A time right before a figure.
_BEFORE = re.compile(
    rf"\b{_LEAD} (?:{_PERIOD}),?\s+(?:there (?:were|was)|it was|(?:[a-z]+ )?(?:recorded|counted"
    r"|reported|received|made))?\s*[*_]*\Z",
    re.I,
)
#: A time in brackets right before a figure: “Last year (2019) saw”.
_IN_BRACKETS_BEFORE = re.compile(
    rf"\((?:in )?(?:{_PERIOD})\),?(?: (?:there (?:were|was)|saw|had|brought))?\s*[*_]*\Z", re.I
)
_END = re.compile(r"(?<=[.!?])[\"”’)*_]*\s+(?=[A-Z“\"{*_\[])|\n\s*\n|\n(?=\s*[-*|#0-9])|\|")
#: A call, where it stands and the figures that it is about.
Span = tuple[int, int, Sequence[Figure]]


class WrongTime(NamedTuple):
    """The words for a time, where their call stands, and the figure with the time it is of."""

    offset: int
    words: str
    figure: str
    period: str


def wrong_times(text: str, calls: Sequence[Span]) -> Iterator[WrongTime]:
    """Each typed time that is of none of the figures it is said of."""
    for start, end in _sentences(text):
        spans = [span for span in calls if start <= span[0] and span[1] <= end]
        if not spans:
            continue
        figures = [figure for span in spans for figure in span[2]]
        lead = text[start : spans[0][0]]
        opening = _AT_START.match(lead) or _BEFORE.search(lead) or _IN_BRACKETS_BEFORE.search(lead)
        if opening and not _fits(opening, figures):
            yield _wrong_time(spans[0][0], opening, spans[0][2])
        elif not opening:
            yield from _wrong_closings(text, spans, end)


def _wrong_closings(text: str, spans: Sequence[Span], end: int) -> Iterator[WrongTime]:
    """The times that follow the calls of one sentence, and are of none of its figures.

    Where each call has a time of its own behind it, each is held against its own figures.
    """
    starts = [*(start for start, _, _ in spans[1:]), end]
    rests = [text[span[1] : start] for span, start in zip(spans, starts, strict=True)]
    closings = [_AFTER.match(rest) or _IN_BRACKETS.match(rest) for rest in rests]
    every = [figure for _, _, own in spans for figure in own]
    for (_, call_end, own), closing in zip(spans, closings, strict=True):
        if closing and not _fits(closing, own if all(closings) else every):
            yield _wrong_time(call_end, closing, own)
    for (_, call_end, own), rest in zip(spans, rests, strict=True):
        if words := _wrong_months(rest, every):
            yield WrongTime(call_end, words, own[-1].id, _period_of(own[-1]))


def _wrong_months(rest: str, figures: Sequence[Figure]) -> str:
    """Months without a year close after a call, in *rest*, that are of none of the *figures*."""
    clause = _SAME_CLAUSE.match(rest)
    found = [stale_months(clause[0] if clause else "", figure.period) for figure in figures]
    return found[0] if all(found) else ""


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of *text* begins and ends."""
    start = 0
    for match in _END.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _wrong_time(offset: int, match: re.Match[str], figures: Sequence[Figure]) -> WrongTime:
    figure = figures[-1]
    return WrongTime(offset, " ".join(_time(match).split()), figure.id, _period_of(figure))


def _period_of(figure: Figure) -> str:
    return format_period(figure.period) or figure.period


def _time(match: re.Match[str]) -> str:
    starts = [match.start(name) for name in ("first", "month", "year") if match[name]]
    ends = [match.end(name) for name in ("last", "of", "next", "year") if match[name]]
    return match.string[starts[0] : max(ends)]


def _fits(match: re.Match[str], figures: Sequence[Figure]) -> bool:
    """True where the time can be that of any of *figures*; one that is undated fits all."""
    return any(_fits_one(match, figure.period) for figure in figures)


def _fits_one(match: re.Match[str], period: str) -> bool:
    bounds = period_bounds(period)
    if bounds is None:
        return True
    first, last = bounds
    if match["first"]:
        years = (match["first"], match["last"])
        is_long = int(years[1]) - int(years[0]) > 1
        return years == (first[:4], last[:4]) or (is_long and years[0] <= last[:4] <= years[1])
    if match["month"]:
        number = next(i for i, m in enumerate(MONTHS, 1) if m.lower() == match["month"].lower())
        month = f"{match['of']}-{number:02}"
        return first[:7] <= month <= last[:7]
    if match["next"]:
        return (first[:4], last[2:4]) == (match["year"], match["next"])
    return first[:4] <= match["year"] <= last[:4]
