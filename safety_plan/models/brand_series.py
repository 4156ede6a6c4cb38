"""The colours of charts beside the one that a chart is about: the second of a brand, then ours.

Each is apart from those before it, on a light screen and on a dark one, for people who see fewer
colours too. Where a brand has a colour like one of ours, the next of ours takes its
place, or a shade of it.
"""

from collections.abc import Mapping

from safety_plan.core.colours import (
    FOR_SHAPES,
    FOR_WORDS,
    are_apart,
    clearest,
    contrast,
    in_hue_of,
    nearest_shade,
)
from safety_plan.core.palette import Mode, palette

#: The modes of a screen; paper has the colours of a light one.
SCREENS = (Mode.LIGHT, Mode.DARK)
#: A colour on each screen.
Shades = Mapping[Mode, str]
SERIES = ("chart-2", "chart-3", "chart-4")
#: Which of our own comes first where a brand has a second colour, and where it has none.
_BESIDE_ACCENT = ("chart-3", "chart-4", "chart-2", "chart-1")
_WITHOUT_ACCENT = (*SERIES, "chart-1")


def shape_on_ground(colour: str, mode: Mode) -> str:
    """The shade of *colour* that shapes on a page can have."""
    ground = palette(mode)["ground"]
    return nearest_shade(colour, lambda shade: contrast(shade, ground) >= FOR_SHAPES)


def words_on(ground: str) -> str:
    """Black or white, whichever can be read better on *ground*."""
    return clearest(ground, (palette(Mode.LIGHT)["white"], palette(Mode.LIGHT)["black"]))


def ground_of_words(colour: str) -> str:
    """The shade of *colour* on which words in black or white can be read."""
    return nearest_shade(colour, lambda shade: contrast(words_on(shade), shade) >= FOR_WORDS)


def highlight(colour: str) -> Shades:
    """The colour of what a chart is about: the first of a brand, or ours."""
    own = {mode: palette(mode)["chart-1"] for mode in SCREENS}
    return {**own, Mode.LIGHT: colour, Mode.DARK: _on_dark(colour)} if colour else own


def accent_series(accent: str) -> Shades:
    """The second colour of a brand, as shapes on a page have it."""
    return {mode: shape_on_ground(accent, mode) for mode in SCREENS}


def can_be_second(colour: str, accent: str) -> bool:
    """Whether a chart can show *accent* beside *colour*, and beside the grey of the rest."""
    rest = {mode: palette(mode)["chart-other"] for mode in SCREENS}
    return all(apart_on_screens(accent_series(accent), one) for one in (highlight(colour), rest))


def other_series(colour: str, accent: str) -> list[Shades]:
    """The colours of the second series of a chart and of those after it."""
    names = _BESIDE_ACCENT if accent else _WITHOUT_ACCENT
    candidates: list[Shades] = [{mode: palette(mode)[name] for mode in SCREENS} for name in names]
    if accent and can_be_second(colour, accent):
        candidates.insert(0, accent_series(accent))
    chosen = [highlight(colour)]
    for candidate in [*candidates]:
        if all(apart_on_screens(candidate, one) for one in chosen):
            chosen.append(candidate)
            candidates.remove(candidate)
    chosen += [_apart_from(candidate, chosen) for candidate in candidates[: 4 - len(chosen)]]
    return chosen[1 : len(SERIES) + 1]


def _apart_from(candidate: Shades, chosen: list[Shades]) -> Shades:
    """The shades of *candidate* that are apart from those *chosen*, on each screen."""

    def shade(screen: Mode) -> str:
        ground = palette(screen)["ground"]
        return nearest_shade(
            candidate[screen],
            lambda s: (
                contrast(s, ground) >= FOR_SHAPES
                and all(are_apart(s, one[screen]) for one in chosen)
            ),
        )

    return {screen: shade(screen) or candidate[screen] for screen in SCREENS}


def apart_on_screens(one: Shades, other: Shades) -> bool:
    """Whether two colours of charts can be told apart on every screen."""
    return all(are_apart(one[mode], other[mode]) for mode in SCREENS)


def _on_dark(colour: str) -> str:
    """As light as our own is there, and apart from the grey bars beside it."""
    base = palette(Mode.DARK)
    shade = in_hue_of(colour, base["chart-1"])
    return nearest_shade(
        shade,
        lambda s: (
            contrast(s, base["chart-ground"]) >= FOR_SHAPES
            and are_apart(s, base["chart-other"])
            and contrast(words_on(s), s) >= FOR_WORDS
        ),
    )
