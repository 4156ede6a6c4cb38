"""What a table that somebody typed on a page becomes."""

import re

import pytest

from safety_plan.content.markdown_ext import make_renderer
from safety_plan.content.renderer import Renderer


def typed(rule: str) -> str:
    """The HTML of a table with the columns of *rule*."""
    lines = ("| A " * rule.count("-"), rule, "| b " * rule.count("-"))
    return make_renderer(Renderer(figures={}, sources={}))("\n".join(lines))


@pytest.mark.parametrize(
    ("rule", "stands_as"),
    [
        ("- | - | -", ""),
        ("- | -: | -: | -", ""),
        ("- | - | - | -:", "cards"),
        ("- | - | - | -", "cards"),
    ],
)
def test_typed_columns_of_words_stand_as_cards_on_a_phone_from_four_on(rule: str, stands_as: str):
    html = typed(rule)

    assert ('class="plan-table cards"' in html) is (stands_as == "cards")
    assert html.count("data-label=") == (3 if stands_as else 0)


@pytest.mark.parametrize("rule", ["- | -", "- | -: | -: | -", "-: | -", "- | - | - | -"])
def test_a_typed_row_is_named_by_its_first_cell(rule: str):
    html = typed(rule)

    assert len(re.findall(r'<th[^>]* ?scope="row"[^>]*>b</th>', html)) == 1
    assert html.count("<td") == rule.count("-") - 1
