"""Text as it is measured and wrapped, in px.

It is measured in DejaVu Sans, the widest font that a page will show it in: it comes
with matplotlib, so a layout is the same on every machine, and the fonts of a reader's
own system are narrower. Matplotlib is imported by the first measurement, not with
this module.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

SIZE = 14  # px of every text
LEADING = 18  # px from one line of text to the next


def text_width(text: str, bold: bool = False) -> float:
    """Width of *text* in px, letter by letter: a pair set closer only saves room."""
    return sum(_letter_width(letter, bold) for letter in text)


@lru_cache(maxsize=1024)
def _letter_width(letter: str, bold: bool) -> float:
    from matplotlib.textpath import text_to_path

    width, _, _ = text_to_path.get_text_width_height_descent(letter, _font(bold), False)
    return float(width)


@cache
def _font(bold: bool) -> "FontProperties":
    from matplotlib import get_data_path
    from matplotlib.font_manager import FontProperties

    name = "DejaVuSans-Bold" if bold else "DejaVuSans"
    return FontProperties(fname=f"{get_data_path()}/fonts/ttf/{name}.ttf", size=SIZE)


def widest(texts: Sequence[str], bold: bool = False) -> float:
    """Width in px of the widest of *texts*, 0 where there is none."""
    return max((text_width(text, bold) for text in texts), default=0.0)


def wrap(text: str, room: float, bold: bool = False) -> tuple[str, ...]:
    """*text* as lines no wider than *room* px; a word too long for a line is cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines += _cut(word, room, bold)
    return tuple(lines)


def _cut(word: str, room: float, bold: bool) -> list[str]:
    """*word* in pieces no wider than *room* px, at least a letter each."""
    pieces: list[str] = []
    rest = word
    while len(rest) > 1 and text_width(rest, bold) > room:
        lengths = [n for n in range(1, len(rest)) if text_width(rest[:n], bold) <= room]
        length = max(lengths, default=1)
        pieces.append(rest[:length])
        rest = rest[length:]
    return [*pieces, rest]
