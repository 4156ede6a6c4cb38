"""What the site says about its revisions, once for machines and once for its own lists."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from safety_plan.core.translation import gettext
from safety_plan.models.in_force import in_force_periods
from safety_plan.models.plan import Plan
from safety_plan.models.revision import STATUSES, Decision
from safety_plan.models.sensitivity import neutral_anchor
from safety_plan.models.settings import Settings
from safety_plan.models.terms import read_term
from safety_plan.reading.yaml_files import as_text, read_yaml
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.corrections import anchor_of
from safety_plan.revisions.identity import plan_groups
from safety_plan.revisions.published import front_bundle
from safety_plan.site.seal_details import seal_details


def list_revisions(plan: Plan, bundles: Sequence[RevisionBundle]) -> dict[str, Any]:
    """The content of `revisions.json`; addresses are below the root of the site."""
    by_id = {bundle.id: bundle for bundle in bundles}
    corrections = [row for row in plan.rows("corrections") if row["revision"] in by_id]
    as_at = in_force_periods(
        (bundle.record.revision for bundle in bundles),
        plan.settings.followed_by,
        compiled=plan.settings.compiled,
    )
    return {
        "$schema": "revisions.schema.json",
        "format": 1,
        "name": plan.settings.name,
        "area": plan.settings.area,
        "area_code": plan.settings.area_code or None,
        "partnership": plan.settings.partnership,
        "council": plan.settings.council or None,
        "web": plan.settings.address or None,
        "newest": front_bundle(bundles).id,
        "plans": _plans(bundles),
        "revisions": [
            _revision(bundle, plan.settings) | _in_force(bundle, as_at) for bundle in bundles
        ],
        "as_at": as_at,
        "followed_by": asdict(next_plan) if (next_plan := plan.settings.followed_by) else None,
        "corrections": [_correction(by_id[row["revision"]], row.cells) for row in corrections],
    }


def _plans(bundles: Sequence[RevisionBundle]) -> list[dict[str, Any]]:
    """Each plan with its revisions, in the order in which the plans began."""
    groups = plan_groups([bundle.record.revision for bundle in bundles])
    names = {bundle.id: bundle.record.identity["name"] for bundle in bundles}
    following: list[str | None] = [group.id for group in groups[1:]]
    return [
        {
            "id": group.id,
            "title": group.title or names[group.revisions[-1].id],
            "story": group.story,
            "life": group.front.life,
            "term": _term(group.front.life),
            "revisions": [revision.id for revision in group.revisions],
            "followed_by": follower,
        }
        for group, follower in zip(groups, [*following, None], strict=True)
    ]


def full_titles(listing: Mapping[str, Any]) -> dict[str, str]:
    """The title of each revision by its id, after that of its plan where there are several."""
    titles = {revision["id"]: revision["title"] for revision in listing["revisions"]}
    plans = listing.get("plans", ())
    if len(plans) < 2:
        return titles
    return {
        name: f"{plan['title']}: {titles[name]}" for plan in plans for name in plan["revisions"]
    }


def short_titles(listing: Mapping[str, Any]) -> dict[str, str]:
    """As `full_titles`, but of a plan with one revision the title of the plan is enough."""
    plans = listing.get("plans", ())
    alone = [plan for plan in plans if len(plans) > 1 and len(plan["revisions"]) == 1]
    return full_titles(listing) | {plan["revisions"][0]: plan["title"] for plan in alone}


def _revision(bundle: RevisionBundle, settings: Settings) -> dict[str, Any]:
    revision = bundle.record.revision
    decisions = revision.all_decisions
    latest = max((decision.date for decision in decisions), default=bundle.id)
    adopted = revision.adopted.date if revision.adopted else None
    return {
        "id": revision.id,
        "title": revision.title,
        "status": revision.status,
        "status_note": revision.status_note,
        "summary": revision.summary,
        "life": revision.life,
        "term": _term(revision.life),
        "status_label": gettext(STATUSES.get(revision.status, revision.status)),
        "adopted": adopted,
        "dated": adopted or latest,
        "recorded": _day_of_status(bundle),
        "decisions": [_decision(bundle, decision) for decision in decisions],
        "priorities": [
            {"page_id": page_id, "title": title}
            for page_id, title in bundle.record.priorities.items()
        ],
        "plan": revision.plan.id if revision.plan else "",
        "identity": bundle.record.identity,
        "sealed": bundle.sealed,
        "address": f"{bundle.id}/",
        **seal_details(bundle, settings),
        "download": f"{bundle.id}/sealed.zip" if bundle.sealed else None,
    }


def _in_force(bundle: RevisionBundle, as_at: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The first day on which a revision is known to be in force, and the first day after."""
    periods = [period for period in as_at if period["revision"] == bundle.id]
    if not periods:
        return {"in_force": None}
    return {"in_force": {"since": periods[0]["since"], "until": periods[-1]["until"]}}


def _term(life: str) -> dict[str, str | None] | None:
    """The first and the last day of a term; a plan without an end has no last one."""
    term = read_term(life)
    return {"first": term.first, "last": term.last or None} if term else None


def _day_of_status(bundle: RevisionBundle) -> str | None:
    """The day on which the status was written down here, which no record holds."""
    document, _ = read_yaml(bundle.data / "revision.yml", "data/revision.yml")
    return as_text(document.value.get("recorded")) or None


def _decision(bundle: RevisionBundle, decision: Decision) -> dict[str, str]:
    source = bundle.record.sources.get(decision.source)
    page = bundle.record.page_with("sources")
    anchor = neutral_anchor(f"source-{source.id}") if source else ""
    address = f"{bundle.id}/{page.address}#{anchor}" if source and page else ""
    title = source.title if source else ""
    return {**asdict(decision), "source": title, "source_address": address}


def _correction(bundle: RevisionBundle, cells: dict[str, str]) -> dict[str, str]:
    """A row of the corrections with the title of its page and the address of the place."""
    page = bundle.record.page(cells["page_id"])
    anchor = neutral_anchor(anchor_of(bundle.record, cells["page_id"], cells["was"]) or "")
    title, address = (page.title, page.address) if page else ("", "")
    return {**cells, "title": title, "anchor": anchor, "address": f"{bundle.id}/{address}"}
