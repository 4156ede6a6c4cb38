"""What the page on checking says of each seal: what to do first, and its history after it."""

from typing import Any

from lxml.html import HtmlElement, fromstring

from safety_plan.content.templates import render_template

WHY = "Before the site opens: a word was wrong"
REVISION: dict[str, Any] = {
    "id": "2021-06",
    "title": "First",
    "sealed": True,
    "digest": "aa",
    "removed": [],
    "download": "2021-06/sealed.zip",
    "seal": {
        "day": "2021-06-30",
        "holds_day": True,
        "holds_text": True,
        "previous": "",
        "witness": None,
        "before": ["bb", "cc"],
    },
    "again": ["The record was ordered", WHY],
    "edited": [{"reason": WHY, "files": ["docs/index.md", "data/charts.yml"]}],
}


def card(**said: object) -> HtmlElement:
    listing = {"revisions": [REVISION | said]}
    return fromstring(render_template("digests.html", listing=listing, titles={}))


def at_once(tree: HtmlElement) -> str:
    """The words that nobody has to press anything for."""
    for details in tree.xpath("//details"):
        for child in details:
            if child.tag != "summary":
                child.drop_tree()
    return " ".join(tree.text_content().split())


def test_each_reason_is_said_once_with_the_files_that_were_edited_for_it():
    reasons = card().xpath("//section/details/ul[1]/li")

    assert [reason.text_content().split(".")[0] for reason in reasons] == REVISION["again"]
    assert [[file.text for file in reason.xpath(".//code")] for reason in reasons] == [
        [],
        ["docs/index.md", "data/charts.yml"],
    ]
    assert card().text_content().count(WHY) == 1


def test_downloads_stand_before_the_history_and_the_history_opens_at_a_press():
    words = at_once(card())

    assert "some of its words or numbers were edited, and it was sealed again" in words
    assert words.index("Download the sealed revision") < words.index("sealed again")
    assert WHY not in words
    assert "docs/index.md" not in words


def test_words_that_were_taken_out_are_told_without_a_press():
    removal = {"date": "2022-01-02", "ground": "A court said so.", "was": {"SHA256SUMS": "dd"}}

    assert "Words were taken out on 2 January 2022." in at_once(card(removed=[removal]))


def test_a_seal_without_a_history_has_nothing_to_press():
    plain = card(again=[], edited=[], seal={**REVISION["seal"], "before": []})

    assert plain.xpath("//details") == []
    assert "sealed again" not in plain.text_content()
