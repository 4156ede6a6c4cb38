"""A page and its twins in other languages know each other, and protect their readers alike."""

from dataclasses import replace

from safety_plan.models.pages import Page
from safety_plan.models.twins import settle_twins, site_language, twin_in, twins_of

HOME = Page(path="b.md", title="Home", page_id="home", description="", text="x", topics=("home",))
CYMRAEG = replace(
    HOME, path="a.md", page_id="cartref", topics=(), language="cy", translation_of="home"
)
POLSKI = replace(CYMRAEG, path="c.md", page_id="dom", language="pl")
PAGES = {page.path: page for page in (CYMRAEG, HOME, POLSKI)}


def test_each_leads_to_the_others_the_original_first():
    pages = PAGES.values()

    assert twins_of(HOME, pages) == [CYMRAEG, POLSKI]
    assert twins_of(POLSKI, pages) == [HOME, CYMRAEG]
    assert twin_in(HOME, "cy", pages, "en-GB") is CYMRAEG
    assert twin_in(CYMRAEG, "en-GB", pages, "en-GB") is HOME


def test_a_twin_stands_behind_its_original_and_has_its_topics_and_button_to_leave():
    settled = settle_twins(PAGES | {"b.md": replace(HOME, exit_this_page=True)})
    own = settle_twins(PAGES | {"a.md": replace(CYMRAEG, topics=("fire",))})

    assert [*settled] == ["b.md", "a.md", "c.md"]
    assert [(p.topics, p.exit_this_page) for p in settled.values()] == [(("home",), True)] * 3
    assert own["a.md"].topics == ("fire",)


def test_a_page_that_is_said_to_be_a_page_that_is_not_there_has_no_twins():
    lost = replace(CYMRAEG, translation_of="lost")
    itself = replace(CYMRAEG, translation_of="cartref")

    assert twins_of(lost, [HOME, lost]) == twins_of(itself, [HOME, itself]) == []


def test_the_site_speaks_the_language_of_a_page_where_it_can_and_else_that_of_the_plan():
    assert [site_language(page, "en-GB") for page in PAGES.values()] == ["cy", "en-GB", "en-GB"]
