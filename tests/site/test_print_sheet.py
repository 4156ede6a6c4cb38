"""What stands at the edges of every sheet of paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from safety_plan.core.translation import language_of_page
from safety_plan.site.print_sheet import as_text, print_sheet, running_head
from safety_plan.site.site_model import read_site
from tests.conftest import TINY
from tests.site.test_style_sheets import faults

NAMES = ("2021-06", "2022-06")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Safer streets: 2021", '"Safer streets: 2021"'),
        ('The "new" plan', '"The \\22 new\\22  plan"'),
        ("a\\b", '"a\\5c b"'),
        ("}</style>", '"\\7d \\3c \\2f style\\3e "'),
        ("two\nlines", '"two\\a lines"'),
        ("Cynllun Môn – ŵyn", '"Cynllun Môn – ŵyn"'),
    ],
)
def test_words_stay_words_whatever_letters_they_hold(words: str, expected: str):
    assert as_text(words) == expected


def test_each_sheet_says_plan_revision_status_and_its_number():
    site = read_site(TINY)
    old, new = (next(one for one in site.bundles if one.id == name) for name in NAMES)

    assert "As adopted in June 2021" in running_head(site, old)
    assert '@top-right { content: "Adopted"; }' in running_head(site, old)
    assert '@top-right { content: "Adopted"; }' not in running_head(site, new)
    assert '"Page " counter(page) " of " counter(pages) ""' in running_head(site, new)
    with language_of_page("cy"):
        assert '"Tudalen " counter(page) " o " counter(pages) ""' in running_head(site, new)
    for bundle in (None, old, new):
        assert [*faults(running_head(site, bundle))] == []


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("address", ["", "https://plan.example.org"])
def test_the_first_sheet_says_whose_site_it_is_and_names_no_partnership_that_did_not_make_it(
    address: str, *, compiled: bool
):
    site = read_site(TINY)
    settings = replace(site.plan.settings, address=address, compiled=compiled)
    there = replace(site, plan=replace(site.plan, settings=settings))
    whose = f"{settings.statement} {address}".strip()
    once = as_text(whose if compiled else f"{settings.partnership}\n{whose}")

    for bundle in (None, *site.bundles):
        head = running_head(there, bundle)
        assert f"@page :first {{ @bottom-left {{ content: {once}; }} }}" in head
        assert [*faults(head)] == []


def test_each_revision_has_a_sheet_of_its_own_and_its_pages_ask_for_it(tiny_site: Path):
    for name in (*NAMES, ""):
        sheet = f"print-{name}.css" if name else "print.css"
        page = tiny_site / (f"{name}/glossary" if name else "about") / "index.html"
        assert (tiny_site / "assets/stylesheets" / sheet).is_file()
        assert f'stylesheets/{sheet}" media="print"' in page.read_text("utf-8")
    assert print_sheet(None) == "assets/stylesheets/print.css"
