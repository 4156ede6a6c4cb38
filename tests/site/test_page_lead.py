"""The answer comes first on a page; which revision it is of comes after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from safety_plan.site.page_lead import split_lead


@pytest.mark.parametrize(
    ("html", "lead"),
    [
        ("<h1 id='a'>A</h1>\n<p>One.</p>\n<p>Two.</p>", "<h1 id='a'>A</h1>\n<p>One.</p>"),
        ("<h1>A</h1>\n<h2>B</h2>\n<p>One.</p>", "<h1>A</h1>"),
        ("<p>No heading.</p>", ""),
        (
            '<h1>A</h1><aside class="correction"><p>Wrong.</p></aside>\n<p>One.</p><p>Two.</p>',
            '<h1>A</h1><aside class="correction"><p>Wrong.</p></aside>\n<p>One.</p>',
        ),
    ],
)
def test_the_lead_is_the_heading_and_the_paragraph_right_below_it(html: str, lead: str):
    assert split_lead(html) == (lead, html.removeprefix(lead))


#: With the exit and without, in trouble or not; of a revision to go by, and of an earlier one.
PAGES = ("index", "figures/index", "priorities/bicycles/index")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("revision", ["2022-06", "2021-06"])
def test_the_status_follows_the_answer_and_a_warning_stands_before_it_on_every_page(
    tiny_site: Path, revision: str, page: str
):
    root = lxml_html.parse(tiny_site / revision / f"{page}.html").getroot()
    (strip,) = root.find_class("strip")
    warnings = root.find_class("banner")

    assert strip.getparent().tag == "article"
    assert strip.getprevious().tag in ("h1", "p", "div")
    # Whoever reads an earlier revision is told so before anything of it.
    assert [one.getparent().tag for one in warnings] == ["main"] * (revision == "2021-06")
    assert all("article" in {after.tag for after in one.itersiblings()} for one in warnings)
