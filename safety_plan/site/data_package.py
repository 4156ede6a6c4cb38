"""`data/datapackage.json` of a revision: its files described for machines (Data Package 1).

The authors' own description in `data/datapackage.yml` is written out, with the sources and
the caveats that somebody needs who sees a file alone.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from safety_plan.content.chart_content import chart_of, chart_rows, number_headings
from safety_plan.core.quantities import MISSING_VALUE_CODES
from safety_plan.core.resources import load_resource
from safety_plan.core.translation import gettext
from safety_plan.models.charts import Chart
from safety_plan.models.constraints import constraints_to_publish
from safety_plan.models.fields import split_cell
from safety_plan.models.plan import Plan
from safety_plan.models.recipes.loading import read_all_tables
from safety_plan.models.registers import (
    REGISTERS,
    RETIRED_REGISTERS,
    UNSEALED_REGISTERS,
    key_columns,
    register_columns,
)
from safety_plan.models.table_settings import RECIPES
from safety_plan.models.tables import Table, Tables, table_csv
from safety_plan.reading.yaml_files import Document, Value, as_list, as_mapping, as_text, read_yaml
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.attachments import attachment_resources
from safety_plan.site.data_licences import Licence, licences_of

#: What the file of a register is called, by the name of the register.
_FILE_TITLES: dict[str, str] = load_resource("site/file-titles.yml")
#: What a cell holds that has no value, as pandas and frictionless read it.
MISSING_VALUES = ["", *MISSING_VALUE_CODES]


@dataclass(frozen=True, slots=True)
class DescribedData:
    """What `datapackage.yml` of a revision says, and every table that it describes."""

    package: Document
    tables: Tables


def described_data(plan: Plan, bundle: RevisionBundle) -> DescribedData:
    """The tables of *bundle*: those of *plan*, or for a sealed revision read from its seal."""
    if not bundle.sealed:
        return DescribedData(plan.package, plan.tables)
    package = read_yaml(bundle.data / "datapackage.yml", "data/datapackage.yml")[0]
    return DescribedData(package, read_all_tables(bundle.data, package)[0])


def data_files(bundle: RevisionBundle, data: DescribedData) -> list[str]:
    """The names of the CSV files of *bundle* that are published: tables, then registers."""
    tables = [name for name, _ in _table_entries(bundle, data.package, data.tables)]
    return [f"{name}.csv" for name in (*tables, *_registers(bundle))]


def worked_out_files(data: DescribedData) -> dict[str, bytes]:
    """The CSV files of a working revision that stand in no folder, by their names."""
    tables = data.tables.values()
    return {f"{table.name}.csv": table_csv(table) for table in tables if table.derivation}


def write_data_package(bundle: RevisionBundle, data: DescribedData, folder: Path) -> None:
    """Writes the description of all files of *bundle* into *folder*."""
    package, tables = data.package, data.tables
    entries = _table_entries(bundle, package, tables)
    charts = [chart_of(content) for content in bundle.record.charts.values()]
    resources = [
        *(_table(bundle, tables[name], entry, package) for name, entry in entries),
        *(_register(bundle, name, package) for name in _registers(bundle)),
        *(_chart(bundle, chart, package) for chart in charts),
        *(
            {**resource, **_licences(bundle, sources, package)}
            for sources, resource in attachment_resources(bundle)
        ),
    ]
    sources = _sources(bundle, bundle.record.sources)
    authored = {name: value for name, value in package.value.items() if name != RECIPES}
    author = {"title": bundle.record.identity["partnership"], "role": "author"}
    about = {"contributors": [author], **authored}
    description = {**about, "sources": sources, "resources": resources}
    text = json.dumps(description, ensure_ascii=False)
    (folder / "datapackage.json").write_bytes(f"{text}\n".encode())


def _table_entries(
    bundle: RevisionBundle, package: Document, tables: Tables
) -> list[tuple[str, dict[str, Value]]]:
    """The tables that are there, with their descriptions; a preview is made of what there is."""
    entries = [
        as_mapping(entry)
        for name in ("resources", RECIPES)
        for entry in as_list(package.value.get(name))
    ]
    named = [(as_text(entry.get("name")), entry) for entry in entries]
    return [
        (name, entry)
        for name, entry in named
        if (bundle.data / f"{name}.csv").is_file() or _is_worked_out(tables.get(name))
    ]


def _is_worked_out(table: Table | None) -> bool:
    return bool(table and table.derivation and not table.broken)


def _registers(bundle: RevisionBundle) -> list[str]:
    names = [name for name in REGISTERS if name not in UNSEALED_REGISTERS]
    names += RETIRED_REGISTERS if bundle.sealed else ()
    return [name for name in names if (bundle.data / f"{name}.csv").exists()]


def _table(
    bundle: RevisionBundle, table: Table, entry: dict[str, Value], package: Document
) -> dict[str, Any]:
    names = [column.name for column in table.columns]
    caveats, sources = table.caveats_of(table.rows, names), table.sources_of(table.rows, names)
    about = {
        **_licences(bundle, sources, package),
        **_about(bundle, table.description, caveats, sources),
    }
    if table.derivation:
        entry = {**entry, **_entry_of(table)}
    schema: dict[str, Any] = {**as_mapping(entry.get("schema")), "missingValues": MISSING_VALUES}
    schema["fields"] = [_field(as_mapping(one)) for one in as_list(schema.get("fields"))]
    return {**entry, **about, "encoding": "utf-8", "schema": schema}


def _field(entry: dict[str, Value]) -> dict[str, Any]:
    """The *entry* of a column, with its constraints as other programs read them."""
    if not (constraints := as_mapping(entry.get("constraints"))):
        return dict(entry)
    return {**entry, "constraints": constraints_to_publish(constraints)}


def _entry_of(table: Table) -> dict[str, Any]:
    """What an author writes of a table in a file, and what follows from a recipe for others."""
    steps = table.derivation.recipe if table.derivation else ()
    columns = [
        {name: text for name, text in asdict(column).items() if text} for column in table.columns
    ]
    # One row is told apart by anything that it holds.
    full_columns = [
        c.name for c in table.columns if all(r[c.name][:1] not in ("", "[") for r in table.rows)
    ]
    key = [*table.key] or full_columns[:1]
    schema = {"fields": columns, **({"primaryKey": key} if key else {})}
    return {"path": f"{table.name}.csv", "recipe_in_words": [*steps], "schema": schema}


def _register(bundle: RevisionBundle, name: str, package: Document) -> dict[str, Any]:
    if name in RETIRED_REGISTERS:
        columns, key = RETIRED_REGISTERS[name]
    else:
        columns, key = tuple(register_columns(name)), key_columns(name)
    fields = [{"name": column, "type": "string"} for column in columns]
    resource = _resource(f"{name}.csv", gettext(_FILE_TITLES[name]), fields, [*key])
    return {**resource, **_licences(bundle, _sources_of_register(bundle, name), package)}


def _sources_of_register(bundle: RevisionBundle, name: str) -> list[str]:
    """The sources that its rows name in `source` and the like, as `rating_source`."""
    with (bundle.data / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [*csv.DictReader(file)]
    named = [row[c] or "" for row in rows for c in row if c and f"_{c}".endswith("_source")]
    return [*dict.fromkeys(source for cell in named for source in split_cell(cell))]


def _chart(bundle: RevisionBundle, chart: Chart, package: Document) -> dict[str, Any]:
    (label, *names), _ = chart_rows(chart)
    numbers = number_headings(chart)
    fields = [{"name": label, "type": "string"}]
    fields += [{"name": n, "type": "number" if n in numbers else "string"} for n in names]
    about = _about(bundle, f"{chart.subtitle}.", chart.caveats, chart.sources)
    licences = _licences(bundle, chart.sources, package)
    return {**_resource(f"charts/{chart.id}.csv", chart.title, fields, label), **licences, **about}


def _licences(
    bundle: RevisionBundle, names: Iterable[str], package: Document
) -> dict[str, list[Licence]]:
    sources = [bundle.record.sources[name] for name in names if name in bundle.record.sources]
    return licences_of(sources, package.value)


def _resource(path: str, title: str, fields: list[dict[str, str]], key: object) -> dict[str, Any]:
    schema = {"fields": fields, "primaryKey": key, "missingValues": MISSING_VALUES}
    name = path.removesuffix(".csv").replace("/", "-")
    return {"name": name, "path": path, "title": title, "encoding": "utf-8", "schema": schema}


def _about(
    bundle: RevisionBundle, text: str, caveats: Sequence[str], sources: Iterable[str]
) -> dict[str, Any]:
    """Description and sources, with what to bear in mind for those who see the file alone."""
    description = " ".join([text, *caveats]).strip()
    return {"description": description, "caveats": [*caveats], "sources": _sources(bundle, sources)}


def _sources(bundle: RevisionBundle, names: Iterable[str]) -> list[dict[str, str]]:
    """Sources by the names that the files use; without a path where none is known."""
    sources = [bundle.record.sources[name] for name in names if name in bundle.record.sources]
    entries = [
        {"name": source.id, "title": f"{source.title}, {source.publisher}", "path": source.address}
        for source in sources
    ]
    return [{key: text for key, text in entry.items() if text} for entry in entries]
