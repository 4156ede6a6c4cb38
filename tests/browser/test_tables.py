"""No table of any page cuts a column, or breaks a word, on the narrowest phone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from safety_plan.site.accessibility_audit import EVERYTHING_OPEN, addresses
from tests.site_pages import page_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

#: The tables of a page that are wider than their room, and the words of cells that stand on two
#: lines. A word ends at a hyphen. What only screen readers meet has no room at all, and the mark
#: that a pointer finds behind a name takes none.
CUT = """() => {
  document.querySelectorAll('.cite').forEach((mark) => mark.remove());
  const cut = [];
  const lines = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0.5);
    return new Set(boxes.map((box) => Math.round(box.top))).size;
  };
  const breaks = (cell) => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (const word of node.data.matchAll(/[\\p{L}\\p{N}]+/gu))
        if (lines(node, word.index, word.index + word[0].length) > 1) cut.push(word[0]);
  };
  for (const table of document.querySelectorAll('table')) {
    const room = table.closest('.table-scroll') ?? table.parentElement;
    if (room.scrollWidth > room.clientWidth) cut.push(table.textContent.slice(0, 40));
    for (const cell of table.querySelectorAll('th, td')) {
      const isHidden = getComputedStyle(cell.closest('thead, tbody')).position === 'absolute';
      if (isHidden) continue;
      if (cell.scrollWidth > cell.clientWidth) cut.push(cell.textContent);
      breaks(cell);
    }
  }
  return cut;
}"""

#: The px between a number and words beside it, where there are fewer than *least*.
CLOSE = """(least) => [...document.querySelectorAll('.plan-table:not(.cards) td.n + td:not(.n)')]
  .filter((cell) => cell.checkVisibility() && cell.textContent.trim())
  .map((cell) => {
    const [number, words] = [cell.previousElementSibling, cell].map((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return range.getBoundingClientRect();
    });
    return [cell.parentElement.textContent, Math.round(words.left - number.right)];
  })
  .filter(([, gap]) => gap < least)"""


@pytest.mark.parametrize("width", [320, 390])
def test_no_table_cuts_a_column_or_breaks_a_word_on_a_phone(
    browser: Browser, served: str, real_site: Path, width: int
):
    page = browser.new_page(viewport={"width": width, "height": 640})
    with_tables = [one for one in addresses(real_site) if has_table(real_site, one)]
    cut = {}
    for address in with_tables:
        page.goto(f"{served}/{address}")
        page.evaluate(f"{EVERYTHING_OPEN}, document.fonts.ready.then(() => true)")
        cut |= {address: found} if (found := page.evaluate(CUT)) else {}
    page.close()

    assert len(with_tables) > 20
    assert cut == {}


@pytest.mark.parametrize(("width", "least"), [(320, 9), (390, 12)])
def test_words_stand_apart_from_the_number_before_them(
    browser: Browser, served: str, width: int, least: int
):
    page = browser.new_page(viewport={"width": width, "height": 640})
    page.goto(f"{served}/2020-04/assessment/recorded-crime/")
    page.evaluate("document.fonts.ready.then(() => true)")
    beside = page.evaluate(CLOSE, 1000)
    close = page.evaluate(CLOSE, least)
    page.close()

    assert len(beside) > 10
    assert close == []


def test_a_listener_hears_with_each_number_which_row_it_is_of(real_site: Path):
    with_tables = [one for one in addresses(real_site) if has_table(real_site, one)]
    nameless = {
        address
        for address in with_tables
        for row in page_of(real_site, address).xpath(
            "//table[contains(@class, 'plan-table')]/tbody/tr"
        )
        if row[0].tag != "th"
    }

    assert nameless == set()


def page_of(site: Path, address: str) -> html.HtmlElement:
    """The page of *site* at *address*."""
    return html.fromstring(page_file(site, address or "index.html").read_text("utf-8"))


def has_table(site: Path, address: str) -> bool:
    """Whether the page of *site* at *address* has a table."""
    file = site / address
    file = file / "index.html" if file.is_dir() else file
    return "<table" in file.read_text("utf-8")
