"""While a revision is proposed, its pages say how to comment; none that is read in danger does."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.models.plan import read_plan
from tests.conftest import TINY, build

COMMENTS = """comments:
  closes: 2098-06-14
  by:
    - mailto:plan@fernbrook.example
    - https://forms.example/plan?about=
    - https://code.example/fernbrook/plan/issues/new?title=
"""
OPEN = "2022-06/priorities/bicycles/index.html"
#: Pages with the exit button, one of which is made of all the others.
EXITS = ("2022-06/index.html", "2022-06/priorities/bridge-and-river/index.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny plan as it asks for comments, with a list on a page."""
    folder = tmp_path_factory.mktemp("comments")
    plan = Path(shutil.copytree(TINY, folder / "plan"))
    settings = plan / "data" / "revision.yml"
    settings.write_text(settings.read_text("utf-8") + COMMENTS, "utf-8")
    page = plan / "docs" / "priorities" / "bicycles.md"
    page.write_text(page.read_text("utf-8") + "\n- Lock it.\n- Mark it.\n", "utf-8")
    build(plan, folder / "site")
    return folder / "site"


def links(site: Path, page: str, start: str) -> list[str]:
    html = (site / page).read_text("utf-8")
    return [
        unescape(link) for link in re.findall(r'href="([^"]+)"', html) if link.startswith(start)
    ]


def test_the_contact_at_the_foot_is_a_link_but_on_pages_that_are_left_in_a_hurry(site: Path):
    contact = read_plan(TINY, KINDS)[0].settings.contact
    link = f'<a href="{contact if ":" in contact else f"mailto:{contact}"}">{contact}</a>'

    assert link in (site / OPEN).read_text("utf-8")
    for page in EXITS:
        html = (site / page).read_text("utf-8")
        assert contact in html
        assert link not in html


def test_a_page_says_until_when_and_how(site: Path):
    html = (site / OPEN).read_text("utf-8")

    assert "You can comment on it until 14 June 2098." in html
    assert "https://forms.example/plan?about=" in html
    assert "Do not report a crime or danger here" in html


def test_a_reader_is_told_where_a_comment_is_public_at_once(site: Path):
    html = (site / OPEN).read_text("utf-8")

    assert "form at code.example</a>. Everybody can read at once what you write there" in html
    assert "form at forms.example</a></li>" in html


def test_an_email_names_the_page_the_revision_and_a_paragraph_that_is_there(site: Path):
    html = (site / OPEN).read_text("utf-8")
    asking = [link for link in links(site, OPEN, "mailto:") if "?" in link]
    about = [parse_qs(urlsplit(link).query) for link in asking]
    places = [re.search(r"#(p-\w+)", one["body"][0]) for one in about]
    names = [place[1] for place in places if place]

    assert {one["subject"][0] for one in about} == {
        "Comment on the June 2022 Revision: Fewer stolen bicycles"
    }
    assert len({*names}) == 4  # two paragraphs and two items of a list
    assert all(f'id="{name}"' in html for name in names)
    assert all("https://plan.fernbrook.example/2022-06/priorities/" in o["body"][0] for o in about)


def test_a_keyboard_reaches_what_a_mouse_finds_at_each_paragraph(site: Path):
    html = (site / OPEN).read_text("utf-8")
    at_paragraphs = re.findall(r'class="cite comment" href="([^"]+)" tabindex="-1"', html)
    in_list = re.findall(r'<li><a href="(mailto:[^"]+%23p-[^"]+)">', html)

    assert at_paragraphs
    assert at_paragraphs == in_list


@pytest.mark.parametrize("page", [*EXITS, "2022-06/whole.html", "2022-06/search.html"])
def test_a_page_that_is_left_in_a_hurry_leads_to_no_place_to_write(site: Path, page: str):
    assert links(site, page, "mailto:") == []
    assert links(site, page, "https://forms.example") == []


@pytest.mark.parametrize("page", EXITS)
def test_it_names_a_page_that_says_how(site: Path, page: str):
    html = (site / page).read_text("utf-8")
    found = re.search(r'This page of it says how: <a href="([^"]+)"', html)

    assert found
    assert (site / page).parent.joinpath(found[1], "index.html").resolve() == (
        site / OPEN
    ).resolve()


def test_only_the_proposed_revision_asks(site: Path):
    assert "comment-call" not in (site / "2021-06/priorities/bicycles/index.html").read_text(
        "utf-8"
    )
    assert "comment-call" not in (site / "help/index.html").read_text("utf-8")


def test_no_word_of_it_is_in_the_record(site: Path):
    record = (site / "2022-06" / "plan.json").read_text("utf-8")

    assert "14 June 2098" not in unquote(record)
    assert "2098-06-14" not in record
