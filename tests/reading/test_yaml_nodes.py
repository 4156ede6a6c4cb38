"""The quick reader of settings says what the careful one says, or nothing."""

import re
from pathlib import Path

import pytest

from safety_plan.core.problems import Problem
from safety_plan.reading import yaml_nodes
from safety_plan.reading.yaml_files import Document, read_yaml_text

HOUSE = Path(__file__).resolve().parents[2]
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
        patched.setattr(yaml_nodes, "_READ_OTHERWISE", re.compile(""))
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
    monkeypatch.setattr(yaml_nodes.yaml, "BaseLoader", None)

    assert yaml_nodes.compose(text) is not None


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("a: 1\nb: &x [1]\n", "yaml-repeats", 3),
        ("a: 1\nb: *x\n", "yaml-repeats", 3),
        ("a: 1\n\nb: !x 1\n", "yaml-tag", 4),
        ("a:\n  " + "[" * 13 + "]" * 13, "yaml-unreadable", 3),
        ("a: 1\n---\nb: 1\n", "yaml-unreadable", 3),
        ("a: 1\n\tb: 1\n", "yaml-unreadable", 3),
        ("a: 1\nb: c: d\n", "yaml-unreadable", 3),
        ("a: 1\n'' : 1\n", "yaml-key", 3),
        ("a: 1\n[b, c]: 1\n", "yaml-key", 3),
        ("a: 1\nb: 2\na: 3\n", "name-twice", 4),
        ("a: \x07", "yaml-unreadable", 2),
    ],
)
def test_what_is_refused_is_told_with_its_line(text: str, rule: str, line: int):
    problems = read_yaml_text(text, "a.yml", first_line=2)[1]

    assert [(p.rule, p.location.line) for p in problems] == [(rule, line)]


def test_every_setting_knows_its_line_and_stays_a_text():
    document, problems = read_yaml_text("a: 2020-04\nb:\n  - c\n  - {d: yes}\ne:\n", "a.yml")

    assert problems == []
    assert document.value == {"a": "2020-04", "b": ["c", {"d": "yes"}], "e": ""}
    assert document.lines == {("a",): 1, ("b",): 2, ("b", "0"): 3, ("b", "1"): 4,
                              ("b", "1", "d"): 4, ("e",): 5}  # fmt: skip
