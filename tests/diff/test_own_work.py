"""A comparison tells what changed in the plan apart from what this site rewrote."""

from dataclasses import replace

import pytest

from safety_plan.diff.compare import Comparison, compare
from safety_plan.diff.own_work import OwnWork, own_work
from safety_plan.diff.report import as_text, summary
from safety_plan.models.registers import SITE_REWRITTEN, register_columns
from tests.diff.test_compare import IDS, record

OLD, NEW = IDS[0], IDS[1]
BESIDES = "Besides, this site was rewritten, and the plan did not change by that: "


def reason(reason: str, *, page: str = "", figure: str = "") -> dict[str, str]:
    row = dict.fromkeys(register_columns("changes"), "")
    return row | {"page_id": page, "figure": figure, "reason": reason, "why": "It reads better."}


def compared(*reasons: dict[str, str]) -> Comparison:
    return compare(record(OLD), replace(record(NEW), changes=tuple(reasons)))


@pytest.fixture(scope="module")
def page() -> str:
    """A page whose words differ between the two."""
    return next(
        page.page_id for page in compared().pages if page.old and page.new and page.is_reworded
    )


@pytest.fixture(scope="module")
def figure() -> str:
    """A figure that changed between the two."""
    return next(change.figure.id for change in compared().figures if change.kind == "changed")


def test_what_this_site_rewrote_is_counted_apart_and_shown_last(page: str, figure: str):
    comparison = compared(
        reason(f"clearer words;{SITE_REWRITTEN}", page=page),  # a space is not needed
        reason(f"new year added; {SITE_REWRITTEN}", figure=figure),
    )

    own = own_work(comparison)

    assert [one.page_id for one in own.pages] == [page]
    assert figure in [one.figure.id for one in own.figures]
    sentences = summary(comparison)
    assert sentences[-1].startswith(f"{BESIDES}the words of one page changed; one figure changed")
    assert sentences[:-1] != summary(compared())
    text = as_text(comparison)
    title = own.pages[0].page.title
    assert text.index("## What this site rewrote") < text.index(f"### {title}: ")
    assert text.count("### ") == as_text(compared()).count("### ")


def test_a_page_that_the_council_changed_as_well_is_no_work_of_this_site(page: str, figure: str):
    comparison = compared(
        reason(SITE_REWRITTEN, page=page),
        reason("", page=page),
        reason("correction", figure=figure),
    )

    assert own_work(comparison) == own_work(compared())
    assert not [sentence for sentence in summary(comparison) if BESIDES in sentence]


def test_a_figure_that_is_new_goes_with_the_pages_it_stands_on():
    lamps = compare(record("2003-03"), record("2004-03"))
    new = next(change for change in lamps.figures if change.kind == "new")
    pages = [page for page in lamps.pages if page.page.title in new.pages]
    other = next(page for page in lamps.pages if page.kind == "changed" and page not in pages)
    assert pages

    def own(*names: str) -> OwnWork:
        changes = tuple(reason(SITE_REWRITTEN, page=name) for name in names)
        return own_work(compare(record("2003-03"), replace(record("2004-03"), changes=changes)))

    assert new in own(*(page.page_id for page in pages)).figures
    assert new not in own(other.page_id).figures
