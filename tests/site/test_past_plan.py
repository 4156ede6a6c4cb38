"""Each page of a plan that is past says so in its first lines; one that still runs does not."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from lxml.html import parse

from safety_plan.models.identity import PlanTitle
from safety_plan.models.next_plan import NextPlan
from safety_plan.models.revision import Decision, Revision
from safety_plan.site.past_plan import past_plan
from tests.site_pages import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ELSEWHERE = "https://council.example/next"
SAYS = "Past plan: another followed"


def revision(life: str, status: str = "adopted", plan: str = "first") -> SimpleNamespace:
    """A bundle with an invented revision of the plan *plan* for *life*, adopted as it began."""
    begins = f"{life[:4]}-03"
    adoption = Decision(date=begins, body="Council", what="Adopted it.", source="minutes")
    own = Revision(
        id=begins,
        title=f"Plan for {life}",
        life=life,
        status=status,
        status_note="Nobody says.",
        summary="",
        adopted=adoption if status == "adopted" else None,
        plan=PlanTitle(id=plan, title=plan),
    )
    return SimpleNamespace(record=SimpleNamespace(revision=own), id=own.id)


def told(
    *bundles: SimpleNamespace, checked: str = "", begins: str | None = None, of: int = 0
) -> dict[str, Any] | None:
    """What is told on the pages of one of *bundles* when a line was last *checked*."""
    next_plan = None
    if begins is not None:
        next_plan = NextPlan(title="The next", address=ELSEWHERE, begins=begins)
    columns = dict.fromkeys(("read", "date"), "") | {"checked": checked}
    settings = SimpleNamespace(followed_by=next_plan)
    plan = SimpleNamespace(rows=lambda _: [columns], settings=settings)
    return past_plan(SimpleNamespace(plan=plan, bundles=bundles), bundles[of])  # type: ignore[arg-type]


PLAN = revision("2021 to 2024")
NEXT = revision("2024 to 2027", plan="second")
PROPOSED = revision("2024 to 2027", "proposed", plan="second")
NOTHING, THERE = {"id": "", "href": ""}, {"id": "", "href": ELSEWHERE}


@pytest.mark.parametrize("checked", ["", "2022-01-10", "2024-03-31", "2024"])
def test_a_plan_still_running_says_nothing_of_the_sort(checked: str):
    assert told(PLAN, checked=checked) is None
    assert told(PLAN, PROPOSED, checked=checked) is None


def test_a_plan_without_an_end_is_never_past_by_itself():
    assert told(revision("2021 onwards"), checked="2099-01-01") is None


@pytest.mark.parametrize("checked", ["2024-04-01", "2024-05", "2026-11-30"])
def test_a_plan_is_past_once_a_day_after_its_term_has_come(checked: str):
    assert told(PLAN, checked=checked) == NOTHING
    assert told(PLAN, PROPOSED, checked=checked) == NOTHING


@pytest.mark.parametrize(("begins", "expected"), [("", THERE), ("2023-01", THERE), ("2025", None)])
def test_a_plan_is_past_once_one_published_elsewhere_has_begun(
    begins: str, expected: dict[str, str] | None
):
    assert told(PLAN, checked="2024-01-10", begins=begins) == expected


def test_a_plan_leads_to_the_one_here_that_has_begun():
    assert told(PLAN, NEXT, checked="2024-03-31") is None
    assert told(PLAN, NEXT, checked="2024-04-01") == {"id": "2024-03", "href": ""}
    assert told(PLAN, NEXT, checked="2024-04-01", of=1) is None


def test_each_page_of_maidstones_plan_leads_to_the_one_that_followed(real_site: Path):
    for page in ("2019-04", "2020-04", "2020-04/plan/law", "2020-04/figures/rag-levels"):
        line = parse(real_site / page / "index.html").find(".//p[@class='strip-past']/a")

        assert line.text == SAYS
        assert line.get("href").startswith("https://maidstone.gov.uk/")


def test_no_page_of_a_plan_that_runs_is_called_past(tiny_site: Path):
    for page in tiny_site.rglob("*.html"):
        assert "strip-past" not in page.read_text("utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_it_stands_in_one_line_at_every_width(browser: Browser, served: str, width: int):
    page = browser.new_page(viewport={"width": width, "height": 900})
    for address in ("2020-04/", "2020-04/plan/law/"):
        page.goto(f"{served}/{address}")
        line = page.locator(".strip-past a")
        expect(line).to_be_visible()
        assert line.evaluate("a => a.getClientRects().length") == 1
    page.close()
