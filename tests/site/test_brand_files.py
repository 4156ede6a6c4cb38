"""What a brand puts into a site, worked out from the brand alone."""

import re
from pathlib import Path

import pytest

from safety_plan.core.palette import Mode, palette
from safety_plan.models.brand import Brand, Partner
from safety_plan.reading.logos.logo import Logo
from safety_plan.site.brand_files import brand_context, roles_of, style_sheet, write_brand
from safety_plan.site.logo_plates import is_pale, plate_for

GREEN = Brand(colour="#1d5b3a", accent="#d99a2b")
#: The icon of every site before there were brands, to the byte.
SHIELD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<path d="M16 2 4 7v8c0 8 5 13 12 15 7-2 12-7 12-15V7z" fill="#12436d"/>'
    '<path d="m10 16 4 4 8-9" fill="none" stroke="#f7c46c" stroke-width="3"/></svg>\n'
)


def logo(width: int, *colours: str) -> Logo:
    return Logo(".svg", width, 40, f"<svg width='{width}'/>".encode(), colours)


def files(brand: Brand, site: Path) -> dict[str, str]:
    write_brand(brand, site)
    found = [file for file in site.rglob("*") if file.is_file()]
    return {file.relative_to(site).as_posix(): file.read_text("utf-8") for file in found}


def test_a_site_without_a_brand_gets_the_shield_and_nothing_else(tmp_path: Path):
    assert files(Brand(), tmp_path) == {"assets/images/mark.svg": SHIELD}
    context = brand_context(Brand(), "Fernbrook")
    assert (context["stylesheet"], context["logo"], context["partners"]) == ("", None, [])
    assert context["icon"] == "assets/images/mark.svg"


def test_files_are_named_after_what_they_hold(tmp_path: Path):
    context = brand_context(GREEN, "Fernbrook")
    written = files(GREEN, tmp_path)

    assert {*written} == {context["stylesheet"], context["icon"]}
    assert all(re.fullmatch(r"assets/brand/[0-9a-f]{16}\.(css|svg)", path) for path in written)
    assert written[context["icon"]] == SHIELD.replace("#12436d", "#1d5b3a").replace(
        "#f7c46c", "#d99a2b"
    )
    assert brand_context(Brand(colour="#1d5b3b"), "")["stylesheet"] != context["stylesheet"]


def test_a_style_sheet_gives_names_of_the_palette_other_colours_and_loads_nothing():
    css = style_sheet(GREEN)
    light, dark, paper = css.split("@media")[1:]

    assert {*re.findall(r"--([a-z0-9-]+):", css)} <= {*palette(Mode.LIGHT)}
    assert "--accent: #1d5b3a;" in light
    assert "--chart-1: #1d5b3a;" in light
    assert "(prefers-color-scheme: dark)" in dark
    assert "print" in paper
    assert "--link: var(--ink)" in paper
    assert all("(forced-colors: none)" in block for block in (light, dark))
    assert not re.search(r"url|import|<", css)


def test_the_card_of_a_revision_has_the_colours_of_the_header():
    roles = roles_of(GREEN, Mode.LIGHT)

    assert (roles["accent"], roles["on-accent"], roles["strip"]) == ("#1d5b3a", "#fff", "#d99a2b")


def test_a_logo_says_its_size_and_what_it_shows():
    shown = brand_context(Brand(logo=logo(120, "#ffffff")), "Fernbrook Town Council")["logo"]

    assert (shown["width"], shown["height"], shown["plate"]) == (120, 40, "")
    assert shown["text"] == "Fernbrook Town Council"
    with_text = Brand(logo=logo(120, "#ffffff"), logo_text="A leaf")
    assert brand_context(with_text, "Fernbrook")["logo"]["text"] == "A leaf"


def test_a_logo_that_is_about_square_is_the_icon():
    square, wide = (brand_context(Brand(logo=logo(width)), "") for width in (40, 120))

    assert square["icon"] == square["logo"]["path"]
    assert wide["icon"] == "assets/images/mark.svg"


@pytest.mark.parametrize(
    ("colours", "plate"),
    [
        (["#ffffff"], ""),
        (["#1d5b3a"], "light"),
        (["#ffffff", "#1d5b3a"], "light"),
        (["#ffdd00"], ""),
        ([], ""),
    ],
)
def test_a_logo_that_the_header_would_swallow_stands_on_a_plate(colours: list[str], plate: str):
    assert plate_for(colours, ["#1d5b3a", "#043e23"]) == plate


def test_a_pale_logo_at_the_foot_stands_on_a_dark_plate_and_keeps_a_ground_on_paper():
    partner = Partner(name="Police", logo=logo(40, "#ffffff"))
    shown = brand_context(Brand(partners=(partner,)), "")["partners"][0]["logo"]

    assert shown["plate"] == "dark"
    assert shown["is_pale"]
    assert not is_pale(["#ffffff", "#000000"])
    assert not is_pale([])
