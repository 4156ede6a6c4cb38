"""A logo as SVG is written anew, and holds nothing but shapes and their colours."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from safety_plan.reading.logos.logo import LogoError
from safety_plan.reading.logos.svg import MOST_ELEMENTS, read_svg
from safety_plan.reading.logos.svg_words import ELEMENTS, GEOMETRY, LOOKS, SVG

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


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, max_size=6))
def test_a_logo_holds_only_what_is_listed_and_is_not_changed_by_a_second_cleaning(parts: list[str]):
    content = read_svg(drawing("".join(parts))).published
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
    assert [shape.get("stroke") for shape in shapes] == ["none", "gold", None]


def test_places_in_a_drawing_get_names_of_ours_and_are_still_found():
    inside = '<clipPath id="Somebody"><path d="M0 0"/></clipPath><g clip-path="url(#Somebody)"/>'
    text = published(inside)

    assert "Somebody" not in text
    assert re.search(r'id="(\w+)".*url\(#\1\)', text)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 120 40"', (120, 40)),
        ('viewBox="-5,-5,60,20" width="1in"', (60, 20)),
        ('width="90px" height="30"', (90, 30)),
    ],
)
def test_a_drawing_says_how_large_it_is(attributes: str, size: tuple[int, int]):
    logo = read_svg(drawing(SHAPE, attributes))

    assert (logo.width, logo.height) == size


@pytest.mark.parametrize(
    "attributes",
    ["", 'viewBox="0 0 0 9"', 'viewBox="a b c d"', 'width="9%"', 'viewBox="0 0 nan 9"'],
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
        ('<rect width="100" height="40" fill="transparent"/>', None),
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
