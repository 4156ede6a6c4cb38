"""Settings of the site (`data/plan.yml`): names, place, contact, repository.

They are about the site as it is today and are never part of a record.
"""

from dataclasses import dataclass

from safety_plan.problems import Problem
from safety_plan.setting_rules import setting_problems
from safety_plan.yaml_files import Document, texts


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


def read_settings(document: Document) -> tuple[Settings, list[Problem]]:
    """The settings, and what is missing or not known among them."""
    problems = setting_problems(document, (), "The plan", "setting-missing")
    made = texts(document.value, Settings.__dataclass_fields__)
    return Settings(**{key: said for key, said in made.items() if said}), problems
