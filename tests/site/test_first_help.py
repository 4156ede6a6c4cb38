"""A page that may be read in trouble starts with its name and whom to call, and says that once."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from lxml.html import fromstring

from safety_plan.charts.kinds import KINDS
from safety_plan.content.templates import translate_with
from safety_plan.models.plan import read_plan
from safety_plan.site.build import build_preview
from safety_plan.site.dynamic_blocks import dynamic_blocks
from safety_plan.site.theme_folders import THEME

LINE = {"way": {"href": "tel:101", "words": "Call 101"}, "name": "Police", "hours": ""}


def first_help(title: str, heading: str, *lines: object, note: str = "") -> str:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME), autoescape=True)
    translate_with(environment)
    help_lines = SimpleNamespace(emergency=None, lines=lines, anchor="", note=note)
    return environment.get_template("partials/first_help.html").render(
        own=SimpleNamespace(first_help=help_lines),
        page=SimpleNamespace(title=title, toc=[SimpleNamespace(title=heading)]),
    )


@pytest.mark.parametrize(
    ("title", "heading", "is_same"),
    [
        ("Fires", "Fires", True),
        ("Fish & chips", "Fish &amp; <em>chips</em>", True),
        ("Fires", "Fires in homes and on the heath", False),
    ],
)
def test_a_heading_that_says_the_title_again_is_left_to_those_who_listen(
    title: str, heading: str, is_same: bool
):
    box = fromstring(first_help(title, heading, LINE))

    assert box.findtext("p") == title
    assert ("titled" in box.classes) == is_same  # the style sheet takes the heading out of sight
    assert (box.find("p").get("aria-hidden") == "true") == is_same


def test_a_page_without_lines_keeps_its_heading():
    box = fromstring(first_help("Fires", "Fires"))

    assert "titled" not in box.classes
    assert box.find("p") is None


def test_what_is_known_of_help_stands_between_the_emergency_and_the_lines():
    box = fromstring(first_help("Fires", "Fires", LINE, note="We know one service."))

    assert [item.text_content().strip() for item in box.find("ul")] == [
        "We know one service.",
        "Call 101 Police",
    ]


@pytest.mark.parametrize(
    "call", ["{{contacts()}}", '{{ contacts("") }}', '{{ contacts(topic="") }}']
)
def test_the_list_of_all_help_has_its_style_sheet_however_it_is_called(
    tiny: Path, tmp_path: Path, call: str
):
    page = tiny / "docs/site/help.md"
    page.write_text(page.read_text("utf-8").replace("{{ contacts() }}", call), "utf-8")

    build_preview(tiny, tmp_path / "site")

    html = (tmp_path / "site/help/index.html").read_text("utf-8")
    assert "help-group" in html
    assert "lists.css" in html


def test_where_there_is_nobody_to_call_no_heading_and_no_list_is_empty(tiny: Path, tmp_path: Path):
    contacts = tiny / "data/contacts.csv"
    contacts.write_text(contacts.read_text("utf-8").partition("\n")[0] + "\n", "utf-8")

    build_preview(tiny, tmp_path / "site")

    page = fromstring((tmp_path / "site/help/index.html").read_text("utf-8")).find(".//main")
    assert page is not None
    assert [title.text_content() for title in page.findall(".//h2")] == []
    assert [items for items in page.findall(".//ul") if not len(items)] == []
    assert "Nobody to call is listed here yet." in page.text_content()


@pytest.mark.parametrize("content", [{"topic": "theft"}, {"topic": "", "show": "groups"}])
def test_a_help_box_of_a_plan_without_contacts_has_no_empty_list(
    tiny: Path, content: dict[str, str]
):
    contacts = tiny / "data/contacts.csv"
    contacts.write_text(contacts.read_text("utf-8").partition("\n")[0] + "\n", "utf-8")
    plan = read_plan(tiny, KINDS)[0]

    box = dynamic_blocks(plan, {"revisions": [], "as_at": []}, [])["contacts"](content)

    page = fromstring(f"<div>{box}</div>")
    assert [items for items in page.findall(".//ul") if not len(items)] == []
    assert page.findall(".//nav") == page.findall(".//details") == []
