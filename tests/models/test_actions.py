"""How far an action is comes from its dates alone, and it is followed by its id or its words."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.models.action_rows import ActionRow
from safety_plan.models.actions import (
    COLOURS,
    STATE_HINTS,
    STATES,
    carry_ids,
    count_states,
    shown_state,
)
from safety_plan.models.fields import rules_of

DATES = ["", "2021", "2022", "2021-12", "2022-05", "2022-05-19", "2022-05-20"]
PERIODS = [*DATES, "undated", "2021 to 2022", "year to 2022-03", "2022-04 to 2022-05"]


def action(name: str = "", **cells: str) -> dict[str, str]:
    return {**dict.fromkeys(rules_of(ActionRow), ""), "state": "under way", "id": name, **cells}


@pytest.mark.parametrize(
    ("due", "as_of", "state"),
    [
        ("2022-04", "2022-05-19", "late"),
        ("2022-05-18", "2022-05-19", "late"),
        ("2022-05-19", "2022-05-19", "under way"),
        # May is not over on any day of May, whatever day is meant.
        ("2022-05", "2022-05-19", "under way"),
        ("2022-05-01", "2022-05", "under way"),
        ("2022-04-30", "2022-05", "late"),
        # A financial year goes on until the end of March.
        ("2021 to 2022", "2022-03", "under way"),
        ("2021 to 2022", "2022-04", "late"),
        ("undated", "2022-04", "under way"),
        ("", "2022-04", "under way"),
        ("2021", "", "under way"),
    ],
)
def test_an_action_is_late_once_its_last_day_is_over_on_the_day_of_its_state(
    due: str, as_of: str, state: str
):
    assert shown_state(action(due=due, state_as_of=as_of)) == state


@pytest.mark.parametrize("state", ["done", "stopped", "not reported"])
def test_what_is_done_stopped_or_not_reported_is_never_late(state: str):
    for due, as_of in itertools.product(PERIODS, DATES):
        assert shown_state(action(due=due, state_as_of=as_of, state=state)) == state


@given(st.lists(st.tuples(st.sampled_from([*STATES]), *map(st.sampled_from, (PERIODS, DATES)))))
def test_every_action_is_counted_once(cells: list[tuple[str, str, str]]):
    rows = [action(state=state, due=due, state_as_of=as_of) for state, due, as_of in cells]

    counts = count_states(rows)

    assert sum(counts.values()) == len(rows)
    assert [*counts] == [state for state in STATES if state in counts]


def test_every_hint_leads_to_a_state_and_names_none():
    assert {*STATE_HINTS.values()} <= {*STATES}
    assert not {*STATE_HINTS, *COLOURS} & {*STATES}
    assert all(word == word.lower() for word in STATE_HINTS)


def test_an_action_carries_on_what_its_id_its_old_name_or_its_words_name():
    old = [
        action("fair", promise="A fair."),
        action("walk", promise="A walk."),
        action("", promise="Over 60 bicycles were marked."),
        action("", promise="A boat will come."),
        action("", promise="Nobody goes on with this."),
    ]
    new = [
        action("fair", promise="Another fair."),
        action("stroll", promise="A stroll.", was="walk"),
        action("marks", promise="Over 75  bicycles were marked"),
        action("ship", promise="A ship will come.", was="A boat will come."),
        action("new", promise="A walk."),
    ]

    names = [row["id"] for row in carry_ids(old, new)]

    assert names == ["fair", "stroll", "marks", "ship", "nobody-goes-on-with-this"]


def test_of_the_same_words_on_two_pages_each_carries_on_its_own():
    old = [action("", page_id=page, promise="Meet.") for page in ("a", "b")]
    new = [action(f"meet-{page}", page_id=page, promise="Meet.") for page in ("b", "a")]

    assert [row["id"] for row in carry_ids(old, new)] == ["meet-a", "meet-b"]


def test_rows_without_an_id_get_names_that_differ():
    old = [action("", promise="Meet."), action("", promise="Meet!"), action("", promise="…")]

    assert [row["id"] for row in carry_ids(old, [])] == ["meet", "meet-2", "action"]
