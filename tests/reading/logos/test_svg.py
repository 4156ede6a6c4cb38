"""A logo as SVG is written anew, and holds nothing but shapes and their colours."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from safety_plan.reading.logos.logo import LogoError
from safety_plan.reading.logos.svg import read_svg
from safety_plan.reading.logos.svg_reading import MOST_ELEMENTS
from safety_plan.reading.logos.svg_words import (
    EFFECT,
    ELEMENTS,
    GEOMETRY,
    HIDDEN,
    LEFT_OUT,
    LOOKS,
    LOST,
    MARKS,
    MIX,
    SVG,
)

SHAPE = '<path d="M0 0h9v9z"/>'


def drawing(inside: str, attributes: str = 'viewBox="0 0 120 40"') -> bytes:
    xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg xmlns="{SVG}" {xlink} {attributes}>{inside}</svg>'.encode()


def published(inside: str) -> str:
    return read_svg(drawing(inside)).published.decode()


#: What may not be in a logo, each as an attacker would put it in.
ATTACKS = (
    "<script>alert(1)</script>",
    '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
    f'<g onclick="alert(1)">{SHAPE}</g>',
    f'<a xlink:href="javascript:alert(1)">{SHAPE}</a>',
    '<foreignObject><iframe xmlns="urn:html" src="//a.example"/></foreignObject>',
    '<use href="https://a.example/b.svg#c"/>',
    '<use xlink:href="data:image/svg+xml;base64,AAAA"/>',
    '<rect width="9" height="9" fill="url(//a.example/b.svg#c)"/>',
    '<rect width="9" height="9" style="fill:url(https://a.example/b#c)"/>',
    '<rect width="9" height="9" mask="u\\72l(https://a.example)"/>',
    "<style>@import 'https://a.example/a.css'; g { fill: red }</style>",
    "<style>@font-face { src: url(https://a.example/a.woff) }</style>",
    '<animate attributeName="href" to="javascript:alert(1)"/>',
    '<set attributeName="onload" to="alert(1)"/>',
    '<filter id="f"><feImage href="https://a.example/a.png"/></filter>',
    '<x:link xmlns:x="https://a.example" href="https://a.example"/>',
    "<?xml-stylesheet href='https://a.example/a.css'?>",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_runs_or_loads_is_published(attack: str):
    text = published(attack + SHAPE)

    assert not re.search(r"a\.example|script|alert|on\w+=|import|data:|style|filter|<\?", text)
    assert '<path d="M0 0h9v9z"/>' in text


@pytest.mark.parametrize("attack", ATTACKS[:7])
def test_what_runs_or_leads_away_is_told(attack: str):
    assert read_svg(drawing(attack + SHAPE)).left_out


def test_what_a_drawing_program_writes_for_itself_goes_without_a_word():
    inside = (
        '<metadata>Somebody</metadata><title>Logo</title><!-- 2020 --><i:view xmlns:i="urn:i"/>'
        f'<g i:label="x" xmlns:i="urn:i" data-name="Layer" class="a">{SHAPE}</g>'
    )
    logo = read_svg(drawing(inside))

    assert logo.left_out == ()
    assert logo.published.decode().count("<") == 5
    assert "Somebody" not in logo.published.decode()


TEXTS = st.sampled_from([*ATTACKS, SHAPE, f"<g>{SHAPE}</g>", '<g id="a"/><use href="#a"/>'])


@settings(max_examples=40)
@given(st.lists(TEXTS, max_size=6))
def test_a_logo_holds_only_what_is_listed_and_is_not_changed_by_a_second_cleaning(parts: list[str]):
    content = read_svg(drawing(SHAPE + "".join(parts))).published
    allowed = LOOKS | GEOMETRY | {"href", "id"}
    for element in etree.fromstring(content).iter():
        assert etree.QName(element).localname in ELEMENTS
        assert {*map(str, element.attrib)} <= allowed

    assert read_svg(content).published == content


@pytest.mark.parametrize(
    ("inside", "key"),
    [
        ("<text>Fernbrook</text>", "logo-clean.text"),
        ('<image href="a.png"/>', "logo-clean.picture"),
        ("<style>g path { fill: red }</style>", "logo-clean.style"),
        ("<style>path:hover { fill: red }</style>", "logo-clean.style"),
        ('<g id="a"><use href="#b"/></g><g id="b"/><use href="#a"/>', "logo-clean.copies"),
        ('<use id="a" href="#b"/><g id="b"/><use href="#a"/>', "logo-clean.copies"),
        ("<g>" * 300, "logo-kind.broken"),
        (SHAPE * (MOST_ELEMENTS + 1), "logo-size.shapes"),
    ],
)
def test_what_a_logo_would_look_wrong_without_is_refused(inside: str, key: str):
    with pytest.raises(LogoError) as refused:
        published(inside)

    assert refused.value.key == key


def test_entities_are_refused_before_they_are_read():
    laughs = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + drawing("<g/>").decode()

    with pytest.raises(LogoError, match="entities"):
        read_svg(laughs.encode())


def test_a_style_sheet_becomes_attributes_by_the_order_that_browsers_have():
    inside = (
        "<style>/* path{} */ #b{fill:navy} .a,.c{fill:red;stroke:none!important} path{fill:green}"
        "</style>"
        '<path class="a" fill="white"/><path id="b" class="a" style="stroke:gold"/><path/>'
    )
    shapes = [*etree.fromstring(published(inside).encode())]

    assert [shape.get("fill") for shape in shapes] == ["red", "navy", "green"]
    assert [shape.get("stroke") for shape in shapes] == ["none", "none", None]


def test_places_in_a_drawing_get_names_of_ours_and_are_still_found():
    inside = '<clipPath id="Somebody"><path d="M0 0"/></clipPath><g clip-path="url(#Somebody)"/>'
    text = published(inside + SHAPE)

    assert "Somebody" not in text
    assert re.search(r'id="(\w+)".*url\(#\1\)', text)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 120 40"', (120, 40)),
        ('viewBox="-5,-5,60,20" width="1in"', (60, 20)),
        ('width="90px" height="30"', (90, 30)),
        ('width="25.4mm" height=".5in"', (96, 48)),
        ('width="3e1pt" height="2cm"', (40, 75.5906)),
    ],
)
def test_a_drawing_says_how_large_it_is(attributes: str, size: tuple[int, int]):
    logo = read_svg(drawing(SHAPE, attributes))

    assert (logo.width, logo.height) == size


@pytest.mark.parametrize(
    "attributes",
    [
        *("", 'viewBox="0 0 0 9"', 'viewBox="a b 9 9"', 'viewBox="0 0 nan 9"', 'viewBox="9 9"'),
        *('width="9%" height="9%"', 'width="2em" height="9"', 'width="9"', 'width="9" height="-9"'),
    ],
)
def test_a_drawing_without_a_size_is_refused(attributes: str):
    with pytest.raises(LogoError, match="viewbox"):
        read_svg(drawing(SHAPE, attributes))


def test_the_colours_of_a_logo_are_those_that_it_shows():
    inside = (
        '<g fill="navy"><path/><path fill="none" stroke="#FFF"/></g>'
        '<path display="none" fill="red"/>'
        '<clipPath id="c"><path fill="lime"/></clipPath>'
        '<linearGradient><stop style="stop-color:gold"/></linearGradient>'
    )

    assert read_svg(drawing(inside)).colours == ("#000080", "#ffffff", "#ffd700")
    assert read_svg(drawing(SHAPE)).colours == ("#000000",)


@pytest.mark.parametrize(
    ("inside", "edge"),
    [
        ('<rect width="100" height="40" fill="#1d5b3a"/><circle r="4" fill="#fff"/>', ()),
        ('<g fill="white"><rect width="100%" height="100%"/></g><path fill="#eee"/>', ()),
        ('<rect width="100" height="40" rx="6" fill="navy"/><path fill="#fff"/>', ("#000080",)),
        ('<ellipse cx="50" cy="20" rx="50" ry="20" fill="navy"/><path/>', ("#000080",)),
        ('<defs><path/></defs><rect x="1" width="99" height="40" fill="red"/>', ()),
        # These are no ground: what is behind the logo shows beside them or through them.
        ('<rect width="50" height="40" fill="navy"/>', None),
        ('<path/><rect width="100" height="40" fill="navy"/>', None),
        ('<rect width="100" height="40" fill="none"/><path/>', None),
        ('<rect width="100" height="40" fill-opacity="0.2"/>', None),
        ('<rect width="100" height="40" fill="transparent"/><path/>', None),
        ('<rect width="100" height="40" fill="rgba(0,0,0,0.2)"/>', None),
        ('<svg width="9"><rect width="100" height="40"/></svg>', None),
        ('<g transform="scale(.5)"><rect width="100" height="40"/></g>', None),
        ('<rect width="10em" height="40"/>', None),
    ],
)
def test_a_logo_with_a_ground_of_its_own_meets_what_is_behind_it_with_that(
    inside: str, edge: tuple[str, ...] | None
):
    text = f'<svg xmlns="{SVG}" viewBox="0 0 100 40">{inside}</svg>'

    assert read_svg(text.encode()).edge == edge


#: What a drawing program writes, and what must stand in the published drawing for it.
KEPT = {
    '<mask id="m" style="mask-type:alpha"/>': 'mask-type="alpha"',
    '<g style="vector-effect:non-scaling-stroke"/>': 'vector-effect="non-scaling-stroke"',
    '<g style="transform: translate(1px,2px) rotate(.5turn)"/>': "translate(1 2) rotate(180)",
    '<g style="transform:scaleX(-1);transform-origin:20px 0"/>': (
        "translate(20 0) scale(-1 1) translate(-20 0)"
    ),
    '<g transform="rotate(9)" transform-origin="4 5"/>': (
        'transform="translate(4 5) rotate(9) translate(-4 -5)"'
    ),
    '<linearGradient style="transform:skewX(9deg)"/>': 'gradientTransform="skewX(9)"',
    '<circle style="r:4px"/>': 'r="4"',
    '<path style="fill:rgb(29 91 58 / 90%)"/>': 'fill="#1d5b3ae6"',
    '<path fill="hsl(120deg 100% 25%)"/>': 'fill="#008000"',
    '<path fill="#abcdef80"/>': 'fill="#abcdef80"',
    '<path fill="red" style="fill:no-colour"/>': 'fill="red"',
    '<path style="fill:#1d5b3a;fill:color(display-p3 0 1 0)"/>': 'fill="#1d5b3a"',
    '<path fill="#1d5b3a icc-color(a, 0.1)"/>': 'fill="#1d5b3a"',
    '<path fill="url(#lost) rgb(0 0 128)"/>': 'fill="#000080"',
    '<path fill="url(#lost)" stroke="red"/>': 'fill="none"',
    '<linearGradient id="a b"/><path fill="url(\'#a%20b\') red"/>': 'fill="url(#p1)"',
    "<style>:root{--g:navy}</style><path fill='var(--g)'/>": 'fill="navy"',
    '<g style="--g:navy"><path style="fill:var(--h, var(--g))"/></g>': 'fill="navy"',
}


@pytest.mark.parametrize("inside", KEPT)
def test_what_a_drawing_program_writes_for_looks_is_kept_without_a_word(inside: str):
    logo = read_svg(drawing(inside + SHAPE))

    assert KEPT[inside] in logo.published.decode()
    assert logo.left_out == ((LOST,) if 'fill="none"' in KEPT[inside] else ())


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ('<path style="mix-blend-mode:multiply"/>', MIX),
        ('<marker id="m"/><path marker-end="url(#m)"/>', MARKS),
        ('<path style="filter:blur(2px)"/>', EFFECT),
        ('<pattern id="p"><image/></pattern>', LEFT_OUT["pattern"]),
        ('<g style="display:none"><text>Notes</text></g>', HIDDEN),
        ('<text opacity="0">Notes</text>', HIDDEN),
        ("<style>.a{visibility:hidden}</style><g class='a'><image/></g>", HIDDEN),
        ('<use href="#nothing"/>', LOST),
    ],
)
def test_what_changes_a_logo_and_is_not_taken_over_is_told_by_what_changes(inside: str, words: str):
    assert read_svg(drawing(inside + SHAPE)).left_out == (words,)
    assert (
        read_svg(drawing('<path style="mix-blend-mode:normal" marker-end="none"/>')).left_out == ()
    )


@pytest.mark.parametrize(
    ("inside", "key"),
    [
        ("", "logo-clean.nothing"),
        ('<g fill="none"><path/><line fill="red"/></g>', "logo-clean.nothing"),
        (f'<defs>{SHAPE}</defs><g opacity="0">{SHAPE}</g>', "logo-clean.nothing"),
        ('<path fill="rgb(0 0 0 / 0)" stroke="red" stroke-width="0"/>', "logo-clean.nothing"),
        ('<path fill="var(--g)"/>', "logo-clean.style"),
        ("<path style='--a:var(--a);fill:var(--a)'/>", "logo-clean.style"),
        ('<path style="fill:light-dark(red, blue)"/>', "logo-clean.style"),
        ('<path style="transform:rotate3d(1,1,1,9deg)"/>', "logo-clean.style"),
        ('<path style="transform:scale(2);transform-origin:50% 50%"/>', "logo-clean.style"),
        ("<path style=\"d:path('M0 0h9')\"/>", "logo-clean.style"),
        ('<meshgradient id="m"/><path fill="url(#m)"/>', "logo-clean.style"),
        ('<pattern id="p"/><path fill="url(#p)"/>', "logo-clean.picture"),
        ('<g visibility="hidden"><text visibility="visible">A</text></g>', "logo-clean.text"),
    ],
)
def test_what_shows_nothing_or_only_a_browser_could_tell_is_refused(inside: str, key: str):
    with pytest.raises(LogoError) as refused:
        published(inside)

    assert refused.value.key == key


@pytest.mark.parametrize(
    "inside",
    [
        '<g fill="none"><path stroke="red"/></g>',
        f'<symbol id="a">{SHAPE}</symbol><use href="#a"/>',
        f'<g fill="none"><path id="a"/></g><use href="#a" style="fill:navy"/>{SHAPE}',
        f"<text> </text>{SHAPE}",
    ],
)
def test_a_drawing_that_shows_something_is_accepted(inside: str):
    assert read_svg(drawing(inside)).left_out == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_drawing_is_read_in_every_encoding_that_programs_save(encoding: str):
    text = f'<?xml version="1.0" encoding="UTF-16"?>{drawing(SHAPE).decode()}'
    text = text.replace("UTF-16", "UTF-8") if encoding == "utf-8-sig" else text

    assert read_svg(text.encode(encoding)).published == read_svg(drawing(SHAPE)).published


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_hides_behind_no_remark_and_no_encoding(encoding: str):
    hidden = '<!DOCTYPE svg [<!ATTLIST a b CDATA "<!--"><!ENTITY c "h"><!ATTLIST a d CDATA "-->">]>'
    for start in ('<!DOCTYPE svg [<!ENTITY a "ha">]>', hidden):
        with pytest.raises(LogoError, match=r"entities|broken"):
            read_svg((start + drawing(SHAPE).decode()).encode(encoding))

    assert read_svg(b"<!-- <!ENTITY -->" + drawing(SHAPE)).left_out == ()


def test_the_colour_of_a_variable_or_of_the_text_around_is_one_that_a_logo_shows():
    inside = '<g color="navy"><path fill="currentColor"/></g><path style="--g:lime;fill:var(--g)"/>'

    assert read_svg(drawing(inside)).colours == ("#000080", "#00ff00")
