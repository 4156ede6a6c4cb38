"""A typed table of changes stands in groups, by the words of each change."""

import pytest
from lxml.html import fromstring

from safety_plan.content.markdown_ext import make_renderer
from safety_plan.content.renderer import Renderer
from safety_plan.core.translation import language_of_page

ROWS = ["fell by 2%", "rose by 1%", "not known: too few", "shows no clear change"] * 2


def typed(changes: list[str], heading: str = "Change") -> list[str]:
    """The first cell of each row of a table with these *changes*, whose rows are numbered."""
    rows = [f"| {number} | {change} |" for number, change in enumerate(changes)]
    text = "\n".join([f"| Worry | {heading} |", "| - | - |", *rows])
    html = fromstring(make_renderer(Renderer(figures={}, sources={}))(text))
    return [row[0].text_content() for row in html.findall(".//tbody/tr")]


def test_rows_stand_in_groups_by_the_words_of_their_change_and_keep_their_order():
    expected = ["Rose (2)", "1", "5", "Fell (2)", "0", "4"]
    expected += ["No clear change (2)", "3", "7", "Not known (2)", "2", "6"]

    assert typed(ROWS) == expected


@pytest.mark.parametrize(
    ("changes", "heading"),
    [
        (ROWS[:4], "Change"),  # all are seen at once
        (ROWS, "What happened"),
        ([*ROWS, "is being looked at"], "Change"),
    ],
)
def test_a_table_that_is_short_or_says_anything_else_stays_as_it_is(
    changes: list[str], heading: str
):
    assert typed(changes, heading) == [str(number) for number, _ in enumerate(changes)]


def test_groups_are_read_and_named_in_the_language_of_the_page():
    with language_of_page("cy"):
        first, *_ = typed(["gostyngodd 2%"] * 8, "Newid")

    assert first == "Gostyngodd (8)"
