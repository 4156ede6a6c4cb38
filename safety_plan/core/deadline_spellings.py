"""What somebody meant who wrote a time as plans word it: by the end of March, in spring."""

import re

from safety_plan.core.dates import format_period
from safety_plan.core.period_spellings import suggest_period
from safety_plan.core.two_digit_years import read_year

_YEAR = r"(?:19|20)[0-9]{2}"
#: Words before a time that say whether it is meant up to it or within it, and which part of it.
_BEFORE = re.compile(
    r"(?:(?:by|until|till|during|in|no later than|due(?: by| in)?|target:?)\s+)?(?:the\s+)?"
    r"(?:(?:very\s+)?(?:end|start|beginning|middle|early|late|mid)(?:\s+of)?(?:\s+the)?[\s-]+)?",
    re.I,
)
_SEASON = re.compile(rf"(spring|summer|autumn|winter)(?:\s+of)?,?\s+({_YEAR})(?:\s?[-/–].*)?", re.I)
#: The months of a season, in the year that is named with it; winter goes on in the next.
_MONTHS = {
    "spring": "{year}-03 to {year}-05",
    "summer": "{year}-06 to {year}-08",
    "autumn": "{year}-09 to {year}-11",
    "winter": "{year}-12 to {next}-02",
}
_NO_TIME = re.compile(
    r"on-?going|continuous(?:ly)?|rolling|throughout|(?:life|duration|term) of (?:the )?plan"
    r"|permanent(?:ly)?|business as usual|bau|asap|as soon as possible|as (?:and when )?(?:required"
    r"|needed)|(?:short|medium|long)[- ]term|(?:bi)?annual(?:ly)?|monthly|quarterly"
    r"|(?:each|every) (?:year|quarter|month)",
    re.I,
)


def suggest_deadline(text: str) -> str:
    """What to write for *text*, which words a time freely; empty where that is unclear."""
    words = " ".join(text.split()).strip(" .")
    if _NO_TIME.fullmatch(words):
        return "It says no time. In a column that may be empty, such as due, leave it empty."
    rest = words[len(match[0]) :] if (match := _BEFORE.match(words)) else words
    if season := _SEASON.fullmatch(rest):
        return _season(season)
    if rest == words:
        return ""
    return suggest_period(rest) or (f"Write {rest}." if format_period(rest) else "")


def _season(match: re.Match[str]) -> str:
    year = read_year(match[2])
    months = _MONTHS[match[1].lower()].format(year=year, next=year + 1)
    return f"A season has no months of its own. Write those that are meant, such as {months}."
