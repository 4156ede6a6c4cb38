"""The list of what a site was built with is whole, and other programs can read it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from safety_plan.deploy import components
from safety_plan.deploy.components import components_text

HOUSE = Path(__file__).resolve().parents[2]
#: The published schema, cut to what we write: whatever else stands in the list is refused.
SCHEMA = json.loads(Path(__file__).with_name("cyclonedx-1.6.schema.json").read_text("utf-8"))


def pinned() -> set[tuple[str, str]]:
    """Names with versions; some packages have one for each version of Python."""
    text = (HOUSE / "requirements.txt").read_text("utf-8")
    return {*re.findall(r"(?m)^([\w.-]+)==([^\s;\\]+)", text.lower())}


def test_the_list_is_as_the_standard_asks_and_the_same_each_time():
    text = components_text()

    jsonschema.Draft7Validator(SCHEMA).validate(json.loads(text))
    assert components_text() == text
    assert "timestamp" not in text


def test_the_schema_of_the_test_would_find_what_is_wrong():
    for wrong in ({"specVersion": 1.6}, {"components": [{"name": "x"}]}, {"when": "today"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft7Validator(SCHEMA).validate(json.loads(components_text()) | wrong)


def test_every_package_that_is_installed_of_those_that_are_pinned_is_in_it_with_its_licence():
    listed = json.loads(components_text())["components"]

    assert len(listed) > 40
    assert {c["name"] for c in listed} >= {"mkdocs", "matplotlib", "lxml", "pyyaml"}
    assert {(c["name"], c["version"]) for c in listed} <= pinned()
    assert [c["name"] for c in listed if not c.get("licenses")] == []


def test_where_there_is_no_checkout_the_packages_that_the_program_asks_for_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(components, "PROJECT_ROOT", tmp_path)
    monkeypatch.setattr(components, "PROGRAM", "mkdocs")

    names = [c["name"] for c in json.loads(components_text())["components"]]

    assert {"click", "jinja2", "markupsafe"} <= {*names}
    assert "pandas" not in names
