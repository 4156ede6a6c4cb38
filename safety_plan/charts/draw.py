"""Charts drawn as small inline SVG: live text, no ids, colours only as CSS classes.

The layout of its kind puts a chart on a `Canvas` in px; matplotlib draws what is
put there, and `svg` writes it down. Importing this module is cheap: matplotlib is
imported by the first drawing.
"""

import signal
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from itertools import repeat
from multiprocessing.context import BaseContext
from pathlib import Path

from safety_plan.charts.canvas import NARROW, WIDE, Canvas
from safety_plan.charts.kinds import kind_of
from safety_plan.core import cache
from safety_plan.core.parallel import interrupts_held_back
from safety_plan.core.translation import current_language, language_of_page
from safety_plan.models.charts import Chart

#: A process costs as much as drawing so many charts, because it imports matplotlib.
CHARTS_FOR_A_PROCESS = 80


def draw(chart: Chart) -> str:
    """*chart* as two whole `<svg>`, 680 px and 288 px wide; the same chart gives the same bytes.

    One that shares its scale with another stands beside it, and is drawn narrow only.
    """
    from safety_plan.charts.svg import matplotlib_settings

    widths = (NARROW,) if chart.shared_scale else (WIDE, NARROW)
    layout = kind_of(chart).layout
    drawings = []
    with matplotlib_settings():
        for width in widths:
            canvas = Canvas(width)
            height = layout(chart, canvas)
            drawings.append(canvas.svg(height))
    return "".join(drawings)


def cached_svg(cache_dir: Path, chart: Chart) -> str:
    """What `draw` gives for *chart*, from the folder *cache_dir* if it is there."""
    key = _key(chart)
    content = cache.get_or_set(_file(cache_dir, key), key, lambda: draw(chart).encode())
    return content.decode()


def draw_all(
    charts: Iterable[Chart], cache_dir: Path, workers: int, context: BaseContext | None = None
) -> int:
    """Draws those of *charts* that *cache_dir* lacks, so that `cached_svg` finds them all.

    They are drawn in as many as *workers* processes, started as *context* does it; in this
    process where there are too few for others to pay. Returns how many were drawn. An
    interruption ends it after the drawings that were begun.
    """
    keys = {_key(chart): chart for chart in charts}
    missing = {k: c for k, c in keys.items() if cache.get(_file(cache_dir, k), k) is None}
    files = [_file(cache_dir, key) for key in missing]
    processes = min(workers, len(missing) // CHARTS_FOR_A_PROCESS)
    language = current_language()
    if processes < 2:
        for file, key, chart in zip(files, missing, missing.values(), strict=True):
            _draw_into(file, key, chart, language)
        return len(missing)
    pool = ProcessPoolExecutor(processes, context, initializer=_leave_interrupts_to_parent)
    try:
        with interrupts_held_back():
            results = pool.map(_draw_into, files, missing, missing.values(), repeat(language))
        list(results)
    finally:
        pool.shutdown(cancel_futures=True)
    return len(missing)


def _key(chart: Chart) -> str:
    return cache.key("drawing", cache.code_digest(), current_language(), asdict(chart))


def _file(cache_dir: Path, key: str) -> Path:
    return cache_dir / f"{key}.svg"


def _draw_into(file: Path, key: str, chart: Chart, language: str) -> None:
    with language_of_page(language):
        cache.set(file, key, draw(chart).encode())


def _leave_interrupts_to_parent() -> None:
    """The process that started this one is interrupted too, and ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
