"""What each published revision offers for download: record, tables, chart rows."""

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from safety_plan.charts.kinds import kind_of
from safety_plan.content.renderer import chart_of, chart_rows
from safety_plan.core import cache
from safety_plan.core.quantities import MISSING_VALUE_CODES
from safety_plan.models.charts import Chart
from safety_plan.models.plan import Plan
from safety_plan.models.registers import LIVING, REGISTERS, register_columns
from safety_plan.models.revision import STATUSES
from safety_plan.models.settings import Settings
from safety_plan.models.tables import Table, as_csv, read_tables
from safety_plan.reading.csv_files import escape_formula
from safety_plan.reading.yaml_files import Document, Value, as_mapping, as_text, read_yaml
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import is_listed, to_json
from safety_plan.revisions.verify import SEAL_ARCHIVE, SUMS

#: What a cell holds that has no value, as pandas and frictionless are told.
MISSING = ["", *MISSING_VALUE_CODES]
#: The living page with the numbers to call.
HELP = "help.md"


def write_downloads(bundle: RevisionBundle, folder: Path) -> None:
    """Writes `plan.json`, `data/` and, where sealed, the digests, into *folder*."""
    if bundle.sealed:  # copied, never written again: its digest is known
        shutil.copyfile(bundle.docs.parent / "plan.json", folder / "plan.json")
    else:
        (folder / "plan.json").write_bytes(to_json(bundle.record).encode())
    package, _ = read_yaml(bundle.data / "datapackage.yml", "data/datapackage.yml")
    data = folder / "data"
    (data / "charts").mkdir(parents=True, exist_ok=True)
    tables = [name for name, _ in _entries(bundle, package)]
    for name in (*tables, *_registers(bundle)):
        shutil.copyfile(bundle.data / f"{name}.csv", data / f"{name}.csv")
    described = json.dumps(_description(bundle, package), ensure_ascii=False)
    (data / "datapackage.json").write_bytes(f"{described}\n".encode())
    for content in bundle.record.charts.values():
        write_csv(data / "charts" / f"{content['id']}.csv", *chart_rows(chart_of(content)))
    if bundle.sealed:
        shutil.copyfile(bundle.docs.parent / SUMS, folder / SUMS)
        zip_folder(bundle.docs.parent, folder / SEAL_ARCHIVE)


def help_entries(plan: Plan) -> list[list[str]]:
    """What a search finds of the entries of help: each by its need, its words and its topics."""
    told = ("name", "phone", "hours", "address", "note")
    found = []
    for row in plan.rows("contacts") if HELP in plan.living else ():
        said = ". ".join(row[key].rstrip(".") for key in told if row[key])
        where = f"../{plan.living[HELP].address}#help-{row.number}"
        found.append([where, row["need"], said, re.sub("[;-]", " ", row["topics"])])
    return found


def write_search(bundle: RevisionBundle, plan: Plan, folder: Path) -> None:
    """Writes what a search looks through: the address, name and words of each part of a page.

    Of the cards of figures and sources only their first words are in it.
    """
    docs = [[f"../{page.address}", page.title, page.description] for page in plan.living.values()]
    docs += help_entries(plan)
    for page in bundle.record.pages.values():
        charts = ". ".join(bundle.record.charts[name]["title"] for name in page.charts)
        docs.append([page.address, page.title, charts])
        for section in page.sections:
            text = section["text"].partition("\n")[0] if is_listed(section) else section["text"]
            where = f"{page.address}#{section['anchor']}"
            docs.append([where, section["heading"], " ".join(text.split())])
    text = json.dumps(docs, ensure_ascii=False, separators=(",", ":"))
    (folder / "search").mkdir()
    (folder / "search" / "search_index.json").write_bytes(text.encode())


def write_social_card(settings: Settings, bundle: RevisionBundle, folder: Path) -> None:
    """Writes the picture for whoever shares an address, once the site has one."""
    if settings.address:
        revision = bundle.record.revision
        title = f"{revision.title} ({STATUSES.get(revision.status, revision.status)})"
        words = (f"{settings.partnership}, {settings.area}", settings.name, title)
        key = cache.key("poster", cache.code_digest(), words)
        picture = cache.get_or_set(
            cache.CACHE_DIR / "charts" / f"{key}.png", key, lambda: _social_card(*words)
        )
        (folder / "preview.png").write_bytes(picture)


def _social_card(*words: str) -> bytes:
    from safety_plan.charts.social_card import social_card

    return social_card(*words)


def zip_folder(folder: Path, file: Path | BytesIO) -> None:
    """Puts *folder* whole into *file*: sorted and dated alike, so always the same bytes."""
    with ZipFile(file, "w") as pack:
        for path in sorted(f for f in folder.rglob("*") if f.is_file()):
            info = ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}")
            info.external_attr, info.create_system = 0o644 << 16, 3
            pack.writestr(info, path.read_bytes(), ZIP_DEFLATED)


def _entries(bundle: RevisionBundle, package: Document) -> list[tuple[str, dict[str, Value]]]:
    """The tables that are there; a preview is made of what there is."""
    resources = package.value.get("resources", [])
    entries = [as_mapping(r) for r in resources] if isinstance(resources, list) else []
    named = [(as_text(entry.get("name")), entry) for entry in entries]
    return [(name, entry) for name, entry in named if (bundle.data / f"{name}.csv").is_file()]


def _registers(bundle: RevisionBundle) -> list[str]:
    names = [name for name in REGISTERS if name not in LIVING]
    return [name for name in names if (bundle.data / f"{name}.csv").exists()]


def _description(bundle: RevisionBundle, package: Document) -> dict[str, Any]:
    """The Data Package: the authors' description, written out for machines."""
    tables, _ = read_tables(bundle.data, package)
    charts = [chart_of(content) for content in bundle.record.charts.values()]
    resources = [_table(bundle, tables[name], one) for name, one in _entries(bundle, package)]
    resources += [_register(name) for name in _registers(bundle)]
    resources += [_chart(bundle, chart) for chart in charts]
    sources = _sources(bundle, bundle.record.sources)
    return {**package.value, "sources": sources, "resources": resources}


def _sources(bundle: RevisionBundle, names: Iterable[str]) -> list[dict[str, str]]:
    """Sources by the names that the files use; without a path where none is known."""
    known = [s for name in names if (s := bundle.record.sources.get(name))]
    told = [{"name": s.id, "title": f"{s.title}, {s.publisher}", "path": s.address} for s in known]
    return [{key: said for key, said in source.items() if said} for source in told]


def _resource(path: str, title: str, fields: list[dict[str, str]], key: object) -> dict[str, Any]:
    schema = {"fields": fields, "primaryKey": key, "missingValues": MISSING}
    name = path.removesuffix(".csv").replace("/", "-")
    return {"name": name, "path": path, "title": title, "encoding": "utf-8", "schema": schema}


def _told(
    bundle: RevisionBundle, said: str, caveats: Sequence[str], names: Iterable[str]
) -> dict[str, Any]:
    """Description and sources, with what to bear in mind for those who see the file alone."""
    told = " ".join([said, *caveats]).strip()
    return {"description": told, "caveats": [*caveats], "sources": _sources(bundle, names)}


def _table(bundle: RevisionBundle, table: Table, entry: dict[str, Value]) -> dict[str, Any]:
    caveats = table.caveats_of(table.rows, [column.name for column in table.columns])
    told = _told(bundle, table.description, caveats, table.sources_of(table.rows))
    schema = {**as_mapping(entry.get("schema")), "missingValues": MISSING}
    return {**entry, **told, "encoding": "utf-8", "schema": schema}


def _register(name: str) -> dict[str, Any]:
    names = list(register_columns(name))
    fields = [{"name": column, "type": "string"} for column in names]
    # A page has several rows of what was reported; a change is of a figure or of a page.
    key = names[:2] if name in ("progress", "changes") else names[:1]
    return _resource(f"{name}.csv", f"{name.capitalize()} of the plan", fields, key)


def _chart(bundle: RevisionBundle, chart: Chart) -> dict[str, Any]:
    (label, *names), _ = chart_rows(chart)
    kind = "number" if kind_of(chart).has_numbers else "string"
    fields = [{"name": label, "type": "string"}, *({"name": n, "type": kind} for n in names)]
    told = _told(bundle, f"{chart.subtitle}.", chart.caveats, chart.sources)
    return {**_resource(f"charts/{chart.id}.csv", chart.title, fields, label), **told}


def write_csv(file: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Writes rows so that no spreadsheet takes a cell for a formula.

    What pandas made of them is kept, as drawings are: it takes long to start.
    """
    cells = [[escape_formula(cell) for cell in row] for row in [headings, *rows]]
    key = cache.key("rows", cache.code_digest(), cells)
    place = cache.CACHE_DIR / "charts" / f"{key}.csv"
    file.write_bytes(cache.get_or_set(place, key, lambda: as_csv(cells[0], cells[1:]).encode()))
