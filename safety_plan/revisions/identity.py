"""The names, years and contact that a revision goes by, and the plan that it belongs to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from safety_plan.core.dates import format_date
from safety_plan.core.translation import gettext
from safety_plan.models.brand_settings import BrandSettings, PartnerSettings
from safety_plan.models.identity import IDENTITY, EarlierIdentity, PlanTitle
from safety_plan.models.revision import Revision
from safety_plan.models.settings import Settings, read_settings
from safety_plan.reading.yaml_files import read_yaml
from safety_plan.revisions.record import Record


def identity_of(settings: Settings) -> dict[str, str]:
    """What a revision that is made today keeps of the *settings*."""
    return {name: getattr(settings, name) for name in IDENTITY}


def brand_content(settings: Settings) -> dict[str, Any]:
    """What a revision that is made today keeps of `brand:`; empty where there is none."""
    if settings.brand is None:
        return {}
    partners = [asdict(partner) for partner in settings.brand.partners]
    return {**asdict(settings.brand), "partners": partners}


def brand_settings(content: Mapping[str, Any]) -> BrandSettings | None:
    """The setting that `brand_content` gave *content* for."""
    if not content:
        return None
    partners = tuple(PartnerSettings(**one) for one in content["partners"])
    return BrandSettings(**{**content, "partners": partners})


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

    @property
    def id(self) -> str:
        """The short name of the plan; empty where its revisions name none."""
        return self.plan.id if self.plan else ""

    @property
    def title(self) -> str:
        """What the plan is called; empty where its revisions name none."""
        return self.plan.title if self.plan else ""

    @property
    def may_hold(self) -> bool:
        """Whether one of its revisions was in force, or may yet be."""
        return not all(one.was_never_in_force for one in self.revisions)

    @property
    def front(self) -> Revision:
        """The revision that the plan is read in: the newest that may hold."""
        may_hold = [one for one in self.revisions if not one.was_never_in_force]
        return (may_hold or self.revisions)[-1]

    @property
    def story(self) -> str:
        """In a line, what became of it: adopted April 2019, revised April 2020."""
        return ", ".join(_steps(self.revisions))


def plan_groups(revisions: Sequence[Revision]) -> list[PlanGroup]:
    """The plans that the *revisions* belong to, in the order in which they began."""
    ids = dict.fromkeys(_plan_id(revision) for revision in revisions)
    groups = [tuple(one for one in revisions if _plan_id(one) == name) for name in ids]
    return [PlanGroup(plan=group[-1].plan, revisions=group) for group in groups]


def _steps(revisions: Sequence[Revision]) -> Iterator[str]:
    """What was done with each of the *revisions* of a plan, and when."""
    is_first = True
    for revision in revisions:
        adopted = format_date(revision.adopted.date) if revision.adopted else ""
        if revision.status == "adopted":
            form = gettext("adopted {date}") if is_first else gettext("revised {date}")
            is_first = False
            yield form.format(date=adopted)
        elif revision.status == "proposed":
            form = gettext("proposed {date}") if is_first else gettext("revision proposed {date}")
            yield form.format(date=_proposed_on(revision))


def _proposed_on(revision: Revision) -> str:
    """When a revision was proposed: the first decision about it, or the month it is named after."""
    dates = [decision.date for decision in revision.decisions if format_date(decision.date)]
    return format_date(dates[0] if dates else revision.id) or revision.id


def _plan_id(revision: Revision) -> str:
    return revision.plan.id if revision.plan else ""
