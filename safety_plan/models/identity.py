"""What belongs to a revision, not to the site: the names, the years and the contact of its time.

A record keeps them from format 5 on. Of an older one `earlier:` in `data/plan.yml` may say what
was true then; what it leaves out is as it is today.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from safety_plan.models.fields import rules_of, setting
from safety_plan.reading.yaml_files import Document, Value, as_mapping, as_texts

#: The settings of `data/plan.yml` that each revision keeps as they were.
IDENTITY = (
    *("area", "area_code", "contact", "council", "licence", "name", "partnership", "period"),
    *("short_name", "statement"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTitle:
    """Which plan a revision belongs to: one plan may follow another on the same site."""

    id: str = field(
        metadata=setting(
            "A short name of the plan, the same in each revision of it.", required=True, format="id"
        )
    )
    title: str = field(metadata=setting("What the plan is called.", required=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierIdentity:
    """What was true of a sealed revision that does not say it: the *settings* that differ."""

    settings: Mapping[str, str] = field(default_factory=dict)
    plan: PlanTitle | None = None


def read_plan_title(value: Value | None) -> PlanTitle | None:
    """The plan that *value* names, if it names one that can be shown."""
    texts = as_texts(as_mapping(value), rules_of(PlanTitle))
    return PlanTitle(**texts) if all(texts.values()) else None


def read_earlier(document: Document) -> dict[str, EarlierIdentity]:
    """What `data/plan.yml` says of older seals, by the id of the revision."""
    entries = as_mapping(document.value.get("earlier"))
    return {name: _read_entry(as_mapping(entry)) for name, entry in entries.items()}


def _read_entry(entry: Mapping[str, Value]) -> EarlierIdentity:
    settings = as_texts(entry, (name for name in IDENTITY if name in entry))
    return EarlierIdentity(settings=settings, plan=read_plan_title(entry.get("plan")))
