"""What matplotlib paints, as SVG: words and shapes with classes, and nothing else.

Not matplotlib's own SVG: its style sheet, ids and `style=` repeat on a page,
leak into it or break a strict content security policy.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

SIZE = 14  # px of every text
UPRIGHT = Affine2D().scale(1, -1)  # matplotlib's y runs up, ours runs down

#: Words of one look after one another.
_TEXT = r'<text x="[^"]*" y="[^"]*"{}>[^<]*</text>'
_ALIKE = re.compile(_TEXT.format("( [^>]*)") + "(?:" + _TEXT.format(r"\1") + ")+")

_ANCHORS = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}


class Writer(RendererBase):
    """Writes each mark as an element; the gid of an artist is its classes."""

    def __init__(self) -> None:
        super().__init__()
        self._classes = ""
        self.marks: list[str] = []

    @property
    def drawn(self) -> str:
        """All marks, in which the look of words that follow one another is said once."""
        marks = "".join(self.marks)
        return _ALIKE.sub(lambda m: f"<g{m[1]}>{m[0].replace(f'{m[1]}>', '>')}</g>", marks)

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Begin the mark whose classes are *gid*."""
        self._classes = f' class="{gid}"'

    def draw_path(
        self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: object = None
    ) -> None:
        """Write a line, a bar or a marker; only the round marker is curved."""
        placed = transform + UPRIGHT
        style = self._classes + _style(gc, filled=rgbFace is not None)
        codes: Any = path.codes
        if codes is not None and Path.CURVE4 in codes:
            points = placed.transform(path.vertices)
            first, last = points.min(axis=0), points.max(axis=0)
            middle, radius = (first + last) / 2, (last[0] - first[0]) / 2
            x, y, r = map(_short, (*middle, radius))
            self.marks.append(f'<circle cx="{x}" cy="{y}" r="{r}"{style}/>')
        else:
            steps = _steps(path.iter_segments(placed, simplify=False))
            self.marks.append(f'<path d="{steps}"{style}/>')

    def get_text_width_height_descent(self, *_: object) -> tuple[float, float, float]:
        """Nothing, so that words are laid out by their anchor alone."""
        return 0, 0, 0

    def draw_text(self, *_: Any, mtext: Text | None = None, **__: Any) -> None:  # noqa: ANN401
        """Write one line of words where *mtext* has its anchor."""
        assert mtext, "words of several lines have no anchor"
        left, base = (_short(n) for n in mtext.get_position())
        style = ' font-weight="700"' if mtext.get_fontweight() == "bold" else ""
        style += _ANCHORS[mtext.get_horizontalalignment()]
        words = escape(mtext.get_text(), quote=False)
        self.marks.append(f'<text x="{left}" y="{base}"{self._classes}{style}>{words}</text>')


def _style(gc: GraphicsContextBase, *, filled: bool) -> str:
    """What the style sheet cannot know of a shape; a line of 1 px goes unsaid."""
    dashes: Any = gc.get_dashes()[1]
    style = "" if filled else ' fill="none"'
    if dashes:
        style += f' stroke-dasharray="{",".join(map(_short, dashes))}"'
    if gc.get_linewidth() not in (0, 1):
        style += f' stroke-width="{_short(gc.get_linewidth())}"'
    return style


def _steps(segments: Iterable[tuple[Any, Any]]) -> str:
    """An outline as absolute steps, level and upright ones short."""
    steps: list[str] = []
    x = y = ""
    for vertices, code in segments:
        if code == Path.CLOSEPOLY:
            steps.append("z")
            continue
        (was_x, was_y), (x, y) = (x, y), map(_short, vertices)
        if code == Path.MOVETO:
            steps.append(f"M{x} {y}")
        elif y == was_y:
            steps.append(f"H{x}")
        else:
            steps.append(f"V{y}" if x == was_x else f"L{x} {y}")
    return "".join(steps)


def _short(number: float) -> str:
    """*number* to one decimal, with no zeros to spare and no noise of floats."""
    text = f"{round(number, 6):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
