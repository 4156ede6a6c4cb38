"""The site as somebody reads it who unpacked its archive: from a folder, without a server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

pytestmark = pytest.mark.browser


#: Where a page leads that leads on at once.
LEADS_ON = re.compile(r'http-equiv="refresh" content="0; url=([^"#]*)')


class Reader:
    """A page of a browser without a network: what it asked of others, and what it complained of."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.asked: list[str] = []
        self.said: list[str] = []
        page.context.set_offline(True)
        page.context.on("request", self._note)
        page.on("console", lambda message: self.said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"{page.url}: {error}"))

    def _note(self, request: Request) -> None:
        if not request.url.startswith(self.folder.as_uri()):
            self.asked.append(request.url)

    def open(self, path: str) -> None:
        """Opens a file of the folder, as a double click does, and follows where it leads on."""
        file = self.folder / path
        self.page.goto(file.as_uri())
        while leads_on := LEADS_ON.search(file.read_text("utf-8")):
            file = (file.parent / unquote(leads_on[1])).resolve()
        # Else what is opened next may be interrupted.
        self.page.wait_for_url(lambda url: url.partition("#")[0] == file.as_uri())

    @property
    def place(self) -> str:
        """The file of the folder that is shown."""
        return self.page.url.removeprefix(f"{self.folder.as_uri()}/")


@pytest.fixture
def reader(browser: Browser, real_folder: Path) -> Iterator[Reader]:
    """A reader of the real site in a folder; it asks nobody for anything, and has no complaint."""
    context = browser.new_context()
    reader = Reader(context.new_page(), real_folder)
    yield reader
    asked, said = reader.asked, reader.said
    context.close()
    assert (asked, said) == ([], [])


def test_a_double_click_on_the_first_file_leads_to_the_plan(reader: Reader):
    reader.open("index.html")
    reader.page.wait_for_url("**/2020-04/index.html")

    assert reader.page.locator("h1").is_visible()
    # Its styles came too.
    assert reader.page.evaluate("document.styleSheets.length") > 3
    assert reader.page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Plan')


def test_the_search_finds_and_what_it_finds_opens(reader: Reader):
    reader.open("2020-04/search.html")
    reader.page.fill("#query", "burglary")
    reader.page.press("#query", "Enter")
    reader.page.wait_for_selector("[data-search-list] a")
    links = reader.page.eval_on_selector_all("main a", "all => all.map((link) => link.href)")
    here = [urlsplit(link) for link in links if link.startswith("file:")]
    assert [link.path for link in here if not Path(unquote(link.path)).is_file()] == []
    reader.page.click("[data-search-list] a")
    reader.page.wait_for_url("**/index.html*")

    assert reader.page.locator("main").inner_text().lower().count("burglary")


def test_a_comparison_opens_from_the_page_of_revisions(reader: Reader):
    reader.open("2020-04/index.html")
    reader.page.click(".site-links >> text=Revisions")
    assert reader.place == "history/index.html"
    reader.page.click("text=What changed from")
    reader.page.wait_for_url("**/2019-04-to-2020-04/index.html")

    assert reader.page.locator("h1").inner_text().startswith("What changed from")


def test_the_page_of_checks_gives_the_files_that_it_names(reader: Reader):
    reader.open("check/index.html")
    with reader.page.expect_download() as download:
        reader.page.click("text=Download the sealed revision")

    sealed = reader.folder / "2019-04" / "sealed.zip"
    assert Path(download.value.path()).read_bytes() == sealed.read_bytes()


def test_a_page_that_can_be_left_stays_out_of_the_history_of_the_tab(reader: Reader):
    reader.open("2020-04/index.html")
    reader.open("help/index.html")
    entries = reader.page.evaluate("history.length")
    reader.page.click(".site-links >> text=Revisions")
    reader.page.wait_for_url("**/history/index.html")

    assert reader.page.evaluate("history.length") == entries


def test_a_page_prints_as_on_the_site(reader: Reader):
    reader.open("2020-04/decision/index.html")
    assert reader.page.locator(".site-links").is_visible()
    assert reader.page.pdf().startswith(b"%PDF")
    reader.page.emulate_media(media="print")

    assert reader.page.locator(".site-links").is_hidden()
    assert reader.page.locator("h1").is_visible()


def one_day_of_each_period(folder: Path) -> list[str]:
    """Every page of *folder*; of the days that lead to one place, which are alike, the first."""
    pages: dict[str, str] = {}
    for file in sorted(folder.rglob("*.html")):
        path = file.relative_to(folder).as_posix()
        is_day = re.fullmatch(r"as-at/\d{4}-\d\d-\d\d/index\.html", path)
        leads_to = re.search('url=[^"]*', file.read_text("utf-8")) if is_day else None
        pages.setdefault(leads_to[0] if leads_to else path, path)
    return [*pages.values()]


def test_no_page_asks_for_anything_or_breaks_its_policy(browser: Browser, tiny_folder: Path):
    reader = Reader(browser.new_page(), tiny_folder)
    pages = one_day_of_each_period(tiny_folder)
    for path in pages:
        reader.open(path)
    reader.page.close()

    assert len([path for path in pages if path.startswith("as-at/2")]) > 3
    assert len(pages) > 50
    assert (reader.asked, reader.said) == ([], [])
