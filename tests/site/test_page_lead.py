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
    ],
)
def test_the_lead_is_the_heading_and_the_paragraph_right_below_it(html: str, lead: str):
    assert split_lead(html) == (lead, html.removeprefix(lead))


def test_the_status_follows_the_answer_but_a_warning_stands_before_it(tiny_site: Path):
    newest, earlier = (
        lxml_html.parse(tiny_site / revision / "index.html").getroot().find_class("strip")[0]
        for revision in ("2022-06", "2021-06")
    )

    assert (newest.getparent().tag, newest.getprevious().tag) == ("article", "p")
    # Whoever reads an earlier revision is told so before anything of it.
    assert earlier.getparent().tag == "main"
