"""Which pages can be left in a hurry, and what they are called where others may see it."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from safety_plan.models.pages import Page
from safety_plan.site.exit_pages import site_page_exits, tab_title
from tests.conftest import build

SITE = "Maidstone Community Safety Plan"
REVISIONS = ("2019-04", "2020-04")
ABOUT = ["at-home", "serious-organised-crime", "children-and-young-people", "mental-health"]


def head(site: Path, address: str) -> tuple[str, str]:
    """The title and the og:title of a page."""
    file = site / address
    html = (file if file.suffix else file / "index.html").read_text("utf-8")
    titles = (
        re.search("<title>([^<]*)</title>", html),
        re.search('og:title" content="([^"]*)"', html),
    )
    return unescape(titles[0][1] if titles[0] else ""), unescape(titles[1][1] if titles[1] else "")


def has_exit(site: Path, address: str) -> bool:
    file = site / address
    html = (file if file.suffix else file / "index.html").read_text("utf-8")
    # One in the skip links, one above the page; and the script for both.
    assert html.count("data-exit>") in (0, 2)
    assert ("assets/javascripts/exit.js" in html) == ("data-exit>" in html)
    return "data-exit>" in html


@pytest.mark.parametrize(
    "address",
    [
        *(f"{revision}/priorities/{name}" for revision in REVISIONS for name in ABOUT),
        *(f"{revision}/{name}" for revision in REVISIONS for name in
          ("", "glossary", "search.html", "whole.html")),
        *("help", "privacy", "404.html", "history/2019-04-to-2020-04"),
        "history/2019-04-to-2020-04/words",
    ],
)  # fmt: skip
def test_every_page_that_can_put_its_reader_at_risk_has_the_exit(real_site: Path, address: str):
    assert has_exit(real_site, address)


@pytest.mark.parametrize(
    "address", ["2020-04/plan/money", "2020-04/assessment/wards", "about", "check", "as-at"]
)
def test_a_page_about_something_else_has_none(real_site: Path, address: str):
    assert not has_exit(real_site, address)


def test_an_author_need_not_think_of_it(tiny: Path, tmp_path: Path):
    page = tiny / "docs" / "priorities" / "bicycles.md"
    page.write_text(page.read_text("utf-8").replace("## What was done", "## Stalking"), "utf-8")
    about = tiny / "docs" / "site" / "about.md"
    text = f"{about.read_text('utf-8')}\n\nSelf-harm, slavery and hate crime are named here.\n"
    about.write_text(text, "utf-8")
    site = build(tiny, tmp_path / "site")

    assert has_exit(site, "2022-06/priorities/bicycles")
    assert not has_exit(site, "2021-06/priorities/bicycles")
    assert has_exit(site, "about")
    assert not has_exit(site, "check")


def test_help_and_privacy_have_it_whatever_they_say():
    def page(page_id: str) -> Page:
        return Page(path="x.md", title="X", page_id=page_id, description="X.", text="X.")

    assert site_page_exits(page("help"), "")
    assert site_page_exits(page("privacy"), "")
    assert not site_page_exits(page("about"), "<p>Words.</p>")


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("2020-04/priorities/at-home", f"At home, April 2020 Revision – {SITE}"),
        ("2019-04/priorities/at-home", f"At home, as adopted in April 2019 – {SITE}"),
        ("2020-04/priorities/mental-health", f"Mental health, April 2020 Revision – {SITE}"),
        ("2020-04/plan/law", f"What the law asks for, April 2020 Revision – {SITE}"),
        ("2020-04/is-it-getting-better", f"Is it getting better? April 2020 Revision – {SITE}"),
        ("2020-04", f"April 2020 Revision – {SITE}"),
        ("2020-04/search.html", f"Search, April 2020 Revision – {SITE}"),
        ("2020-04/whole.html", f"The whole plan, to print, April 2020 Revision – {SITE}"),
        ("404.html", f"This page is not here – {SITE}"),
        ("help", f"Help – {SITE}"),
        ("privacy", f"Privacy – {SITE}"),
    ],
)
def test_the_title_tells_page_and_revision_and_is_the_one_that_is_shared(
    real_site: Path, address: str, title: str
):
    assert head(real_site, address) == (title, title.removesuffix(f" – {SITE}"))


def test_no_two_pages_have_one_title_and_none_names_its_subject(real_site: Path):
    from safety_plan.models.sensitivity import word_in_address

    files = [
        file.relative_to(real_site).as_posix()
        for file in real_site.rglob("*.html")
        if not file.relative_to(real_site).as_posix().startswith("latest/")
    ]
    titles = [head(real_site, file)[0] for file in files]

    assert len(titles) > 50
    assert sorted(set(titles)) == sorted(titles)
    assert [title for title in titles if word_in_address(title)] == []


def test_an_old_address_that_names_its_subject_gives_no_title():
    settings: dict[str, Any] = {"title": "T", "page_id": "t", "description": "T.", "text": "T."}
    page = Page(path="priorities/stalking.md", **settings)

    assert tab_title(page, "June 2021", exits=True) == "June 2021"
    assert tab_title(page, exits=True) == ""


def test_a_title_that_says_no_more_than_its_address_keeps_its_own_marks():
    settings: dict[str, Any] = {"page_id": "t", "description": "T.", "text": "T."}
    same = Page(path="how-is-it-going.md", title="How is it going?", **settings)
    more = Page(path="at-home.md", title="Abuse at home", **settings)

    assert tab_title(same, "June 2021", exits=True) == "How is it going? June 2021"
    assert tab_title(more, "June 2021", exits=True) == "At home, June 2021"


def test_one_word_is_enough_for_a_glossary_to_be_left(tiny: Path, tmp_path: Path):
    glossary = tiny / "docs" / "glossary.md"
    text = glossary.read_text("utf-8")
    glossary.write_text(
        text.replace("{{ glossary(", "Here is stalking.\n\n{{ glossary(", 1), "utf-8"
    )

    site = build(tiny, tmp_path / "site")

    assert has_exit(site, "2022-06/glossary")
    assert not has_exit(site, "2021-06/glossary")


def test_a_door_does_not_name_the_page_it_leads_to(real_site: Path):
    doors = (real_site / "latest").rglob("index.html")
    titles = {t for door in doors for t in re.findall("<title>(.*)</title>", door.read_text())}

    assert titles == {SITE}
