"""A plan: everything its authors wrote, read once, with every problem found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read, T, suppress_cascades, unread_files
from safety_plan.models.actions import STATES
from safety_plan.models.attachments import read_attachments
from safety_plan.models.audit import Audit
from safety_plan.models.brand import Brand, read_brand
from safety_plan.models.cell_advice import id_meant
from safety_plan.models.chart_loading import read_charts
from safety_plan.models.chart_targets import with_target_lines
from safety_plan.models.charts import Chart, ChartRules
from safety_plan.models.fields import rules_of
from safety_plan.models.figure_loading import read_figures
from safety_plan.models.figures import Figure
from safety_plan.models.pages import Page, read_pages
from safety_plan.models.recipes.loading import read_all_tables
from safety_plan.models.registers import (
    OWN_STATES,
    REASONS,
    REDEFINED,
    REGISTERS,
    read_register,
    register_problems,
)
from safety_plan.models.revision import ID, UNNAMED, Revision, read_revision
from safety_plan.models.setting_problems import validate_mapping
from safety_plan.models.settings import Settings, read_settings
from safety_plan.models.sources import Source, Sources, read_sources
from safety_plan.models.stray_files import expected_names, stray_file_problems, without_misnamed
from safety_plan.models.tables import Table, Tables
from safety_plan.models.target_loading import read_targets
from safety_plan.models.target_numbers import Numbers
from safety_plan.models.targets import Target
from safety_plan.models.twins import settle_twins
from safety_plan.reading.attachments.attachment import Attachment
from safety_plan.reading.csv_files import Row
from safety_plan.reading.yaml_files import Document, as_list, as_mapping, as_text, read_yaml


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
    site_pages: dict[str, Page]
    package: Document
    chart_specifications: Document
    revision_document: Document
    settings_document: Document
    audit: Document
    brand: Brand = field(default_factory=Brand)
    targets: dict[str, Target] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
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

    @property
    def files(self) -> list[Table]:
        """The tables that are files of `data/`; what is worked out from them follows from them."""
        return [table for table in self.tables.values() if not table.derivation]

    def rows(self, register: str) -> list[Row]:
        """The rows of one register."""
        return self.registers.get(register, [])


def sealed_ids(root: Path) -> tuple[str, ...]:
    """The ids of the sealed revisions under *root*, oldest first."""
    folder = root / "revisions"
    return tuple(sorted(p.name for p in folder.glob("*") if ID.fullmatch(p.name)))


def plan_language(root: Path) -> str:
    """The language of the plan in the folder *root*, which its settings say."""
    return read_settings(_read_yaml(root / "data", "plan")[0])[0].language


def read_plan(root: Path, chart_kinds: Mapping[str, ChartRules]) -> Read[Plan]:
    """Reads the folder *root*; the best reading possible and all that is wrong.

    *chart_kinds* are the kinds of chart that a plan may ask for, by their names.
    """
    data = root / "data"
    problems: list[Problem] = []

    def collect(result: Read[T]) -> T:
        """The value that was read; its problems are added to all *problems*."""
        value, problems_of_value = result
        problems.extend(problems_of_value)
        return value

    documents = {name: collect(_read_yaml(data, name)) for name in _YAML}
    if documents["audit"].value:
        rules = rules_of(Audit)
        problems += validate_mapping(documents["audit"], (), "The audit", "audit-complete", rules)
    package = documents["datapackage"]
    sources = collect(read_sources(documents["sources"]))
    tables = collect(read_all_tables(data, package))
    charts = collect(read_charts(documents["charts"], tables, chart_kinds))
    registers = {name: collect(read_register(data, name)) for name in REGISTERS}
    plan = Plan(
        root=root,
        settings=collect(read_settings(documents["plan"])),
        revision=collect(read_revision(documents["revision"])),
        sources=sources,
        tables=tables,
        figures=collect(read_figures(registers["figures"], tables, sources)),
        charts=charts,
        registers=registers,
        pages=settle_twins(collect(read_pages(root / "docs", "docs", skip="site"))),
        site_pages=settle_twins(collect(read_pages(root / "docs" / "site", "docs/site"))),
        package=package,
        chart_specifications=documents["charts"],
        revision_document=documents["revision"],
        settings_document=documents["plan"],
        audit=documents["audit"],
        attachments=read_attachments(root / "docs"),
        broken_charts=tuple(documents["charts"].value.keys() - charts.keys()),
        sealed=sealed_ids(root),
    )
    plan = collect(_with_targets(collect(_with_brand(plan)), chart_kinds))
    problems += _table_sources(tables, sources, package)
    problems += _note_sources(charts, sources, documents["charts"])
    strays = stray_file_problems(data, expected_names(package, tables, _YAML))
    problems = without_misnamed([*problems, *strays])
    plan = replace(plan, unread=unread_files(problems, rows=True))
    return plan, suppress_cascades(problems + _register_problems(plan))


_YAML = ("plan", "revision", "sources", "datapackage", "charts", "audit")


def _read_yaml(data: Path, name: str) -> Read[Document]:
    document, problems = read_yaml(data / f"{name}.yml", f"data/{name}.yml")
    if name == "audit":  # There is none before the first.
        problems = [p for p in problems if p.rule != "file-missing"]
    return document, problems


def _with_brand(plan: Plan) -> Read[Plan]:
    """*plan* with its logos and colours."""
    locate = partial(plan.settings_document.location, "brand")
    content = plan.settings_document.value.get("brand", "")
    brand, problems = read_brand(plan.settings.brand, plan.root, locate, content)
    return replace(plan, brand=brand), problems


def _with_targets(plan: Plan, kinds: Mapping[str, ChartRules]) -> Read[Plan]:
    """*plan* with its targets, and their lines in the charts that ask for them."""
    rows, changes = plan.rows("targets"), plan.rows("changes")
    numbers = Numbers(
        figures=plan.figures, tables=plan.tables, rows=plan.rows("figures"), sources=plan.sources
    )
    restated = {row["figure"] for row in changes if row["figure"]}
    redefined = {row["figure"] for row in changes if REDEFINED in row["reason"]} & restated
    targets, problems = read_targets(rows, numbers, redefined, restated)
    charts, chart_problems = with_target_lines(
        plan.charts, plan.chart_specifications, targets, [row["id"] for row in rows], kinds
    )
    return replace(plan, targets=targets, charts=charts), [*problems, *chart_problems]


def _table_sources(tables: Tables, sources: Sources, package: Document) -> Iterator[Problem]:
    """A table, a column or a row of it, that names a source nobody described."""
    entries = [as_mapping(entry) for entry in as_list(package.value.get("resources"))]
    places = {as_text(entry.get("name")): str(index) for index, entry in enumerate(entries)}
    for table in tables.values():
        if table.derivation:
            continue
        entry = ("resources", places[table.name])
        fields = [
            package.location(*entry, "schema", "fields", str(n), "source")
            for n in range(len(table.columns))
        ]
        named = [(package.location(*entry), table.source)]
        named += zip(fields, [column.source for column in table.columns], strict=True)
        named += [(row.location("source"), row["source"]) for row in table.rows]
        for location, name in named:
            if name and name not in sources:
                yield problem("source-unknown", location, name=name, choices=sources)


def _note_sources(
    charts: Mapping[str, Chart], sources: Sources, document: Document
) -> Iterator[Problem]:
    """A note on a chart that names a source nobody described."""
    for name, chart in charts.items():
        for index, note in enumerate(chart.notes):
            if note.source and note.source not in sources:
                location = document.location(name, "notes", str(index), "source")
                yield problem("source-unknown", location, name=note.source, choices=sources)


def _register_problems(plan: Plan) -> list[Problem]:
    """Cells of the registers that are empty, written wrongly, or name what the plan has not."""
    lists = {
        "figure": [row["id"] for row in plan.rows("figures")],
        "source": [*plan.sources],
        "action": [id_meant(row["id"]) for row in plan.rows("actions")],
        "group": [row["id"] for row in plan.rows("help-groups")],
        "state": [*STATES],
        "reason": [*REASONS],
        "revision": [*plan.sealed, plan.revision.id],
        "consultation": [id_meant(row["id"]) for row in plan.rows("consultations")],
        **OWN_STATES,
    }
    if plan.revision.id == UNNAMED:  # its own problem says so
        del lists["revision"]
    if all(page.text for page in plan.pages.values()):
        lists["page_id"] = [page.page_id for page in plan.pages.values()]
    problems: list[Problem] = []
    for name in REGISTERS:
        problems += register_problems(name, plan.rows(name), lists)
    return problems
