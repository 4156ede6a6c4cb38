"""Charts drawn once: a drawing is kept under the digest of all it depends on.

The key holds the chart's rows and words, the code that draws and the version of
the library; an entry that does not say its own key back is drawn again.
"""

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from safety_plan.charts import Chart

_CODE = Path(__file__).resolve().parent


def drawer(cache: Path) -> Callable[[Chart], str]:
    """A function that gives the SVG of a chart, both widths, from *cache* if it can."""

    def drawn(chart: Chart) -> str:
        key = _key(chart)
        file = cache / f"{key}.json"
        return _kept(file, key) or _drawn(chart, file, key)

    return drawn


@lru_cache(maxsize=1)
def _drawing_code() -> str:
    digest = sha256(version("matplotlib").encode())
    files = [*sorted((_CODE / "drawing").glob("*.py")), _CODE / "numbers.py", _CODE / "charts.py"]
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _key(chart: Chart) -> str:
    content = json.dumps(asdict(chart), sort_keys=True)
    return sha256(f"{_drawing_code()}\n{content}".encode()).hexdigest()


def _kept(file: Path, key: str) -> str:
    try:
        entry = json.loads(file.read_text(encoding="utf-8"))
        svg = str(entry["svg"])
        whole = entry["key"] == key and entry["digest"] == _digest(svg)
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return svg if whole else ""


def _drawn(chart: Chart, file: Path, key: str) -> str:
    from safety_plan.drawing import draw

    drawing = draw(chart)
    svg = drawing.wide + drawing.narrow
    file.parent.mkdir(parents=True, exist_ok=True)
    entry = json.dumps({"key": key, "digest": _digest(svg), "svg": svg})
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as part:
        part.write(entry)
    Path(name).replace(file)
    return svg


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
