"""Opening hours as people write them, such as “Weekdays 9am to 5pm”, in the form of today.

Only what is understood to its last word is changed: “except bank holidays” is lost otherwise.
"""

import re

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NOON = 12
_ALWAYS = "Mon-Sun 00:00-24:00"
_NEVER_CLOSES = re.compile(
    r"(open )?(day and night|24 ?/ ?7|24 hours( a day| every day)?|all day and night|all hours"
    r"|any ?time|round the clock|always( open)?|at all times)"
    r"((,| and)? (every day|(7|seven) days( a week)?|365 days( a year)?))*( of the (week|year))?"
)
_DAY_WORDS = r"(?:mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:days?|s)?\b"
_DAY = re.compile(rf"({_DAY_WORDS})(?:(?: ?- ?| to | until | through )({_DAY_WORDS}))?")
_GROUPS = re.compile(
    r"((?:on )?week ?days|week ?ends|every ?day(?: of the week)?|daily|(?:7|seven) days a week)"
)
_SPANS = {"weekday": ("Mon", "Fri"), "weekend": ("Sat", "Sun")}
_TIME = r"(?:[0-9]{1,2}(?:[.:][0-9]{2})? ?(?:am|pm)?|noon|midday|midnight)"
_TIMES = re.compile(rf"(?:from )?({_TIME})(?: ?- ?| to | until | till )({_TIME})")
_TIMES_FIRST = re.compile(rf"({_TIMES.pattern}),? ((?:on )?[a-z][^0-9]*)")
_CLOCK = re.compile(r"([0-9]{1,2})(?:[.:]([0-9]{2}))? ?(am|pm)?")
_BETWEEN = re.compile(r"(?:[,;:.]| and| &|\bon\b|\bbetween\b|\(|\))*\s*")


def read_hours_in_words(text: str) -> str:
    """The hours *text* in today's form; empty where not all of it is understood."""
    plain = re.sub(r"\s+", " ", text.lower().replace("–", "-").replace("—", "-"))
    plain = re.sub(r"\b([ap])\.m\.?", r"\1m", plain).strip(" .")
    if _NEVER_CLOSES.fullmatch(plain):
        return _ALWAYS
    if match := _TIMES_FIRST.fullmatch(plain):
        plain = f"{match[4]}, {match[1]}"
    return _read_spans(plain)


def _read_spans(text: str) -> str:
    """Each group of days with the times that follow it, or nothing where a word is left over."""
    spans: list[str] = []
    days: list[str] = []
    has_times = False
    position = 0
    while position < len(text):
        position = _skip(text, position)
        if match := _TIMES.match(text, position):
            times = _read_times(*match.groups())
            if not days or not times:
                return ""
            spans += [f"{day} {times}" for day in days]
            has_times = True
        elif match := _GROUPS.match(text, position) or _DAY.match(text, position):
            days = [*([] if has_times else days), *_read_days(match)]
            has_times = False
        elif position < len(text):
            return ""
        position = match.end() if match else len(text)
    return "; ".join(spans) if has_times else ""


def _skip(text: str, position: int) -> int:
    match = _BETWEEN.match(text, position)
    return match.end() if match else position


def _read_days(match: re.Match[str]) -> list[str]:
    """The days of *match*, such as `Mon-Fri`; in two parts where a Sunday lies between."""
    if match.re is _DAY:
        first = match[1][:3].capitalize()
        last = (match[2] or match[1])[:3].capitalize()
    else:
        words = match[1].removeprefix("on ").replace(" ", "").removesuffix("s")
        first, last = _SPANS.get(words, ("Mon", "Sun"))
    if _DAYS.index(first) > _DAYS.index(last):
        return [*_span(first, "Sun"), *_span("Mon", last)]
    return _span(first, last)


def _span(first: str, last: str) -> list[str]:
    return [first if first == last else f"{first}-{last}"]


def _read_times(start: str, end: str) -> str:
    """Two times such as `09:00-17:00`, or nothing where either cannot be sure."""
    if start[-1].isdigit() and end[-1] == "m" and ":" not in start:
        start = _borrow_half(start, end)
    first, last = _read_time(start), _read_time(end)
    last = "24:00" if last == "00:00" else last
    return f"{first}-{last}" if first and last and first != last else ""


def _borrow_half(start: str, end: str) -> str:
    """The half of the day of *end* for a *start* without one: “1 to 5pm”, and “9 to 5pm”."""
    half = end[-2:]
    hours = [int(match[1]) % _NOON for match in map(_CLOCK.match, (start, end)) if match]
    is_same = len(hours) > 1 and hours[0] < hours[1]
    return start + (half if is_same else "am")


def _read_time(text: str) -> str:
    """One time such as `17:30`; empty where it may be morning or evening."""
    if text in ("noon", "midday", "midnight"):
        return "00:00" if text == "midnight" else "12:00"
    match = _CLOCK.fullmatch(text)
    if not match:
        return ""
    hour = int(match[1])
    minutes = match[2] or "00"
    half = match[3]
    is_on_clock = bool(match[2]) and ":" in text and len(match[1]) == len("09")
    if hour > (_NOON if half else 24) or minutes > "59" or not (half or is_on_clock):
        return ""
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    return f"{hour:02}:{minutes}"
