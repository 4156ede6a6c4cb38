"""What comes out of a printer: sheets that say what they are, none empty, no heading alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.documents import texts_of_sheets

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

GLANCE = "2020-04/is-it-getting-better/"
PAGES = (
    *("2020-04/", "2020-04/plan/actions/", "2020-04/assessment/crime-in-context/"),
    *("2020-04/priorities/at-home/", GLANCE, "2019-04/", "help/"),
)
RECORDED = "2020-04/assessment/recorded-crime/"
#: It took nine, two of them half empty.
MOST_RECORDED = 7
#: It took eight, with two rows of a table on the fourth.
MOST_OF_GLANCE = 7
COMPARISON = "history/2019-04-to-2020-04/"
WHOLE = "2020-04/whole.html"
SHEETS = tuple(f"{revision}/assessment/data-on-a-page/" for revision in ("2019-04", "2020-04"))
#: Sheets that the whole plan may take; it took 124 before it had a style sheet for paper.
MOST_OF_ALL = 75
MOST_COMPARED = 9
#: Words of a sheet with those at its edges; with fewer it might as well be empty.
FEWEST = 25
WHOSE = "This site is compiled from published documents"
LAST_GROUP = "Not known (2)"
PARTNERSHIP = "Safer Maidstone Partnership"
EDGES = re.compile(r"Page (\d+) of (\d+)")

BROKEN_WAYS = """() => [...document.querySelectorAll('.way, .press')].filter(way => {
  const first = document.createRange()
  first.setStart(way.firstChild, 0)
  first.setEnd(way.firstChild, way.firstChild.data?.trimEnd().split(' ')[0].length ?? 0)
  return new Set([...first.getClientRects()].map(box => box.top)).size > 1
}).map(way => way.textContent)"""
#: Browsers repeat headings in a column only where they take at most a quarter of it.
SPLIT_TABLES = """() => [...document.querySelectorAll('.chart-numbers table')].filter(table => {
  const parts = table.tBodies[0].getClientRects().length
  return parts > 1 && table.tBodies[0].rows.length / parts < 6
}).map(table => table.caption.textContent)"""


@pytest.fixture(scope="module")
def printed(browser: Browser, served: str) -> dict[str, list[str]]:
    """The text of every sheet of each page, as a printer gets it."""
    context = browser.new_context()
    page = context.new_page()
    sheets = {}
    for address in (*PAGES, RECORDED, COMPARISON, WHOLE, *SHEETS):
        page.goto(f"{served}/{address}")
        sheets[address] = texts_of_sheets(page.pdf(format="A4"))
    context.close()
    return sheets


def test_each_kind_of_trouble_on_the_first_page_has_a_number_on_paper(
    printed: dict[str, list[str]],
):
    text = " ".join(" ".join(printed["2020-04/"]).split())

    assert "Somebody is in danger now Call 999: Emergency services" in text
    assert "Call 0808 2000 247: National Domestic Abuse Helpline" in text
    assert "Text SHOUT to 85258: Shout" in text


def test_every_sheet_says_which_plan_it_is_of_and_its_number(printed: dict[str, list[str]]):
    for address, sheets in printed.items():
        numbers = [EDGES.search(sheet) for sheet in sheets]
        assert [found and found.groups() for found in numbers] == [
            (str(number), str(len(sheets))) for number in range(1, len(sheets) + 1)
        ], address
        assert all("Maidstone Community Safety Plan" in sheet for sheet in sheets), address
        if address.startswith("2020-04"):
            assert all(re.search(r"April 2020 Revision\W+Proposed", sheet) for sheet in sheets)


def test_every_sheet_says_whose_site_it_is_of_and_none_names_who_did_not_make_it(
    printed: dict[str, list[str]],
):
    for address, sheets in printed.items():
        said = [" ".join(sheet.split()) for sheet in sheets]
        assert [WHOSE in sheet for sheet in said] == [True] * len(sheets), address
        assert [sheet for sheet in said if f"{PARTNERSHIP} {WHOSE}" in sheet] == [], address


def test_no_sheet_is_empty(printed: dict[str, list[str]]):
    empty = {
        address: [n for n, text in enumerate(sheets, 1) if len(text.split()) < FEWEST]
        for address, sheets in printed.items()
    }

    # A sheet with a chart alone has the words of the chart.
    assert {address: found for address, found in empty.items() if found} == {}


def test_two_revisions_side_by_side_take_fewer_than_ten_sheets(printed: dict[str, list[str]]):
    assert len(printed[COMPARISON]) <= MOST_COMPARED


def test_a_page_of_tables_and_charts_takes_few_sheets(printed: dict[str, list[str]]):
    sheets = printed[RECORDED]

    assert len(sheets) <= MOST_RECORDED
    assert len(printed[GLANCE]) <= MOST_OF_GLANCE
    assert "About these numbers" not in " ".join(sheets)
    assert "Where this comes from" in sheets[-1]  # each source stands there


def test_no_heading_of_a_group_and_no_last_row_of_a_table_stands_by_itself(
    browser: Browser, served: str
):
    """On shorter paper the last group of two rows went apart, its second row on the next sheet."""
    page = browser.new_page()
    page.goto(f"{served}/{GLANCE}")
    sheets = texts_of_sheets(page.pdf(format="Letter"))
    page.close()
    (group,) = [sheet for sheet in sheets if LAST_GROUP in sheet]
    _, _, rows = group.partition(LAST_GROUP)

    assert "Domestic abuse" in rows
    assert "Anti-social behaviour" in rows


def test_the_plan_that_followed_is_named_on_paper_without_its_long_address(
    printed: dict[str, list[str]],
):
    for address in ("2020-04/", RECORDED):
        line = printed[address][0].partition("Past plan: another followed")[2]
        assert line
        assert "maidstone.gov.uk/home" not in line[:60]


def test_the_whole_plan_is_no_stack_of_paper(printed: dict[str, list[str]]):
    assert len(printed[WHOLE]) <= MOST_OF_ALL


def test_a_page_that_asks_for_one_sheet_gets_one(printed: dict[str, list[str]]):
    assert [len(printed[sheet]) for sheet in SHEETS] == [1, 1]


def test_nothing_to_press_is_printed_but_the_status_is_a_line(browser: Browser, served: str):
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(f"{served}/2020-04/plan/law/")
    pressed = page.locator("button:not(.figure-number), .switch, .strip-more, nav").all()
    shown = [one.evaluate("e => e.outerHTML.slice(0, 80)") for one in pressed if one.is_visible()]
    strip = " ".join(page.locator(".strip").inner_text().split())
    page.close()

    assert shown == []
    assert strip == "Proposed April 2020 Revision Past plan: another followed"


PRIORITIES = ("at-home", "children-and-young-people", "mental-health", "substance-misuse")


@pytest.fixture(scope="module")
def on_paper(browser: Browser, served: str) -> Iterator[dict[str, list[list[str]]]]:
    """Of each priority: ways whose first word is broken, and tables in columns without headings."""
    page = browser.new_page(viewport={"width": 688, "height": 1000})
    page.emulate_media(media="print")
    seen = {}
    for name in PRIORITIES:
        page.goto(f"{served}/2020-04/priorities/{name}/")
        seen[name] = [page.evaluate(BROKEN_WAYS), page.evaluate(SPLIT_TABLES)]
    yield seen
    page.close()


def test_no_word_of_a_way_to_get_help_is_broken(on_paper: dict[str, list[list[str]]]):
    assert {name: ways for name, (ways, _) in on_paper.items() if ways} == {}


def test_a_short_table_has_one_column_so_that_all_of_it_stands_below_its_headings(
    on_paper: dict[str, list[list[str]]],
):
    assert {name: tables for name, (_, tables) in on_paper.items() if tables} == {}


def test_no_heading_is_the_last_line_of_its_sheet(
    printed: dict[str, list[str]], browser: Browser, served: str
):
    page = browser.new_page()
    alone = {}
    # The whole plan lists its own pages by their titles, which are its headings too.
    for address, sheets in [one for one in printed.items() if one[0] != WHOLE]:
        page.goto(f"{served}/{address}")
        headings = page.locator("article :is(h2, h3, h4)").evaluate_all(
            "all => all.map(h => [...h.childNodes].filter(n => !n.className?.includes?.('cite'))"
            ".map(n => n.textContent).join('').trim())"
        )
        last = {squeezed(lines_of(sheet)[-1]) for sheet in sheets if lines_of(sheet)}
        if found := last & {squeezed(heading) for heading in headings if heading}:
            alone[address] = found
    page.close()

    assert alone == {}


def lines_of(sheet: str) -> list[str]:
    """The lines of a sheet without what stands at its edges."""
    lines = [line.strip() for line in sheet.splitlines() if line.strip()]
    return [line for line in lines if not EDGES.search(line) and "Maidstone Community" not in line]


def squeezed(text: str) -> str:
    return "".join(text.split())
