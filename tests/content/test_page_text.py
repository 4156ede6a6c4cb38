"""The text of a page, by rule 1: what each piece of HTML says in a record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from safety_plan.content.page_text import (
    CELL,
    TEXT_RULE,
    normalise,
    parse_html,
    read_sections,
    sections_of,
)

#: Pieces of HTML, and the blocks of text that they say.
BLOCKS = {
    "paragraphs": ("<p>One</p>\n<p>Two</p>", ["One", "Two"]),
    "text between blocks": ("One<p>Two</p>three <b>four</b>", ["One", "Two", "three four"]),
    "elements within a line": ("<p>O<b>n</b>e <em>two</em></p>", ["One two"]),
    "spaces and ends of lines": ("<p>  One \n\t two\r\n</p>", ["One two"]),
    "spaces that do not break": ("<p>One\u00a0\u2003two&nbsp;&#160;three</p>", ["One two three"]),
    "quotation marks": ("<p>‘One’ “two” &rsquo;&#8220;</p>", ["'One' \"two\" '\""]),
    "entities": ("<p>&lt;b&gt; &amp; &copy; &#60; &hellip; &amp;amp;</p>", ["<b> & © < … &amp;"]),
    "an entity without its end": ("<p>1 &lt 2 &copy 3 &bogus; 4</p>", ["1 < 2 © 3 &bogus; 4"]),
    "nothing in a block": ("<p> </p><div><p></p></div>", []),
    "nothing at all": ("", []),
    "a comment alone": ("<!-- One -->", []),
    "a comment between": ("<p>One<!-- two -->three</p>", ["Onethree"]),
    "a line break": ("<p>One<br>two<br/>three</p>", ["One two three"]),
    "a picture": ('<p>See<img alt="a &amp; b" src="x.png">there</p>', ["See a & b there"]),
    "preformatted": ("<pre>\n one\n   two</pre>", ["one two"]),
    "a list in a list": (
        "<ul><li>One<ul><li>two</li></ul></li><li>3</li></ul>",
        ["One", "two", "3"],
    ),
    "definitions": ("<dl><dt>ASB</dt><dd>Behaviour</dd></dl>", ["ASB", "Behaviour"]),
    "a table": (
        "<table><caption>C</caption><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><td>1</td><td></td></tr></tbody></table>",
        ["C", f"A{CELL}B", f"1{CELL}"],
    ),
    "empty cells": ("<table><tr><td></td><td> </td></tr></table>", []),
    "a table in a cell": (
        "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>",
        ["a", f"b{CELL}c", "d"],
    ),
    "details": ("<details><summary>More</summary>One<p>two</p></details>", ["More", "One", "two"]),
    "code of the page": ("<p>One</p><script>if (1 < 2) {}</script><style>p {}</style>", ["One"]),
    "a drawing": (
        "<p>One<svg viewBox='0 0 1 1'><title>T</title><path/></svg> two</p>",
        ["One two"],
    ),
    "a template": ("<template><p>One</p></template><p>Two</p>", ["Two"]),
    "a part that lives on": ("<div data-living><p>One</p></div><p>Two</p>", ["Two"]),
    "a word that lives on": ("<p>One<b data-living>two<i>3</i></b> four</p>", ["One four"]),
    "one living part in another": ("<b data-living>1<i data-living>2</i>3</b><p>4</p>", ["4"]),
    "a chart": ("<figure data-chart><p>One</p></figure><p>Two</p>", ["Two"]),
    "capitals": ("<P>One</P><DIV DATA-LIVING>two</DIV>", ["One"]),
    "a value without quotes": ("<p id=one title='a > b'>One</p>", ["One"]),
    "less than in text": ("<p>1 < 2 and 3<4</p>", ["1 < 2 and 3<4"]),
    "elements left open": ("<p>One<p>two<ul><li>three<li>four", ["One", "two", "three", "four"]),
    "ends without starts": ("</p><div>One</b></div></article>two", ["One", "two"]),
    "a living part left open": ("<div data-living><ul><li>One</div><p>two</p>", ["two"]),
    "a comment left open": ("<p>One</p><!-- <p>two</p>", ["One"]),
    "half a tag": ("<p>One</p><p>two <a href=", ["One", "two"]),
    "instructions": ("<?php echo 1 ?><p>One</p><![CDATA[two]]><p>three</p>", ["One", "three"]),
    "a mark of encoding": ('<meta charset="latin-1"><p>é</p>', ["é"]),
    "half a character": ("<p>a\ud800b</p>", ["a?b"]),
    "a null character": ("<p>a\0b</p>", ["a\ufffdb"]),
    "a separator of units": ("<p>a\x1cb</p>", ["a b"]),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_the_text_of_html_is_as_the_rule_says(name: str):
    html, blocks = BLOCKS[name]
    whole = f"<!doctype html><html><body>Top<article data-page>{html}</article>End</body></html>"

    assert TEXT_RULE == 3
    assert [block for s in read_sections(html) for block in s.blocks] == blocks
    if "left open" not in name and name not in ("half a tag", "ends without starts"):
        assert [b for s in read_sections(whole, whole_page=True) for b in s.blocks] == blocks


def test_a_heading_starts_a_section_with_its_anchor():
    html = (
        '<p>Before</p><h1 id="a">On<b>e</b></h1><p>1</p><h2>Two</h2><div><h6 id="c">3</h6>x</div>'
    )

    sections = [section.as_dict for section in read_sections(html)]

    assert sections == [
        {"heading": "", "anchor": "", "text": "Before"},
        {"heading": "One", "anchor": "a", "text": "1"},
        {"heading": "Two", "anchor": "", "text": ""},
        {"heading": "3", "anchor": "c", "text": "x"},
    ]


def test_a_heading_of_a_part_that_lives_on_starts_nothing():
    (section,) = read_sections('<h1 id="a">A</h1>x<div data-living><h2 id="b">B</h2></div>y')

    assert (section.heading, section.blocks) == ("A", ["x", "y"])


@pytest.mark.parametrize(
    ("html", "details"),
    [
        ('<p>a <a href="x.html">the <b>page</b></a>.</p>', [["link", "the page", "x.html"]]),
        ('<p><a href="#x">here</a> <a>anchor</a></p>', [["link", "anchor", ""]]),
        ('<p><a href="x"> </a></p>', []),
        ('<p><a href="x" data-living>1</a></p>', []),
        ('<div data-living><a href="x">1</a></div>', []),
        ('<p><img src="a.png" alt="A map"></p>', [["picture", "a.png", "A map"]]),
        ('<p><img src="a.png"></p>', [["picture", "a.png", ""]]),
        ("<a href=x><img src=a alt=b></a>", [["picture", "a", "b"], ["link", "b", "x"]]),
        ("<a href=x><p>words</p></a>", []),
    ],
)
def test_links_and_pictures_are_noted_beside_the_text(html: str, details: list[list[str]]):
    assert [detail for s in read_sections(f"<h1>A</h1>{html}") for detail in s.details] == details


def test_of_a_whole_page_only_its_own_part_is_read():
    html = "<p>Top</p><article data-page><h1>A</h1><p>One</p></article><footer><p>End</p></footer>"

    assert [s.heading for s in read_sections(html, whole_page=True)] == ["A"]
    assert read_sections(html, whole_page=True)[0].blocks == ["One"]
    assert read_sections("<p>No such part</p>", whole_page=True) == []
    nested = "<div data-page><p>One</p><div data-page><p>Two</p></div></div>"
    assert [s.blocks for s in read_sections(nested, whole_page=True)] == [["One", "Two"]]


def test_a_tree_that_is_parsed_already_is_read_as_its_text_is():
    html = "<h1 id=a>A</h1><p>One <a href=x>two</a></p>"

    assert sections_of(parse_html(html)) == read_sections(html)


def test_long_and_deep_pages_are_read_whole():
    long = "word " * 3_000_000
    deep = "<div>" * 1_000 + "One" + "</div>" * 1_000

    assert read_sections(f"<p>{long}</p>")[0].blocks == [long.strip()]
    assert read_sections(f"{deep}<p>Two")[0].blocks == ["One", "Two"]


#: Any text but control characters and halves of characters.
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff"))


@given(st.lists(TEXT, max_size=5), TEXT)
def test_whatever_the_words_are_they_are_read_as_they_were_written(texts: list[str], cell: str):
    html = "".join(f"<p>{escape(text)}</p>" for text in texts)
    html += f"<table><tr><th>{escape(cell)}</th><td>x</td></tr></table>"

    blocks = [block for section in read_sections(html) for block in section.blocks]

    assert blocks == [n for text in texts if (n := normalise(text))] + [f"{normalise(cell)}{CELL}x"]


@given(st.text(alphabet="<>/=\"'&;! \nabdhptr1-", max_size=80))
def test_no_html_whatever_makes_reading_fail(html: str):
    read_sections(html)
    read_sections(html, whole_page=True)
