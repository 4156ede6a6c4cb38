"""What settings and columns must be is declared once: for check, and for editors."""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from safety_plan.core.text import read_switch
from safety_plan.models.fields import FORMATS, cell, rules_of, setting
from safety_plan.models.json_schemas import FOLDER, json_schemas, write_schemas
from safety_plan.models.pages import FRONT_MATTER
from safety_plan.models.registers import REGISTERS, UNKNOWN_RULES, register_columns
from safety_plan.models.setting_problems import validate_mapping
from safety_plan.reading.yaml_files import read_yaml_text

HOUSE = Path(__file__).resolve().parents[2]
PLANS = (HOUSE, HOUSE / "tests" / "tiny_plan")
FILES = [name for name in json_schemas() if name != "page"]


@dataclass
class Stall:
    """A stall of a market, for these tests."""

    id: str
    name: str = field(metadata=setting("What it is called.", required=True))
    since: str = field(default="", metadata=setting("Since when.", format="date"))
    is_: str = field(default="", metadata=cell("What it sells.", name="is"))


def problems_of(text: str) -> list[tuple[str, int, str]]:
    document, _ = read_yaml_text(text, "stall.yml")
    problems = validate_mapping(document, (), "The stall", "setting-missing", rules_of(Stall))
    return [(p.rule, p.location.line, p.found) for p in problems]


def as_an_editor_reads(value: object) -> object:
    """A value of YAML 1.2, in which a date is a text."""
    if isinstance(value, dict):
        return {str(key): as_an_editor_reads(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def editor_errors(name: str, text: str) -> list[str]:
    value = as_an_editor_reads(yaml.safe_load(text) or {})
    return [error.message for error in Draft7Validator(json_schemas()[name]).iter_errors(value)]


def test_a_field_is_a_setting_where_it_is_declared_as_one():
    assert [*rules_of(Stall)] == ["name", "since", "is"]


def test_settings_are_held_against_what_their_class_declares():
    assert problems_of("name: Fruit\nsince: 2020-04\nis: apples\n") == []
    assert problems_of("since: April\n") == [
        ("setting-missing", 1, "The stall has no name."),
        ("date-form", 1, "“April” is not a date."),
    ]
    assert problems_of("id: fruit\nname: Fruit\n") == [
        ("setting-unknown", 1, "The stall has no setting “id”.")
    ]


def test_a_setting_that_is_misspelt_is_not_missing_too():
    assert [rule for rule, _, _ in problems_of("nmae: Fruit\n")] == ["setting-unknown"]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_has_the_columns_that_its_class_declares(plan: Path, name: str):
    file = plan / "data" / f"{name}.csv"
    if file.exists():
        assert file.read_text("utf-8-sig").splitlines()[0].split(",") == [*register_columns(name)]


def test_every_rule_of_a_column_is_one_there_is():
    columns = [rules for name in REGISTERS for rules in register_columns(name).values()]

    assert {rules.format for rules in columns} <= {"", *FORMATS}
    assert {rules.listed_in for rules in columns} == {"", *UNKNOWN_RULES}


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("date", ["2020", "2020-04", "2020-04-30"], ["April 2020", "2020-4", "20-04-30", "x2020"]),
        ("day", ["2020-04-30"], ["2020", "2020-04", "30/04/2020"]),
        ("id", ["da-national"], ["Da National", "a_b"]),
        ("days", ["180"], ["0", "1.5", "half a year"]),
        ("yes-no", ["yes", "no", "true", "off", "y"], ["perhaps", "1"]),
        ("hours", ["Mon-Fri 09:00-17:00; Sat 09:00-12:00"], ["24 hours", "Mon 9-17"]),
        ("colour", ["#1d5b3a", "1D5B3A", "#15a"], ["green", "#12", "#1d5b3", "rgb(1, 2, 3)"]),
        ("phone", ["999", "0808 2000 247"], ["0808-2000", "call us", "08 "]),
        (
            "address",
            ["https://a.example/x?y", "http://a"],
            ["www.a.example", "https://", "ftp://a"],
        ),
    ],
)
def test_an_editor_takes_and_refuses_the_texts_that_check_does(
    name: str, right: list[str], wrong: list[str]
):
    for text in (*right, *wrong):
        assert bool(FORMATS[name].matches(text)) == (text in right), text
        assert bool(re.fullmatch(FORMATS[name].pattern, text)) == (text in right), text


def test_the_schemas_are_up_to_date(tmp_path: Path):
    """To write them anew: python -m safety_plan.models.json_schemas"""
    write_schemas(tmp_path)

    written = {file.name: file.read_text("utf-8") for file in tmp_path.iterdir()}
    assert {file.name: file.read_text("utf-8") for file in FOLDER.iterdir()} == written


@pytest.mark.parametrize("name", json_schemas())
def test_a_schema_is_a_schema(name: str):
    Draft7Validator.check_schema(json_schemas()[name])


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
@pytest.mark.parametrize("name", FILES)
def test_an_editor_finds_nothing_wrong_with_a_plan_that_is_right(plan: Path, name: str):
    file = plan / "data" / f"{name}.yml"
    if file.exists():
        assert editor_errors(name, file.read_text("utf-8")) == []


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_an_editor_finds_nothing_wrong_with_the_pages_of_a_plan(plan: Path):
    for file in (plan / "docs").rglob("*.md"):
        assert editor_errors("page", file.read_text("utf-8").split("---\n")[1]) == [], file


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("plan", "nmae: Plan\n", "'nmae' was unexpected"),
        ("plan", "opened: soon\n", "'soon' does not match"),
        ("sources", "a:\n  title: A\n", "'publisher' is a required property"),
        (
            "revision",
            "status: done\n",
            "'done' is not one of ['draft', 'proposed', 'adopted', 'lapsed',",
        ),
        ("revision", "decisions:\n  - {body: Council}\n", "'date' is a required property"),
        ("charts", "a: {kind: bars, colour: red}\n", "'colour' was unexpected"),
        ("datapackage", "resources:\n  - {titel: A}\n", "'titel' was unexpected"),
        ("datapackage", "resources:\n  - explained: {jump: Yes}\n", "'jump' is not one of"),
        ("page", "exit_this_page: maybe\n", "'maybe' is not one of [True, False"),
        ("page", f"title: {'long ' * 30}\n", "is too long"),
    ],
)
def test_an_editor_shows_what_check_would_refuse(name: str, text: str, message: str):
    assert any(message in error for error in editor_errors(name, text))


def test_an_editor_knows_which_schema_is_for_which_file():
    settings = json.loads((HOUSE / ".vscode" / "settings.json").read_text("utf-8"))

    assert settings["yaml.schemas"] == {
        f"schemas/{name}.schema.json": f"data/{name}.yml" for name in FILES
    }


def test_yes_and_no_are_written_as_check_reads_them():
    choices = json_schemas()["page"]["properties"]["one_sheet"]["enum"]

    assert [read_switch(str(choice)) for choice in choices] == [True, False, True, False]
    assert FRONT_MATTER["exit_this_page"].kind == "switch"
