"""The audit of the site, and the statement that shows it."""

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.accessibility import audit_problems
from safety_plan.checks.registry import check
from safety_plan.core.problems import Problem
from safety_plan.models.plan import read_plan
from tests.conftest import HOUSE, build, record_audit
from tests.doors import run_door

TODAY = date(2026, 12, 1)
DAYS = ("prepared", "reviewed", "tested")
FINDINGS = [
    {"rule": "image-alt", "found": "Images must have alternative text", "pages": ["/2021-06/"]}
]
BLOCKS = ("compliance", "faults", "feedback", "audit")


def recorded(plan: Path, findings: object = (), **days: str) -> list[Problem]:
    """What is wrong with the statement once an audit is recorded, on 1 December 2026."""
    record_audit(plan, findings, **dict.fromkeys(DAYS, "2026-11-01") | days)
    assert check(plan)[2] == []
    return audit_problems(read_plan(plan, KINDS)[0], TODAY)


def add_fault(plan: Path, rule: str) -> None:
    (plan / "data" / "faults.csv").write_text(
        f"rule,criterion,what,why,instead\n{rule},1.1.1,A picture has no words.,It is new.,\n"
    )


def test_without_an_audit_the_statement_cannot_stand(tiny: Path):
    assert [p.rule for p in audit_problems(read_plan(tiny, KINDS)[0], TODAY)] == ["audit-missing"]


@pytest.mark.parametrize(
    ("day", "names"), [("2025-12-01", []), ("2025-11-30", ["audit-old"]), ("2026-12-01", [])]
)
@pytest.mark.parametrize("key", ["reviewed", "tested"])
def test_a_test_or_a_review_of_more_than_a_year_ago_is_too_old(
    tiny: Path, key: str, day: str, names: list[str]
):
    assert [p.rule for p in recorded(tiny, **{key: day})] == names


def test_a_fault_that_the_statement_leaves_out_is_told_and_where(tiny: Path):
    found = recorded(tiny, FINDINGS)

    assert [p.rule for p in found] == ["audit-fault"]
    assert "Images must have alternative text” It is on: /2021-06/." in found[0].found
    assert "“image-alt”" in found[0].fix


def test_a_fault_with_its_row_is_not_left_out(tiny: Path):
    add_fault(tiny, "image-alt")

    assert recorded(tiny, FINDINGS) == []


def test_an_audit_without_a_whole_day_is_told_by_check(tiny: Path):
    (tiny / "data" / "audit.yml").write_text("tested: 2026\nreviewed: 2026-11-01\n", "utf-8")

    assert {p.rule for p in check(tiny)[2]} == {"day-form", "audit-complete"}


def test_the_statement_shows_date_method_and_faults_of_the_audit(tiny: Path, tmp_path: Path):
    page = tiny / "docs" / "site" / "accessibility.md"
    asked = "\n\n".join(f'{{{{ revision("{block}") }}}}' for block in BLOCKS)
    page.write_text(f"{page.read_text('utf-8')}\n\n{asked}\n", "utf-8")
    add_fault(tiny, "image-alt")
    recorded(tiny, FINDINGS, tested="2026-10-09")
    site = build(tiny, tmp_path / "site")
    said = re.sub(r"<[^>]+>|\s+", " ", (site / "accessibility/index.html").read_text("utf-8"))

    assert "last tested on 9 October 2026, 12 pages in all. By machine." in said
    assert "partially compliant" in said
    assert "A picture has no words." in said
    assert "Images must have alternative text" in said
    assert "hello@fernbrook.example" in said


def test_check_only_warns_of_it(tiny: Path):
    said = run_door("scripts/check.py", "--plan", str(tiny), "--format", "json").stdout
    warned = [p for p in json.loads(said)["problems"] if p["name"].startswith("audit-")]

    assert [(p["name"], p["warning"]) for p in warned] == [("audit-missing", True)]


@pytest.mark.browser
def test_the_command_records_what_it_finds_on_a_page(tiny: Path, tiny_site: Path):
    site = Path(shutil.copytree(tiny_site, tiny / "site"))
    for page in site.rglob("*.html"):
        if page != site / "help" / "index.html":
            page.unlink()
    page = site / "help" / "index.html"
    page.write_text(page.read_text("utf-8").replace("<h1", "<img src='x.png'><h1", 1), "utf-8")
    said = subprocess.run(
        [sys.executable, "scripts/audit.py", "--plan", tiny],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    audit = read_plan(tiny, KINDS)[0].audit.value

    assert said.returncode == 1, said.stderr
    assert audit["pages"] == "1"
    assert audit["tested"] == audit["prepared"] == date.today().isoformat()  # noqa: DTZ011
    assert [(f["rule"], f["pages"]) for f in audit["findings"]] == [("image-alt", ["/help/"])]


def test_a_finding_without_its_words_is_told_all_the_same(tiny: Path):
    record_audit(tiny, [{"rule": "image-alt"}])

    problems = audit_problems(read_plan(tiny, KINDS)[0], TODAY)

    assert [problem.rule for problem in problems] == ["audit-fault"]


def test_the_plan_of_this_repository_tells_every_fault_that_was_found():
    plan = read_plan(HOUSE, KINDS)[0]
    tested = date.fromisoformat(str(plan.audit.value["tested"]))

    assert audit_problems(plan, tested) == []
