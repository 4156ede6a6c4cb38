"""Arithmetic with colours, held against numbers that others have published."""

import pytest

from safety_plan.core.colours import are_apart, contrast, in_hue_of, nearest_shade, read_colour


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#ffffff", "#000000", 21), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


def test_colours_are_apart_for_people_who_see_fewer_colours_too():
    assert are_apart("#12436d", "#f46a25")
    assert not are_apart("#12436d", "#13456f")
    assert not are_apart("#b8005c", "#12436d")  # of which one without red cones sees little


def test_the_nearest_shade_is_the_colour_itself_where_that_works():
    assert nearest_shade("#1d5b3a", lambda shade: contrast(shade, "#fff") >= 4.5) == "#1d5b3a"


def test_the_nearest_shade_works_and_no_lighter_one_does():
    nearest = nearest_shade("#ffdd00", lambda shade: contrast(shade, "#fff") >= 4.5)

    assert 4.5 <= contrast(nearest, "#fff") < 4.7
    red, green, blue = (int(nearest[place : place + 2], 16) for place in (1, 3, 5))
    assert red > green > blue  # still a yellow
    assert nearest_shade("#ffdd00", lambda _: False) == ""


def test_a_shade_in_a_hue_is_as_light_as_the_colour_it_replaces():
    shade = in_hue_of("#1d5b3a", "#9ccbf3")

    assert contrast(shade, "#15191e") == pytest.approx(contrast("#9ccbf3", "#15191e"), rel=0.1)


def test_what_a_drawing_calls_its_colours_is_read():
    assert read_colour("navy") == read_colour("rgb(0, 0, 128)") == "#000080"
    assert [read_colour(text) for text in ("none", "url(#a)", "#00000010", "")] == [""] * 4
