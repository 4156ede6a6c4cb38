"""Charts as small inline SVG: live text, no ids, colours only as CSS classes.

A module for each kind of chart, of the same name, lays it out in px on a
`Sheet`: matplotlib paints it there, and `svg` writes it down. Importing this
package is cheap: matplotlib is imported by the first drawing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from safety_plan.charts import Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One chart drawn twice, each a whole `<svg>`: 680 px wide and 288 px wide."""

    wide: str
    narrow: str


def draw(chart: Chart) -> Drawing:
    """Draw *chart* at both widths; the same chart always gives the same bytes."""
    from safety_plan.drawing.sheet import NARROW, WIDE

    wide, narrow = _sheets(chart, WIDE, NARROW)
    return Drawing(wide=wide, narrow=narrow)


def draw_narrow(chart: Chart) -> str:
    """Draw *chart* for a place beside another, 288 px wide."""
    from safety_plan.drawing.sheet import NARROW

    return next(_sheets(chart, NARROW))


def _sheets(chart: Chart, *widths: int) -> Iterator[str]:
    from safety_plan.drawing.sheet import Sheet, own_settings

    layout = import_module(f"{__name__}.{chart.kind}").layout
    with own_settings():
        yield from [sheet.svg(layout(chart, sheet)) for sheet in map(Sheet, widths)]
