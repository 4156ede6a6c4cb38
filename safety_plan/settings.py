"""Settings of the site (`data/plan.yml`): names, place, contact, repository.

They are about the site as it is today and are never part of a record.
"""

from __future__ import annotations

from dataclasses import dataclass

from safety_plan.problems import Problem, did_you_mean
from safety_plan.yaml_files import Document, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Who publishes what, for whom; empty texts are settings not made yet."""

    name: str
    short_name: str
    partnership: str
    area: str
    council: str
    period: str
    statement: str
    address: str = ""
    contact: str = ""
    repository: str = ""
    opened: str = ""
    security_expires: str = ""
    licence: str = ""
    exit_address: str = "https://www.bbc.co.uk/weather"


KEYS = tuple(Settings.__dataclass_fields__)
NEEDED = ("name", "short_name", "partnership", "area", "statement")


def read_settings(document: Document) -> tuple[Settings, list[Problem]]:
    """The settings, and what is missing or not known among them."""
    problems = []
    for key in document.value:
        if key not in KEYS:
            found = f"There is no setting “{key}”."
            fix = did_you_mean(key, KEYS) or f"The settings are: {', '.join(KEYS)}."
            problems.append(Problem(document.place(key), "setting-unknown", found, fix))
    for key in NEEDED:
        if not words(document.value.get(key)):
            found = f"The setting “{key}” is not made."
            place = document.place(key)
            problems.append(Problem(place, "setting-missing", found, f"Add a line “{key}: …”."))
    texts = {key: words(document.value.get(key)) for key in KEYS}
    if not texts["exit_address"]:
        del texts["exit_address"]
    return Settings(**texts), problems
