"""Where a council's colours fail, and the nearest that do not."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from safety_plan.core.colours import FOR_SHAPES, FOR_WORDS, contrast, look_alike, nearest_shade
from safety_plan.core.palette import Mode, palette, with_colours
from safety_plan.models.brand_colours import Roles, page_roles
from safety_plan.models.brand_series import SCREENS, apart_on_screens, can_be_second, highlight

#: The reds that tell a reader in danger where to press.
_REDS = ("exit", "danger")


class Pair(NamedTuple):
    """Names of a colour and of the ground it must be seen on; *what* is in that colour there."""

    what: str
    colour: str
    ground: str
    needed: float


class Fault(NamedTuple):
    """A pair that fails on a *screen*, with the contrast that it has."""

    pair: Pair
    screen: Mode
    ratio: float


_OF_COLOUR = (
    Pair("links on a page", "link", "ground", FOR_WORDS),
    Pair("links in a tinted box", "link", "tint", FOR_WORDS),
    Pair("words in the header and on buttons", "on-accent", "accent", FOR_WORDS),
    Pair("the main colour of charts", "chart-1", "chart-ground", FOR_SHAPES),
)
_OF_ACCENT = (
    Pair("the words of a link that has the focus", "on-focus", "focus", FOR_WORDS),
    Pair("what has the focus on a page", "focus", "ground", FOR_SHAPES),
    Pair("what has the focus in a tinted box", "focus", "tint", FOR_SHAPES),
    Pair("what has the focus in the header", "focus", "accent", FOR_SHAPES),
)


def colour_faults(colour: str) -> list[Fault]:
    """Where the first colour of a brand cannot be seen well enough."""
    return [*_faults(_OF_COLOUR, colour, "")]


def accent_faults(colour: str, accent: str) -> list[Fault]:
    """Where the second colour cannot be seen well enough, beside the first."""
    return [*_faults(_OF_ACCENT, colour, accent)]


def is_lost_among_grey(colour: str) -> bool:
    """Whether what a chart is about cannot be told from the grey of the rest."""
    rest = {screen: palette(screen)["chart-other"] for screen in SCREENS}
    return not apart_on_screens(highlight(colour), rest)


def looks_like_danger(colour: str) -> bool:
    """Whether *colour* can be taken for the red of the button that leaves a page."""
    return any(look_alike(colour, palette(Mode.LIGHT)[name]) for name in _REDS)


# What is suggested for one reason must not be warned of for another, where any shade allows it.


def nearest_colour(colour: str) -> str:
    """The shade nearest to *colour* with which nothing is wrong; itself where nothing is."""
    if _is_good(colour):
        return colour
    return nearest_calm_colour(colour) or nearest_shade(colour, _is_good)


@cache
def nearest_calm_colour(colour: str) -> str:
    """As `nearest_colour`, for a shade that nobody takes for danger."""
    return nearest_shade(colour, lambda shade: _is_good(shade) and not looks_like_danger(shade))


def nearest_accent(colour: str, accent: str) -> str:
    """The shade nearest to *accent* with which nothing is wrong beside *colour*."""
    if not accent_faults(colour, accent):
        return accent
    return nearest_calm_accent(colour, accent) or nearest_shade(
        accent, lambda shade: not accent_faults(colour, shade)
    )


@cache
def nearest_second(colour: str, accent: str) -> str:
    """As `nearest_calm_accent`, for a shade that a chart can show; empty where there is none."""
    return nearest_shade(
        accent,
        lambda shade: (
            not looks_like_danger(shade)
            and can_be_second(colour, shade)
            and not accent_faults(colour, shade)
        ),
    )


def nearest_calm_accent(colour: str, accent: str) -> str:
    """As `nearest_accent`, for a shade that nobody takes for danger."""
    return nearest_second(colour, accent) or nearest_shade(
        accent, lambda shade: not looks_like_danger(shade) and not accent_faults(colour, shade)
    )


def _is_good(colour: str) -> bool:
    return not colour_faults(colour) and not is_lost_among_grey(colour)


def _faults(pairs: tuple[Pair, ...], colour: str, accent: str) -> Iterator[Fault]:
    for screen in SCREENS:
        roles = with_colours(screen, page_roles(colour, accent, screen))
        for pair in pairs:
            ratio = _ratio(pair, roles)
            if ratio < pair.needed:
                yield Fault(pair, screen, ratio)


def _ratio(pair: Pair, roles: Roles) -> float:
    """The contrast of *pair*. What has the focus has two colours, of which one must be seen."""
    names = ("focus", "on-focus") if pair.colour == "focus" else (pair.colour,)
    return max(contrast(roles[name], roles[pair.ground]) for name in names)
