"""What somebody meant who wrote a period in another way than we do.

`2019/20`, `Year ending September 2019` and `Q1 2019` are told back as the periods that
`core.dates` reads. Where a spelling can mean two things, both are named: we never guess.
"""

import re
from collections.abc import Callable

from safety_plan.core.dates import format_date, format_period
from safety_plan.core.period_words import MONTHS
from safety_plan.core.two_digit_years import read_year, read_years

_MONTH = "|".join(rf"{name[:3]}(?:{name[3:]}|\.)?" for name in MONTHS) + "|sept"
_YEAR = r"(?:19|20)?[0-9]{2}"
_DASH = r"\s*[-/–—−_]\s*"
_TO = r"\s*(?:to|until|[-–—−/])\s*"


def suggest_period(text: str) -> str:
    """What to write for *text*, which is no period as we write them; empty where it is unclear."""
    words = " ".join(text.replace("\xa0", " ").split()).strip(" .")
    for pattern, suggestion in _SPELLINGS:
        if match := pattern.fullmatch(words):
            return suggestion(match)
    return ""


def _inner(match: re.Match[str]) -> str:
    """What to write for the words in *match*, which may be a period as we write them."""
    return suggest_period(match[1]) or (f"Write {match[1]}." if format_period(match[1]) else "")


def _month(name: str) -> str:
    starts = [month[:3].lower() for month in MONTHS]
    return f"{starts.index(name[:3].lower()) + 1:02}"


def _financial(match: re.Match[str]) -> str:
    first, last = read_years(match[1], match[2])
    if last % 100 == (first + 1) % 100:
        return f"For the financial year write {first} to {first + 1}."
    if len(match[2]) == 2 and 1 <= int(match[2]) <= 12:
        return f"For the month write {first}-{match[2]}."
    return f"For years from one to another write {first} to {last}." if last > first else ""


def _one_financial(match: re.Match[str]) -> str:
    year = read_year(match[1])
    return (
        f"For the financial year write {year} to {year + 1} where it starts in {year}, or"
        f" {year - 1} to {year} where it ends then."
    )


def _year_ending(match: re.Match[str]) -> str:
    return f"Write year to {read_year(match[2])}-{_month(match[1])}."


def _year_ending_number(match: re.Match[str]) -> str:
    return f"Write year to {match[1]}-{match[2]}."


def _year_ending_day(match: re.Match[str]) -> str:
    return f"Write year to {read_year(match[2])}-{int(match[1]):02}."


def _school_year(match: re.Match[str]) -> str:
    first, last = read_years(match[1], match[2])
    text = f"For a school year write its months: {first}-09 to {last}-08."
    return text if last > first else ""


def _with_mark(match: re.Match[str]) -> str:
    inner = _inner(match)
    more = "What the source marks goes into a column “mark”, such as provisional."
    return f"{inner} {more}" if inner else ""


def _named_month(match: re.Match[str]) -> str:
    return f"For the month write {read_year(match[2])}-{_month(match[1])}."


def _named_month_after_year(match: re.Match[str]) -> str:
    return f"For the month write {read_year(match[1])}-{_month(match[2])}."


def _named_day(match: re.Match[str]) -> str:
    return f"For the day write {read_year(match[3])}-{_month(match[2])}-{int(match[1]):02}."


def _numbered_day(match: re.Match[str]) -> str:
    day = int(match[1])
    month = int(match[2])
    year = read_year(match[3])
    if month > len(MONTHS) >= day:
        day, month = month, day
    is_unclear = day != month and max(day, month) <= len(MONTHS)
    other = f", or {year}-{day:02}-{month:02} if the month stood first" if is_unclear else ""
    return (
        f"Write the year first, then the month: {year}-{month:02}-{day:02}{other}. The spreadsheet"
        " may have changed it; format the column as Text."
    )


def _month_first(match: re.Match[str]) -> str:
    month = int(match[1])
    year = match[2]
    return f"For the month write {year}-{month:02}." if 1 <= month <= len(MONTHS) else ""


def _days(match: re.Match[str]) -> str:
    """The months from a first day to a last, both in numbers; nothing for parts of a month."""
    day, month, year = match.groups()[:3]
    last_day, last_month, last_year = match.groups()[3:]
    whole = int(day) == 1 and int(last_day) >= _SHORTEST_MONTH
    if not whole or not all(1 <= int(one) <= len(MONTHS) for one in (month, last_month)):
        return ""
    first, last = read_years(year, last_year)
    return _months_between((first, int(month)), (last, int(last_month)))


def _financial_years(match: re.Match[str]) -> str:
    first = read_year(match[1])
    last = read_years(match[3], match[4])[1]
    text = f"For financial years from one to another write {first} to {last}."
    return text if last > first else ""


def _calendar_years(match: re.Match[str]) -> str:
    first, last = read_years(match[1], match[2])
    return f"For calendar years write {first}-01 to {last}-12." if last > first else ""


def _wrong_order(match: re.Match[str]) -> str:
    text = "The first year is after the second. Look in the source which two years are meant."
    return text if match[1] > match[2] else ""


def _half_year(match: re.Match[str]) -> str:
    year = read_year(match["year"])
    is_first = match["half"] == "1"
    calendar = f"{year}-01 to {year}-06" if is_first else f"{year}-07 to {year}-12"
    financial = f"{year}-04 to {year}-09" if is_first else f"{year}-10 to {year + 1}-03"
    return f"Write the months: {calendar}, or of a financial year {financial}."


def _mid_year(match: re.Match[str]) -> str:
    return f"For an estimate of the middle of a year write {match[1]}-06-30."


def _since(match: re.Match[str]) -> str:
    inner = suggest_period(match[1])
    starts = [match[1]] if format_date(match[1]) else re.findall(r"rite ([0-9-]+)\.", inner)
    open_period = [f"Where the source gives no end, write since {start}." for start in starts]
    return inner if " to " in inner else "".join(open_period[:1])


def _calendar(match: re.Match[str]) -> str:
    return f"For the calendar year write {match[1] or match[2]}."


def _with_note(match: re.Match[str]) -> str:
    inner = _inner(match)
    return f"{inner} What the sign behind it means goes into a column “note”." if inner else ""


def _no_such_day(match: re.Match[str]) -> str:
    text = "There is no such month or day. Look in the source which is meant."
    return "" if format_date(match[0]) else text


def _months(match: re.Match[str]) -> str:
    first, last = read_years(match[2] or match[4], match[4])
    start, end = int(_month(match[1])), int(_month(match[3]))
    first = first if match[2] else first - (start > end)
    return _months_between((first, start), (last, end))


def _months_between(first: tuple[int, int], last: tuple[int, int]) -> str:
    """What to write for the time from one month to another, each with its year before it."""
    text = f"Write {first[0]}-{first[1]:02} to {last[0]}-{last[1]:02}."
    return text if last >= first else "The first month is after the second. Look in the source."


def _quarter(number: str, first_year: str, last_year: str | None) -> str:
    """The months of a quarter, of a financial year or of what may be a calendar year."""
    first, last = read_years(first_year, last_year or first_year)
    start = 3 * (int(number) - 1)
    calendar = f"{first}-{start + 1:02} to {first}-{start + 3:02}"
    year, month = (first, start + 4) if start < 9 else (first + 1, 1)
    financial = f"{year}-{month:02} to {year}-{month + 2:02}"
    unless_known = "" if last_year else f"{calendar}, or of a financial year "
    return f"Write the months: {unless_known}{financial}." if last >= first else ""


def _quarter_first(match: re.Match[str]) -> str:
    return _quarter(match[1], match[2], match[3])


def _quarter_last(match: re.Match[str]) -> str:
    return _quarter(match[3], match[1], match[2])


def _time_of_day(match: re.Match[str]) -> str:
    return f"For the day write {match[1]}." if format_period(match[1]) else ""


def _no_month(match: re.Match[str]) -> str:
    return f"For the month write {match[1]}-0{match[2]}."


def _serial(_: re.Match[str]) -> str:
    return "The spreadsheet shows a day as a number. Format the column as Text, and type it again."


#: No month has fewer days than this.
_SHORTEST_MONTH = 28
_Suggestion = Callable[[re.Match[str]], str]


def _spelling(pattern: str, suggestion: _Suggestion) -> tuple[re.Pattern[str], _Suggestion]:
    return re.compile(pattern, re.I), suggestion


_ENDING = (
    r"(?:(?:the )?(?:rolling )?(?:year|12[ -]months?|twelve months) ?(?:ending|ended|end|to)"
    r"|y[./]?e\.?)"
)

#: Each spelling, and what to write instead; the first that fits is told.
_SPELLINGS = (
    _spelling(r"([0-9]{4}) to ([0-9]{4})", _wrong_order),
    _spelling(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", _no_such_day),
    _spelling(
        r"((?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])[ T][0-9]{1,2}:[0-9]{2}[0-9:.]*Z?", _time_of_day
    ),
    _spelling(rf"([0-9]{{4}}){_DASH}([0-9]{{2}}|[0-9]{{4}})", _financial),
    _spelling(r"([0-9]{4}) to ([0-9]{2})", _financial),
    _spelling(
        rf"([0-9]{{4}})[-/–]({_YEAR})(?:{_TO}|\s*(?:and|&)\s*)([0-9]{{4}})[-/–]({_YEAR})",
        _financial_years,
    ),
    _spelling(r"([0-9]{4})\s*(?:and|&)\s*([0-9]{4})", _calendar_years),
    _spelling(r"(?:as )?(?:at|of|on|snapshot(?: at| of| on)?) (.+)", _inner),
    _spelling(r"(?:ever )?(?:since|from) (?:the start of )?(.+?)(?: on| onwards?)?", _since),
    _spelling(r"(.+?)(?: onwards?| to date| to now| to present|-present| on)", _since),
    _spelling(r"mid[- ]?(?:year )?([0-9]{4})", _mid_year),
    _spelling(r"(?:calendar year|c\.?y\.?|year|in) ?([0-9]{4})|([0-9]{4})\.0", _calendar),
    _spelling(r"(?:h|half )(?P<half>[12]),? ?(?P<year>[0-9]{4})", _half_year),
    _spelling(r"(?P<year>[0-9]{4})[ -]?h(?P<half>[12])", _half_year),
    _spelling(r"([0-9]{1,2})[/.-]([0-9]{4})", _month_first),
    _spelling(
        r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4}|[0-9]{2})"
        rf"{_TO}([0-9]{{1,2}})[/.]([0-9]{{1,2}})[/.]([0-9]{{4}}|[0-9]{{2}})",
        _days,
    ),
    _spelling(r"(.*[0-9]) ?(?:\*+|†|‡|[¹²³]|\[[0-9a-z]{1,2}\])", _with_note),
    _spelling(r"([0-9]{4}) ?[pre]", _with_mark),
    _spelling(rf"(?:f\.?y\.?|financial year|year) ?({_YEAR})(?:{_TO})({_YEAR})", _financial),
    _spelling(r"([0-9]{2})/([0-9]{2})", _financial),
    _spelling(rf"(?:f\.?y\.?|financial year) ?({_YEAR})", _one_financial),
    _spelling(
        rf"{_ENDING} (?:in )?(?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?({_MONTH})[ -]({_YEAR})",
        _year_ending,
    ),
    _spelling(rf"{_ENDING} [0-9]{{1,2}}[/.]([0-9]{{1,2}})[/.]({_YEAR})", _year_ending_day),
    _spelling(
        rf"[0-9]{{1,2}}(?:st)? ({_MONTH}) ({_YEAR}){_TO}[0-9]{{1,2}}(?:st|nd|rd|th)? ({_MONTH})"
        rf" ({_YEAR})",
        _months,
    ),
    _spelling(rf"(?:a\.?y\.?|academic year|school year) ?({_YEAR}){_TO}({_YEAR})", _school_year),
    _spelling(r"(.+?) ?[(\[]?(provisional|revised|estimated?|[pre])[)\]]", _with_mark),
    _spelling(rf"{_ENDING} ([0-9]{{4}})[-/]([0-9]{{2}})(?:[-/][0-9]{{2}})?", _year_ending_number),
    _spelling(rf"({_MONTH})[ -]?({_YEAR})?{_TO}({_MONTH})[ -]?({_YEAR})", _months),
    _spelling(rf"([0-9]{{1,2}})(?:st|nd|rd|th)?[ -]({_MONTH}),?[ -]({_YEAR})", _named_day),
    _spelling(rf"({_MONTH}),?[ '’/-]?({_YEAR})", _named_month),
    _spelling(rf"([0-9]{{4}})[ /-]?({_MONTH})", _named_month_after_year),
    _spelling(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})", _numbered_day),
    _spelling(
        rf"q(?:uarter)? ?([1-4])[ ,-]* ?(?:of )?({_YEAR})(?:{_DASH}({_YEAR}))?", _quarter_first
    ),
    _spelling(rf"({_YEAR})(?:{_DASH}({_YEAR}))?[ ,-]*q(?:uarter)? ?([1-4])", _quarter_last),
    _spelling(r"([0-9]{4})-([1-9])", _no_month),
    _spelling(r"[3-5][0-9]{4}", _serial),
)
