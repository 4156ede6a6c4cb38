"""The picture that stands for a revision where its address is shared: a PNG, 1200 by 630 px."""

from io import BytesIO
from typing import NamedTuple

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image

from safety_plan.charts.svg import matplotlib_settings
from safety_plan.charts.text import SIZE, wrap

WIDTH = 1200
HEIGHT = 630
MARGIN = 80
DPI = 100
POINTS_PER_PX = 72 / DPI
MOST_LINES = 3
#: Size in px and weight of the text for the place, the plan and its revision.
TEXT_STYLES = ((30, "normal"), (68, "bold"), (42, "normal"))


class CardColours(NamedTuple):
    """The colours of a card: its ground, its words, and the strip at its foot."""

    ground: str
    ink: str
    strip: str


def social_card(place: str, plan: str, revision: str, colours: CardColours) -> bytes:
    """The picture, with text for the place, the plan and its revision; same text, same bytes."""
    with matplotlib_settings():
        figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=colours.ground)
        figure.add_artist(Rectangle((0, 0), 1, 24 / HEIGHT, color=colours.strip, linewidth=0))
        top = float(MARGIN)
        for text, (size, weight) in zip((place, plan, revision), TEXT_STYLES, strict=True):
            top = _add_text(figure, text, top, size, weight, colours.ink)
        pixels = BytesIO()
        figure.savefig(pixels, format="rgba")
    return _as_small_png(pixels.getvalue())


def _add_text(figure: Figure, text: str, top: float, size: int, weight: str, ink: str) -> float:
    """Puts *text* of *size* px on *figure* from *top* px; returns where the next may begin."""
    # Text is measured at the size that it has in a chart.
    room = (WIDTH - 2 * MARGIN) * SIZE / size
    lines = wrap(text, room, weight == "bold")[:MOST_LINES]
    figure.text(
        MARGIN / WIDTH,
        1 - top / HEIGHT,
        "\n".join(lines),
        color=ink,
        weight=weight,
        fontdict={"size": size * POINTS_PER_PX, "va": "top"},
    )
    return top + size * (1.25 * len(lines) + 0.4)


def _as_small_png(pixels: bytes) -> bytes:
    # Three colours and the shades between them need no more, and take a third of the bytes.
    picture = Image.frombytes("RGBA", (WIDTH, HEIGHT), pixels).convert("RGB").quantize(32)
    png = BytesIO()
    picture.save(png, "png", optimize=True)
    return png.getvalue()
