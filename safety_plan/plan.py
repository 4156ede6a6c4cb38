"""A plan: everything its authors wrote, read once, with every problem found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from safety_plan.chart_specs import read_charts
from safety_plan.charts import Chart
from safety_plan.cross_checks import cross_problems
from safety_plan.csv_files import Row
from safety_plan.figures import Figure, read_figures
from safety_plan.pages import Page, read_pages
from safety_plan.problems import Place, Problem, unknown, unread_files, without_follow_ons
from safety_plan.registers import REGISTERS, STATES, read_register, register_problems
from safety_plan.revision import ID, Revision, read_revision
from safety_plan.setting_rules import setting_problems
from safety_plan.settings import AUDIT, Settings, read_settings
from safety_plan.sources import Source, read_sources
from safety_plan.tables import Table, read_tables
from safety_plan.yaml_files import Document, read_yaml, told


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
    audit: Document
    broken_charts: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()

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
    if documents["audit"].value:
        rules = (AUDIT, [key for key in AUDIT if key != "findings"], "setting-missing")
        problems += setting_problems(documents["audit"], (), "The audit", *rules)
    revision, found = read_revision(documents["revision"])
    problems += found
    sources, found = read_sources(documents["sources"])
    problems += found
    tables, found = read_tables(data, documents["datapackage"])
    problems += found + _table_sources(tables, sources, documents["datapackage"])
    problems += cross_problems(tables) + _stray_files(data, tables)
    charts, found = read_charts(documents["charts"], tables)
    problems += found
    registers: dict[str, list[Row]] = {}
    for name in REGISTERS:
        registers[name], found = read_register(data, name)
        problems += found
    figures, found = read_figures(registers["figures"], tables, sources)
    problems += found
    pages, found = read_pages(root / "docs", "docs", skip="site")
    problems += found
    living, found = read_pages(root / "docs" / "site", "docs/site")
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
        audit=documents["audit"],
        broken_charts=tuple(documents["charts"].value.keys() - charts.keys()),
        sealed=sealed_ids(root),
        unread=unread_files(problems, rows=True),
    )
    problems += found + _register_problems(plan)
    return plan, without_follow_ons(problems)


_YAML = ("plan", "revision", "sources", "datapackage", "charts", "audit")


def _yaml(data: Path, name: str, problems: list[Problem]) -> Document:
    document, found = read_yaml(data / f"{name}.yml", f"data/{name}.yml")
    # There is no audit before the first.
    problems += [p for p in found if name != "audit" or p.name != "file-missing"]
    return document


def _table_sources(
    tables: dict[str, Table], sources: dict[str, Source], package: Document
) -> list[Problem]:
    """A table, or a row of it, that names a source nobody described."""
    named = [
        (place, name)
        for index, table in enumerate(tables.values())
        for place, name in (
            (package.place("resources", str(index)), table.source),
            *((row.place("source"), row["source"]) for row in table.rows),
        )
    ]
    return [
        unknown(place, "source-unknown", name, sources, "data/sources.yml")
        for place, name in named
        if name and name not in sources
    ]


def _stray_files(data: Path, tables: dict[str, Table]) -> list[Problem]:
    """Files of `data/` that nothing reads; those that programs hide do no harm."""
    known = {*(f"{name}.yml" for name in _YAML), *(f"{name}.csv" for name in (*REGISTERS, *tables))}
    names = sorted(path.name for path in data.glob("*") if path.name not in known)
    return [
        replace(
            told("file-unread", Place(f"data/{name}"), leans="data/datapackage.yml"),
            warning=name.startswith((".", "~$")),
        )
        for name in names
    ]


def _register_problems(plan: Plan) -> list[Problem]:
    """Cells of the registers that name something the plan does not have."""
    lists: dict[str, tuple[Iterable[str], str]] = {
        "figure": ([row["id"] for row in plan.rows("figures")], "data/figures.csv"),
        "source": (plan.sources, "data/sources.yml"),
        "state": (STATES, ""),
        "revision": ([*plan.sealed, plan.revision.id], "revisions"),
    }
    if all(page.text for page in plan.pages.values()):
        lists["page_id"] = [page.page_id for page in plan.pages.values()], "docs"
    found = (register_problems(name, plan.rows(name), lists) for name in REGISTERS)
    return [problem for problems in found for problem in problems]
