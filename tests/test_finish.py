"""The finishing pass over rendered pages."""

from safety_plan.content.page_text import read_sections
from safety_plan.site.postprocess import finish_page
from safety_plan.site.urls import Addresses


def finished(html: str) -> str:
    return finish_page(html, "help/", None, Addresses(bundles=(), living={}))


def test_indents_go_and_every_word_stays_apart_from_the_next():
    html = "<div>\n    <p>\n      One\n        <b>two</b>\n\n  <i>three</i>   four\n </p>\n</div>"

    assert finished(html) == "<div>\n<p>\nOne\n<b>two</b>\n<i>three</i>   four\n</p>\n</div>"
    assert [s.as_dict for s in read_sections(finished(html))] == [
        s.as_dict for s in read_sections(html)
    ]


def test_what_must_keep_its_own_spaces_keeps_them():
    kept = "<pre><code>a\n    <b>b</b>\n\n  c</code></pre>\n<textarea>\n  d\n  <e>\n</textarea>"

    assert finished(f"<main>\n  {kept}\n  </main>") == f"<main>\n{kept}\n</main>"
