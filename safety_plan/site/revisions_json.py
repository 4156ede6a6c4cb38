"""What the site says about its revisions, once for machines and once for its own lists."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from safety_plan.models.plan import Plan
from safety_plan.models.revision import STATUSES, Decision, in_force_periods
from safety_plan.reading.yaml_files import Value, read_yaml
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.corrections import place_of
from safety_plan.revisions.verify import digest_of


def listing(plan: Plan, bundles: Sequence[RevisionBundle]) -> dict[str, Any]:
    """The content of `revisions.json`; addresses are below the root of the site."""
    known = {bundle.id: bundle for bundle in bundles}
    rows = [r for r in plan.rows("corrections") if r["revision"] in known]
    return {
        "$schema": "revisions.schema.json",
        "format": 1,
        "name": plan.settings.name,
        "newest": bundles[-1].id,
        "revisions": [_revision(bundle) for bundle in bundles],
        "as_at": in_force_periods(e.record.revision for e in bundles),
        "corrections": [_correction(known[row["revision"]], row.cells) for row in rows],
    }


def _revision(bundle: RevisionBundle) -> dict[str, Any]:
    revision, adopted = bundle.record.revision, bundle.record.revision.adopted
    decisions, seal = revision.all_decisions, _seal(bundle)
    dated = adopted.date if adopted else max((d.date for d in decisions), default=bundle.id)
    told = ("id", "title", "status", "status_note", "summary", "life")
    return {
        **{name: getattr(revision, name) for name in told},
        "status_label": STATUSES.get(revision.status, revision.status),
        "adopted": adopted.date if adopted else None,
        "dated": dated,
        "decisions": [_decision(bundle, decision) for decision in decisions],
        "sealed": bundle.sealed,
        "address": f"{bundle.id}/",
        "digest": digest_of(bundle.docs.parent) if bundle.sealed else None,
        "download": f"{bundle.id}/sealed.zip" if bundle.sealed else None,
        "again": seal.get("again", []),
        "removed": seal.get("removed", []),
    }


def _seal(bundle: RevisionBundle) -> Mapping[str, Value]:
    seal = bundle.docs.parent / "seal.yml"
    return read_yaml(seal, seal.name)[0].value if bundle.sealed else {}


def _decision(bundle: RevisionBundle, decision: Decision) -> dict[str, str]:
    source = bundle.record.sources.get(decision.source)
    page = bundle.record.page_with("sources")
    at = f"{bundle.id}/{page.address}#source-{source.id}" if source and page else ""
    return {**asdict(decision), "source": source.title if source else "", "source_address": at}


def _correction(bundle: RevisionBundle, cells: dict[str, str]) -> dict[str, str]:
    """A row of the corrections with the title of its page and the address of the place."""
    page = bundle.record.page(cells["page_id"])
    anchor = place_of(bundle.record, cells["page_id"], cells["was"])
    title, address = (page.title, page.address) if page else ("", "")
    return {**cells, "title": title, "anchor": anchor or "", "address": f"{bundle.id}/{address}"}
