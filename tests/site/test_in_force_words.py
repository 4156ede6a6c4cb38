"""What a page says of itself beside the revision in force: each sentence, in each state."""

from __future__ import annotations

import re
from typing import Any

import pytest

from safety_plan.core.translation import language_of_page
from safety_plan.site.in_force_words import banner, in_force_sentences

TOP = "../../"
NO_DOUBT = {"is_worked_out": False, "unsure_since": ""}


def place(name: str, title: str, status: str = "adopted", **more: object) -> dict[str, Any]:
    """A revision as the theme is told of it, with this page where it was."""
    told = {
        "id": name,
        "title": title,
        "status": status,
        "title_of_plan": "",
        "pages": [("p/", "")],
    }
    return {**told, "pages": [("p/", "")], **more}


def in_force(name: str, title: str, *, is_this: bool = False, **more: object) -> dict[str, Any]:
    return place(name, title) | {"is_this": is_this, "days": "", **NO_DOUBT, **more}


def words(
    revision: tuple[str, str],
    newest: dict[str, Any],
    holds: dict[str, Any] | None,
    *,
    compiled: bool = False,
    title_of_plan: str = "",
    **own: object,
) -> str:
    title, status = revision
    page = {"newest": newest, "in_force": holds, "older": True, "is_other_plan": False}
    site = {
        "revision": {"title": title, "status": status},
        "plan": {"compiled": compiled},
        "title_of_plan": title_of_plan,
    }
    return str(banner({**page, "why_dropped": "", **own}, site, TOP))


def plain(html: str) -> str:
    return re.sub("<[^>]+>", "", html)


def test_an_older_revision_leads_to_the_newest_which_is_in_force():
    newest = in_force("b", "2022 Revision", days="until 31 March 2024 at the latest")

    for compiled, said in (
        (True, "The last revision known to be in force is the 2022 Revision, until 31"),
        (False, "The revision in force until 31 March 2024 at the latest is the 2022 Revision."),
    ):
        text = words(("As adopted", "adopted"), newest, newest, compiled=compiled)
        assert plain(text).startswith(f"You are reading an earlier revision: As adopted. {said}")
        assert text.endswith('<a href="p/">This page in the 2022 Revision</a>.')


@pytest.mark.parametrize(
    ("title", "compiled", "days", "said"),
    [
        ("As adopted", True, "until May", "the plan as adopted, the last revision known to be in "),
        ("As adopted", False, "until May", "the plan as adopted, the revision in force until May."),
        ("As adopted", False, "", "the plan as adopted, the revision in force."),
        ("First", True, "", "in its revision “First”, the last revision known to be in force."),
        ("First", False, "from May on", "revision “First”, the revision in force from May on."),
    ],
)
def test_an_older_revision_that_is_in_force_says_so_and_what_was_proposed(
    title: str, compiled: bool, days: str, said: str
):
    holds = in_force("a", title, is_this=True, days=days)
    text = words((title, "adopted"), place("b", "New", "proposed"), holds, compiled=compiled)

    assert said in text
    assert "A later one, the New, has been proposed." in text


def test_the_next_plan_is_named_as_a_plan():
    holds = in_force("a", "First", is_this=True)
    for status, said in (("proposed", "has been proposed."), ("unknown", "was proposed.")):
        newest = place("b", "Draft", status, title_of_plan="Safe 2025")
        text = words(("First", "adopted"), newest, holds, is_other_plan=True)
        assert f"The next plan, “Safe 2025”, {said}" in text

    newest = in_force("b", "As adopted")
    text = words(
        ("First", "adopted"), newest, newest, is_other_plan=True, title_of_plan="Safe 2022"
    )
    assert "You are reading an earlier plan: Safe 2022, First." in text


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("lapsed", "a revision that was proposed and never decided on: Second."),
        ("refused", "a revision that was proposed and not adopted: Second."),
        ("unknown", "proposed, and it is not known what was decided on it: Second."),
    ],
)
def test_a_revision_that_nobody_adopted_leads_to_the_one_in_force(status: str, said: str):
    newest = place("b", "Second", status)
    holds = in_force("a", "First")

    text = words(("Second", status), newest, holds, older=False)

    assert said in text
    assert "The revision in force is another: <a href=" in text
    assert text.endswith('<a href="p/">This page in “First”</a>.')


def test_between_the_one_in_force_and_the_newest_both_are_named():
    holds = in_force("b", "Second", pages=[("q/", "Bridges"), ("r/", "")])
    newest = place("c", "Third", "unknown", pages=[("s/", "Rivers")])

    text = words(("First", "adopted"), newest, holds, compiled=True)

    assert "The last revision known to be in force is another:" in text
    assert '<a href="q/">Bridges in “Second”</a>; <a href="r/">This page in “Second”</a>.' in text
    assert "The newest is the Third. It was proposed, and it is not known what" in text
    assert 'What stood here is now on: <a href="s/">Rivers, in the Third</a>.' in text


def test_a_page_that_is_gone_leads_to_the_plan_and_says_why():
    newest = in_force("b", "Second", pages=[])

    text = words(("First", "adopted"), newest, newest, why_dropped="It was done.")

    assert "This page is not in the Second. The reason given: It was done." in text
    assert text.endswith(f'<a href="{TOP}b/">The plan in the Second</a>.')


def test_doubts_about_the_days_are_said_once_and_only_by_whoever_does_not_know():
    doubts = {"is_worked_out": True, "unsure_since": "1 May 2022"}
    holds = in_force("b", "Second", days="until 31 March 2024 at the latest", **doubts)

    by_others = words(("First", "adopted"), holds, holds, compiled=True)
    by_council = words(("First", "adopted"), holds, holds)

    assert by_others.count("The last day is worked out from the years of the plan.") == 1
    assert "worked out" not in by_council
    assert by_council.count("From 1 May 2022 on it is not known whether a later one was") == 1


@pytest.mark.parametrize(
    ("is_this", "compiled", "days", "said"),
    [
        (True, True, "until May", "Last known to be in force: this revision, until May."),
        (True, False, "", "In force: this revision."),
        (False, True, "", "Last known to be in force: First."),
        (False, False, "from May on", "The last revision in force: First, from May on."),
    ],
)
def test_the_status_says_which_was_last_in_force(
    is_this: bool, compiled: bool, days: str, said: str
):
    own = {"in_force": in_force("a", "First", is_this=is_this, days=days)}
    text = in_force_sentences(own, {"plan": {"compiled": compiled}}, TOP)

    assert plain(text) == said
    assert ('<a href="p/">' in text) != is_this


def test_no_title_is_markup_in_any_language():
    newest = in_force("b", "Safe & <b>sound</b> {title}")
    for language in ("en-GB", "cy"):
        with language_of_page(language):
            text = words(("First", "adopted"), newest, newest)
        assert "Safe &amp; &lt;b&gt;sound&lt;/b&gt; {title}" in text
        assert "<b>" not in text
