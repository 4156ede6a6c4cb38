"""How problems are told: to a person, to GitHub, to a program."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from safety_plan.checks.reporters import problems_as_github, problems_as_json, problems_as_text
from safety_plan.core.problems import Location, Problem, Severity
from tests.conftest import record_audit
from tests.doors import run_door

HOUSE = Path(__file__).resolve().parents[2]
DEAD = Problem(Location("docs/b.md", line=3), "link-dead", "It leads nowhere.", "Check it.")
LONG = Problem(
    Location("docs/a.md", line=1), "long-sentence", "It is long.", "Cut it.", Severity.WARNING
)


@pytest.fixture
def tiny(tiny: Path) -> Path:
    """The tiny plan, with an audit of today: without one, check has something to say."""
    record_audit(tiny)
    return tiny


def run(plan: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_door("scripts/check.py", "--plan", str(plan), *arguments)


@pytest.mark.parametrize(
    ("problems", "summary"),
    [
        ([], "Nothing to put right."),
        ([DEAD], "1 thing to put right in 1 file."),
        ([LONG], "Nothing to put right, and 1 thing to think about."),
        ([LONG, DEAD], "1 thing to put right in 1 file, and 1 thing to think about."),
    ],
)
def test_the_summary_tells_what_stops_from_what_does_not(problems: list[Problem], summary: str):
    assert problems_as_text(problems).splitlines()[-1] == summary


def test_what_has_to_be_put_right_is_told_before_the_warnings():
    assert problems_as_text([LONG, DEAD]).startswith("docs/b.md, line 3\n  It leads nowhere.")


def test_what_two_rules_say_word_for_word_is_shown_once_and_reported_as_two():
    other = replace(DEAD, rule="link-form")

    assert problems_as_text([DEAD, other]) == problems_as_text([DEAD])
    names = [entry["name"] for entry in json.loads(problems_as_json([other, DEAD]))["problems"]]
    assert names == ["link-dead", "link-form"]
    assert problems_as_github([DEAD, other], HOUSE).count("::error") == 2


def test_json_tells_a_warning_by_its_severity():
    entry = json.loads(problems_as_json([LONG]))["problems"][0]

    assert (entry["severity"], entry["warning"]) == ("warning", True)


def test_the_keys_of_json_are_documented_where_it_is_made():
    entry = json.loads(problems_as_json([replace(DEAD, text="b.md")]))["problems"][0]
    documented = str(problems_as_json.__doc__)

    assert [key for key in entry if f"        {key} " not in documented] == []


def test_json_keeps_its_keys(tiny: Path):
    cell = Location("data/thefts.csv", row=2, column="thefts", letter="C")
    problem = Problem(cell, "number-form", "“1,204” is not a number.", "Write 1204.")

    assert json.loads(problems_as_json([problem])) == {
        "format": 1,
        "problems": [
            {
                "file": "data/thefts.csv",
                "row": 2,
                "line": None,
                "column": "thefts",
                "letter": "C",
                "name": "number-form",
                "message": "“1,204” is not a number.",
                "fix": "Write 1204.",
                "severity": "error",
                "warning": False,
            }
        ],
        "notes": [],
    }


def test_the_keys_of_json_are_in_the_table_of_the_guide():
    text = (HOUSE / "engineering" / "architecture.md").read_text(encoding="utf-8")
    problem = json.loads(problems_as_json([DEAD]))["problems"][0]

    assert [key for key in problem if f"| `{key}` |" not in text] == []


def test_an_annotation_escapes_what_github_would_misread(tmp_path: Path):
    place = Location("docs/100%, or: less.md", line=4)
    problem = Problem(place, "link-dead", "50%\r\nof a: b, c", "Do.", Severity.WARNING)

    assert problems_as_github([problem], tmp_path) == (
        "::warning file=docs/100%25%2C or%3A less.md,line=4,title=link-dead"
        "::docs/100%25, or: less.md, line 4: 50%25%0D%0Aof a: b, c Do."
    )


def test_an_annotation_stands_on_the_line_of_the_file_not_of_the_row(tmp_path: Path):
    text = '\ufeffname,words\r\na,"one\r\ntwo\r\nthree"\r\n\r\nb,"four, five"\r\nc,six\r\n'
    (tmp_path / "a.csv").write_bytes(text.encode())
    rows = [Problem(Location("a.csv", row=n), "cell-empty", f"{n}", "Do.") for n in range(1, 6)]

    said = problems_as_github(rows, tmp_path).splitlines()

    assert [line.split(",")[1] for line in said] == [f"line={n}" for n in (1, 2, 5, 6, 7)]


def test_check_says_to_github_only_what_it_did_not_read_when_all_is_well(tiny: Path):
    notices = run(tiny, "--format", "github").stdout.splitlines()

    assert [line[:44] for line in notices] == ["::notice::Check has no rules of plain words "]


def test_warnings_stop_nothing_and_come_with_the_next_step(tiny: Path):
    page = tiny / "docs/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nWe tackle theft.\n", encoding="utf-8")
    record_audit(tiny)

    told = run(tiny)

    assert told.returncode == 0
    assert told.stdout.startswith("Reading age, words and longest sentence of each page")
    assert "\n   8     23    7  docs/index.md\n" in told.stdout
    assert told.stdout.endswith(
        "Nothing to put right, and 1 thing to think about.\n"
        "To read more about one: python3 scripts/check.py --explain word-to-avoid\n"
    )


def test_problems_stop_and_come_with_the_next_step(tiny: Path):
    page = tiny / "docs/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[a](b.md)\n", encoding="utf-8")
    record_audit(tiny)

    told = run(tiny)

    assert told.returncode == 1
    assert told.stdout.endswith("--explain link-dead\n")
    assert json.loads(run(tiny, "--format", "json").stdout)["problems"][0]["name"] == "link-dead"
