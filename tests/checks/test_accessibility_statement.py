"""The audit of the site, and the statement that shows it."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.accessibility import audit_problems
from safety_plan.checks.registry import check
from safety_plan.cli.audit import command
from safety_plan.cli.exit_codes import EXIT_MISSING
from safety_plan.core.problems import Problem
from safety_plan.models.plan import read_plan
from safety_plan.site.dynamic_blocks import dynamic_blocks
from safety_plan.site.product_faults import product_faults
from tests.conftest import HOUSE, build, record_audit
from tests.doors import run_door

TODAY = date(2026, 12, 1)
DAYS = ("prepared", "reviewed", "tested")
FINDINGS = [
    {"rule": "image-alt", "found": "Images must have alternative text", "pages": ["/2021-06/"]}
]
BLOCKS = ("compliance", "faults", "feedback", "audit")


def recorded(plan: Path, findings: object = (), **said: object) -> list[Problem]:
    """What is wrong with the statement once an audit is recorded, on 1 December 2026."""
    record_audit(plan, findings, **dict.fromkeys(DAYS, "2026-11-01") | said)
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


def test_a_review_counts_only_with_the_role_of_who_made_it(tiny: Path):
    assert [p.rule for p in recorded(tiny, reviewed_by="")] == ["audit-review"]


def test_a_test_of_other_pages_is_no_test_of_these(tiny: Path):
    """What changed is named; what is written because of the test is none of it."""
    add_fault(tiny, "image-alt")
    record_audit(tiny)
    plan, today = read_plan(tiny, KINDS)[0], date.today()  # noqa: DTZ011

    assert audit_problems(plan, today) == []
    for name in ("docs/index.md", "data/figures.csv", "revisions/2021-06/plan.json"):
        (tiny / name).write_bytes((tiny / name).read_bytes() + b" ")
    (found,) = audit_problems(plan, today)

    assert found.rule == "audit-other"
    assert found.found.endswith(
        "this has changed: the pages in docs/, the numbers and settings in data/ and the "
        "sealed revisions."
    )


def test_a_record_from_before_digests_is_not_believed(tiny: Path):
    assert [p.rule for p in recorded(tiny, parts={})] == ["audit-other"]


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

    assert "last tested this site on 9 October 2026, 12 pages in all. By machine." in said
    assert "reviewed on 1 November 2026, by: Officer." in said
    assert "partially compliant" in said
    assert "A picture has no words." in said
    assert "Images must have alternative text" in said
    assert "hello@fernbrook.example" in said


def test_check_only_warns_of_it(tiny: Path):
    said = run_door("scripts/check.py", "--plan", str(tiny), "--format", "json").stdout
    warned = [p for p in json.loads(said)["problems"] if p["name"].startswith("audit-")]

    assert [(p["name"], p["warning"]) for p in warned] == [("audit-missing", True)]


def statement(plan: Path) -> str:
    """What the blocks of the statement of *plan* say."""
    blocks = dynamic_blocks(
        plan=read_plan(plan, KINDS)[0], listing={"revisions": [], "as_at": []}, bundles=()
    )
    said = " ".join(blocks[name]({}) for name in BLOCKS)
    return re.sub(r"<[^>]+>|\s+", " ", said)


def test_the_statement_never_says_more_than_was_tested(tiny: Path):
    """Nobody tested this one, yet the faults of every site of the product are known."""
    said = statement(tiny)

    assert "Nobody has tested this website yet" in said
    assert "partially compliant" not in said
    assert "2.4.2, Page Titled" in said
    assert "reviewed" not in said
    assert "No fault is known" not in said


@pytest.mark.parametrize("day", ["prepared", "tested", "reviewed"])
def test_a_day_that_is_still_to_come_is_not_believed(tiny: Path, day: str):
    assert [p.rule for p in recorded(tiny, **{day: "2099-01-01"})] == ["audit-old"]


def test_the_statement_says_by_itself_what_changed_since_the_test(tiny: Path):
    record_audit(tiny)
    assert "not tested again" not in statement(tiny)

    page = tiny / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + "\nOne more word.\n", "utf-8")

    said = " ".join(statement(tiny).split())
    assert "has changed, and was not tested again: the pages in docs/" in said


def test_a_fault_of_the_product_that_a_plan_lists_too_is_told_once(tiny: Path):
    row = ",".join(f'"{product_faults()[0][key]}"' for key in ("criterion", "what", "why"))
    file = tiny / "data" / "faults.csv"
    file.write_text(f"rule,criterion,what,why,instead\n,{row},\n", "utf-8")

    assert statement(tiny).count(product_faults()[0]["what"]) == 1


def audit_command(plan: Path, *words: str) -> subprocess.CompletedProcess[str]:
    words = (sys.executable, "scripts/audit.py", "--plan", str(plan), *words)
    env = {**os.environ, "PLAN_CACHE": str(plan / ".cache")}
    return subprocess.run(words, cwd=HOUSE, capture_output=True, text=True, check=False, env=env)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--reviewed", "2026-11-01"], "the role of who read"),
        (["--by", "Officer"], "A review needs its day"),
        (["--reviewed", "2026-11", "--by", "Officer"], "is not a day"),
        (["--reviewed", "2999-01-01", "--by", "Officer"], "still to come"),
        (["--reviewed", "2026-11-01", "--by", "Officer"], "There is no test yet"),
    ],
)
def test_a_review_that_cannot_be_written_down_says_why(tiny: Path, words: list[str], said: str):
    done = CliRunner().invoke(command, ["--plan", str(tiny), *words], standalone_mode=False)

    assert said in done.output
    assert not (tiny / "data" / "audit.yml").exists()


@pytest.mark.browser
def test_the_command_records_what_it_finds_on_a_page(tiny: Path, tiny_site: Path):
    site = Path(shutil.copytree(tiny_site, tiny / "site"))
    for page in site.rglob("*.html"):
        if page != site / "help" / "index.html":
            page.unlink()
    page = site / "help" / "index.html"
    page.write_text(page.read_text("utf-8").replace("<h1", "<img src='x.png'><h1", 1), "utf-8")
    said = audit_command(tiny)
    audit = read_plan(tiny, KINDS)[0].audit.value

    assert said.returncode == 1, said.stderr
    assert audit["pages"] == "1"
    assert audit["tested"] == audit["prepared"] == date.today().isoformat()  # noqa: DTZ011
    assert "reviewed" not in audit
    assert [(f["rule"], f["pages"]) for f in audit["findings"]] == [("image-alt", ["/help/"])]
    # What was found is kept: the page is not opened again, and a person adds their review.
    assert "1 of 1: /help/" in said.stdout
    asked = ("scripts/audit.py", "--plan", str(tiny))
    assert "1 of 1" not in audit_command(tiny).stdout
    reviewed = run_door(*asked, "--reviewed", "2026-11-01", "--by", "Officer")
    again = read_plan(tiny, KINDS)[0].audit.value
    assert "audit-fault" in reviewed.stdout
    assert again == {**audit, "reviewed": "2026-11-01", "reviewed_by": "Officer"}
    (tiny / "docs" / "index.md").touch()
    assert "was changed after the site was built" in run_door(*asked).stdout


def test_a_finding_without_its_words_is_told_all_the_same(tiny: Path):
    record_audit(tiny, [{"rule": "image-alt"}])

    problems = audit_problems(read_plan(tiny, KINDS)[0], TODAY)

    assert [problem.rule for problem in problems] == ["audit-fault"]


def test_the_plan_of_this_repository_tells_every_fault_that_was_found():
    plan = read_plan(HOUSE, KINDS)[0]
    tested = date.fromisoformat(str(plan.audit.value["tested"]))
    # To read it is for a person, and to test it again for whoever publishes next.
    found = {problem.rule for problem in audit_problems(plan, tested)}

    assert found <= {"audit-review", "audit-other"}


def test_an_audit_without_its_packages_says_how_they_are_installed(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
):
    (tiny / "site").mkdir()
    (tiny / "site" / "revisions.json").write_text("{}", "utf-8")
    monkeypatch.setattr("safety_plan.cli.audit.find_spec", lambda name: None)

    done = run_door("scripts/audit.py", "--plan", str(tiny))

    assert done.returncode == EXIT_MISSING
    assert "pip install -r requirements-audit.txt" in done.stderr
