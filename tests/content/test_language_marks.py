"""Words of another language are marked so, and no mark can be more than that."""

import pytest

from safety_plan.checks.plain_english import without_markdown
from safety_plan.content.markdown_ext import make_renderer
from safety_plan.content.renderer import Renderer
from safety_plan.content.typed_numbers import typed_numbers

render = make_renderer(Renderer(figures={}, sources={}))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("She said [bore **da**](lang:cy).", '<span lang="cy">bore <strong>da</strong></span>'),
        ("[bore da][1]\n\n[1]: lang:cy", '<span lang="cy">bore da</span>'),
        ("[a](lang:en-GB)", '<span lang="en-GB">a</span>'),
        ('[a](lang:"><script>)', '<span lang="&quot;&gt;&lt;script&gt;">a</span>'),
        ('[a](lang:cy "title")', '<span lang="cy">a</span>'),
    ],
)
def test_a_mark_gives_a_language_to_its_words_and_nothing_else(text: str, html: str):
    assert html in render(text)


def test_rules_of_plain_words_take_words_of_another_language_for_one_word():
    assert without_markdown("We say [mae’n flin gennym ni](lang:cy) here.") == "We say § here."


def test_a_word_of_another_language_is_no_number_and_a_digit_is():
    found = typed_numbers("[dix et six](lang:fr) people, [45 o bobl](lang:cy)")

    assert [number.text for number in found] == ["45"]
