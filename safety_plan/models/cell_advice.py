"""What to write instead of a cell that is not written as it must be: what its author meant."""

import re
from decimal import Decimal

from safety_plan.core.deadline_spellings import suggest_deadline
from safety_plan.core.period_spellings import suggest_period
from safety_plan.models.languages import language_fix, site_language_fix
from safety_plan.reading.csv_files import match_mistake

_DATE = "Write it as 2020-03-27; or 2020-03 or 2020 where no more is known."
_DAY = "Write its year, month and day: 2027-03-31."
_ID = "Use small letters, digits and hyphens only."
#: How the advice on a period begins where a day is meant, and where a month or a year is.
_DAYS = ("For the day", "Write the year first", "The spreadsheet shows", "There is no such")
_DATES = (*_DAYS, "For the month", "For the calendar year")

_MONEY = (
    "Write digits only, such as 40000 or 1250.50. You can also write the name of a figure in"
    " pounds. Where no source says it, write: not known"
)
_NOT_KNOWN = (
    "Where no source says how much it is, write: not known. Where a source says that it is"
    " nothing, write: 0"
)
_BELOW_ZERO = (
    "An amount here is never below zero. Look in the source what it is. If it is money that came"
    " back or was saved, say so under “note”, and write here what was planned or spent."
)
_INEXACT = (
    "Give it a row in data/figures.csv, with the unit pounds and the word that the source has"
    " before the number, such as about. Then write the id of that row here."
)
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 10**6, "mn": 10**6, "million": 10**6}
_AMOUNT = re.compile(r"£? ?((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)", re.I)
_LARGE = re.compile(rf"£? ?([0-9]+(?:\.[0-9]+)?) ?({'|'.join(_TIMES)})", re.I)
_UNKNOWN = re.compile(
    r"(?:not|un)[ -]?known(?: yet)?|n/?[ak]|tb[ac]|none|nil|\?+|[-–—.…]+|\[[cxz]\]|to be .*", re.I
)
_NEGATIVE = re.compile(r"[-−–(£ ]*[-−–(] ?£? ?[0-9][0-9.,]*\)?")
_ROUGH = re.compile(
    r"(?:about|around|circa|c\.?|approx\w*\.?|over|under|up to|at least|at most|nearly|between|~) ?"
    r"£?[0-9].*|£?[0-9][0-9.,]* ?(?:to|[-–]) ?£?[0-9][0-9.,]*|[<>≤≥].*",
    re.I,
)


def period_fix(cell: str) -> str:
    """What to write instead of *cell*, which is no period as we write them."""
    meant = suggest_period(cell) or suggest_deadline(cell)
    return meant or match_mistake("periods", cell)[1]


def date_fix(cell: str) -> str:
    """What to write instead of *cell*, which is no date as we write them."""
    suggestion = suggest_period(cell)
    return suggestion if suggestion.startswith(_DATES) else _DATE


def day_fix(cell: str) -> str:
    """What to write instead of *cell*, which is no whole day as we write them."""
    suggestion = suggest_period(cell)
    return suggestion if suggestion.startswith(_DAYS) else _DAY


def id_meant(cell: str) -> str:
    """The id that is nearest to *cell*: `bridge-lights` for `Bridge Lights`; it may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", cell.lower()).strip("-")


def id_fix(cell: str) -> str:
    """What to write instead of *cell*, which is no id."""
    meant = id_meant(cell)
    return f"{_ID} Write {meant}, and write it so wherever it is named." if meant else _ID


def amount_fix(cell: str) -> str:
    """What to write instead of *cell*, which is no amount of money."""
    if match := _AMOUNT.fullmatch(cell):
        return f"Write {match[1].replace(',', '')}: the website adds the pound sign and the comma."
    if match := _LARGE.fullmatch(cell):
        number = (Decimal(match[1]) * _TIMES[match[2].lower()]).normalize()
        return f"Write the whole number of pounds, if that is what the source gives: {number:f}"
    advice = ((_UNKNOWN, _NOT_KNOWN), (_NEGATIVE, _BELOW_ZERO), (_ROUGH, _INEXACT))
    return next((fix for pattern, fix in advice if pattern.fullmatch(cell)), _MONEY)


#: The advice for each format of `models.fields` that has more to say than its rule.
_BY_FORMAT = {
    "period": period_fix,
    "date": date_fix,
    "day": day_fix,
    "id": id_fix,
    "language": language_fix,
    "site language": site_language_fix,
}


def format_fix(format_name: str, cell: str, *, in_table: bool = True) -> str:
    """What to write instead of *cell*, which is not of that format; empty where its rule says it.

    Outside a table no spreadsheet can have changed it.
    """
    advise = _BY_FORMAT.get(format_name)
    fix = advise(cell) if advise else ""
    return fix if in_table else fix.partition(" The spreadsheet")[0]
