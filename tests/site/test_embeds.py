"""A chart or a number can stand on another website, with its source and a link back."""

from __future__ import annotations

import json
import re
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html

from safety_plan.models.sensitivity import sensitive_words, word_in_address
from safety_plan.site.security_headers import EMBED_HEADERS, HEADERS, headers_of
from tests.conftest import HOUSE
from tests.site_pages import exit_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Bytes that the small pages of one revision may add to it.
MOST_ADDED = 0.2


@pytest.fixture(params=["real_site", "tiny_site"])
def site(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(request.param))


def embeds(site: Path) -> list[Path]:
    """The small pages, without those that lead on."""
    return sorted(
        page for page in site.glob("embed/2*/*/*/index.html") if "refresh" not in page.read_text()
    )


def rows(site: Path, revision: str, kind: str) -> list[dict]:
    return json.loads((site / "api/v1" / revision / f"{kind}.json").read_text("utf-8"))["rows"]


def test_a_small_page_has_its_source_its_date_and_a_link_back(site: Path):
    newest = json.loads((site / "revisions.json").read_text("utf-8"))["newest"]
    listed = [*rows(site, newest, "charts"), *rows(site, newest, "figures")]
    listed = [row for row in listed if row["embed"]]

    assert listed
    for row in listed:
        folder = site / row["embed"]
        html = (folder / "index.html").read_text("utf-8")
        assert unescape(row.get("title") or row["label"]) in unescape(html)
        ((back,),) = [re.findall(r'<a href="([^"#]*)(?:#[^"]*)?" target="_top">', html)]
        assert newest in (folder / back).resolve().relative_to(site.resolve()).as_posix()
        assert (folder / back / "index.html").is_file()
        if row.get("sources") or row.get("source"):
            assert "Source: " in html
        assert "<script" not in html
        assert html.count("<h1") == 1


def test_the_numbers_that_the_description_of_a_chart_speaks_of_follow_it(site: Path):
    charts = [page for page in embeds(site) if "/charts/" in page.as_posix()]

    assert charts
    for page in charts:
        tree = lxml_html.parse(str(page))
        (said,) = tree.xpath("//*[@class='chart-plot']/@aria-label")
        assert said.endswith("All the values are in the table that follows.")
        (table,) = tree.xpath("//*[@class='chart-plot']/following-sibling::details//table")
        assert len(table.xpath(".//tbody/tr")) >= 2
        assert not table.xpath(".//a")


def test_a_rate_says_what_it_is_for_in_its_frame(tiny_site: Path):
    newest = json.loads((tiny_site / "revisions.json").read_text("utf-8"))["newest"]
    rates = [row for row in rows(tiny_site, newest, "figures") if row["unit"].startswith("per_")]
    framed = [tiny_site / row["embed"] / "index.html" for row in rates if row["embed"]]

    assert framed
    assert all("per 1,000" in page.read_text("utf-8") for page in framed)


def test_every_small_page_is_listed_and_the_newest_is_found_under_a_name_that_stays(site: Path):
    revisions = json.loads((site / "revisions.json").read_text("utf-8"))["revisions"]
    listed = {
        row["embed"]
        for revision in revisions
        for kind in ("charts", "figures")
        for row in rows(site, revision["id"], kind)
    } - {""}

    assert {f"{page.parent.relative_to(site).as_posix()}/" for page in embeds(site)} == listed
    for address in listed:
        latest = site / re.sub(r"embed/[^/]+/", "embed/latest/", address)
        assert 'http-equiv="refresh"' in (latest / "index.html").read_text("utf-8")


def test_nothing_that_can_be_left_in_a_hurry_stands_in_a_frame(site: Path):
    left = {page.rstrip("/") for page in exit_pages(site)}
    for page in embeds(site):
        assert word_in_address(page.relative_to(site).as_posix()) == ""
        html = page.read_text("utf-8")
        assert sensitive_words(re.sub("<[^>]+>|&[^;]+;", " ", html.partition("<main")[2])) == []
        (back,) = re.findall(r'<a href="([^"#]*)[^"]*" target="_top">', html)
        target = (page.parent / back).resolve().relative_to(site.resolve()).as_posix()
        if "/charts/" in page.as_posix():
            assert target not in left


def test_small_pages_add_little_and_search_engines_pass_them_over(real_site: Path):
    for revision in ("2019-04", "2020-04"):
        small, whole = (
            sum(file.stat().st_size for file in folder.rglob("*.*"))
            for folder in (real_site / "embed" / revision, real_site / revision)
        )
        assert small <= MOST_ADDED * whole
    assert all('content="noindex"' in page.read_text("utf-8") for page in embeds(real_site))


def test_only_small_pages_may_be_framed(tiny_site: Path):
    assert headers_of("/2022-06/") == headers_of("/embedded/") == HEADERS
    assert headers_of("/embed/2022-06/charts/thefts/") == EMBED_HEADERS
    differing = {name for name in HEADERS if HEADERS[name] != EMBED_HEADERS[name]}
    assert differing == {"Content-Security-Policy"}
    assert EMBED_HEADERS["Content-Security-Policy"] == HEADERS["Content-Security-Policy"].replace(
        "frame-ancestors 'none'", "frame-ancestors *"
    )
    *_, rule, taken_off, own = (tiny_site / "_headers").read_text("utf-8").splitlines()
    assert (rule, taken_off) == ("/embed/*", "  ! Content-Security-Policy")
    assert own == f"  Content-Security-Policy: {EMBED_HEADERS['Content-Security-Policy']}"


def test_the_guide_has_the_rule_for_small_pages_on_each_server():
    guide = (HOUSE / "engineering" / "release.md").read_text("utf-8")

    assert guide.count(EMBED_HEADERS["Content-Security-Policy"]) == 3


@pytest.mark.browser
def test_another_website_shows_the_chart_and_no_other_page(
    browser: Browser, served: str, real_site: Path, tmp_path: Path
):
    embed = next(row["embed"] for row in rows(real_site, "2020-04", "charts") if row["embed"])
    frames = "".join(f'<iframe src="{served}/{one}"></iframe>' for one in (embed, "2020-04/"))
    (tmp_path / "index.html").write_text(f"<!doctype html>{frames}", "utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{other.server_port}/")
        page.wait_for_load_state("networkidle")
        small, refused = page.frames[1:]
        words, drawn = small.locator("main").inner_text(), small.locator("svg").count()
        addresses = [small.url, refused.url]
        page.close()
        other.shutdown()

    assert addresses == [f"{served}/{embed}", "chrome-error://chromewebdata/"]
    assert drawn >= 1
    assert "Source: " in words


def test_a_frame_names_its_icon_so_that_no_browser_asks_for_one_that_is_not_there(real_site: Path):
    embeds = [*real_site.glob("embed/2*/*/*/index.html")]
    for file in embeds:
        icon = re.search('<link rel="icon" href="([^"]*)"', file.read_text("utf-8"))
        assert icon
        assert (file.parent / icon[1]).is_file()

    assert embeds
