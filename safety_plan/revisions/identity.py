"""The names, years and contact that a revision goes by, and the plan that it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from safety_plan.models.identity import IDENTITY, EarlierIdentity, PlanTitle
from safety_plan.models.revision import Revision
from safety_plan.models.settings import Settings, read_settings
from safety_plan.reading.yaml_files import read_yaml
from safety_plan.revisions.record import Record


def identity_of(settings: Settings) -> dict[str, str]:
    """What a revision that is made today keeps of the *settings*."""
    return {name: getattr(settings, name) for name in IDENTITY}


def settings_of(settings: Settings, record: Record) -> Settings:
    """The *settings* of the site with those that the revision of *record* goes by."""
    differences: dict[str, Any] = dict(record.identity)
    return replace(settings, **differences)


def with_earlier_identity(record: Record, root: Path) -> Record:
    """The *record* of an older format with what the plan in *root* says of that time.

    It is never written into the record.
    """
    settings = read_settings(read_yaml(root / "data" / "plan.yml", "data/plan.yml")[0])[0]
    earlier = settings.earlier.get(record.revision.id, EarlierIdentity())
    return replace(
        record,
        identity=identity_of(settings) | dict(earlier.settings),
        revision=replace(record.revision, plan=earlier.plan),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGroup:
    """A plan with its revisions, oldest first; without a *plan* where none of them names one."""

    plan: PlanTitle | None
    revisions: tuple[Revision, ...]


def plan_groups(revisions: Sequence[Revision]) -> list[PlanGroup]:
    """The plans that the *revisions* belong to, in the order in which they began."""
    ids = dict.fromkeys(_plan_id(revision) for revision in revisions)
    groups = [tuple(one for one in revisions if _plan_id(one) == name) for name in ids]
    return [PlanGroup(plan=group[-1].plan, revisions=group) for group in groups]


def _plan_id(revision: Revision) -> str:
    return revision.plan.id if revision.plan else ""
