"""What the site says about its revisions, once for machines and once for its own lists."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from safety_plan.models.plan import Plan
from safety_plan.models.revision import STATUSES, Decision, stretches
from safety_plan.reading.yaml_files import Value, read_yaml
from safety_plan.revisions.bundle import Edition
from safety_plan.revisions.corrections import place_of
from safety_plan.revisions.verify import digest_of


def listing(plan: Plan, editions: Sequence[Edition]) -> dict[str, Any]:
    """The content of `revisions.json`; addresses are below the root of the site."""
    known = {edition.id: edition for edition in editions}
    rows = [r for r in plan.rows("corrections") if r["revision"] in known]
    return {
        "$schema": "revisions.schema.json",
        "format": 1,
        "name": plan.settings.name,
        "newest": editions[-1].id,
        "revisions": [_revision(edition) for edition in editions],
        "as_at": stretches(e.record.revision for e in editions),
        "corrections": [_correction(known[row["revision"]], row.cells) for row in rows],
    }


def _revision(edition: Edition) -> dict[str, Any]:
    revision, adopted = edition.record.revision, edition.record.revision.adopted
    decisions, seal = revision.all_decisions, _seal(edition)
    dated = adopted.date if adopted else max((d.date for d in decisions), default=edition.id)
    told = ("id", "title", "status", "status_note", "summary", "life")
    return {
        **{name: getattr(revision, name) for name in told},
        "status_label": STATUSES.get(revision.status, revision.status),
        "adopted": adopted.date if adopted else None,
        "dated": dated,
        "decisions": [_decision(edition, decision) for decision in decisions],
        "sealed": edition.sealed,
        "address": f"{edition.id}/",
        "digest": digest_of(edition.docs.parent) if edition.sealed else None,
        "download": f"{edition.id}/sealed.zip" if edition.sealed else None,
        "again": seal.get("again", []),
        "removed": seal.get("removed", []),
    }


def _seal(edition: Edition) -> Mapping[str, Value]:
    seal = edition.docs.parent / "seal.yml"
    return read_yaml(seal, seal.name)[0].value if edition.sealed else {}


def _decision(edition: Edition, decision: Decision) -> dict[str, str]:
    source = edition.record.sources.get(decision.source)
    page = edition.record.page_with("sources")
    at = f"{edition.id}/{page.address}#source-{source.id}" if source and page else ""
    return {**asdict(decision), "source": source.title if source else "", "source_address": at}


def _correction(edition: Edition, cells: dict[str, str]) -> dict[str, str]:
    """A row of the corrections with the title of its page and the address of the place."""
    page = edition.record.page(cells["page_id"])
    anchor = place_of(edition.record, cells["page_id"], cells["was"])
    title, address = (page.title, page.address) if page else ("", "")
    return {**cells, "title": title, "anchor": anchor or "", "address": f"{edition.id}/{address}"}
