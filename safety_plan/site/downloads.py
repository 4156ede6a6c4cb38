"""What each published revision offers for download: record, tables, chart rows."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from safety_plan.blocks import chart_of, chart_rows
from safety_plan.csv_files import read_csv
from safety_plan.editions import Edition
from safety_plan.record import to_json
from safety_plan.registers import COLUMNS, LIVING
from safety_plan.yaml_files import Document, Value, mapping, read_yaml, words

_FORMULA = ("=", "+", "-", "@", "\t")


def write_downloads(edition: Edition, folder: Path, revision_folder: Path) -> None:
    """Writes `plan.json`, `data/` and, where sealed, the digests, into *folder*."""
    (folder / "plan.json").write_bytes(to_json(edition.record).encode())
    package, _ = read_yaml(edition.data / "datapackage.yml", "data/datapackage.yml")
    data = folder / "data"
    (data / "charts").mkdir(parents=True, exist_ok=True)
    for name in (*_tables(edition, package), *_registers(edition)):
        shutil.copyfile(edition.data / f"{name}.csv", data / f"{name}.csv")
    _write_json(data / "datapackage.json", _description(edition, package))
    for content in edition.record.charts.values():
        chart = chart_of(content)
        headings, rows = chart_rows(chart)
        _write_csv(data / "charts" / f"{chart.id}.csv", headings, rows)
    if edition.sealed:
        shutil.copyfile(revision_folder / "SHA256SUMS", folder / "SHA256SUMS")


def _tables(edition: Edition, package: Document) -> list[str]:
    """The tables that are there; a preview is made of what there is."""
    resources = package.value.get("resources", [])
    entries = resources if isinstance(resources, list) else []
    names = [words(mapping(entry).get("name")) for entry in entries]
    return [name for name in names if (edition.data / f"{name}.csv").is_file()]


def _registers(edition: Edition) -> list[str]:
    names = [name for name in COLUMNS if name not in LIVING]
    return [name for name in names if (edition.data / f"{name}.csv").exists()]


def _description(edition: Edition, package: Document) -> dict[str, Any]:
    """The Data Package: the authors' description with sources written out."""
    value: dict[str, Any] = dict(package.value)
    resources = value.get("resources", [])
    tables = [_resource(edition, mapping(entry)) for entry in resources]
    registers = [_register(edition, name) for name in _registers(edition)]
    return {**value, "resources": [*tables, *registers]}


def _resource(edition: Edition, entry: dict[str, Value]) -> dict[str, Any]:
    schema = {**mapping(entry.get("schema")), "missingValues": ["", "[c]", "[x]", "[z]"]}
    source = edition.record.sources.get(words(entry.get("source")))
    sources = [{"title": source.title, "path": source.address}] if source else []
    told = [{k: v for k, v in item.items() if v} for item in sources]
    return {**entry, "encoding": "utf-8", "sources": told, "schema": schema}


def _register(edition: Edition, name: str) -> dict[str, Any]:
    fields = [{"name": column, "type": "string"} for column in COLUMNS[name]]
    rows, _ = read_csv(edition.data / f"{name}.csv", name, COLUMNS[name])
    title = f"{name.capitalize()} of the plan, {len(rows)} rows"
    file = {"name": name, "path": f"{name}.csv", "title": title, "encoding": "utf-8"}
    return {**file, "schema": {"fields": fields}}


def _write_json(file: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    file.write_bytes(f"{text}\n".encode())


def _write_csv(file: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Writes rows so that no spreadsheet takes a cell for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in [headings, *rows]:
        writer.writerow([f"'{c}" if c.startswith(_FORMULA) else c for c in row])
    file.write_bytes(text.getvalue().encode())
