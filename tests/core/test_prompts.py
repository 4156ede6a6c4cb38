"""Prompts are found wherever an author may leave one, and in nobody else's words."""

import pytest

from safety_plan.core.prompts import find_prompts, is_bare_prompt, is_prompt


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
        "[**Write here:** the words of a document]",
        '"[Write here: marks round a whole cell]"',
        "“[Write here: the same, as Word has them]”",
        '![A bridge](bridge.png "[Write here: the title of a picture]")',
        '!!! note "[Write here: the title of a box]"',
        '{{ source("plan", part="[Write here: where]") }}',
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
        '[The form](form.md) said "[Write here: your name]".',
        "[write hereafter]",
    ],
)
def test_the_words_of_others_and_what_only_looks_like_one_are_accepted(text: str):
    assert not is_prompt(text)


def test_each_prompt_of_a_text_is_found_by_itself():
    one, two = "[Write here: one]", "[Write here: two]"

    assert [prompt[0] for prompt in find_prompts(f"{one} and {two}")] == [one, two]


@pytest.mark.parametrize("text", ["Write here", "write here", "Write here: what, in a sentence"])
def test_what_yaml_makes_of_a_prompt_without_quotation_marks_is_one(text: str):
    assert is_bare_prompt(text)


@pytest.mark.parametrize("text", ["Write hereafter", "Whoever can write here", "Written here"])
def test_words_that_only_look_like_it_are_none(text: str):
    assert not is_bare_prompt(text)
