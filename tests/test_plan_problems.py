"""A mistake in a plan is told in plain words, with its place and what to do."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safety_plan.checks import check
from safety_plan.telling import problems_as_github, problems_as_json, problems_as_text

#: File, words taken out, words put in; and the whole message expected.
MISTAKES = {
    "a comma in a number": (
        "data/thefts.csv",
        "2018 to 2019,1204,",
        '2018 to 2019,"1,204",',
        'data/thefts.csv, row 2, column C "thefts"\n  “1,204” is not a number.\n'
        "  Write 1204: the website adds the comma.  [number-form]",
    ),
    "a comma that makes a cell": (
        "data/thefts.csv",
        "2018 to 2019,1204,",
        "2018 to 2019,1,204,",
        "data/thefts.csv, row 2\n  The row has 5 cells; the headings are 4.",
    ),
    "a figure without a source": (
        "data/figures.csv",
        "Fernbrook,committee-report,paragraph 3.2",
        "Fernbrook,,paragraph 3.2",
        'data/figures.csv, row 5, column H "source"\n  The figure has no source.',
    ),
    "a figure that a page misspells": (
        "docs/priorities/bridge-and-river.md",
        '"bridge-money"',
        '"bridge-mony"',
        "docs/priorities/bridge-and-river.md, line 14\n  There is no figure called “bridge-mony”.\n"
        '  Did you mean "bridge-money"?  [figure-unknown]',
    ),
    "a name that no page may use": (
        "docs/index.md",
        '{{ glossary("FSP") }}',
        '{{ glosary("FSP") }}',
        "docs/index.md, line 8\n  A page cannot ask for “glosary”.\n"
        '  Did you mean "glossary"?  [call-unknown]',
    ),
    "a look-up that fits no row": (
        "data/figures.csv",
        "area=Fernbrook; period=2021 to 2022",
        "area=Fernbrook; period=2031 to 2032",
        "“area=Fernbrook; period=2031 to 2032” fits 0 rows of data/thefts.csv.",
    ),
    "a table that is not there": (
        "data/datapackage.yml",
        "name: wording",
        "name: wordings",
        "data/wordings.csv\n  There is no such file.",
    ),
    "web code on a page": (
        "docs/index.md",
        "## Help",
        "<script>alert(1)</script>\n\n## Help",
        "There is web code on the page: “<script>”.",
    ),
    "a clash of two changes": (
        "docs/index.md",
        "## Help",
        "<<<<<<< mine\n## Help\n=======\n>>>>>>> theirs",
        "docs/index.md, line 20\n  Two people's changes clash here",
    ),
    "a dead link": (
        "docs/index.md",
        "(site/help.md)",
        "(site/helpp.md)",
        'The link “site/helpp.md” leads nowhere.\n  Did you mean "site/help.md"?',
    ),
    "a heading that is not there": (
        "docs/priorities/bicycles.md",
        "#what-is-planned",
        "#what-is-plannd",
        "There is no heading “#what-is-plannd”",
    ),
    "a picture without words": (
        "docs/index.md",
        "## Help",
        "![](map.png)\n\n## Help",
        "A picture has no words.",
    ),
    "a page outside the contents": (
        "data/revision.yml",
        "  - glossary.md\n",
        "",
        "docs/glossary.md\n  The page is not in the contents",
    ),
    "an adoption nobody decided": (
        "data/revision.yml",
        "status: proposed",
        "status: adopted",
        "line 4\n  The revision is adopted, but not all of body, date and source",
    ),
    "a chart of words": (
        "data/charts.yml",
        "values: rate\n  mark",
        "values: period\n  mark",
        "The chart would draw the column “period”, which does not hold numbers.",
    ),
    "a file that repeats itself": (
        "data/charts.yml",
        "kind: bars",
        "kind: &a bars",
        "data/charts.yml\n  The file uses & or * to repeat a part of itself.",
    ),
    "a broken setting": (
        "docs/index.md",
        "title: Home",
        "title: Home: again",
        "docs/index.md, line 2\n  The lines from here on cannot be read",
    ),
}
FORBIDDEN = re.compile(
    r"\b(invalid|illegal|parse|schema|null|exception|regex|traceback|string)\b", re.I
)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_place_and_remedy(tiny: Path, name: str):
    file, old, new, expected = MISTAKES[name]
    text = (tiny / file).read_text(encoding="utf-8")
    assert old in text
    (tiny / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    said = problems_as_text(check(tiny)[2])

    assert expected in said
    assert not FORBIDDEN.search(said)


def test_the_tiny_plan_has_nothing_to_put_right(tiny: Path):
    assert problems_as_text(check(tiny)[2]) == "Nothing to put right."


@pytest.mark.parametrize("file", ["docs/site/about.md", "data/priorities.csv"])
def test_a_file_that_pages_lean_on_is_missed(tiny: Path, file: str):
    (tiny / file).unlink()

    assert len(check(tiny)[2]) == 1


def test_nine_mistakes_are_told_at_once(tiny: Path):
    for file, old, new, _ in list(MISTAKES.values())[:9]:
        text = (tiny / file).read_text(encoding="utf-8")
        (tiny / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    names = [problem.name for problem in check(tiny)[2]]

    assert len(names) >= 9


def test_problems_are_told_to_github_and_to_programs(tiny: Path):
    (tiny / "data" / "thefts.csv").write_bytes(b"")

    problems = check(tiny)[2]

    assert "::error file=data/thefts.csv,line=1,title=csv-empty::" in problems_as_github(problems)
    assert '"name": "csv-empty"' in problems_as_json(problems)


@pytest.mark.parametrize("change", [b"\xef\xbb\xbf", b""])
def test_what_spreadsheets_do_harmlessly_is_accepted(tiny: Path, change: bytes):
    file = tiny / "data" / "thefts.csv"
    file.write_bytes(change + file.read_bytes().replace(b"\n", b"\r\n") + b",,,\r\n\r\n")

    assert check(tiny)[2] == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["data/thefts.csv", "data/charts.yml", "docs/index.md", "data/figures.csv"]),
    st.binary(max_size=80),
    st.integers(0, 400),
)
def test_no_bytes_whatever_make_check_fail(
    tmp_path_factory: pytest.TempPathFactory, file: str, junk: bytes, at: int
):
    root = tmp_path_factory.mktemp("junk") / "plan"
    shutil.copytree(Path(__file__).parent / "tiny_plan", root)
    raw = (root / file).read_bytes()
    (root / file).write_bytes(raw[:at] + junk + raw[at:])

    check(root)
