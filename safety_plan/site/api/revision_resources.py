"""The files of `api/` that are about one revision: figures, actions, targets and tables.

Rows of a record are written by the format of records that version 1 was made for, so that they
say the same here and in `plan.json`. Tables come from the files that the revision publishes.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safety_plan.models.registers import REGISTERS, RETIRED_REGISTERS
from safety_plan.models.sensitivity import neutral_anchor
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record_formats import record_format
from safety_plan.site.api.data_resource import Resource, Row, resource_of_kind
from safety_plan.site.api.kinds import kinds
from safety_plan.site.data_licences import Licence, all_licences
from safety_plan.site.urls import figure_address

#: The format of records whose keys version 1 has.
_FORMAT = record_format(6)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedData:
    """What the built site says of the files of one revision: `datapackage.json` and its tables."""

    folder: Path
    package: Mapping[str, Any]

    @classmethod
    def read(cls, folder: Path) -> "PublishedData":
        """That of the revision that was built into *folder*."""
        text = (folder / "data" / "datapackage.json").read_text(encoding="utf-8")
        return cls(folder=folder / "data", package=json.loads(text))

    @property
    def tables(self) -> list[dict[str, Any]]:
        """The description of each table of the authors; a preview leaves out what is not whole."""
        whole = [one for one in self.package["resources"] if one.get("title") and _headings(one)]
        named = [one for one in whole if one.get("path") == f"{one.get('name')}.csv"]
        return [one for one in named if one["name"] not in (*REGISTERS, *RETIRED_REGISTERS)]

    def rows(self, entry: Mapping[str, Any]) -> list[dict[str, str]]:
        """The rows of one of the tables, each cell as it is written."""
        file = self.folder / entry["path"]
        with file.open(encoding="utf-8", errors="replace", newline="") as text:
            rows = [*csv.DictReader(text)]
        return [{name: row.get(name) or "" for name in _headings(entry)} for row in rows]


def revision_resources(
    bundle: RevisionBundle, data: PublishedData, embeds: Mapping[str, str]
) -> Iterator[Resource]:
    """Every file about *bundle*, whose *data* stands in the site already.

    *embeds* are the addresses of its small pages, by `charts/` or `figures/` and their names.
    """
    rows = {
        "figures": [_figure(bundle, name, embeds) for name in bundle.record.figures],
        "charts": [_chart(bundle, name, embeds) for name in bundle.record.charts],
        "tables": [_table_entry(entry, data) for entry in data.tables],
        "actions": _register(bundle, "actions"),
        "targets": _register(bundle, "targets"),
    }
    plan = bundle.record.identity["name"]
    for name, of_kind in rows.items():
        licences = _licences(name, data)
        yield resource_of_kind(name, of_kind, plan=plan, licences=licences, revision=bundle.id)
    for entry in data.tables:
        yield _table(bundle, entry, data)


def _chart(bundle: RevisionBundle, name: str, embeds: Mapping[str, str]) -> Row:
    content = bundle.record.charts[name]
    return {
        **content,
        "numbers": f"{bundle.id}/data/charts/{name}.csv",
        "embed": embeds.get(f"charts/{name}", ""),
    }


def _figure(bundle: RevisionBundle, name: str, embeds: Mapping[str, str]) -> Row:
    figure = bundle.record.figures[name]
    source = bundle.record.sources.get(figure.source)
    return {
        **_FORMAT.figure.write(figure),
        "source_title": source.title if source else "",
        "licence": source.licence if source else "",
        "address": figure_address(bundle, name) or "",
        "embed": embeds.get(f"figures/{name}", ""),
    }


def _register(bundle: RevisionBundle, name: str) -> list[Row]:
    """The rows of a register; an older record lacks some of their keys."""
    empty = dict.fromkeys(_FORMAT.registers[name].keys, "")
    return [{**empty, **row} for row in bundle.record.registers.get(name, ())]


def _table_entry(entry: Mapping[str, Any], data: PublishedData) -> Row:
    file = _table_path(entry)
    return {
        "name": entry["name"],
        "title": entry["title"],
        "about": entry["description"],
        "place": entry.get("place", ""),
        "columns": _headings(entry),
        "rows": len(data.rows(entry)),
        "sources": [source["name"] for source in entry["sources"]],
        "licences": [licence["title"] for licence in entry["licenses"]],
        "json": f"{file}.json",
        "csv": f"{file}.csv",
    }


def _table(bundle: RevisionBundle, entry: Mapping[str, Any], data: PublishedData) -> Resource:
    return Resource(
        kind=kinds()["table"],
        path=_table_path(entry),
        title=entry["title"],
        plan=bundle.record.identity["name"],
        licences=entry["licenses"],
        headings=_headings(entry),
        rows=data.rows(entry),
        revision=bundle.id,
    )


def _headings(entry: Mapping[str, Any]) -> list[str]:
    fields = entry.get("schema", {}).get("fields", ())
    return [field["name"] for field in fields if field.get("name")]


def _table_path(entry: Mapping[str, Any]) -> str:
    """Where the rows of a table stand; no address says what a reader may have to hide."""
    return f"tables/{neutral_anchor(entry['name'])}"


def _licences(name: str, data: PublishedData) -> list[Licence]:
    """Those of all that the rows come from; a preview may know none."""
    if name == "tables":
        return all_licences(entry.get("licenses", []) for entry in data.tables)
    resources = data.package["resources"]
    own = [one for one in resources if one["name"] == name or one["path"].startswith(f"{name}/")]
    return all_licences(one.get("licenses", []) for one in own or [data.package])
