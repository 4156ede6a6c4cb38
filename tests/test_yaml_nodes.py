"""The quick reader of settings says what the careful one says, or nothing."""

import re
from pathlib import Path

import pytest

from safety_plan.core.problems import Problem
from safety_plan.reading import yaml_nodes
from safety_plan.reading.yaml_files import Document, read_yaml_text

HOUSE = Path(__file__).resolve().parents[1]
FILES = [f for folder in ("data", "tests") for f in sorted((HOUSE / folder).rglob("*.yml"))]
#: What one reader takes and the other refuses, or takes otherwise.
ODD = {
    "a tab": "title: One\ttwo\n",
    "a tab before the value": "title:\tOne\n",
    "a question between brackets": "topics: [one?two, three]\n",
    "a key between brackets": "topics: {?one: two}\n",
    "a remark after the mark of a text": "title: |# remark\n  One\n",
    "a mark of order": "title: One\n\ufeff",
    "a line end of another kind": "title: One\u2028two: three\n",
    "an alias": "one: &a two\nthree: *a\n",
    "a tag": "one: !!str two\n",
    "levels": "a: " + "[" * 20 + "]" * 20 + "\n",
    "a name twice": "one: two\none: three\n",
    "two documents": "one: two\n---\none: two\n",
    "a colon": "one: two: three\n",
    "an open quotation mark": 'one: "two\nthree: four\n',
    "a list": "- one\n- two\n",
    "nothing": "# remark\n",
    "a question of a reader": "title: Who decides?\nwho: 'We?'\n",
}


def both(text: str, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Document, list[Problem]]]:
    """*text* as it is read, and as the careful reader alone reads it."""
    read = read_yaml_text(text, "a.yml", first_line=2)
    with monkeypatch.context() as patched:
        patched.setattr(yaml_nodes, "_ODD", re.compile(""))
        return [read, read_yaml_text(text, "a.yml", first_line=2)]


@pytest.mark.parametrize("name", ODD)
def test_odd_settings_are_read_alike(name: str, monkeypatch: pytest.MonkeyPatch):
    quick, careful = both(ODD[name], monkeypatch)

    assert quick == careful


def test_every_settings_file_of_plans_and_cases_is_read_alike(monkeypatch: pytest.MonkeyPatch):
    for file in FILES:
        quick, careful = both(file.read_text("utf-8", errors="replace"), monkeypatch)

        assert quick == careful, file


@pytest.mark.parametrize("text", ["one: two\nthree:\n  - four\n", 'one: "two? three"\n'])
def test_plain_settings_are_read_by_the_quick_reader(text: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(yaml_nodes, "_Loader", None)

    assert yaml_nodes.compose(text) is not None
