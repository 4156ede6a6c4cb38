"""The words of a finished page are read quickly, and as the standard parser reads them."""

import re
from pathlib import Path

import pytest

from safety_plan.content import page_text
from safety_plan.site.site_check import scan_page

PAGES = {
    "capitals and a picture": '<P Class="A">One<IMG alt="a &amp; b" src="x.png">two</P>',
    "an attribute without quotes": "<p id=one>One</p><p id='two'>Two</p><p hidden>Three</p>",
    "a tag in a value": '<a href="<script>">One</a><a title="a > b" href="#two">Two</a>',
    "a script with words": "<p>One<script>if (1 < 2) document.write('<p>')</script>Two</p>",
    "a script of its own file": '<p>One</p><script src="a.js" defer></script><p>Two &lt;b&gt;</p>',
    "style, comment and the rest": "<style>p > b {}</style><!-- <p>no</p> --><p>One</p>",
    "a comment at the end": "<p>One</p><!-- <p>Two</p>",
    "half a tag": "<p>One</p><p>Two <a href=",
    "less than": "<p>1 < 2 and 3<4 &lt; 5 &amp &copy; &#60;</p>",
    "ends without starts": "</p><div>One</b></div></article>Two",
    "an empty element": '<p>One<br/>Two<svg viewBox="0 0 1 1"><path d="M0"/></svg></p>',
    "what is left out": "<p>One<b data-living>two<i data-living>three</i></b>four</p><b>five",
    "elements left open": "<div data-living><p>One<ul><li>Two</div><p>Three</p>",
    "spaces of every kind": "<p\n class='a'\tid=\"b\"  title>One\u00a0\u2003 two</p\n>",
    "signs": "<!DOCTYPE html><?php echo 1 ?><p>One</p><![CDATA[two]]><p/>Three",
}


def both_ways(html: str, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A page as it is read, and as the standard parser alone reads it."""
    quick = scan_page(html), page_text.read_sections(html)
    with monkeypatch.context() as patched:
        patched.setattr(page_text, "_STEP", re.compile("(?!)"))
        return [quick, (scan_page(html), page_text.read_sections(html))]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_written_strangely_is_read_as_the_standard_parser_reads_it(
    name: str, monkeypatch: pytest.MonkeyPatch
):
    for html in (PAGES[name], f"<article data-page><h1>A</h1>{PAGES[name]}</article>"):
        quick, standard = both_ways(html, monkeypatch)

        assert quick == standard


def test_every_page_of_the_site_is_read_as_the_standard_parser_reads_it(
    tiny_site: Path, monkeypatch: pytest.MonkeyPatch
):
    for file in tiny_site.rglob("*.html"):
        quick, standard = both_ways(file.read_text("utf-8"), monkeypatch)

        assert quick == standard, file
