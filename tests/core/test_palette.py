"""One place for colours."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from safety_plan.core.palette import STYLE_SHEET, Mode, palette, read_hex, with_colours
from tests.conftest import HOUSE

PACKAGE = HOUSE / "safety_plan"
KINDS = (".py", ".css", ".html", ".svg", ".js", ".yml", ".json", ".xml", ".rules")
#: A colour, and not a place on a page or a letter written as a web page's code has it.
COLOUR = re.compile(r"(?<![&\w/#])#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b(?!-)")
USED = re.compile(r"var\(--([a-z0-9-]+)\)")


def code() -> list[Path]:
    files = [*PACKAGE.rglob("*"), *(HOUSE / "scripts").glob("*"), HOUSE / "mkdocs.yml"]
    return [file for file in files if file.suffix in KINDS and "__pycache__" not in file.parts]


def test_no_colour_stands_in_code_twice():
    places = defaultdict(list)
    for file in code():
        text = file.read_text("utf-8")
        if file.suffix == ".py":  # an example in a docstring is no colour of the site
            text = re.sub(r'""".*?"""|`[^`]*`', "", text, flags=re.S)
        for colour in COLOUR.findall(text):
            places[read_hex(colour)].append(file.relative_to(PACKAGE).as_posix())

    assert {colour: where for colour, where in places.items() if where != [STYLE_SHEET]} == {}
    assert len(places) > 60


def test_every_name_that_a_style_sheet_uses_has_a_colour_or_is_set_beside_it():
    sheets = [file for file in code() if file.suffix == ".css"]
    text = "".join(file.read_text("utf-8") for file in sheets)
    names = {*re.findall(r"--([a-z0-9-]+):", text)}

    assert {*USED.findall(text)} - names == set()
    assert {name for mode in Mode for name in palette(mode)} <= names


#: As each was before there was a palette, on a light screen, on a dark one, and on paper.
BEFORE = {
    "ink": ("#16191d", "#f1f1ee", "#000"),
    "ground": ("#fff", "#15191e", "#fff"),
    "tint": ("#f6f3ec", "#1f252c", "#fff"),
    "accent": ("#12436d", "#0e3557", "#12436d"),
    "on-accent": ("#fff", "#fff", "#fff"),
    "strip": ("#e9a23b", "#e9a23b", "#e9a23b"),
    "figure": ("#12436d", "#9ccbf3", "#000"),
    "link": ("#0f4c81", "#9ccbf3", "#000"),
    "focus": ("#ffd43b", "#ffd43b", "#ffd43b"),
    "mark-tick": ("#12436d", "#12436d", "#12436d"),
    "chart-ground": ("#fff", "#15191e", "#fff"),
    "chart-1": ("#12436d", "#6bace6", "#12436d"),
    "chart-2": ("#f46a25", "#f46a25", "#f46a25"),
    "chart-part-5": ("#801650", "#a83a76", "#801650"),
    "chart-edge": ("#12436d", "#c9ccd3", "#12436d"),
    "put-in-ground": ("#d9ebe4", "#123d30", "#d9ebe4"),
}


@pytest.mark.parametrize("name", BEFORE)
def test_a_site_without_a_brand_has_the_colours_it_always_had(name: str):
    assert tuple(palette(mode)[name] for mode in Mode) == BEFORE[name]


def test_a_colour_that_is_given_another_value_takes_those_with_it_that_follow_it():
    own = with_colours(Mode.LIGHT, {"chart-1": "#1d5b3a"})

    assert own["chart-edge"] == own["chart-part-1"] == "#1d5b3a"
    assert own["accent"] == palette(Mode.LIGHT)["accent"]


@pytest.mark.parametrize("text", ["#1d5b3a", "#1D5B3A", "1d5b3a", " #1d5b3a "])
def test_one_colour_is_read_however_it_is_written(text: str):
    assert read_hex(text) == "#1d5b3a"


def test_three_digits_are_read_as_six_and_other_texts_as_none():
    assert read_hex("#15A") == "#1155aa"
    assert [read_hex(text) for text in ("green", "#12", "#12345", "#1234567", "")] == [""] * 5
