"""Settings of the site (`data/plan.yml`): names, place, contact, repository.

They are about the site as it is today and are never part of a record.
"""

from __future__ import annotations

from dataclasses import dataclass

from safety_plan.problems import Problem
from safety_plan.setting_rules import setting_problems
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


#: Every setting, and the form in which some are written.
KEYS = dict.fromkeys(Settings.__dataclass_fields__, "") | {
    "address": "address",
    "repository": "address",
    "exit_address": "address",
    "opened": "date",
    "security_expires": "day",
}
NEEDED = ("name", "short_name", "partnership", "area", "statement")


#: What `scripts/audit.py` writes into `data/audit.yml`.
AUDIT = dict.fromkeys(("prepared", "reviewed", "tested"), "day") | dict.fromkeys(
    ("method", "tools", "pages", "findings"), ""
)


def read_settings(document: Document) -> tuple[Settings, list[Problem]]:
    """The settings, and what is missing or not known among them."""
    problems = setting_problems(document, (), "The plan", KEYS, NEEDED, "setting-missing")
    texts = {key: words(document.value.get(key)) for key in KEYS}
    if not texts["exit_address"]:
        del texts["exit_address"]
    return Settings(**texts), problems
