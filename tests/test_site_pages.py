"""Which pages the tests in a browser may leave out: those made of the same elements as another."""

from pathlib import Path

from tests.site_pages import pages_of_each_make

PAGE = "<html><body><main><ul>{}</ul></main></body></html>"


def test_pages_that_differ_in_words_alone_are_of_one_make_and_others_are_not(tmp_path: Path):
    pages = {
        "a.html": "<li>One</li>",
        "b.html": "<li>Another</li><li>And one more</li>",
        "c.html": "<li><a href='a.html'>One</a></li>",
        "d.html": "<li><a href='b.html'>Two</a></li>",
        "e.html": "<li class='late'>One</li>",
        "f.html": "<li></li>",
        "g.html": "<li hidden>One</li>",
    }
    for name, items in pages.items():
        (tmp_path / name).write_text(PAGE.format(items), "utf-8")

    assert pages_of_each_make(tmp_path) == ("a.html", "c.html", "e.html", "f.html", "g.html")


def test_every_type_of_page_is_among_them(real_site: Path):
    makes = pages_of_each_make(real_site)

    for start in ("2020-04/figures/", "2019-04/figures/", "embed/", "history/", "2020-04/plan/"):
        assert [address for address in makes if address.startswith(start)]
    assert len(makes) > 80
