"""An action is followed through every revision: promised, moved, done, dropped, and why."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml.html import document_fromstring as html_fromstring

from safety_plan.checks.registry import check
from safety_plan.diff.compare import compare
from safety_plan.diff.report import as_json
from safety_plan.models.actions import NOT_REPORTED
from safety_plan.revisions.action_history import (
    ActionHistory,
    action_histories,
    histories_of_pages,
    review,
)
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.seal import start_next_draft, write_seal
from tests.conftest import TINY, build
from tests.diff.test_compare import IDS, record
from tests.revisions.test_seals import adopt


@pytest.fixture(scope="module")
def followed() -> dict[str, ActionHistory]:
    """Every action of the invented place, through its seven revisions."""
    return {history.id: history for history in action_histories([record(n) for n in IDS])}


def steps_of(history: ActionHistory) -> list[tuple[str, str]]:
    return [(step.revision.id, " ".join(step.sentences)) for step in history.steps]


def test_an_action_is_promised_moved_done_and_leaves_the_list(followed: dict[str, ActionHistory]):
    assert steps_of(followed["mend-lamps"]) == [
        (
            "2001-03",
            "It is in the list for the first time. It was due: December 2001. "
            "Who leads: Town council. Not started, as of March 2001.",
        ),
        (
            "2002-03",
            "It was moved: it was due December 2001, and is now due February 2003. "
            "Under way, as of March 2002.",
        ),
        (
            "2003-03",
            "It stands on another page. It was on “Streets”, and is now on “Lamps”. "
            "Done, as of February 2003.",
        ),
        ("2004-03", "It is no longer in the list. In the revision before, it was done."),
    ]
    reasons = [step.why for step in followed["mend-lamps"].steps]
    assert reasons == ["", "The makers could not send the parts in time.", "", ""]


def test_actions_stand_by_page_and_those_that_left_the_list_are_counted_no_more(
    followed: dict[str, ActionHistory],
):
    pages = histories_of_pages(followed.values())

    assert len({page.page_id for page in pages}) == len(pages) > 1
    assert sum(len(page.histories) for page in pages) == len(followed)
    for page in pages:
        assert {one.cells["page_id"] for one in page.histories} == {page.page_id}
        assert page.listed_actions == [one.cells for one in page.histories if one.is_listed]
    assert not followed["mend-lamps"].is_listed


def test_the_page_of_all_actions_starts_with_how_many_and_names_each_by_its_first_sentence(
    tiny_site: Path,
):
    page = html_fromstring((tiny_site / "actions" / "index.html").read_text("utf-8"))
    links = page.cssselect("article ul a[href^='#']")
    names = [heading.text_content() for heading in page.cssselect(".action-trail h4")]

    assert "7 actions:" in page.cssselect("article p b")[0].text_content()
    assert links
    assert all(page.get_element_by_id(link.get("href")[1:]) is not None for link in links)
    assert names
    assert all(". " not in name for name in names)


def test_a_revision_in_which_nothing_became_of_an_action_is_no_step(
    followed: dict[str, ActionHistory],
):
    assert [step[0] for step in steps_of(followed["count-burglaries"])] == [
        *("2001-03", "2004-03", "2005-03")
    ]


def test_an_action_that_only_its_dates_make_late_is_late_once(followed: dict[str, ActionHistory]):
    """2004 says “not started” after the day it was due, and 2005 says “late”."""
    steps = steps_of(followed["canal-lamps"])

    assert [name for name, words in steps if "Late" in words] == ["2004-03"]
    assert "The promise is in other words." in steps[2][1]
    assert "Who leads now: Lamp office. Before: Town council." in steps[2][1]


def test_an_action_that_stands_on_another_page_is_a_step():
    first, second = record(IDS[0]), record(IDS[1])
    titles = {page.page_id: page.title for page in second.pages.values()}
    row = next(row for row in first.registers["actions"] if row["id"] == "mend-lamps")
    other = next(name for name in titles if name != row["page_id"])
    later = [{**one, "page_id": other} for one in second.registers["actions"]]
    moved = replace(second, registers={**second.registers, "actions": later})

    history = {one.id: one for one in action_histories([first, moved])}["mend-lamps"]

    was = first.page(row["page_id"])
    assert was is not None
    assert history.steps[1].sentences[0] == (
        f"It stands on another page. It was on “{was.title}”, and is now on “{titles[other]}”."
    )


def test_every_action_there_ever_was_keeps_its_history(followed: dict[str, ActionHistory]):
    assert {*followed} == {"mend-lamps", "count-burglaries", "canal-walk", "canal-lamps"}
    assert not any(history.is_listed for history in followed.values())
    assert followed["canal-walk"].state == "stopped"


def test_a_review_tells_of_the_actions_of_the_revision_before_one_by_one():
    reviewed = review([record(name) for name in IDS[:3]])

    assert [(one.before["id"], one.before["state"], one.history.state) for one in reviewed] == [
        ("mend-lamps", "under way", "done"),
        ("count-burglaries", "under way", "under way"),
        ("canal-walk", "stopped", "stopped"),
    ]


def test_what_was_reported_before_there_were_actions_is_read_from_its_seal():
    """The seal of the tiny plan is in format 2: its pages hold two reports without ids."""
    rows = sealed_bundle(TINY, "2021-06").record.registers["actions"]

    assert [(row["id"], row["page_id"], row["state"], row["part"]) for row in rows] == [
        ("", "bicycles", "done", "paragraph 3.2"),
        ("", "bicycles", NOT_REPORTED, "paragraph 3.3"),
    ]
    assert rows[0]["promise"] == "Volunteers marked bicycles at a fair: over 60 people came."
    assert {row["source"] for row in rows} == {"committee-report"}


def test_what_went_on_from_such_a_report_is_not_told_as_new():
    c = compare(sealed_bundle(TINY, "2021-06").record, check(TINY)[1].record)
    kinds = {change.key: change.kind for change in c.rows if change.register == "actions"}

    assert kinds.pop("second-fair") == "changed"
    assert kinds.pop("bicycle-marking") == "changed"
    assert {*kinds.values()} == {"new"}


@pytest.fixture
def three_revisions(tiny: Path) -> Path:
    """The tiny plan with its second revision sealed, and a third in which the fair was held."""
    adopt(tiny)
    plan, bundle, _ = check(tiny)
    write_seal(plan, bundle)
    start_next_draft(plan)
    revision = tiny / "data" / "revision.yml"
    text = revision.read_text("utf-8").replace("status: draft", "status: proposed")
    text = text.replace("title: Next revision", "title: June 2023 Revision")
    text = text.replace("A draft. It is not published.", "The committee has read it.")
    text = text.replace("What this revision will change is not written yet.", "It adds a lamp.")
    revision.write_text(text.replace("2022-07", "2023-06"), "utf-8")
    with (tiny / "data" / "proposals.csv").open("a", encoding="utf-8") as file:
        file.write("2023-06,,,,,,,,\n")
    actions = tiny / "data" / "actions.csv"
    rows = [
        line.replace("not started,2022-05-19", "done,2023-05") if "second-fair" in line else line
        for line in actions.read_text("utf-8").splitlines()
    ]
    actions.write_text("\n".join([*rows, ""]), "utf-8")
    return tiny


def test_an_action_is_followed_from_a_report_to_the_third_revision(
    three_revisions: Path, tmp_path: Path
):
    assert [p for p in check(three_revisions)[2] if p.location.path == "data/actions.csv"] == []
    build(three_revisions, tmp_path / "site")

    def page(path: str) -> str:
        return " ".join((tmp_path / "site" / path).read_text("utf-8").split())

    trail = page("actions/index.html").partition('id="action-second-fair"')[2]
    trail = trail.partition("</section>")[0]
    assert trail.index("As adopted in June 2021") < trail.index("June 2022 Revision")
    assert "It got a date: it is due April 2022." in trail
    assert "Late, as of 19 May 2022." in trail
    assert "Done, as of May 2023." in trail
    assert "Why: The committee set a month for the fair." in trail
    stands = page("actions/index.html").partition('id="action-bicycle-stands"')[2]
    assert "The first stands are there." in stands.partition("</section>")[0]
    assert "Reported done (2)" in page("2023-06/figures/index.html")
    assert 'href="../../actions/#action-second-fair"' in page("2023-06/figures/index.html")
    told = "“A second fair was to follow.” State: “Late” became “Done”."
    assert told in page("feed.xml")
    compared = compare(
        sealed_bundle(three_revisions, "2022-06").record, check(three_revisions)[1].record
    )
    listed = json.loads(as_json(compared))["registers"]["actions"]
    assert [row["key"] for row in listed] == ["second-fair"]
    record_file = json.loads(page("2023-06/plan.json"))
    states = {row["id"]: row["state"] for row in record_file["registers"]["actions"]}
    assert states["second-fair"] == "done"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("A second fair was to follow.", "A third fair was to follow.", "action-changed"),
        (",2022-04,", ",2024-04,", "action-changed"),
        ("second-fair,", "next-fair,", "action-changed"),
        ("Community safety officer", "Cycling club", ""),
        (",done,2023-05", ",stopped,2023-05", "action-changed"),
        (",done,2023-05", ",under way,2023-05", ""),
    ],
)
def test_a_promise_of_the_last_seal_is_not_changed_in_silence(
    three_revisions: Path, old: str, new: str, rule: str
):
    actions = three_revisions / "data" / "actions.csv"
    text = actions.read_text("utf-8")
    line = next(one for one in text.splitlines() if one.startswith("second-fair"))
    actions.write_text(text.replace(line, line.replace(old, new)), "utf-8")

    assert {p.rule for p in check(three_revisions)[2]} == ({rule} if rule else set())

    explained = line.replace(old, new).replace("set a month for the fair", "chose so")
    if new == "next-fair,":
        explained = f"{explained}second-fair"
    actions.write_text(text.replace(line, explained), "utf-8")
    assert check(three_revisions)[2] == []
