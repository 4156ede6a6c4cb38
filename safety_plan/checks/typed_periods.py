"""The times that words of data give, such as “from April to December”, and whether they fit.

A figure and a chart move on when numbers are added, and words that somebody typed beside them do
not. What a time is said of is only held where it is plain: a time that something is compared
with, and the year of a law or a plan, is of something else.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from safety_plan.core.dates import period_bounds
from safety_plan.core.period_words import MONTHS

_MONTH = "|".join(MONTHS)
_YEAR = r"(?:19|20)[0-9]{2}"
_DAY = r"(?:[0-9]{1,2} )?"
_TO = r"(?: to | until | and | ?[–—-] ?)"
_TIME = re.compile(
    rf"\b(?:{_DAY}(?P<month>{_MONTH})(?: (?P<year>{_YEAR}))?"
    rf"(?:{_TO}(?:early |late )?{_DAY}(?P<last_month>{_MONTH})(?: (?P<last_year>{_YEAR}))?)?"
    rf"|(?P<first>{_YEAR})(?:{_TO}(?:early |late )?(?P<last>{_YEAR})|[/–-](?P<next>[0-9]{{2}}))?)"
    r"\b(?![-/–]?[0-9])"
)
#: So many words from one to eleven, and what people write of longer times.
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    "twelve",
)
_MONTHS_LONG = re.compile(
    rf"\b(?:in|over|during|for|the|first|last|latest)\s(?P<count>[0-9]{{1,2}}|{'|'.join(_NUMBERS)})"
    r"[ -]months?\b",
    re.I,
)
#: What stands before a time of something else.
_OF_ANOTHER = re.compile(
    r"\b(?:since|than|as|compared (?:with|to)|against|before|after|by|on|from|base|index"
    r"|act|law|census|survey|strategy|plan|programme|policy|edition|agenda|framework|review)"
    r"(?:[ ,](?:the|year|end|of|in|start|late|early|to|ending|day))*\s*[(]?\Z",
    re.I,
)
#: A part of a sentence that says something of some of the rows.
_REMARK = re.compile(
    r"\b(?:is|are|was|were|has|have|had|begins?|began|starts?|ends?|changed|estimat\w+|provisional"
    r"|revised|missing|without|except|but|not|no|partial|incomplete)\b",
    re.I,
)
#: What a chart may show beside its rows, of a time of its own.
_BESIDE_ROWS = re.compile(r"\b(?:averages?|mean|baseline|index|target)\b", re.I)
#: A month whose name is a word too is a time only behind one of these.
_IN = re.compile(r"\b(?:in|from|between|of|during|since|to|until)\s+(?:[0-9]{1,2} )?\Z", re.I)
#: Where one part of a sentence ends; a comma between two times does not.
_PART = re.compile(r"[;:()]|,(?! (?:19|20)[0-9]{2})|\.\s")


class Time(NamedTuple):
    """A time in *words*: its first and last year and month, 0 where none is given."""

    words: str
    first: tuple[int, int]
    last: tuple[int, int]
    is_of_another: bool


def times_in(text: str) -> Iterator[Time]:
    """Each time that *text* gives, but those in remarks about some of the rows."""
    for part in _parts(text):
        if not _REMARK.search(part):
            yield from _times_in_part(part)


def _parts(text: str) -> Iterator[str]:
    start = 0
    for end in [*(match.end() for match in _PART.finditer(text)), len(text)]:
        yield text[start:end]
        start = end


def _times_in_part(part: str) -> Iterator[Time]:
    for match in _TIME.finditer(part):
        lead = part[: match.start()]
        if match["month"] and not match["year"] and not (match["last_month"] or _IN.search(lead)):
            continue
        is_range = bool(match["last_month"] or match["last"])
        is_other = bool(_OF_ANOTHER.search(lead)) and not (is_range and _is_from(lead))
        first, last = _ends(match)
        yield Time(match[0], first, last, is_other)


def _is_from(lead: str) -> bool:
    return re.search(r"\bfrom (?:the )?\Z", lead, re.I) is not None


def _ends(match: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    if not match["month"]:
        year = int(match["first"])
        last = int(match["last"] or (match["next"] and f"{year // 100}{match['next']}") or year)
        return (year, 0), (last, 0)
    month = MONTHS.index(match["month"]) + 1
    last_month = MONTHS.index(match["last_month"]) + 1 if match["last_month"] else month
    last_year = int(match["last_year"] or match["year"] or 0)
    first_year = int(match["year"] or (last_year if month <= last_month else last_year - 1))
    return (first_year if last_year else 0, month), (last_year, last_month)


def stale_for_figure(text: str, period: str) -> str:
    """The first words for a time in *text* that is not the *period* of its figure, or nothing."""
    span = _span([period])
    if span is None:
        return ""
    for time in times_in(text):
        if not time.is_of_another and not _is_time_of(time, span):
            return time.words
    return _stale_length(text, _length(*span))


def stale_months(text: str, period: str) -> str:
    """The first months without a year in *text*, or length in months, that *period* is not of."""
    span = _span([period])
    if span is None:
        return ""
    times = [time for time in times_in(text) if not time.last[0] and not time.is_of_another]
    words = [time.words for time in times if not _has_months(time, span)]
    return words[0] if words else _stale_length(text, _length(*span))


def stale_for_rows(text: str, periods: Collection[str], *, is_title: bool = False) -> str:
    """The first words for a time in *text* that rows of *periods* have left behind, or nothing.

    A title may say something of some of the rows, where a subtitle says what all of them are.
    """
    span = _span(periods)
    if span is None or (is_title and _BESIDE_ROWS.search(text)):
        return ""
    parts = [part for part in _parts(text) if not _BESIDE_ROWS.search(part)]
    times = [time for part in parts for time in times_in(part) if not time.is_of_another]
    for time in times:
        if time.first[0] and not _is_within(time, span):
            return time.words
    if is_title:
        return ""
    return _months_of_no_row(times, periods, span) or _stale_end(text, times, span)


#: The first and the last month of a time, each as its year and number.
_Span = tuple[tuple[int, int], tuple[int, int]]


def _span(periods: Iterable[str]) -> _Span | None:
    """From which month to which *periods* reach; None where one of them has no time."""
    bounds = [period_bounds(period) for period in periods]
    dated = [one for one in bounds if one is not None]
    if not dated or len(dated) < len(bounds):
        return None
    first, last = min(one[0] for one in dated), max(one[1] for one in dated)
    return (int(first[:4]), int(first[5:7])), (int(last[:4]), int(last[5:7]))


def _length(first: tuple[int, int], last: tuple[int, int]) -> int:
    return (last[0] - first[0]) * 12 + last[1] - first[1] + 1


def _is_within(time: Time, span: _Span) -> bool:
    """True where every end of *time* lies within *span*."""
    return all(_holds(end, span) for end in (time.first, time.last))


def _holds(end: tuple[int, int], span: _Span) -> bool:
    (first_year, _), (last_year, _) = span
    return span[0] <= end <= span[1] if end[1] else first_year <= end[0] <= last_year


def _is_time_of(time: Time, span: _Span) -> bool:
    """True where *time* can be that of a figure whose period is *span*."""
    if not time.last[0]:
        return _has_months(time, span)
    if time.first == time.last:
        return _is_within(time, span)
    if not time.first[1]:
        return (time.first[0], time.last[0]) == (span[0][0], span[1][0])
    return (time.first, time.last) == span


def _has_months(time: Time, span: _Span) -> bool:
    """True where the months of *time*, which has no year, can be those of *span*."""
    length = _length(*span)
    if time.first == time.last:
        months = {(span[0][1] + step - 1) % 12 + 1 for step in range(length)}
        return time.first[1] in months
    return length > 12 or (time.first[1], time.last[1]) == (span[0][1], span[1][1])


def _months_of_no_row(times: Iterable[Time], periods: Iterable[str], span: _Span) -> str:
    """Months without a year that are not those of the rows: of some row, and together of all."""
    ranges = [time for time in times if not time.last[0] and time.first != time.last]
    spans = [one for period in periods if (one := _span([period]))]
    if not ranges or any(_has_months(time, span) and _length(*span) <= 12 for time in ranges):
        return ""
    for one in spans:
        if not any(_has_months(time, one) for time in ranges):
            return ranges[0].words
    return ""


def _stale_end(text: str, times: Iterable[Time], span: _Span) -> str:
    """The last time that is told where rows go on after it, and no words say that they do."""
    dated = [time for time in times if time.last[0]]
    if not dated or re.search(r"\b(?:after|since|onwards?|later|from)\b(?! [A-Z]\w+ to)", text):
        return ""
    latest = max(dated, key=lambda time: time.last)
    goes_on = latest.last < span[1] if latest.last[1] else latest.last[0] < span[1][0]
    return latest.words if goes_on else ""


def _stale_length(text: str, length: int) -> str:
    """Words for so many months where a figure is of another *length* of up to a year."""
    for match in _MONTHS_LONG.finditer(text):
        words = match["count"].lower()
        count = int(words) if words.isdecimal() else _NUMBERS.index(words) + 1
        if 1 < length <= 12 and count != length:
            return match[0]
    return ""
