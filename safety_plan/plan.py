"""A plan: everything its authors wrote, read once, with every problem found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from safety_plan.chart_specs import read_charts
from safety_plan.charts import Chart
from safety_plan.csv_files import Row
from safety_plan.figures import Figure, read_figures
from safety_plan.pages import Page, read_page, read_pages
from safety_plan.problems import Problem, did_you_mean
from safety_plan.registers import COLUMNS, missing_values, read_register
from safety_plan.revision import ID, Revision, read_revision
from safety_plan.settings import Settings, read_settings
from safety_plan.sources import Source, read_sources
from safety_plan.tables import Table, read_tables
from safety_plan.yaml_files import Document, read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The working revision and the living pages of one partnership's folder."""

    root: Path
    settings: Settings
    revision: Revision
    sources: dict[str, Source]
    tables: dict[str, Table]
    figures: dict[str, Figure]
    charts: dict[str, Chart]
    registers: dict[str, list[Row]]
    pages: dict[str, Page]
    living: dict[str, Page]
    package: Document
    broken_charts: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()

    @property
    def docs(self) -> Path:
        """The folder of words."""
        return self.root / "docs"

    @property
    def data(self) -> Path:
        """The folder of numbers."""
        return self.root / "data"

    def rows(self, register: str) -> list[Row]:
        """The rows of one register."""
        return self.registers.get(register, [])


def sealed_ids(root: Path) -> tuple[str, ...]:
    """The ids of the sealed revisions under *root*, oldest first."""
    folder = root / "revisions"
    return tuple(sorted(p.name for p in folder.glob("*") if ID.fullmatch(p.name)))


def read_plan(root: Path) -> tuple[Plan, list[Problem]]:
    """Reads the folder *root*; the best reading possible and all that is wrong."""
    data = root / "data"
    problems: list[Problem] = []
    documents = {name: _yaml(data, name, problems) for name in _YAML}
    settings, found = read_settings(documents["plan"])
    problems += found
    revision, found = read_revision(documents["revision"])
    problems += found
    sources, found = read_sources(documents["sources"])
    problems += found
    tables, found = read_tables(data, documents["datapackage"])
    problems += found + _table_sources(tables, sources, documents["datapackage"])
    charts, found = read_charts(documents["charts"], tables)
    problems += found
    registers: dict[str, list[Row]] = {}
    for name in COLUMNS:
        registers[name], found = read_register(data, name)
        problems += found + missing_values(registers[name], _NEEDED.get(name, ()))
    figures, found = read_figures(registers["figures"], tables, sources)
    problems += found
    pages, found = read_pages(root / "docs", "docs")
    problems += found
    living, found = _living(root)
    plan = Plan(
        root=root,
        settings=settings,
        revision=revision,
        sources=sources,
        tables=tables,
        figures=figures,
        charts=charts,
        registers=registers,
        pages=pages,
        living=living,
        package=documents["datapackage"],
        broken_charts=tuple(documents["charts"].value.keys() - charts.keys()),
        sealed=sealed_ids(root),
    )
    return plan, problems + found


_YAML = ("plan", "revision", "sources", "datapackage", "charts")
_NEEDED = {
    "progress": ("page_id", "text", "state"),
    "priorities": ("page_id", "title", "sentence"),
    "changes": ("why",),
    "glossary": ("term", "meaning"),
    "contacts": ("id", "need", "topics", "name", "checked"),
    "documents": ("date", "title", "what"),
    "corrections": ("date", "revision", "page_id", "was", "is", "approved"),
}


def _yaml(data: Path, name: str, problems: list[Problem]) -> Document:
    document, found = read_yaml(data / f"{name}.yml", f"data/{name}.yml")
    problems += found
    return document


def _table_sources(
    tables: dict[str, Table], sources: dict[str, Source], package: Document
) -> list[Problem]:
    """A table, or a row of it, that names a source nobody described."""
    problems = []
    for index, table in enumerate(tables.values()):
        named = [(package.place("resources", str(index)), table.source)]
        named += [(r.place("source"), r["source"]) for r in table.rows if r["source"]]
        for place, name in named:
            if name and name not in sources:
                found = f"There is no source “{name}”."
                fix = did_you_mean(name, sources) or "Add it to data/sources.yml first."
                problems.append(Problem(place, "source-unknown", found, fix))
    return problems


def _living(root: Path) -> tuple[dict[str, Page], list[Problem]]:
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    folder = root / "docs" / "site"
    for file in sorted(folder.rglob("*.md")):
        path = file.relative_to(folder).as_posix()
        page, found = read_page(file, path, f"docs/site/{path}")
        problems += found
        if page:
            pages[path] = page
    return pages, problems
