"""Problems are told all at once, to people and programs, whatever a file holds."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safety_plan.checks.registry import check
from safety_plan.checks.reporters import problems_as_github, problems_as_json, problems_as_text
from safety_plan.core.problems import Location, Problem, Scope, sort_problems, suppress_cascades

CASES = Path(__file__).parents[1] / "cases"
TINY = Path(__file__).parents[1] / "tiny_plan"
MARKS = "{}[]()<>`~#*_|>-+:!^\\&;=.\n\t \"'a1"
PAGES = sorted(f.relative_to(TINY).as_posix() for f in (TINY / "docs").rglob("*.md"))


def test_the_tiny_plan_has_nothing_to_put_right(tiny: Path):
    assert problems_as_text(check(tiny)[2]) == "Nothing to put right."


@pytest.mark.parametrize("file", ["docs/site/about.md", "data/priorities.csv"])
def test_a_file_that_pages_lean_on_is_missed(tiny: Path, file: str):
    (tiny / file).unlink()

    assert len(check(tiny)[2]) == 1


def test_several_mistakes_are_told_at_once_in_file_order(tiny: Path):
    shutil.copyfile(
        CASES / "number-form--comma-in-a-number/data/thefts.csv", tiny / "data/thefts.csv"
    )
    shutil.copyfile(
        CASES / "call-unknown--name-that-no-page-may-use/docs/index.md", tiny / "docs/index.md"
    )
    (tiny / "data" / "sources.yml").write_bytes(b"- not\n- settings\n")

    said = [problem.location.path for problem in check(tiny)[2]]

    assert said == sorted(said)
    assert {"data/thefts.csv", "docs/index.md", "data/sources.yml"} <= set(said)


def test_problems_are_told_to_github_and_to_programs(tiny: Path):
    (tiny / "data" / "thefts.csv").write_bytes(b"")

    problems = check(tiny)[2]

    assert "::error file=data/thefts.csv,line=1,title=csv-empty::" in problems_as_github(
        problems, tiny
    )
    assert '"name": "csv-empty"' in problems_as_json(problems)


@pytest.mark.parametrize("change", [b"\xef\xbb\xbf", b""])
def test_what_spreadsheets_do_harmlessly_is_accepted(tiny: Path, change: bytes):
    file = tiny / "data" / "thefts.csv"
    file.write_bytes(change + file.read_bytes().replace(b"\n", b"\r\n") + b",,,\r\n\r\n")

    assert check(tiny)[2] == []


def test_problems_of_different_rules_at_one_place_stay_two():
    where = Location("data/a.csv", row=2)
    one, other = (Problem(where, rule, "It is wrong.", "Mend it.") for rule in ("a", "b"))

    assert sort_problems([other, one, one]) == [one, other]
    assert sort_problems([one, replace(one, found="It is amiss.")])[0].found == "It is amiss."


@pytest.mark.parametrize(
    ("cause", "location"),
    [(Scope.FILE, Location("data/a.csv")), (Scope.CELL, Location("data/a.csv", row=3, column="b"))],
)
def test_what_only_follows_from_what_is_lost_is_left_out(cause: Scope, location: Location):
    lost = Problem(location, "a", "It is lost.", "Mend it.", fatal=cause)
    cell = Location("data/a.csv", row=3, column="b")
    there = Problem(cell, "b", "It is wrong.", "Mend it.")
    elsewhere = replace(there, location=Location("data/b.csv", row=3, column="b"))

    assert suppress_cascades([there, lost, elsewhere]) == [lost, elsewhere]


@pytest.mark.parametrize(
    ("cause", "path", "depends_on"),
    [
        (Scope.FILE, "data/a.csv", "data/a.csv"),
        (Scope.ROW, "data/a.csv", "data/a.csv"),
        (Scope.FILE, "docs/a.md", "docs/"),
        (Scope.PAGE, "docs/site/a.md", "docs/"),
    ],
)
def test_what_is_held_against_a_file_that_is_not_whole_is_left_out(
    cause: Scope, path: str, depends_on: str
):
    lost = Problem(Location(path), "a", "It is lost.", "Mend it.", fatal=cause)
    leaning = Problem(Location("docs/b.md"), "b", "No.", "Mend it.", depends_on=depends_on)

    assert suppress_cascades([leaning, lost]) == [lost]
    assert suppress_cascades([leaning, replace(lost, fatal=Scope.NOTHING)])[0] == leaning


def test_marks_behind_a_picture_are_seen(tiny: Path):
    page = tiny / "docs/index.md"
    text = page.read_text(encoding="utf-8") + "\n![A bridge](bridge.png) and TO" + "DO\n"
    page.write_text(text, encoding="utf-8")

    rules = [problem.rule for problem in check(tiny)[2]]

    assert rules == ["link-dead", "words-unfinished"]


@pytest.mark.parametrize("reference", ["&lbrace;&lbrace;", "&#123;&#x7b;", "&lcub;{"])
def test_braces_as_web_codes_are_seen(tiny: Path, reference: str):
    page = tiny / "docs/index.md"
    text = page.read_text(encoding="utf-8") + f"\nWords {reference} and more.\n"
    page.write_text(text, encoding="utf-8")

    assert "call-form" in [problem.rule for problem in check(tiny)[2]]


def test_a_page_that_cannot_be_read_is_not_gone(tiny: Path):
    page = tiny / "docs/glossary.md"
    page.write_text(page.read_text(encoding="utf-8").replace("page_id: ", "page_id ", 1))

    assert "page-vanished" not in [problem.rule for problem in check(tiny)[2]]


DATA = sorted(f"data/{file.name}" for file in (CASES.parent / "tiny_plan/data").iterdir())


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([*DATA, *PAGES]),
    st.binary(max_size=80) | st.text(alphabet=MARKS, max_size=80).map(str.encode),
    st.integers(0, 400),
)
def test_no_bytes_whatever_make_check_fail(
    tmp_path_factory: pytest.TempPathFactory, file: str, junk: bytes, at: int
):
    root = tmp_path_factory.mktemp("junk") / "plan"
    shutil.copytree(TINY, root)
    raw = (root / file).read_bytes()
    (root / file).write_bytes(raw[:at] + junk + raw[at:])

    check(root)
