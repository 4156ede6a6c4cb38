"""Arithmetic with colours: contrast after WCAG 2, how far two are apart, shades of one hue.

A colour is a text such as `#12436d`. Lightness, chroma and hue are those of OKLCH, in which equal
steps look equal.
"""

from collections.abc import Callable, Iterable
from functools import cache

from coloraide import Color

#: What words need against their ground, and what shapes need (WCAG 2.2, 1.4.3 and 1.4.11).
FOR_WORDS = 4.5
FOR_SHAPES = 3.0
#: How far two colours of a chart are apart for most people, and for those who see fewer colours.
#: The colours that charts have without a brand are apart by that much.
_APART = 0.12
_APART_FOR_ALL = 0.05
_WAYS_OF_SEEING = ("protan", "deutan", "tritan")
_STEPS = 200
_SEEN = 0.5


def read_colour(text: str) -> str:
    """The colour that a drawing calls *text*, such as `navy` or `rgb(0 0 128)`, as hex.

    Empty where it is none, or where one sees through it.
    """
    try:
        colour = Color(text)
    except ValueError:
        return ""
    if colour.alpha(nans=False) < _SEEN:
        return ""
    return colour.convert("srgb").clip().set("alpha", 1).to_string(hex=True, compress=False)


def hex_with_opacity(text: str) -> str:
    """The colour that a drawing calls *text* as hex, with two digits more where it is not solid.

    Empty where it is none.
    """
    try:
        colour = Color(text)
    except ValueError:
        return ""
    return colour.convert("srgb").clip().to_string(hex=True, compress=False)


@cache
def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    return Color(one).contrast(Color(other), method="wcag21")


@cache
def are_apart(one: str, other: str) -> bool:
    """Whether two colours can be told from one another on a chart, whatever colours one sees."""
    if _distance(Color(one), Color(other)) < _APART:
        return False
    pairs = ((Color(one).filter(way), Color(other).filter(way)) for way in _WAYS_OF_SEEING)
    return all(_distance(*pair) >= _APART_FOR_ALL for pair in pairs)


def look_alike(one: str, other: str) -> bool:
    """Whether somebody who sees every colour can take one of two for the other."""
    return _distance(Color(one), Color(other)) < _APART


def clearest(ground: str, choices: Iterable[str]) -> str:
    """The one of *choices* that has the highest contrast on *ground*."""
    return max(choices, key=lambda colour: contrast(colour, ground))


@cache
def in_hue_of(colour: str, like: str) -> str:
    """A colour as light as *like*, no stronger than it, and in the hue of *colour*."""
    _, chroma, hue = _parts(colour)
    lightness, strongest, _ = _parts(like)
    return _hex(lightness, min(chroma, strongest), hue)


def nearest_shade(colour: str, works: Callable[[str], bool]) -> str:
    """The shade of *colour* that *works* and changes its lightness least; its hue stays.

    Empty where none does. A shade is less strong than *colour* where no screen could show it.
    """
    if works(colour):
        return colour
    lightness, chroma, hue = _parts(colour)
    for step in range(1, _STEPS + 1):
        for other in (lightness - step / _STEPS, lightness + step / _STEPS):
            shade = _hex(other, chroma, hue) if 0 <= other <= 1 else ""
            if shade and works(shade):
                return shade
    return ""


def _parts(colour: str) -> tuple[float, float, float]:
    """Lightness, chroma and hue of *colour*; grey has no hue, which is counted as 0."""
    lightness, chroma, hue = Color(colour).convert("oklch").coords(nans=False)
    return lightness, chroma, hue


def _hex(lightness: float, chroma: float, hue: float) -> str:
    colour = Color("oklch", [lightness, chroma, hue]).convert("srgb")
    return colour.fit(method="oklch-chroma").to_string(hex=True, compress=False)


def _distance(one: Color, other: Color) -> float:
    return one.delta_e(other, method="ok")
