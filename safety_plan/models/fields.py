"""What a setting or a column must be, declared on the field of a class.

    title: str = field(metadata=setting("What the publication calls itself.", required=True))

A field without such metadata is none that an author writes. The same declaration is
held against what was written, and becomes the JSON Schema that an editor shows.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, NamedTuple

from safety_plan.core.dates import format_date, format_period, is_open_period
from safety_plan.core.hours import read_hours
from safety_plan.core.palette import is_clear_hex, read_hex
from safety_plan.core.prompts import is_prompt
from safety_plan.core.text import NAME, read_switch
from safety_plan.models.exit_places import is_exit_place
from safety_plan.models.languages import is_language, is_site_language

_RULES = "rules"

#: What the value of a setting is: a text; a list of texts, of which one may stand alone;
#: yes or no; texts, or lists of texts, by name; which rows, by their cells (`models.where`); what
#: the class *entry* declares, once or in a list; or anything.
Kind = Literal[
    "text", "texts", "switch", "named texts", "named lists", "where", "entry", "entries", "any"
]


class Format(NamedTuple):
    """How a text must be written: the rule that is broken where it is not, and the test.

    *pattern* is the same for an editor, as near as a regular expression comes.
    """

    rule: str
    matches: Callable[[str], object]
    pattern: str
    #: The message for what is nearly right, where there is one of its own.
    nearly: tuple[Callable[[str], bool], str] | None = None


def _is_day(text: str) -> bool:
    return len(text) == len("2020-06-30") and format_date(text) is not None


def _has_end(text: str) -> bool:
    """True for a period that is over on some day, or that no source gives."""
    return format_period(text) is not None and not is_open_period(text)


_PHONE = r"[0-9]{2,}( [0-9]{2,})*"
#: What other addresses are put together from, so nothing may follow its path.
_SITE_ADDRESS = r"https?://[^\s/?#]+[^\s?#]*"
_ADDRESS = r"https?://[^\s/]+\S*"
#: One email address, or the address of a web page, with nothing that would end either.
_EMAIL = r"[^\s@:/?#&,;<>()\[\]\"\\]{1,64}@[^\s@:/?#&,;<>()\[\]\"\\]{1,250}"
_CONTACT = rf"(mailto:)?{_EMAIL}|https?://[^\s/<>\"]+[^\s<>\"]*"
_EXIT_ADDRESS = r"https://[a-z0-9.-]+(/[A-Za-z0-9/_-]*)?"
_DAYS = "[1-9][0-9]{0,3}"
_AGE = "[5-9]|1[0-9]|2[0-5]"
#: A number of people who answered, or that it is held back.
_WHOLE = r"0|[1-9][0-9]{0,6}|\[c\]"
#: A letter for the country, what kind of area it is, and which: a code of the Office for
#: National Statistics.
_AREA_CODE = "[EKNSWL][0-9]{8}"
_WEEK = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_TIME = "[0-9]{2}:[0-9]{2}"
_HOURS = f"{_WEEK}(-{_WEEK})? {_TIME}-{_TIME}"
_LANGUAGE = "[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?"
_COLOUR = "#?([0-9a-fA-F]{3}[fF]?|[0-9a-fA-F]{6}([fF]{2})?)"
#: What git takes for a branch, and a folder below the first one: names with / between them.
_BRANCH = r"\w[\w.-]*(/\w[\w.-]*)*"
_FOLDER = r"\w[\w. -]*(/\w[\w. -]*)*"
_SWITCH = "yes|true|on|y|no|false|off|n"

#: Formats by name.
FORMATS: dict[str, Format] = {
    "date": Format("date-form", format_date, "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"),
    "period": Format("period-form", _has_end, ".+", nearly=(is_open_period, "period-form.open")),
    "day": Format("day-form", _is_day, "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "days": Format("days-form", re.compile(_DAYS).fullmatch, _DAYS),
    "age": Format("reading-age-form", re.compile(_AGE).fullmatch, _AGE),
    "whole number": Format("answers-form", re.compile(_WHOLE).fullmatch, _WHOLE),
    "area code": Format("area-code", re.compile(_AREA_CODE).fullmatch, _AREA_CODE),
    "phone": Format("phone-form", re.compile(_PHONE).fullmatch, _PHONE),
    "address": Format("address-form", re.compile(_ADDRESS).fullmatch, _ADDRESS),
    "contact": Format("contact-form", re.compile(_CONTACT).fullmatch, _CONTACT),
    "id": Format("id-form", NAME.fullmatch, NAME.pattern),
    "hours": Format("hours-form", read_hours, f"{_HOURS}(; {_HOURS})*"),
    "yes-no": Format("yes-or-no.cell", lambda text: read_switch(text) is not None, _SWITCH),
    "exit address": Format("exit-place", is_exit_place, _EXIT_ADDRESS),
    "language": Format("language-form", is_language, _LANGUAGE),
    "site language": Format("language-form.plan", is_site_language, _LANGUAGE),
    "colour": Format(
        "brand-colour", read_hex, _COLOUR, nearly=(is_clear_hex, "brand-colour.clear")
    ),
    "branch": Format("branch-form", re.compile(_BRANCH).fullmatch, _BRANCH),
    "folder": Format("folder-form", re.compile(_FOLDER).fullmatch, _FOLDER),
    "site address": Format("address-form.site", re.compile(_SITE_ADDRESS).fullmatch, _SITE_ADDRESS),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRules:
    """What a setting or the cells of a column must be.

    *format* is one of `FORMATS`. *listed_in* names the list of the plan in which a cell
    must be found, or each of its parts where *separator* stands between them. *longest* is a
    number of letters, 0 for no limit. *choices* are what may be written, where there are few;
    *entry* is the class of what stands in it. *calls* where a cell holds sentences for readers,
    in which a call such as `{{ figure("share") }}` may stand. *unsaid* is what is written where
    no source says it.
    """

    description: str
    required: bool = False
    unique: bool = False
    format: str = ""
    listed_in: str = ""
    separator: str = ""
    longest: int = 0
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    entry: type | None = None
    name: str = ""
    calls: bool = False
    unsaid: str = ""

    def parts(self, text: str) -> list[str]:
        """The names in a cell, each of which must be in its list."""
        names = text.split(self.separator) if self.separator else [text]
        return [name.strip() for name in names if name.strip()]

    def format_rule(self, text: str) -> str:
        """The rule that *text* breaks by how it is written, or nothing; it may be empty."""
        if not text or not self.format or FORMATS[self.format].matches(text) or is_prompt(text):
            return ""
        form = FORMATS[self.format]
        return form.nearly[1] if form.nearly and form.nearly[0](text) else form.rule


def split_cell(text: str) -> list[str]:
    """The parts of a cell that have `;` between them."""
    return [part.strip() for part in text.split(";") if part.strip()]


def setting(
    description: str,
    *,
    required: bool = False,
    format: str = "",
    longest: int = 0,
    kind: Kind = "text",
    choices: tuple[str, ...] = (),
    entry: type | None = None,
    name: str = "",
) -> dict[str, FieldRules]:
    """Metadata for the field of a setting in YAML; *name* where that is a word of Python."""
    rules = FieldRules(
        description=description,
        required=required,
        format=format,
        longest=longest,
        kind=kind,
        choices=choices,
        entry=entry,
        name=name,
    )
    return {_RULES: rules}


def cell(
    description: str,
    *,
    required: bool = False,
    unique: bool = False,
    format: str = "",
    listed_in: str = "",
    separator: str = "",
    name: str = "",
    calls: bool = False,
    unsaid: str = "",
) -> dict[str, FieldRules]:
    """Metadata for the field of a column: what its cells must be.

    *name* is its heading where that is a word of Python. *calls*, *unsaid* as in `FieldRules`.
    """
    rules = FieldRules(
        description=description,
        required=required,
        unique=unique,
        format=format,
        listed_in=listed_in,
        separator=separator,
        name=name,
        calls=calls,
        unsaid=unsaid,
    )
    return {_RULES: rules}


def rules_of(cls: type[Any]) -> Mapping[str, FieldRules]:
    """The settings or columns that a dataclass declares, by name, in order."""
    declared = [
        (field, field.metadata[_RULES]) for field in fields(cls) if _RULES in field.metadata
    ]
    return {rules.name or field.name: rules for field, rules in declared}
