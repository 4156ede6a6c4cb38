"""What a council's two colours become on a page.

The first is the ground of the header and of buttons, and the colour of links and of what a chart
is about. The second is that of strips, marks and the focus. On a dark screen each gets a shade of
its own: as light as the colour that the site has there without a brand.
"""

from collections.abc import Mapping
from functools import cache

from safety_plan.core.colours import FOR_WORDS, contrast, in_hue_of, nearest_shade
from safety_plan.core.palette import Mode, palette
from safety_plan.models.brand_series import (
    SERIES,
    can_be_second,
    ground_of_words,
    highlight,
    other_series,
    shape_on_ground,
    words_on,
)

#: Custom properties and their colours.
Roles = Mapping[str, str]
_STEPS = range(1, 6)
_TINTS = ("bar-under-way", "bar-not-started")
#: The parts of a bar that have the colour of a series, with its place among the others.
_PARTS = {"3": 1, "5": 2}


@cache
def brand_roles(colour: str, accent: str, screen: Mode) -> Roles:
    """The custom properties that a brand gives other colours on a *screen*, light or dark.

    Both colours are hex, or empty where the brand has none.
    """
    if not (colour or accent):
        return {}
    tints = _tints(colour, screen) if colour else {}
    return {**page_roles(colour, accent, screen), **tints, **_of_series(colour, accent, screen)}


@cache
def page_roles(colour: str, accent: str, screen: Mode) -> Roles:
    """Those of `brand_roles` on which it depends whether a page can be read."""
    of_colour = _of_colour(colour, screen) if colour else {}
    return {**of_colour, **(_of_accent(accent, screen) if accent else {})}


def _of_colour(colour: str, screen: Mode) -> Roles:
    base = palette(screen)
    is_dark = screen is Mode.DARK
    header = ground_of_words(in_hue_of(colour, base["accent"])) if is_dark else colour
    link = _dark_link(colour) if is_dark else colour
    first = highlight(colour)[screen]
    return {
        "accent": header,
        "on-accent": words_on(header),
        "figure": link,
        "link": link,
        "mark-tick": colour,
        "bar-done": colour,
        "chart-1": first,
        "chart-on-part-1": words_on(first),
    }


def _dark_link(colour: str) -> str:
    """As light as our own links are on a dark screen, and read as well."""
    base = palette(Mode.DARK)
    grounds = (base["ground"], base["tint"])
    return nearest_shade(
        in_hue_of(colour, base["link"]),
        lambda shade: all(contrast(shade, ground) >= FOR_WORDS for ground in grounds),
    )


def _tints(colour: str, screen: Mode) -> Roles:
    """The shades of a map, from few to many, with the words on each; and those of what is done."""
    base = palette(screen)
    roles = {name: in_hue_of(colour, base[name]) for name in _TINTS}
    for step in _STEPS:
        shade = ground_of_words(in_hue_of(colour, base[f"chart-step-{step}"]))
        roles |= {f"chart-step-{step}": shade, f"chart-on-step-{step}": words_on(shade)}
    return roles


def _of_accent(accent: str, screen: Mode) -> Roles:
    """On a page the second colour is a shade that can be seen there; elsewhere it is itself."""
    return {
        "strip": accent,
        "icon-tick": accent,
        "warm": shape_on_ground(accent, screen),
        "focus": accent,
        "on-focus": words_on(accent),
    }


def _of_series(colour: str, accent: str, screen: Mode) -> Roles:
    base = palette(screen)
    colours = [shades[screen] for shades in other_series(colour, accent)]
    roles = dict(zip(SERIES, colours, strict=True))
    for part, place in _PARTS.items():
        if colours[place] != base[SERIES[place]]:
            shade = ground_of_words(colours[place])
            roles |= {f"chart-part-{part}": shade, f"chart-on-part-{part}": words_on(shade)}
    if accent and can_be_second(colour, accent):
        shade = in_hue_of(accent, base["chart-part-2"])
        roles |= {"chart-part-2": shade, "chart-on-part-2": words_on(shade)}
    return roles
