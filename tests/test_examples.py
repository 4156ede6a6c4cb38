"""The plans in `examples/`: other districts, held by the same code without a change of it."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from mkdocs.config import load_config

from safety_plan.checks.registry import Stage, check
from safety_plan.core.problems import Severity
from safety_plan.diff.compare import Comparison, compare
from safety_plan.models.file_rows import describe_row
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.record import Record
from safety_plan.revisions.verify import seal_problems
from tests.conftest import HOUSE, build

EXAMPLES = sorted(file.parents[1] for file in HOUSE.glob("examples/*/data/plan.yml"))
LICHFIELD = HOUSE / "examples" / "lichfield"
#: Of each year's plan of Lichfield District: its priorities, the second colour, its period.
YEARS = {"2021-06": (6, "#e07a1f", "2021 to 2022"), "2022-07": (4, "#7fb800", "2022 to 2023")}
#: Names of the plan of this repository and of the invented one.
OTHERS = re.compile(r"maidstone|\bkent\b|fernbrook|brookshire", re.IGNORECASE)

each_example = pytest.mark.parametrize("plan", EXAMPLES, ids=lambda plan: plan.name)


@pytest.fixture(scope="module")
def lichfield_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the plan of Lichfield District, by its own `mkdocs.yml`."""
    return build(LICHFIELD, tmp_path_factory.mktemp("lichfield") / "site")


@cache
def lichfield_changes() -> Comparison:
    """What changed from the sealed plan of Lichfield District to the working one."""
    return compare(*map(lichfield_record, YEARS))


@cache
def lichfield_record(year: str) -> Record:
    """What Lichfield District planned: the sealed plan of a *year*, or the working one."""
    is_sealed = (LICHFIELD / "revisions" / year).is_dir()
    return (sealed_bundle(LICHFIELD, year) if is_sealed else check(LICHFIELD)[1]).record


def words(page: Path) -> str:
    """What is read on a page."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text("utf-8"))))


def lines_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Each line of every file that people wrote in *folder*, with the path of its file."""
    for file in folder.rglob("*"):
        if file.suffix in {".md", ".csv", ".yml"}:
            name = file.relative_to(HOUSE).as_posix()
            yield from ((name, line) for line in file.read_text("utf-8").splitlines())


@each_example
def test_nothing_in_an_example_has_to_be_put_right(plan: Path):
    problems = check(plan, Stage.CHECK, date.today())[2]  # noqa: DTZ011

    assert [p for p in problems if p.severity is Severity.ERROR] == []


@each_example
def test_the_seals_of_an_example_are_whole(plan: Path):
    assert list(plan.glob("revisions/*/SHA256SUMS"))
    assert seal_problems(plan) == []


@each_example
def test_mkdocs_itself_finds_all_that_an_example_needs(plan: Path):
    """Its `mkdocs.yml` stands in another folder than the theme, the macros and our plugin."""
    config = load_config(str(plan / "mkdocs.yml"))

    assert HOUSE / "safety_plan" / "theme" in [Path(name).resolve() for name in config.theme.dirs]
    assert Path(config.docs_dir) == plan / "docs"
    assert "macros" in config.plugins


@each_example
def test_an_example_says_that_it_is_compiled_and_whose_site_it_is_not(plan: Path):
    settings = check(plan)[0].settings

    assert "compiled" in settings.statement
    assert f"not the website of {settings.council}" in settings.statement
    assert settings.council in (plan / "docs" / "site" / "about.md").read_text("utf-8")


@each_example
def test_no_word_of_another_plan_is_in_an_example(plan: Path):
    assert [found for found in lines_of(plan) if OTHERS.search(found[1])] == []


@each_example
def test_no_code_knows_an_example(plan: Path):
    files = [*HOUSE.glob("safety_plan/**/*"), *HOUSE.glob("scripts/*.py"), HOUSE / "macros.py"]
    texts = {file: file.read_bytes().lower() for file in files if file.is_file()}

    assert [file for file, text in texts.items() if plan.name.encode() in text] == []


def test_the_site_of_lichfield_is_whole_and_of_one_district(lichfield_site: Path):
    pages = {page: page.read_text("utf-8") for page in lichfield_site.rglob("*.html")}

    assert {"2021-06", "2022-07", "latest"} <= {p.name for p in lichfield_site.iterdir()}
    assert [page for page, text in pages.items() if OTHERS.search(text)] == []
    assert "example, compiled from published" in pages[lichfield_site / "2022-07" / "index.html"]
    assert lichfield_site / "history" / "2021-06-to-2022-07" / "index.html" in pages


@pytest.mark.parametrize("year", YEARS)
def test_a_year_of_lichfield_keeps_its_own_colours_mark_and_years(lichfield_site: Path, year: str):
    page = lichfield_site / year / "index.html"
    html = page.read_text("utf-8")
    (sheet,) = re.findall(r"assets/brand/\w+\.css", html)
    css = (lichfield_site / sheet).read_text("utf-8")
    (mark,) = set(re.findall(r"assets/brand/\w+\.svg", html))
    priorities, accent, period = YEARS[year]

    assert f"--strip: {accent};" in css
    assert [other for _, other, _ in YEARS.values() if other != accent and other in css] == []
    # The mark has a dot for each priority, around one in the middle.
    assert (lichfield_site / mark).read_bytes().count(b"<circle") == priorities + 1
    assert f"Lichfield District, {period} " in words(page)


@pytest.mark.parametrize("year", YEARS)
def test_files_of_lichfield_are_listed_with_kind_and_size(lichfield_site: Path, year: str):
    rows = lichfield_record(year).registers["files"]
    said = "".join(words(page) for page in (lichfield_site / year).rglob("index.html"))
    files = (lichfield_site / year / "data" / "files").iterdir()

    assert [row for row in rows if f"{row['title']} ({describe_row(row)})" not in said] == []
    assert {sha256(file.read_bytes()).hexdigest() for file in files} == {r["sha256"] for r in rows}


@pytest.mark.parametrize("year", YEARS)
def test_a_spreadsheet_of_lichfield_has_the_figures_of_its_pages(lichfield_site: Path, year: str):
    with ZipFile(lichfield_site / year / "data/files/figures-and-sources.ods") as parts:
        sheet = parts.read("content.xml").decode().partition("</table:table>")[0]
    rows = [
        re.findall(r"<text:p>(.*?)</text:p>", row)
        for row in unescape(sheet).split("<table:table-row>")
    ]
    figures = lichfield_record(year).figures.values()

    assert [(row[0], row[2]) for row in rows[2:]] == [(f.label, f.value) for f in figures]


def test_a_table_of_lichfield_has_every_action_in_the_words_of_both_years(lichfield_site: Path):
    file = lichfield_site / "2022-07" / "data" / "files" / "actions-of-both-plans.csv"
    cells = {cell for row in csv.reader(file.read_text("utf-8").splitlines()) for cell in row}
    rows = [row for year in YEARS for row in lichfield_record(year).registers["actions"]]

    assert [row for row in rows if not {row["id"], row["promise"]} <= cells] == []


def test_the_history_of_lichfield_groups_two_plans(lichfield_site: Path):
    html = (lichfield_site / "history" / "index.html").read_text("utf-8")
    plans = re.findall(r"Community Safety Delivery Plan (20\d\d to 20\d\d)</h3>", html)

    assert plans == ["2022 to 2023", "2021 to 2022"]


def test_the_comparison_of_lichfield_tells_of_two_plans_and_of_the_file_that_changed(
    lichfield_site: Path,
):
    said = words(lichfield_site / "history" / "2021-06-to-2022-07" / "index.html")
    part = said.rpartition("Files to download ")[2].partition("Changed figures")[0]
    opening, _, told = part.partition(" “")

    assert "These are two plans: “Community Safety Delivery Plan 2021 to 2022” and “" in said
    assert "The period of the plan is now “2022 to 2023”. Before, it was “2021 to 2022”." in said
    assert "The logo, the colours or the partners of the council changed." in said
    assert opening.endswith("changed.")
    assert told.startswith("Figures and sources” Size:")
    assert "New on this site: “Actions of both plans”" in told


def test_a_later_year_of_lichfield_has_other_priorities():
    new = [new for old, new in lichfield_changes().priorities if not old]
    gone = [old for old, new in lichfield_changes().priorities if not new]

    assert new == ["County lines", "Violence against women and girls"]
    assert gone == ["Car key burglary and car theft", "County lines, fraud and vulnerable people"]


def test_a_later_year_of_lichfield_has_other_figures_each_with_its_reason():
    changed = [f for f in lichfield_changes().figures if f.kind == "changed"]
    told = {f.old.id: (f.old.value, f.new.value, f.reason) for f in changed if f.old and f.new}

    assert told["priorities-count"] == ("6", "4", "decision taken")
    assert told["asb-incidents"] == ("2185", "3460", "new year added; definition changed")
    assert told["locality-fund"] == ("53913.75", "49914", "new year added")


def test_a_promise_of_lichfield_is_followed_into_the_next_year():
    actions = lichfield_changes().rows_by_register["actions"]
    reworded = {row.key: row.why for row in actions if row.old and row.new and row.why}

    assert set(reworded) == {"triage", "activities", "training"}
