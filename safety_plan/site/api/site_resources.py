"""The files of `api/` that are about all revisions: themselves, decisions, changes, corrections."""

from collections.abc import Iterator, Mapping
from typing import Any

from safety_plan.diff.compare import Comparison
from safety_plan.diff.pages import PageChange
from safety_plan.models.registers import key_columns
from safety_plan.site.api.data_resource import Resource, Row, resource_of_kind
from safety_plan.site.api.kinds import FOLDER, kinds
from safety_plan.site.data_licences import Licence
from safety_plan.site.site_model import Site
from safety_plan.site.urls import comparison_address


def site_resources(site: Site, licences: list[Licence]) -> Iterator[Resource]:
    """Every file about all revisions, whose words are under *licences*."""
    rows: dict[str, list[Row]] = {
        "revisions": [_revision(one) for one in site.listing["revisions"]],
        "decisions": [
            {"revision": revision["id"], **decision}
            for revision in site.listing["revisions"]
            for decision in revision["decisions"]
        ],
        "changes": [
            row for comparison in site.changes.values() for row in _changes(site, comparison)
        ],
        "corrections": [*site.listing["corrections"]],
    }
    plan = site.plan.settings.name
    for name, of_kind in rows.items():
        yield resource_of_kind(name, of_kind, plan=plan, licences=licences)


def _revision(entry: Mapping[str, Any]) -> Row:
    in_force = entry["in_force"] or {"since": "", "until": ""}
    return {
        **entry,
        "adopted": entry["adopted"] or "",
        "digest": entry["digest"] or "",
        "in_force_since": in_force["since"] or "",
        "in_force_until": in_force["until"] or "",
        "licence": entry["identity"]["licence"],
        "files": f"{FOLDER}/{entry['id']}/",
    }


def _changes(site: Site, comparison: Comparison) -> Iterator[Row]:
    """What differs, one row for each thing; what is as it was has none."""
    old, new = comparison.old.id, comparison.new.id
    about = {
        **dict.fromkeys(column.name for column in kinds()["changes"].columns),
        "revision": new,
        "before": old,
        "address": comparison_address(old, new),
    }
    rows = [*_figures(comparison), *_pages(comparison), *_rows(comparison)]
    for row in [*rows, *_priorities(site, comparison)]:
        yield {name: text or "" for name, text in (about | row).items()}


def _figures(comparison: Comparison) -> Iterator[dict[str, str]]:
    for change in comparison.figures:
        cells = change.cells
        yield {
            "list": "figures",
            "id": cells["figure"],
            "title": cells["label"],
            "change": cells["what happened"],
            "was": cells["old"],
            "now": cells["new"],
            "sentence": change.change,
            **{name: cells[name] for name in ("reason", "why", "source", "part")},
        }


def _pages(comparison: Comparison) -> Iterator[dict[str, str]]:
    for change in comparison.pages:
        if change.kind != "same":
            yield {
                "list": "pages",
                "id": change.page_id,
                "title": change.page.title,
                "change": change.kind.value,
                "was": change.old.title if change.old else "",
                "now": change.new.title if change.new else "",
                "sentence": change.fate,
                **_reason_of(change),
            }


def _reason_of(change: PageChange) -> dict[str, str]:
    """Why a page changed: the last reason that was given."""
    names = ("reason", "why", "source", "part")
    return {name: change.reasons[-1][name] for name in names} if change.reasons else {}


def _priorities(site: Site, comparison: Comparison) -> Iterator[dict[str, str]]:
    both = (comparison.old.id, comparison.new.id)
    named = [one.record.priorities for one in site.bundles if one.id in both]
    ids = {title: page_id for titles in named for page_id, title in titles.items()}
    for was, now in comparison.priorities:
        yield {
            "list": "priorities",
            "id": ids[now or was],
            "title": now or was,
            "change": _change_of(was, now),
            "was": was,
            "now": now,
        }


def _change_of(was: str, now: str) -> str:
    if was and now:
        return "changed"
    return "new" if now else "dropped"


def _rows(comparison: Comparison) -> Iterator[dict[str, str]]:
    for change in comparison.rows:
        row = change.new or change.old or {}
        yield {
            "list": change.register,
            "id": "; ".join(row[column] for column in key_columns(change.register)),
            "title": change.title,
            "change": change.kind.value,
            "sentence": change.sentence,
            "why": change.why,
        }
