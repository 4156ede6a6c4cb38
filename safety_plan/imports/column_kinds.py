"""What the numbers of a column are: years, which are words, or numbers with a unit.

Their values and formats decide. A heading alone decides nothing: “Crimes per year” is no column
of years, and neither is “Change on the year before”.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from safety_plan.imports.number_formats import Shown
from safety_plan.imports.sheet import PROMPT

_TIME = r"(?:year|period|blwyddyn|cyfnod)"
#: A heading that is the name of a time and nothing else: “Year”, “Financial year”.
_NAME_OF_TIME = re.compile(
    rf"(?:(?:financial|fiscal|tax|calendar|school|academic|reporting|survey|plan|time) )?{_TIME}",
    re.I,
)
#: A heading that speaks of a time: “Year ending”, “Base year”, “Year of birth”.
_SAYS_TIME = re.compile(rf"\b{_TIME}s?\b", re.I)
#: A heading whose time says for how long, or beside when, something else was counted.
_DURING = re.compile(
    r"\b(?:per|a|each|every|in|on|over|during|within|for|this|last|previous|prior|past|same|bob)"
    rf" (?:the )?(?:[^\W\d_]+ )?{_TIME}\b",
    re.I,
)
#: 2019, the month 201904, or the year 201920 from 2019 to 2020.
_YEAR = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})?")
_CHANGE = re.compile(
    r"\b(change[sd]?|differences?|increase[sd]?|decrease[sd]?|rises?|rose|falls?|fell|growth"
    r"|newid(iadau)?)\b|[+±]/?-",
    re.I,
)
_POINTS = re.compile(r"percentage[ -]points?|%[ -]points?|\bppts?\b|\bpp\b", re.I)
_SIGNS = {"percent": "{}%", "pounds": "£{}"}


@dataclass(frozen=True, slots=True)
class Decision:
    """The unit of a column, empty where nothing says it, and a sentence about it."""

    unit: str = ""
    note: str = ""


def are_times(title: str, numbers: Sequence[Shown]) -> bool:
    """Whether the *numbers* under *title* are years or periods, which nobody adds up."""
    figures = [cell for cell in numbers if cell.text != PROMPT]
    if any(cell.unit or cell.scaled or not cell.text.isdigit() for cell in figures):
        return False
    if _NAME_OF_TIME.fullmatch(title.strip()):
        return True
    if re.search("[0-9]", title) or _DURING.search(title) or not _SAYS_TIME.search(title):
        return False
    return bool(figures) and all(map(_is_year, figures))


def why_words(title: str, others: Sequence[Shown]) -> str:
    """Why a column that holds numbers became one of words: because of *others*, or of years."""
    if others:
        return (
            f"The column “{title}” holds words among its numbers, such as “{others[0].text}”. So"
            " it became a column of words, and check adds none of it up."
        )
    return f"The column “{title}” holds years or periods. So it became a column of words."


def as_words(cell: Shown) -> str:
    """*cell* in a column of words, where no unit says what the number is."""
    if not cell.is_number or cell.unit not in _SIGNS:
        return cell.text
    sign, digits = ("-", cell.text[1:]) if cell.text.startswith("-") else ("", cell.text)
    return sign + _SIGNS[cell.unit].format(digits)


def decide_unit(title: str, numbers: Sequence[Shown]) -> Decision:
    """The unit of the *numbers* under *title*, as their formats say it."""
    units = {cell.unit for cell in numbers if cell.text != PROMPT}
    if len(units) > 1:
        return Decision(note=f"The numbers under “{title}” have several units in one column.")
    unit = "".join(units)
    return _percent(title, numbers) if unit == "percent" else Decision(unit)


def _percent(title: str, numbers: Sequence[Shown]) -> Decision:
    """Which of the three kinds of percent the *numbers* are, and why."""
    if match := _POINTS.search(title):
        why = f"the heading says “{match[0]}”"
        return Decision("percentage_points", _say("percentage_points", title, why))
    if match := _CHANGE.search(title):
        why = f"the heading says “{match[0]}”"
        return Decision("percent_change", _say("percent_change", title, why))
    if below := next((cell for cell in numbers if cell.text.startswith("-")), None):
        why = f"“{below.text}%” is below zero, as no share can be"
        return Decision("percent_change", _say("percent_change", title, why))
    return Decision("percent", _say("percent", title, "the cells are formatted as percent"))


def _say(unit: str, title: str, why: str) -> str:
    return (
        f"The numbers under “{title}” have the unit {unit}, because {why}. Change the unit in"
        " data/datapackage.yml if that is not what they are."
    )


def _is_year(cell: Shown) -> bool:
    match = _YEAR.fullmatch(cell.text)
    if not match or match[2] is None:
        return match is not None
    is_month = 1 <= int(match[2]) <= 12
    is_next = (int(match[1]) + 1) % 100 == int(match[2])
    return is_month or is_next
