"""Charts as small inline SVG: live text, no ids, colours only as CSS classes.

A module for each kind of chart, of the same name, lays it out in px on a
`Sheet`: matplotlib paints it there, and `svg` writes it down. Importing this
package is cheap: matplotlib is imported by the first drawing.
"""

from importlib import import_module

from safety_plan.models.charts import Chart


def draw(chart: Chart) -> str:
    """*chart* as two whole `<svg>`, 680 px and 288 px wide; the same chart gives the same bytes.

    One that shares its scale with another stands beside it, and is drawn narrow only.
    """
    from safety_plan.charts.canvas import NARROW, WIDE, Sheet, own_settings

    layout = import_module(f"safety_plan.charts.{chart.kind}").layout
    sheets = [Sheet(width) for width in (WIDE, NARROW) if width == NARROW or not chart.scale]
    with own_settings():
        return "".join([sheet.svg(layout(chart, sheet)) for sheet in sheets])
