"""Opening hours: written one way in data, `Mon-Fri 08:00-20:00; Sat 09:00-12:00`.

A reader meets them in words: “Monday to Friday, 8am to 8pm”. A day ends at 24:00; hours that
end earlier than they start, such as `22:00-06:00`, end on the next day.
"""

import re
from typing import NamedTuple

from safety_plan.core.translation import gettext, pgettext

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = f"({'|'.join(_DAYS)})"
_SPAN = re.compile(rf"{_DAY}(?:-{_DAY})? ([0-9]{{2}}:[0-9]{{2}})-([0-9]{{2}}:[0-9]{{2}})")
_DAY_END = "24:00"
_NOON = 12


class OpenSpan(NamedTuple):
    """The days, 0 for Monday, from *first* to *last*, and the times as `08:00`."""

    first: int
    last: int
    start: str
    end: str


def read_hours(text: str) -> tuple[OpenSpan, ...] | None:
    """The spans of *text*, or None where it is not written as hours are."""
    spans = [_read_span(part.strip()) for part in text.split(";")]
    readable = tuple(span for span in spans if span is not None)
    return readable if len(readable) == len(spans) else None


def format_hours(text: str) -> str:
    """*text* in words, such as “Monday to Friday, 8am to 8pm”; as it is where it is no hours."""
    spans = read_hours(text)
    if not spans:
        return text
    return "; ".join(_format_span(span) for span in spans)


def is_day_and_night(text: str) -> bool:
    """True for hours that never end."""
    return read_hours(text) == (OpenSpan(0, 6, "00:00", _DAY_END),)


def _read_span(text: str) -> OpenSpan | None:
    match = _SPAN.fullmatch(text)
    if not match:
        return None
    first, last, start, end = match.groups()
    span = OpenSpan(_DAYS.index(first), _DAYS.index(last or first), start, end)
    is_span = span.first <= span.last and start not in (end, _DAY_END)
    return span if is_span and all(_is_time(time) for time in (start, end)) else None


def _is_time(text: str) -> bool:
    return text == _DAY_END or (text < _DAY_END and text[3:] < "60")


def _format_span(span: OpenSpan) -> str:
    if (span.first, span.last) == (0, 6):
        if (span.start, span.end) == ("00:00", _DAY_END):
            return gettext("Day and night, every day")
        days = gettext("Every day")
    elif span.last != span.first:
        first, last = _names()[span.first], _names_of_last()[span.last]
        days = gettext("{first_day} to {last_day}").format(first_day=first, last_day=last)
    else:
        days = _names()[span.first]
    start, end = _format_time(span.start), _format_time(span.end)
    return gettext("{days}, {start_time} to {end_time}").format(
        days=days, start_time=start, end_time=end
    )


def _names() -> tuple[str, ...]:
    """What the days are called."""
    return (
        *(gettext("Monday"), gettext("Tuesday"), gettext("Wednesday"), gettext("Thursday")),
        *(gettext("Friday"), gettext("Saturday"), gettext("Sunday")),
    )


def _names_of_last() -> tuple[str, ...]:
    """What the days are called after “to”, where some languages change them."""
    return (
        pgettext("to this day", "Monday"),
        pgettext("to this day", "Tuesday"),
        pgettext("to this day", "Wednesday"),
        pgettext("to this day", "Thursday"),
        pgettext("to this day", "Friday"),
        pgettext("to this day", "Saturday"),
        pgettext("to this day", "Sunday"),
    )


def _format_time(text: str) -> str:
    """`09:30` as `9.30am`; midnight and midday by their names."""
    if text in ("00:00", _DAY_END):
        return gettext("midnight")
    if text == "12:00":
        return gettext("midday")
    hour = int(text[:2])
    minutes = text[3:]
    on_clock = hour - _NOON if hour > _NOON else hour or _NOON
    time = f"{on_clock}{'' if minutes == '00' else f'.{minutes}'}"
    return (gettext("{time}am") if hour < _NOON else gettext("{time}pm")).format(time=time)
