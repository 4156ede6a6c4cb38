"""Problems are told all at once, to people and programs, whatever a file holds."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safety_plan.checks.plan_checks import check
from safety_plan.checks.reporters import problems_as_github, problems_as_json, problems_as_text

CASES = Path(__file__).parent / "cases"
TINY = Path(__file__).parent / "tiny_plan"
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


DATA = sorted(f"data/{file.name}" for file in (CASES.parent / "tiny_plan/data").iterdir())


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
