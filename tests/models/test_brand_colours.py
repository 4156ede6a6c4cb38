"""Whatever colours a council has: what is suggested works, and what is accepted can be read."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from safety_plan.core.colours import FOR_SHAPES, FOR_WORDS, are_apart, contrast
from safety_plan.core.palette import Mode, palette, with_colours
from safety_plan.models.brand_colours import brand_roles
from safety_plan.models.brand_faults import (
    accent_faults,
    colour_faults,
    is_lost_among_grey,
    looks_like_danger,
    nearest_accent,
    nearest_calm_accent,
    nearest_calm_colour,
    nearest_colour,
    nearest_second,
)
from safety_plan.models.brand_series import SCREENS, can_be_second, other_series

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
#: Colours of councils and of their flags, greys, and the ends of what a screen shows.
COUNCILS = ("#1d5b3a", "#28a197", "#801650", "#5c2d91", "#0000ff", "#222222", "#005a9c", "#b8005c")
WORDS = {
    **{f"chart-on-step-{step}": f"chart-step-{step}" for step in range(1, 6)},
    **{f"chart-on-part-{part}": f"chart-part-{part}" for part in range(1, 6)},
    "on-accent": "accent",
    "on-focus": "focus",
    "link": "ground",
}


def unreadable(colour: str, accent: str) -> list[str]:
    """What cannot be read or seen of a brand on any screen."""
    found = []
    for screen in SCREENS:
        roles = with_colours(screen, brand_roles(colour, accent, screen))
        found += [w for w, g in WORDS.items() if contrast(roles[w], roles[g]) < FOR_WORDS]
        found += ["tint"] if contrast(roles["link"], roles["tint"]) < FOR_WORDS else []
        shapes = ("chart-1", "chart-2", "chart-3", "chart-4", *(["warm"] if accent else []))
        found += [s for s in shapes if contrast(roles[s], roles["ground"]) < FOR_SHAPES]
        found += [] if are_apart(roles["chart-1"], roles["chart-other"]) else ["grey"]
    return found


def is_accepted(colour: str, accent: str) -> bool:
    wrong = colour_faults(colour) or (accent and accent_faults(colour, accent))
    return not wrong and not is_lost_among_grey(colour)


@settings(max_examples=15)
@given(COLOURS, COLOURS)
def test_whoever_writes_what_is_suggested_has_nothing_to_put_right(colour: str, accent: str):
    better = nearest_colour(colour)
    second = nearest_accent(better, accent)

    assert is_accepted(better, second)
    assert unreadable(better, second) == []


@settings(max_examples=3)
@given(COLOURS, COLOURS)
@example("#007348", "#9cffd9")
@example("#008100", "#a25f17")
@example("#ee635e", "#d61431")
def test_what_one_rule_suggests_no_other_warns_of(colour: str, accent: str):
    better, calm = nearest_colour(colour), nearest_calm_colour(colour)
    first = calm if better != colour else better
    second = nearest_second(first, accent)
    advised = {nearest_calm_accent(first, accent), second} - {""}
    if accent_faults(first, accent):
        advised.add(nearest_accent(first, accent))

    assert calm
    assert better in (colour, calm)
    assert is_accepted(calm, "")
    assert not looks_like_danger(calm)
    for shade in advised:
        assert is_accepted(first, shade)
        assert not looks_like_danger(shade)
        assert can_be_second(first, shade) or not second


@pytest.mark.parametrize("colour", COUNCILS)
def test_a_colour_that_councils_have_is_accepted_in_its_own_shade_or_one_near(colour: str):
    better = nearest_colour(colour)

    assert colour == "#28a197" or better == colour
    assert unreadable(better, "") == []


@pytest.mark.parametrize("colour", COUNCILS)
def test_the_colours_of_a_chart_differ_whatever_the_first_is(colour: str):
    better = nearest_colour(colour)
    for screen in SCREENS:
        series = [brand_roles(better, "", screen)["chart-1"]]
        series += [shades[screen] for shades in other_series(better, "")]
        assert len(set(series)) == 4


def test_yellow_is_refused_for_links_and_welcome_as_second_colour():
    faults = {(fault.pair.what, fault.screen) for fault in colour_faults("#ffdd00")}

    assert ("links on a page", Mode.LIGHT) in faults
    assert accent_faults("#1d5b3a", "#ffdd00") == []
    assert can_be_second("#1d5b3a", "#ffdd00")


def test_a_second_colour_like_the_first_or_like_grey_is_in_no_chart():
    assert not can_be_second("#1d5b3a", "#1f5f3d")
    assert not can_be_second("#1d5b3a", "#d3d3d3")
    assert nearest_second("#1d5b3a", "#e0a0c0")


def test_the_second_colour_is_a_darker_shade_where_a_page_is_white():
    light, dark = (brand_roles("#1d5b3a", "#ffd100", screen) for screen in SCREENS)

    assert light["strip"] == dark["strip"] == dark["warm"] == "#ffd100"
    assert light["warm"] == light["chart-2"] != "#ffd100"


@pytest.mark.parametrize("colour", ["#a01a13", "#b01818", "#c00000"])
def test_reds_like_those_of_danger_are_told_and_others_are_not(colour: str):
    assert looks_like_danger(colour)
    assert not looks_like_danger("#5e1230")


def test_nothing_changes_without_a_brand():
    assert [brand_roles("", "", screen) for screen in SCREENS] == [{}, {}]


def test_only_names_of_the_palette_get_another_colour():
    for screen in SCREENS:
        assert brand_roles("#1d5b3a", "#d99a2b", screen).keys() <= palette(screen).keys()
