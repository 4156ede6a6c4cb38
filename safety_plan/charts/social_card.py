"""The picture that stands for a revision where its address is shared: a PNG, 1200 by 630 px."""

from io import BytesIO

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image

from safety_plan.charts.canvas import own_settings, wrap
from safety_plan.charts.svg import SIZE

WIDTH, HEIGHT, MARGIN = 1200, 630, 80
#: As the header of every page: `--accent`, `--on-accent` and `--warm` of plan.css.
GROUND, INK, WARM = "#12436d", "#ffffff", "#e9a23b"


def poster(where: str, name: str, title: str) -> bytes:
    """The picture, with words for the place, the plan and its revision; same words, same bytes."""
    top = float(MARGIN)
    with own_settings():
        figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=GROUND)
        figure.add_artist(Rectangle((0, 0), 1, 24 / HEIGHT, color=WARM, linewidth=0))
        looks = (30, "normal"), (68, "bold"), (42, "normal")
        for words, (size, weight) in zip((where, name, title), looks, strict=True):
            # Words are measured at the size they have in a chart; three lines are enough.
            room = (WIDTH - 2 * MARGIN) * SIZE / size
            lines = wrap(words, room, weight == "bold")[:3]
            place, look = (MARGIN / WIDTH, 1 - top / HEIGHT), {"size": size * 0.72, "va": "top"}
            figure.text(*place, "\n".join(lines), color=INK, weight=weight, fontdict=look)
            top += size * (1.25 * len(lines) + 0.4)
        drawn, made = BytesIO(), BytesIO()
        figure.savefig(drawn, format="rgba")
    # Three colours and the shades between them need no more, and take a third of the bytes.
    picture = Image.frombytes("RGBA", (WIDTH, HEIGHT), drawn.getvalue()).convert("RGB")
    picture.quantize(32).save(made, "png", optimize=True)
    return made.getvalue()
