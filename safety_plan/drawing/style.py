"""What a drawing is made of: marks in px, y downwards, coloured by role only."""

from __future__ import annotations

from dataclasses import dataclass

WIDE = 680
NARROW = 288  # the room beside the margins of a page on a screen of 320 px
SIZE = 14  # px of every text
LEADING = 18  # px from one line of words to the next
DESCENT = 5  # px from the middle of a line of words down to its baseline

#: Each role in a colour nobody would choose: it is only ever read back by
#: `svg.clean`, which turns it into a class. The real colours live in charts.css.
SENTINELS = {
    "ink": "#010101",
    "soft": "#020202",
    "grid": "#030303",
    "1": "#040404",
    "2": "#050505",
    "3": "#060606",
    "4": "#070707",
    "other": "#080808",
    "ground": "#090909",
}

Points = tuple[tuple[float, float] | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line of words; *y* is its baseline, *anchor* is left, center or right."""

    x: float
    y: float
    words: str
    role: str = "ink"
    bold: bool = False
    anchor: str = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through *points*; None breaks it. *dashes* are px, on and off."""

    points: Points
    role: str
    width: float = 1
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A marker *size* px across; *shape* is matplotlib's letter for it."""

    x: float
    y: float
    role: str
    shape: str = "o"
    size: float = 9
    hollow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A rectangle with its top left corner at *x*, *y*."""

    x: float
    y: float
    width: float
    height: float
    role: str


Mark = Text | Line | Dot | Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Marks in the order they are painted, and the room they take in px."""

    width: int
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one series looks: never told apart by colour alone."""

    role: str
    dashes: tuple[float, ...] = ()
    shape: str = "o"
    hollow: bool = False

    @staticmethod
    def of(order: int) -> Look:
        """The look of a series by its place; those after the fourth share one."""
        return _LOOKS[order] if order < len(_LOOKS) else Look(role="other")


_LOOKS = (
    Look(role="1"),
    Look(role="2", dashes=(8, 4), hollow=True),
    Look(role="3", dashes=(2, 4), shape="s"),
    Look(role="4", dashes=(10, 4, 2, 4), shape="D", hollow=True),
)


def say(
    lines: tuple[str, ...],
    x: float,
    top: float,
    *,
    role: str = "ink",
    bold: bool = False,
    anchor: str = "left",
) -> list[Mark]:
    """*lines* one below the other, the first one's box starting at *top*."""
    first = top + LEADING / 2 + DESCENT
    return [
        Text(x=x, y=first + i * LEADING, words=w, role=role, bold=bold, anchor=anchor)
        for i, w in enumerate(lines)
    ]
