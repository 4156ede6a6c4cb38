"""The list of figures can be taken in at a glance, and hides nothing from whoever looks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.documents import texts_of_sheets

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LIST = "2020-04/figures/"
#: How long the list may be on a small phone before anything is opened; it was 62,000 pixels.
LONGEST = 6_000


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{served}/{LIST}")
    yield page
    context.close()


def test_on_a_phone_the_list_is_as_long_as_its_contents(page: Page):
    assert page.evaluate("document.documentElement.scrollHeight") < LONGEST


def test_each_subject_says_how_many_figures_it_has_and_shows_them_at_a_press(page: Page):
    subjects = page.locator(".folds > .fold:has(.figure-table)")
    assert subjects.count() > 1
    for subject in subjects.all():
        rows = subject.locator("tbody tr")
        number = rows.count()
        said = subject.locator("summary small").inner_text()
        assert said == f"{number} figure{'s' if number > 1 else ''}"
        assert not rows.first.is_visible()
        subject.locator("summary").click()
        assert rows.first.is_visible()


def test_an_address_of_a_figure_opens_the_subject_that_it_stands_in(page: Page, served: str):
    rows = page.locator(".figure-table tbody tr").evaluate_all("all => all.map(row => row.id)")
    for row in (rows[0], rows[len(rows) // 2], rows[-1]):
        page.goto("about:blank")
        page.goto(f"{served}/{LIST}#{row}")
        assert page.locator(f"#{row}").is_visible()
        assert page.evaluate("name => document.getElementById(name).matches(':target')", row)


def test_all_sources_open_at_a_press_that_says_how_many_they_are(page: Page):
    sources = page.locator(".fold:has(> .source-cards)")
    cards = sources.locator(".source-card")
    assert sources.locator("> summary").inner_text() == f"{cards.count()} sources"
    assert not cards.first.is_visible()

    sources.locator("> summary").click()

    assert cards.first.is_visible()


def test_an_address_of_a_source_shows_what_is_known_of_it(page: Page, served: str):
    source = page.locator(".source-card").nth(5)
    facts, name = source.locator("dl"), source.get_attribute("id")
    assert not facts.is_visible()

    page.goto(f"{served}/{LIST}#{name}")

    assert facts.is_visible()
    assert facts.evaluate("facts => facts.getBoundingClientRect().height") > 0


def test_paper_has_every_figure_and_source(page: Page):
    labels = page.locator(".figure-table tbody th").all_text_contents()
    publishers = page.locator(".source-card dd:first-of-type").all_text_contents()
    words = " ".join(" ".join(texts_of_sheets(page.pdf(format="A4"))).split())

    assert labels
    assert publishers
    assert [label for label in labels if " ".join(label.split()) not in words] == []
    assert publishers[-1] in words
