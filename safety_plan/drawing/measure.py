"""How wide words are, in DejaVu Sans: the widest font a page will show them in.

The font comes with matplotlib, so a layout is the same on every machine. The
fonts of a reader's own system are narrower, so what fits here fits there.
"""

from collections.abc import Sequence
from functools import lru_cache

from matplotlib import get_data_path
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from safety_plan.drawing.svg import SIZE

_FONTS = {
    bold: FontProperties(fname=f"{get_data_path()}/fonts/ttf/{name}.ttf", size=SIZE)
    for bold, name in ((False, "DejaVuSans"), (True, "DejaVuSans-Bold"))
}


def text_width(words: str, bold: bool = False) -> float:
    """Width of *words* in px, letter by letter: a pair set closer only saves room."""
    return sum(_letter_width(letter, bold) for letter in words)


@lru_cache(maxsize=1024)
def _letter_width(letter: str, bold: bool) -> float:
    return float(text_to_path.get_text_width_height_descent(letter, _FONTS[bold], False)[0])


def widest(texts: Sequence[str], bold: bool = False) -> float:
    """Width in px of the widest of *texts*, 0 where there is none."""
    return max((text_width(text, bold) for text in texts), default=0.0)


def wrap(words: str, room: float, bold: bool = False) -> tuple[str, ...]:
    """*words* as lines no wider than *room* px; a word too long is cut."""
    lines: list[str] = []
    for word in words.split():
        if lines and text_width(f"{lines[-1]} {word}", bold) <= room:
            lines[-1] += f" {word}"
            continue
        rest = word
        while len(rest) > 1 and text_width(rest, bold) > room:
            fits = [n for n in range(1, len(rest)) if text_width(rest[:n], bold) <= room]
            cut = max(fits, default=1)
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return tuple(lines)
