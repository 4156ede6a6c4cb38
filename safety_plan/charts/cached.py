"""Charts drawn once: a drawing is kept under the digest of all it depends on."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from safety_plan.charts.draw import draw
from safety_plan.core.cache import code, key_of, made
from safety_plan.models.charts import Chart


def drawer(cache: Path) -> Callable[[Chart], str]:
    """A function that gives the SVG of a chart, from *cache* if it can."""

    def drawn(chart: Chart) -> str:
        key = key_of("drawing", code(), asdict(chart))
        return made(cache / f"{key}.svg", key, lambda: draw(chart).encode()).decode()

    return drawn
