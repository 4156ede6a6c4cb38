"""The words of a text are the same for the index and for a reader's question."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.core.search_tokens import index_words, plain, words_of

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "labelled/search-tokens.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("text", "words"), EXAMPLES)
def test_a_text_is_taken_apart_into_its_words(text: str, words: list[str]):
    assert words_of(text) == words


def test_words_with_a_hyphen_are_found_as_one_word_too():
    assert [*index_words("anti-social 2019-20")] == ["anti", "social", "2019", "20", "antisocial"]


@given(st.text(max_size=60))
def test_a_word_stays_itself_when_it_is_taken_apart_again(text: str):
    for word in words_of(text):
        assert words_of(word) in ([word], words_of(plain(word)))
