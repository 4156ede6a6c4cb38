"""What a description says of cells is held against them as other programs read it."""

import csv
import json
from pathlib import Path

import pytest

from safety_plan.models.constraints import constraints_to_publish
from safety_plan.models.tables import read_tables
from safety_plan.reading.yaml_files import read_yaml

LIMITS = {
    "required": ({"required": "yes"}, ""),
    "unique": ({"unique": "yes"}, "3"),
    "minimum": ({"minimum": "2"}, "1"),
    "maximum": ({"maximum": "5"}, "6"),
    "minLength": ({"minLength": "1", "maxLength": "1"}, "10"),
    "pattern": ({"pattern": "[0-5]"}, "6"),
    "enum": ({"enum": ["3", "4"]}, "5"),
}


def table(folder: Path, constraints: dict, cells: list[str], kind: str = "string") -> Path:
    """A plan's description of one table, and the table with a row for each of *cells*."""
    fields = [
        {"name": "area", "title": "Area", "type": "string"},
        {"name": "bins", "title": "Bins", "type": kind, "constraints": constraints},
    ]
    entry = {"name": "bins", "title": "Bins", "source": "count", "schema": {"fields": fields}}
    text = json.dumps({"resources": [entry]}, indent=1)  # each setting on its own line
    (folder / "datapackage.yml").write_text(text, "utf-8")
    rows = [["area", "bins"], *([f"A{number}", cell] for number, cell in enumerate(cells))]
    with (folder / "bins.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return folder


def rules(folder: Path) -> list[str]:
    description = read_yaml(folder / "datapackage.yml", "data/datapackage.yml")[0]
    return [found.rule for found in read_tables(folder, description)[1]]


@pytest.mark.parametrize("name", LIMITS)
def test_a_cell_that_breaks_a_limit_is_told_here_and_by_frictionless(name: str, tmp_path: Path):
    constraints, wrong = LIMITS[name]
    kind = "integer" if name in ("minimum", "maximum") else "string"
    assert rules(table(tmp_path, constraints, ["3", "4"], kind)) == []
    assert rules(table(tmp_path, constraints, ["3", wrong], kind)) == ["constraint-broken"]
    assert problem_rows(tmp_path, constraints, kind) == [3]


def problem_rows(folder: Path, constraints: dict, kind: str) -> list[int]:
    """The rows of the table in *folder* in which frictionless finds something."""
    from frictionless import Package

    fields = [{"name": "area", "type": "string"}, {"name": "bins", "type": kind}]
    fields[1]["constraints"] = constraints_to_publish(constraints)
    schema = {"fields": fields, "missingValues": ["", "[x]"]}
    package = {"name": "a", "resources": [{"name": "bins", "path": "bins.csv", "schema": schema}]}
    (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
    report = Package(str(folder / "datapackage.json")).validate()
    return [row for row, _ in report.flatten(["rowNumber", "type"])]


def test_what_is_published_is_what_other_programs_read():
    from frictionless import Field

    constraints = {"required": "no", "minLength": "2", "enum": ["a"]}

    said = constraints_to_publish(constraints)

    assert said == {"required": False, "minLength": 2, "enum": ["a"]}
    Field.from_descriptor({"name": "a", "type": "string", "constraints": said})


def test_a_number_that_nobody_has_breaks_nothing_but_required(tmp_path: Path):
    limits = {"minimum": "2", "unique": "yes"}
    assert rules(table(tmp_path, limits, ["[x]", "[x]", "[x]"], "integer")) == []
    assert rules(table(tmp_path, {"required": "yes"}, ["[x]"])) == ["constraint-broken"]


def test_a_switch_that_is_neither_yes_nor_no_is_told(tmp_path: Path):
    assert rules(table(tmp_path, {"required": "sometimes"}, ["3"])) == ["yes-or-no"]
    assert rules(table(tmp_path, {"required": "yes", "unique": "no"}, ["3"])) == []


def test_a_limit_that_says_nothing_is_not_published(tmp_path: Path):
    assert rules(table(tmp_path, {"minLength": "", "maxLength": "2"}, ["3"])) == []
    assert constraints_to_publish({"minLength": "", "maxLength": "2"}) == {"maxLength": 2}


def test_cells_are_held_to_their_limits_as_they_are_published(tmp_path: Path):
    folder = table(tmp_path, {"enum": ["3", "4"]}, ["3", "4"], "number")
    text = (folder / "datapackage.yml").read_text("utf-8")
    text = text.replace('"type": "number"', '"type": "number", "decimals": "1"')
    (folder / "datapackage.yml").write_text(text, "utf-8")

    assert rules(folder) == []


@pytest.mark.parametrize(
    ("constraints", "cells", "broken"),
    [
        ({"unique": "yes"}, ["2.5", "2.50"], True),
        ({"unique": "yes"}, ["2.5", "2.05"], False),
        ({"enum": ["2.5", "3"]}, ["2.50", "3.0"], False),
        ({"enum": ["2.5", "3"]}, ["2.50", "3.1"], True),
    ],
)
def test_numbers_are_the_same_by_what_they_are_worth_here_and_for_frictionless(
    constraints: dict, cells: list[str], broken: bool, tmp_path: Path
):
    found = rules(table(tmp_path, constraints, cells, "number"))
    assert found == (["constraint-broken"] if broken else [])
    assert problem_rows(tmp_path, constraints, "number") == ([3] if broken else [])


def test_texts_are_the_same_only_letter_for_letter_and_numbers_by_what_they_are_worth(
    tmp_path: Path,
):
    for constraints in ({"unique": "yes"}, {"enum": ["2.5"]}):
        assert rules(table(tmp_path, constraints, ["2.5", "2.50"], "number")) == (
            ["constraint-broken"] if "unique" in constraints else []
        )
        for kind in ("string", ""):
            assert rules(table(tmp_path, constraints, ["2.5", "2.50"], kind)) == (
                [] if "unique" in constraints else ["constraint-broken"]
            )


@pytest.mark.parametrize(
    ("limits", "kind"),
    [
        ({"minLength": "-1"}, "string"),
        ({"minLength": "1.5"}, "string"),
        ({"maximum": "many"}, "number"),
        ({"pattern": "["}, "string"),
        ({"minimum": "1"}, "string"),
        ({"maxLength": "1"}, "number"),
    ],
)
def test_a_limit_that_nothing_can_be_held_against_is_told_at_its_own_column(
    limits: dict, kind: str, tmp_path: Path
):
    folder = table(tmp_path, limits, ["3", "4"], kind)
    description = read_yaml(folder / "datapackage.yml", "data/datapackage.yml")[0]
    found = [one for one in read_tables(folder, description)[1] if one.rule == "constraint-broken"]

    assert [one.location for one in found] == [
        description.location("resources", "0", "schema", "fields", "1")
    ]


@pytest.mark.parametrize("gap", ["", "[x]"])
def test_a_cell_without_a_value_hides_no_mistake_below_it(gap: str, tmp_path: Path):
    assert (
        rules(table(tmp_path, {"maximum": "5"}, [gap, "9", "3"], "integer")).count(
            "constraint-broken"
        )
        == 1
    )
