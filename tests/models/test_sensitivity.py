"""What names a subject that can put its reader at risk: in words, in addresses, on a page."""

import re
from pathlib import Path
from typing import Any

import pytest

from safety_plan.content.word_answers import fenced_block
from safety_plan.core.resources import load_resource
from safety_plan.models.pages import Page
from safety_plan.models.sensitivity import (
    contact_topics,
    is_sensitive,
    neutral_anchor,
    sensitive_words,
    word_in_address,
)

LABELLED = Path(__file__).parents[1] / "labelled" / "sensitive-words.txt"
MARKED = re.compile(r"\[\[(.+?)\]\]")


def lines() -> list[str]:
    texts = LABELLED.read_text("utf-8").splitlines()
    return [text for text in texts if text and not text.startswith("//")]


def sentences() -> list[str]:
    return [line for line in lines() if line[0] not in "/#"]


def addresses() -> list[str]:
    return [line for line in lines() if line[0] in "/#"]


def plain(text: str) -> str:
    """*text* as words that are held against what is found."""
    return " ".join(re.findall(r"\w+", text.replace("_", " ").lower()))


def page(**settings: Any) -> Page:  # noqa: ANN401 (any setting of a page)
    about = {"path": "plan/page.md", "title": "A page", "page_id": "a-page", "description": "It."}
    return Page(**{**about, "text": "# A page\n\nWords.\n", **settings})


def test_the_labelled_set_holds_both_kinds_of_both():
    for labelled in (sentences(), addresses()):
        marked = [line for line in labelled if "[[" in line]
        assert 15 < len(marked) < len(labelled) - 15


@pytest.mark.parametrize("sentence", sentences())
def test_a_sentence_holds_what_is_marked_in_it_and_nothing_else(sentence: str):
    found = sensitive_words(MARKED.sub(r"\1", sentence))

    marked = [plain(words) for words in MARKED.findall(sentence)]
    assert found[: len(marked)] == marked
    assert bool(found) == bool(marked)


@pytest.mark.parametrize("address", addresses())
def test_an_address_is_told_by_the_word_that_is_marked_in_it(address: str):
    marked = [plain(words) for words in MARKED.findall(address)]

    assert word_in_address(MARKED.sub(r"\1", address)) == (marked[0] if marked else "")


@pytest.mark.parametrize("name", ["domestic_abuse", "Domestic-Abuse", "domestic abuse", "ABUSE"])
def test_no_way_of_writing_hides_a_word(name: str):
    assert word_in_address(name)


def test_accents_and_apostrophes_hide_no_word():
    assert sensitive_words("Women’s refuge, women's refuge, Suïcide") == [
        *("womens refuge", "womens refuge", "suicide")
    ]


@pytest.mark.parametrize(
    "settings",
    [
        {"exit_this_page": True},
        {"topics": ("stalking",)},
        {"topics": ("mental-health",)},
        {"title": "Modern slavery"},
        {"title": "Children and young people"},
        {"path": "plan/hate-crime.md"},
        {"page_id": "domestic-abuse"},
        {"text": "# A page\n\n## Help after rape\n\nWords.\n"},
        {"text": '# A page\n\n{{ contacts("domestic-abuse") }}\n'},
        {"text": "# A page\n\n{{ contacts( 'modern-slavery' ) }}\n"},
        {"text": f"# A page\n\n{fenced_block('contacts', {'topic': 'domestic-abuse'})}\n"},
        {"text": "# A page\n\nSuicide. A suicidal man. Suicide again.\n"},
    ],
    ids=lambda settings: "-".join(settings),
)
def test_a_page_is_sensitive_by_each_of_its_parts(settings: dict[str, Any]):
    assert is_sensitive(page(**settings))


def test_a_page_is_sensitive_by_the_words_and_headings_of_its_record():
    assert is_sensitive(page(), ["What to do about stalking"])
    assert is_sensitive(page(), text="Hate crime, rape and slavery are in the figures.")


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"topics": ("theft", "crime")},
        {"title": "Grapes, violins and harmless pranks"},
        {"text": "# A page\n\nStalking is named once, and slavery once.\n"},
        {"text": '# A page\n\n{{ contacts("theft") }}\n'},
        {"text": "# Young at heart\n\nYoung people and their mental health are named here.\n"},
    ],
    ids=["plain", "topics", "title", "two-words", "contacts", "titles-only"],
)
def test_a_page_about_something_else_is_not(settings: dict[str, Any]):
    assert not is_sensitive(page(**settings))


def test_the_topics_of_contacts_are_read_before_and_after_resolving():
    resolved = fenced_block("contacts", {"topic": "home"})

    assert contact_topics('{{ contacts("a") }} {{ contacts() }}') == ["a"]
    assert contact_topics(f"Words.\n\n{resolved}\n") == ["home"]


def test_a_neutral_name_is_short_stable_and_neutral_itself():
    neutral = neutral_anchor("card-domestic-abuse")

    assert re.fullmatch("part-[0-9a-f]{8}", neutral)
    assert neutral == neutral_anchor("card-domestic-abuse") == neutral_anchor(neutral)
    assert neutral != neutral_anchor("card-stalking")
    assert neutral_anchor("what-this-means") == "what-this-means"


def test_every_word_of_the_list_is_found_but_in_what_is_meant_otherwise():
    lists = load_resource("models/sensitive-words.yml")
    words = [word for group in lists["subjects"].values() for word in group]

    assert [word for word in words if not sensitive_words(word.replace("*", ""))] == []
    assert [word for word in words if not word_in_address(word.replace("*", ""))] == []
    never = [word.replace("*", "") for word in lists["never"]]
    assert [word for word in never if sensitive_words(word) or word_in_address(word)] == []
