"""Addresses that tell on whoever reads a page that can be left in a hurry."""

from collections.abc import Iterator
from pathlib import Path

from safety_plan.checks.pages import DOCS, pages_of
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.models.sensitivity import word_in_address
from safety_plan.models.tables import Table
from safety_plan.reading.docs_files import FILES, list_attachments
from safety_plan.reading.yaml_files import read_yaml
from safety_plan.revisions.bundle import RevisionBundle

_PACKAGE = "data/datapackage.yml"
_CHARTS = "data/charts.yml"


def exit_address_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Pages, files and downloads whose address names what can put their reader at risk."""
    for path, page in pages_of(plan):
        if named := word_in_address(page.address):
            yield problem("exit-address", Location(path), named=named)
    for name in list_attachments(plan.docs):
        if named := word_in_address(name):
            yield problem("exit-address.file", Location(f"{DOCS}/{FILES}/{name}"), named=named)
    for name, table in plan.tables.items():
        if named := word_in_address(name):
            yield _table_problem(plan, table, named)
    for name in plan.chart_specifications.value:
        if named := word_in_address(name):
            yield _chart_problem(plan, name, named)


def _table_problem(plan: Plan, table: Table, named: str) -> Problem:
    """A table whose name is in the address of its file; one that is worked out has no file here."""
    location = Location(_PACKAGE if table.derivation else table.path)
    for seal in _seals(plan):
        if (seal / "data" / f"{table.name}.csv").is_file():
            return problem("exit-address.sealed", location, named=named, since=seal.name)
    return problem("exit-address.table", location, name=table.name, named=named)


def _chart_problem(plan: Plan, name: str, named: str) -> Problem:
    """A chart whose name is in the address of the file with its numbers."""
    location = plan.chart_specifications.location(name)
    for seal in _seals(plan):
        if name in _charts_of(seal):
            return problem("exit-address.sealed", location, named=named, since=seal.name)
    return problem("exit-address.chart", location, name=name, named=named)


def _seals(plan: Plan) -> list[Path]:
    """The folder of each sealed revision, the newest first."""
    return [plan.root / "revisions" / name for name in reversed(plan.sealed)]


def _charts_of(seal: Path) -> frozenset[str]:
    """The names of the charts that were sealed in the folder *seal*."""
    return frozenset(read_yaml(seal / _CHARTS, _CHARTS)[0].value)
