"""Settings: held against what is declared of them, and those of the site (`data/plan.yml`).

Those of the site are about it as it is today, and are never part of a record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read, closest_match
from safety_plan.models.fields import FieldRules, rules_of, setting
from safety_plan.reading.yaml_files import Document, Keys, Value, as_mapping, as_text, as_texts


def validate_mapping(
    document: Document, keys: Keys, subject: str, rule: str, fields: Mapping[str, FieldRules]
) -> Iterator[Problem]:
    """What is wrong with the settings of *subject*, which stand under *keys*.

    Each is known by its name among *fields*; *rule* is broken where a required one is missing.
    """
    settings = _mapping_at(document, keys)
    misspelt = {closest_match(name, fields) for name in settings if name not in fields}
    for name in {**fields, **settings}:
        location, text = document.location(*keys, name), as_text(settings.get(name))
        if name not in fields:
            yield problem("setting-unknown", location, thing=subject, name=name, choices=fields)
            continue
        rules = fields[name]
        if rules.required and not text and name not in misspelt:
            yield problem(rule, location, thing=subject, key=name)
        if format_rule := rules.format_rule(text):
            yield problem(format_rule, location, cell=text)


def _mapping_at(document: Document, keys: Keys) -> Mapping[str, Value]:
    value: Value = document.value
    for key in keys:
        value = value[int(key)] if isinstance(value, list) else as_mapping(value).get(key, "")
    return as_mapping(value)


#: For how many days a line for danger counts as checked, where the plan says nothing else.
CHECK_DAYS = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPlan:
    """The plan that followed this one, which is published elsewhere."""

    title: str = field(metadata=setting("What it is called.", required=True))
    address: str = field(
        default="", metadata=setting("Where it can be read.", required=True, format="address")
    )
    begins: str = field(
        default="", metadata=setting("When it began, as far as it is known.", format="date")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Who publishes what, for whom; empty texts are settings not made yet."""

    name: str = field(
        default="", metadata=setting("The name of the plan, on every page.", required=True)
    )
    short_name: str = field(
        default="", metadata=setting("Its name where there is little room.", required=True)
    )
    partnership: str = field(
        default="", metadata=setting("The partnership whose plan it is.", required=True)
    )
    area: str = field(default="", metadata=setting("The place it is about.", required=True))
    council: str = field(default="", metadata=setting("The council that adopts it."))
    period: str = field(default="", metadata=setting("The years it covers, such as 2021 to 2024."))
    statement: str = field(
        default="",
        metadata=setting("Who made this site, and what it is not; on every page.", required=True),
    )
    address: str = field(
        default="", metadata=setting("The address of the published site.", format="address")
    )
    contact: str = field(default="", metadata=setting("An email address, for readers."))
    repository: str = field(
        default="", metadata=setting("Where changes are proposed.", format="address")
    )
    opened: str = field(
        default="",
        metadata=setting("Since when the site is public; nothing is resealed then.", format="date"),
    )
    security_expires: str = field(
        default="", metadata=setting("Until when security.txt holds.", format="day")
    )
    licence: str = field(default="", metadata=setting("The licence of the plan's words."))
    contacts_checked_within: str = field(
        default=str(CHECK_DAYS),
        metadata=setting(
            "For how many days a line for danger counts as checked; then nothing is published.",
            format="days",
        ),
    )
    exit_address: str = field(
        default="https://www.bbc.co.uk/weather",
        metadata=setting("Where “Exit this page” leads.", format="address"),
    )
    followed_by: NextPlan | None = field(
        default=None,
        metadata=setting("The plan that followed this one.", kind="entry", entry=NextPlan),
    )

    @property
    def check_days(self) -> int:
        """For how many days a line for danger counts as checked."""
        text = self.contacts_checked_within
        return (
            CHECK_DAYS
            if rules_of(Settings)["contacts_checked_within"].format_rule(text)
            else int(text)
        )


def read_settings(document: Document) -> Read[Settings]:
    """The settings, and what is missing or not known among them."""
    fields = rules_of(Settings)
    problems = [*validate_mapping(document, (), "The plan", "setting-missing", fields)]
    texts = as_texts(document.value, fields)
    values = {name: text for name, text in texts.items() if text and name != "followed_by"}
    next_plan, next_problems = _read_next_plan(document)
    return Settings(**values, followed_by=next_plan), problems + next_problems


def _read_next_plan(document: Document) -> Read[NextPlan | None]:
    """What stands under `followed_by:`; None where there is nothing, or no title."""
    if "followed_by" not in document.value:
        return None, []
    fields, keys = rules_of(NextPlan), ("followed_by",)
    subject = "The plan that followed"
    problems = [*validate_mapping(document, keys, subject, "setting-missing", fields)]
    texts = as_texts(as_mapping(document.value["followed_by"]), fields)
    return NextPlan(**texts) if texts["title"] else None, problems
