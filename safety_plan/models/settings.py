"""Settings: what they must be, and those of the site (`data/plan.yml`).

Known by name, made where they are needed, and well written. Those of the site are
about it as it is today, and are never part of a record.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from safety_plan.core.dates import format_date
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read, closest_match
from safety_plan.core.resources import load_resource
from safety_plan.reading.yaml_files import Document, Keys, Value, as_mapping, as_text, as_texts

#: How some words must be written, in settings and in registers.
FORMATS: dict[str, Callable[[str], object]] = {
    "date": format_date,
    "day": lambda text: len(text) == 10 and format_date(text),
    "phone": re.compile(r"[0-9]{2,}( [0-9]{2,})*").fullmatch,
    "address": re.compile(r"https?://[^\s/]+\S*").fullmatch,
}


#: The rule that is broken where words are not written so.
FORMAT_RULES = {
    "date": "date-form",
    "day": "day-form",
    "phone": "phone-form",
    "address": "address-form",
}


def field_rules(list_name: str, thing: str) -> dict[str, list[str]]:
    """What a list of ours says of each setting or column of *thing*, in order."""
    return {name: said.split() for name, said in load_resource(list_name)[thing].items()}


def validate_mapping(document: Document, keys: Keys, thing: str, rule: str) -> Iterator[Problem]:
    """What is wrong with the settings of a *thing*, which stand under *keys*.

    Those there are stand in `setting_rules.yml`, under the *rule* that is broken
    where one of them is needed and not made.
    """
    entry: Value = document.value
    for key in keys:
        entry = entry[int(key)] if isinstance(entry, list) else as_mapping(entry).get(key, "")
    made, known = as_mapping(entry), field_rules("models/setting_rules.yml", rule)
    misspelt = {closest_match(key, known) for key in made if key not in known}
    for key in {**known, **made}:
        place, said, asked = document.location(*keys, key), as_text(made.get(key)), known.get(key)
        if asked is None:
            yield problem("setting-unknown", place, thing=thing, name=key, among=known)
            continue
        if "needed" in asked and not said and key not in misspelt:
            yield problem(rule, place, thing=thing, key=key)
        for form in FORMATS.keys() & asked if said else ():
            if not FORMATS[form](said):
                yield problem(FORMAT_RULES[form], place, cell=said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Who publishes what, for whom; empty texts are settings not made yet."""

    name: str = ""
    short_name: str = ""
    partnership: str = ""
    area: str = ""
    council: str = ""
    period: str = ""
    statement: str = ""
    address: str = ""
    contact: str = ""
    repository: str = ""
    opened: str = ""
    security_expires: str = ""
    licence: str = ""
    exit_address: str = "https://www.bbc.co.uk/weather"


def read_settings(document: Document) -> Read[Settings]:
    """The settings, and what is missing or not known among them."""
    problems = [*validate_mapping(document, (), "The plan", "setting-missing")]
    made = as_texts(document.value, Settings.__dataclass_fields__)
    return Settings(**{key: said for key, said in made.items() if said}), problems
