"""Charts as small inline SVG: live text, no ids, colours only as CSS classes.

A module for each kind of chart works out a `Picture`, which is pure layout in
px; `canvas` has matplotlib paint it and `svg` cleans what comes out. Importing
this package is cheap: matplotlib is imported by the first drawing.
"""

from __future__ import annotations

from dataclasses import dataclass

from safety_plan.charts import Chart
from safety_plan.drawing import bars, lineage, lines, multiples, timeline
from safety_plan.drawing.canvas import paint
from safety_plan.drawing.style import NARROW, WIDE

_LAYOUTS = {
    "lines": lines.layout,
    "bars": bars.layout,
    "multiples": multiples.layout,
    "timeline": timeline.layout,
    "lineage": lineage.layout,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One chart drawn twice, each a whole `<svg>`: 680 px wide and 288 px wide."""

    wide: str
    narrow: str


def draw(chart: Chart) -> Drawing:
    """Draw *chart* at both widths; the same chart always gives the same bytes.

    Raises:
        RuntimeError: A mark has a colour or style that the cleaner does not
            know, which is a mistake of ours and never of an author.
    """
    layout = _LAYOUTS[chart.kind]
    return Drawing(
        wide=paint(layout(chart, WIDE), "chart-wide"),
        narrow=paint(layout(chart, NARROW), "chart-narrow"),
    )
