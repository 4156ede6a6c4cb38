"""The site's own words in other languages: each has a translation, and the catalogue is whole."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from safety_plan.core.catalogues import (
    catalogue_files,
    gather_messages,
    untranslated_messages,
    updated_catalogue,
)
from safety_plan.core.translation import gettext, language_of_page, languages

CATALOGUES = catalogue_files()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.name)
def test_a_catalogue_has_the_messages_of_the_code_and_no_others(path: Path):
    assert path.read_bytes() == updated_catalogue(path, gather_messages())


def test_every_word_of_a_page_has_a_curly_apostrophe_as_all_others_have():
    """Files that are read as plain text, such as a README in a zip file, keep the straight one."""
    straight = [
        words
        for message in gather_messages()
        for words in (message.id if isinstance(message.id, tuple) else [message.id])
        if re.search(r"\w'\w", words)
    ]

    assert [words for words in straight if "witness.pem" not in words] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.name)
def test_every_message_is_translated(path: Path):
    assert untranslated_messages(path) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.name)
def test_a_translation_has_the_places_for_values_that_the_message_has(path: Path):
    def places(text: str) -> set[str | None]:
        named = set(Formatter().parse(text.replace("%(", "{").replace(")s", "}")))
        return {name for _, name, _, _ in named if name is not None}

    with path.open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if message.id:
            # A number can be in the words of one of the forms.
            wanted = places(message.id if isinstance(message.id, str) else message.id[1])
            given = message.string if isinstance(message.string, tuple) else (message.string,)
            for text in given:
                assert places(text) <= wanted
            assert places(given[0]) == wanted, message.id


def test_words_come_in_the_language_of_the_page():
    with language_of_page("cy"):
        assert gettext("Draft") == "Drafft"
    assert gettext("Draft") == "Draft"
    assert languages() == ("en-GB", "cy")


def test_words_of_a_language_without_a_catalogue_come_in_english():
    with language_of_page("gd"):
        assert gettext("Draft") == "Draft"
