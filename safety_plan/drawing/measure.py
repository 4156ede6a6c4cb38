"""How wide words are, in DejaVu Sans: the widest font a page will show them in.

The font comes with matplotlib, so a layout is the same on every machine. The
fonts of a reader's own system are narrower, so what fits here fits there.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from safety_plan.drawing.style import SIZE

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties


def text_width(words: str, bold: bool = False) -> float:
    """Width of *words* in px, letter by letter: a pair set closer only saves room."""
    return sum(_letter_width(letter, bold) for letter in words)


@lru_cache(maxsize=1024)
def _letter_width(letter: str, bold: bool) -> float:
    from matplotlib.textpath import text_to_path

    size = text_to_path.get_text_width_height_descent(letter, _font(bold), False)
    return float(size[0])


@lru_cache(maxsize=2)
def _font(bold: bool) -> FontProperties:
    from matplotlib import get_data_path
    from matplotlib.font_manager import FontProperties

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return FontProperties(fname=f"{get_data_path()}/fonts/ttf/{name}", size=SIZE)


def widest(texts: tuple[str, ...], bold: bool = False) -> float:
    """Width in px of the widest of *texts*, 0 where there is none."""
    return max((text_width(text, bold) for text in texts), default=0.0)


def wrap(words: str, room: float, bold: bool = False) -> tuple[str, ...]:
    """*words* as lines no wider than *room* px; a word too long is cut."""
    lines: list[str] = []
    for word in _pieces(words, room, bold):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _pieces(words: str, room: float, bold: bool) -> list[str]:
    pieces: list[str] = []
    for word in words.split():
        rest = word
        while len(rest) > 1 and text_width(rest, bold) > room:
            fits = [n for n in range(1, len(rest)) if text_width(rest[:n], bold) <= room]
            cut = max(fits, default=1)
            pieces.append(rest[:cut])
            rest = rest[cut:]
        pieces.append(rest)
    return pieces
