"""A language is written by its code; whoever writes it otherwise is told the code."""

import pytest

from safety_plan.models.languages import (
    english_name,
    is_language,
    is_site_language,
    language_fix,
    own_name,
    site_language_fix,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("Welsh", "cy"), ("CY", "cy"), ("cy_GB", "cy"), ("cy-GB", "cy"), ("Cymraeg", "cy")),
        *(("welch", "cy"), ("wel", "cy"), ("english", "en-GB"), ("en", "en-GB"), ("EN", "en-GB")),
        *(("en-gb", "en-GB"), ("English (UK)", "en-GB"), ("British English", "en-GB")),
    ],
)
def test_a_name_or_another_spelling_is_answered_with_the_code(text: str, code: str):
    assert not is_language(text)
    assert language_fix(text) == site_language_fix(text) == f"Write {code}."
    assert is_language(code)
    assert is_site_language(code)


def test_a_language_without_words_of_the_site_may_be_that_of_a_page_and_not_of_a_plan():
    assert is_language("pl")
    assert language_fix("Polish") == "Write pl."
    assert not is_site_language("pl")
    assert site_language_fix("pl").startswith("Write en-GB for English or cy for Welsh. ")
    assert "engineering/how-to-add.md" in site_language_fix("Gaelic of Nowhere")


@pytest.mark.parametrize("text", ["xx", "klingonish", "1", "und", "-", "language"])
def test_what_names_no_language_is_told_how_a_code_looks(text: str):
    assert not is_language(text)
    assert language_fix(text).startswith("Write the short code of the language, such as cy")


@pytest.mark.parametrize("text", ["Welsh and English", "cy, en", "[en-GB, cy]", "English/Welsh"])
def test_a_plan_in_two_languages_is_told_that_its_pages_can_have_their_own(text: str):
    assert site_language_fix(text).startswith("A plan has one language: ")
    assert "language: at its top" in site_language_fix(text)


def test_a_language_is_called_by_its_own_name_where_its_readers_look_for_it():
    assert [own_name(code) for code in ("cy", "en-GB", "pl")] == ["Cymraeg", "English", "Polski"]
    assert [english_name(code) for code in ("cy", "en-GB")] == ["Welsh", "English"]
