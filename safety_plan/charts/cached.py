"""Charts drawn once: a drawing is kept under the digest of all it depends on."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from safety_plan.charts.draw import draw
from safety_plan.core import cache
from safety_plan.models.charts import Chart


def drawer(folder: Path) -> Callable[[Chart], str]:
    """A function that gives the SVG of a chart, from *folder* if it can."""

    def drawn(chart: Chart) -> str:
        key = cache.key("drawing", cache.code_digest(), asdict(chart))
        return cache.get_or_set(folder / f"{key}.svg", key, lambda: draw(chart).encode()).decode()

    return drawn
