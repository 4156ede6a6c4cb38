"""Lines that end together: their names are moved apart, and each shows which line is its own."""

import re
from dataclasses import replace
from itertools import pairwise

from safety_plan.models.charts import DRAWING_RULE, Series
from tests.charts.test_drawing import YEARS, chart, draw_both

#: Two of three lines end close together, and cross before that.
ENTRANTS = chart(
    "lines",
    YEARS[:4],
    Series(name="Kent", cells=("220", "195", "145", "129"), marked=True),
    Series(name="Medway", cells=("260", "222", "258", "168")),
    Series(name="South East", cells=("237", "217", "173", "172")),
    drawing_rule=DRAWING_RULE,
)
#: The role and the dashes of a line and of a sample of it; and the ends of what leads to a name.
LINE = r'class="k-(other|\d)" fill="none"( stroke-dasharray="[^"]+")? stroke-width="2.5"'
LEADER = r'd="M[\d.]+ ([\d.]+)l[\d.]+ (-?[\d.]+)" class="k-(?:other|\d)" fill="none"/>'


def looks(svg: str) -> list[tuple[str, str]]:
    """The role and the dashes of each line and of each sample of one."""
    return re.findall(LINE, svg)


def test_each_of_the_names_that_were_moved_apart_has_a_sample_of_its_line():
    lines = looks(draw_both(ENTRANTS).wide)

    assert len({*lines}) == 3
    assert all(lines.count(look) == 2 for look in lines)


def test_names_beside_the_ends_of_their_lines_need_no_sample():
    apart = Series(name="Medway", cells=("260", "222", "258", "238"))
    kent, _, other = ENTRANTS.series

    assert len(looks(draw_both(replace(ENTRANTS, series=(kent, apart, other))).wide)) == 3


def test_what_leads_to_names_does_not_cross():
    leaders = re.findall(LEADER, draw_both(ENTRANTS).wide)
    ends = sorted((float(y), float(y) + float(down)) for y, down in leaders)

    assert len(ends) > 1
    assert all(one[1] < next_one[1] for one, next_one in pairwise(ends))


def test_a_chart_that_was_sealed_before_has_no_samples():
    before = replace(ENTRANTS, drawing_rule=5)

    assert len(looks(draw_both(before).wide)) == 3
