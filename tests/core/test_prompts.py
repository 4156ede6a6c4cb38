"""Prompts are found wherever an author may leave one, and in nobody else's words."""

import pytest

from safety_plan.core.prompts import find_prompts, is_prompt


@pytest.mark.parametrize(
    "text",
    [
        "[Write here: why this is a priority]",
        "Before. [Write here: two\nlines] After.",
        "[write here]",
        "[ WRITE  HERE – what it costs ]",
        "**[Write here: see [the report](report.md)]**",
        "[Write here: a bracket that nobody closed",
        "“Our plan” [Write here: the sentence of the leader]",
        'The "new" plan. [Write here: what is "new" in it]',
    ],
)
def test_a_prompt_is_found(text: str):
    assert is_prompt(text)


@pytest.mark.parametrize(
    "text",
    [
        "The form says “[Write here: your name]”.",
        'One person wrote: "the box said [Write here] and nothing else".',
        "You can write here: the box is large.",
        "[Writer here](index.md)",
        "[x]",
    ],
)
def test_the_words_of_others_and_what_only_looks_like_one_are_accepted(text: str):
    assert not is_prompt(text)


def test_each_prompt_of_a_text_is_found_by_itself():
    one, two = "[Write here: one]", "[Write here: two]"

    assert [prompt[0] for prompt in find_prompts(f"{one} and {two}")] == [one, two]
