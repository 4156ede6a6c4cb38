"""Units: what somebody meant by another word, and whether a title says another unit.

A column that is called “Cost (£000s)” and has the unit pounds is wrong by a thousand, on
every page that shows it.
"""

import re
from collections.abc import Iterator

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import RATE_OF, UNIT_WORDS
from safety_plan.core.resources import load_resource
from safety_plan.core.unit_hints import unit_hint

_RULES = load_resource("models/units.yml")
_TITLES = [(re.compile(rule["like"], re.I), rule["units"]) for rule in _RULES["titles"]]
#: What a rate is for, in a title: “per 1,000 households”. Without a noun it is for people.
_PER = re.compile(
    r"\bper ([0-9][0-9,]*[0-9])\b(?: (households|homes|dwellings|properties|vehicles|businesses))?",
    re.I,
)
#: Whom or what a rate in a title is for, where that is not all people: “per 1,000 women aged 16”.
_AGED = r" (?:aged [0-9]+(?: (?:to|and|or) [a-z0-9]+)*|(?:under|over) [0-9]{2}(?! [a-z]))"
_BASE = re.compile(
    rf"\bper [0-9][0-9,]*[0-9] (?P<base>(?:[a-z-]+ )?(?:{'|'.join(_RULES['bases'])})\b(?:{_AGED})?"
    rf"|(?:people|persons|residents|population){_AGED})",
    re.I,
)
_RATES_OF_PEOPLE = ("per_1000", "per_10000", "per_100000")
_TIMES = ("years", "months", "days", "hours", "minutes")
#: A time that a title counts: at its start, in brackets, or “in minutes” at its end. Elsewhere
#: it is of something else: “Overtime in the last two years”.
_TIME = re.compile(
    r"^(?P<first>{0})\b|\((?:in )?(?P<inside>{0})\)|\bin (?P<last>{0})$".format(
        "years|months|weeks|days|hours|minutes|seconds"
    ),
    re.I,
)
#: Units of which a title may say anything: a plain number has none of its own.
_OPEN = ("", "date", "rank", "index")


def unknown_unit(name: str, location: Location, column: str = "") -> Problem:
    """The problem of a unit that is none of ours, of a figure or of a *column*."""
    if hint := unit_hint(name):
        key = "unit-unknown.column-meant" if column else "unit-unknown.meant"
        return problem(key, location, unit=name, column=column, hint=hint)
    key = "unit-unknown.column" if column else "unit-unknown"
    choices = [*UNIT_WORDS]
    return problem(key, location, name=name, unit=name, column=column, choices=choices)


def title_problems(name: str, title: str, unit: str, location: Location) -> Iterator[Problem]:
    """Words in the *title* of the column *name* that contradict its *unit*."""
    params = {"column": name, "words": UNIT_WORDS.get(unit, unit)}
    per = _PER.search(title)
    if per and unit in RATE_OF and unit != "percent" and not _is_per(unit, *per.groups()):
        yield problem("unit-title", location, title=per[0], **params)
    elif words := _other_unit(title, unit):
        choices = " or ".join(f"unit: {one}" for one in words[1]) or "no unit"
        yield problem("unit-title.words", location, title=words[0], units=choices, **params)


def base_problems(
    title: str, unit: str, base: str, location: Location, *, of: str, rule: str = "unit-base"
) -> Iterator[Problem]:
    """A rate that its card would say is for all people, or a *base* of no rate.

    *title* is that of the column *of*, or the label of a figure, which has a *rule* of its own.
    """
    if base and unit not in RATE_OF:
        params = {"subject": of, "words": UNIT_WORDS.get(unit, unit), "base": base}
        yield problem("unit-base.needless", location, **params)
    elif unit in _RATES_OF_PEOPLE and not base and (match := _BASE.search(title)):
        params = {"subject": of, "base": match["base"].strip(), "unit": unit}
        yield problem(rule, location, words=UNIT_WORDS[unit], **params)


def split_unit(cell: str) -> tuple[str, str]:
    """The unit of a figure, and whom or what it is for: `per_1000 of drivers`."""
    unit, _, base = cell.partition(" of ")
    return (unit, base.strip()) if unit in RATE_OF else (cell, "")


def label_problems(label: str, unit: str, location: Location) -> Iterator[Problem]:
    """Words in the *label* of a figure that contradict its *unit*."""
    if words := _other_unit(label, unit):
        params = {"title": words[0], "words": UNIT_WORDS.get(unit, unit)}
        choices = " or ".join(words[1]) or "count"
        yield problem("unit-title.figure", location, units=choices, **params)


def _other_unit(title: str, unit: str) -> tuple[str, list[str]] | None:
    """The words of *title* that say another unit than *unit*, and the units that they say."""
    if unit in _OPEN:
        return None
    for pattern, units in _TITLES:
        if match := pattern.search(title):
            return None if unit in units else (match[0].strip(" ,"), units)
    times = [str(match[match.lastgroup or 0]).lower() for match in _TIME.finditer(title)]
    if unit in _TIMES and times and unit not in times:
        return title, [time for time in times if time in _TIMES]
    return None


def _is_per(unit: str, number: str, noun: str) -> bool:
    """Whether a rate of *unit* is for this *number*, and for people or not as its *noun* says."""
    is_of_homes = unit.endswith("_households")
    nouns_fit = not noun or (is_of_homes and noun.lower() == "households")
    return RATE_OF[unit] == int(number.replace(",", "")) and nouns_fit
