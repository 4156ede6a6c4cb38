"""A plan is in force until its term ends, and every day there is has its answer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from safety_plan.models.identity import PlanTitle
from safety_plan.models.in_force import (
    FIRST_DAY,
    days_in_force,
    first_day_in_force,
    in_force_periods,
    is_worked_out,
    last_day_in_force,
    last_in_force,
    period_in_words,
)
from safety_plan.models.next_plan import NextPlan
from safety_plan.models.revision import Decision, Revision
from safety_plan.models.terms import read_term


def revision(
    name: str, life: str, status: str = "adopted", adopted: str = "", decided: str = ""
) -> Revision:
    """An invented revision of a plan for *life*."""
    body = {"body": "Town council", "what": "", "source": "minutes"}
    return Revision(
        id=name,
        title=f"Plan of {name}",
        life=life,
        status=status,
        status_note="Nobody says.",
        summary="",
        adopted=Decision(date=adopted, **body) if adopted else None,
        decisions=(Decision(date=decided, **body),) if decided else (),
    )


def told(*revisions: Revision, next_plan: NextPlan | None = None) -> list[tuple[str, str, str]]:
    """Since when, what is known, and of which revision."""
    periods = in_force_periods(revisions, next_plan)
    return [(p["since"], p["state"], p["revision"] or "") for p in periods]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021 to 2024", "2021-04-01", "2024-03-31"),
        ("2021-01 to 2022-02", "2021-01-01", "2022-02-28"),
        ("2023-03 to 2024-02", "2023-03-01", "2024-02-29"),
        ("2021-06-14 to 2024-06-13", "2021-06-14", "2024-06-13"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2021 onwards", "2021-01-01", ""),
        ("2021-06 onwards", "2021-06-01", ""),
    ],
)
def test_a_term_is_read_to_the_day(text: str, first: str, last: str):
    term = read_term(text)

    assert term is not None
    assert (term.first, term.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "2021-24", "2021/24", "2024 to 2021", "2021 to 2021", "three years", "to 2024"]
)
def test_what_is_no_term_is_not_guessed(text: str):
    assert read_term(text) is None


def test_nothing_is_in_force_after_the_term():
    assert told(revision("2021-06", "2021 to 2024", adopted="2021-06-14")) == [
        (FIRST_DAY, "before", ""),
        ("2021-06-14", "in force", "2021-06"),
        ("2024-04-01", "over", ""),
    ]


def test_a_plan_without_an_end_stays_in_force():
    assert told(revision("2021-06", "2021 onwards", adopted="2021-06-14"))[-1] == (
        "2021-06-14",
        "in force",
        "2021-06",
    )


def test_each_plan_ends_where_the_next_begins():
    """The second is adopted before its own term begins: until then the first goes on."""
    first = revision("2021-03", "2021 to 2022", adopted="2021-03-02")
    second = revision("2022-02", "2022 to 2023", adopted="2022-02-10")

    assert told(first, second) == [
        (FIRST_DAY, "before", ""),
        ("2021-04-01", "in force", "2021-03"),
        ("2022-04-01", "in force", "2022-02"),
        ("2023-04-01", "over", ""),
    ]


def test_between_two_plans_nothing_is_in_force():
    first = revision("2021-03", "2021 to 2022", adopted="2021-03-02")
    late = revision("2022-07", "2022 to 2025", adopted="2022-07-05")

    assert told(first, late)[2:] == [
        ("2022-04-01", "over", ""),
        ("2022-07-05", "in force", "2022-07"),
        ("2025-04-01", "over", ""),
    ]


def test_a_plan_of_which_only_the_year_of_adoption_is_known_begins_with_its_own_term():
    assert told(revision("2022-01", "2022 to 2023", adopted="2022")) == [
        (FIRST_DAY, "before", ""),
        ("2022-04-01", "in force", "2022-01"),
        ("2023-04-01", "over", ""),
    ]


def test_a_proposal_makes_it_unknown_until_the_term_ends_and_no_longer():
    first = revision("2021-06", "2021 to 2024", adopted="2021-06-14")
    proposal = revision("2022-06", "2021 to 2024", "proposed", decided="2022-06-13")

    assert told(first, proposal)[2:] == [
        ("2022-06-13", "not known", ""),
        ("2024-04-01", "over", ""),
    ]


def test_what_lapsed_puts_nothing_out_of_force_and_an_unknown_outcome_does():
    first = revision("2021-06", "2021 to 2024", adopted="2021-06-14")
    lapsed = revision("2022-06", "2021 to 2024", "lapsed", decided="2022-06-13")
    unknown = revision("2022-06", "2021 to 2024", "unknown", decided="2022-06-13")

    assert told(first, lapsed) == told(first)
    assert ("2022-06-13", "not known", "") in told(first, unknown)


def test_a_proposal_after_the_term_does_not_bring_the_plan_back():
    first = revision("2021-06", "2021 to 2024", adopted="2021-06-14")
    next_one = revision("2024-05", "2024 to 2027", "proposed", decided="2024-05-20")

    assert told(first, next_one)[2:] == [
        ("2024-04-01", "over", ""),
        ("2024-05-20", "not known", ""),
        ("2027-04-01", "over", ""),
    ]


def test_the_plan_that_followed_ends_it_on_the_day_it_began():
    first = revision("2021-06", "2021 to 2024", adopted="2021-06-14")
    next_plan = NextPlan(title="The plan of 2023", address="https://x.example", begins="2023-09-04")

    assert told(first, next_plan=next_plan)[1:] == [
        ("2021-06-14", "in force", "2021-06"),
        ("2023-09-04", "over", ""),
    ]


def test_the_plan_that_followed_is_named_where_its_first_day_is_not_known():
    first = revision("2021-06", "2021 to 2024", adopted="2021-06-14")
    next_plan = NextPlan(title="The plan of 2024", address="https://x.example")

    note = in_force_periods([first], next_plan)[-1]["note"]
    assert note == (
        "The term of this plan, 2021 to 2024 (from April to March), is over. "
        "The last day is worked out from the years of the plan. "
        "The plan that followed is “The plan of 2024”."
    )


def test_the_last_one_in_force_is_the_last_adopted_and_not_the_newest():
    revisions = [
        revision("2020-06", "2020 to 2024", adopted="2020-06-14"),
        revision("2021-06", "2020 to 2024", adopted="2021-06-14"),
        revision("2022-06", "2020 to 2024", "proposed", decided="2022-06-13"),
    ]

    assert last_in_force(in_force_periods(revisions)) == "2021-06"
    assert last_in_force([]) is None


def test_every_day_has_one_answer_whatever_is_known():
    revisions = [
        revision("2019-04", "2019 to 2022", adopted="2019-04"),
        revision("2020-12", "2019 to 2022", adopted="2020-12"),
        revision("2021-06", "2019 to 2022", "unknown", decided="2021-06-20"),
        revision("2022-07", "2022", adopted="2022"),
        revision("2023-05", "2023-05 to 2023-11", adopted="2023-05-09"),
        revision("2024-01", "2024 onwards", "proposed", decided="2024-01"),
    ]
    periods = in_force_periods(revisions)
    assert periods[0]["since"] == FIRST_DAY
    assert periods[-1]["until"] is None

    day = date(2018, 1, 1)
    while day < date(2026, 1, 1):
        text = day.isoformat()
        found = [p for p in periods if p["since"] <= text < (p["until"] or "9")]
        assert len(found) == 1, text
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("life", "begins", "last"),
    [
        ("2021 to 2024", "", "2024-03-31"),
        ("2021 to 2024", "2023-06-05", "2023-06-04"),
        ("2021 to 2024", "2023-06", "2023-06-30"),
        ("2021 to 2024", "2025-01-01", "2024-03-31"),
        ("2021 onwards", "2023-06-05", "2023-06-04"),
        ("2021 onwards", "", None),
    ],
)
def test_the_last_day_in_force_is_that_of_the_term_or_the_one_before_the_next_plan(
    life: str, begins: str, last: str | None
):
    first = revision("2021-06", life, adopted="2021-06-14")
    later = revision("2022-06", life, "proposed", decided="2022-05-19")
    plan = NextPlan(title="Next", address="https://next.example/", begins=begins)

    periods = in_force_periods([first, later], plan)

    assert last_day_in_force(periods, first) == last


def test_the_days_in_words_say_from_when_on_nobody_knows_as_the_list_of_days_does():
    first = revision("2021-06", "2021 to 2024", adopted="2021-06-14")
    later = revision("2022-06", "2021 to 2024", "proposed", decided="2022-05-19")
    periods = in_force_periods([first, later])

    days = {"days": "until 31 March 2024 at the latest", "first_day": "", "is_worked_out": True}
    assert days_in_force(periods, first) == {**days, "unsure_since": "19 May 2022"}
    assert days_in_force(in_force_periods([first]), first) == {**days, "unsure_since": ""}


@pytest.mark.parametrize(
    ("life", "adopted", "first_day", "words"),
    [
        ("2027-04 to 2030-03", "2027-02-10", "2027-04-01", "from 1 April 2027 until 31 March 2030"),
        ("2027-04 to 2030-03", "2027-02", "2027-04-01", "from 1 April 2027 until 31 March 2030"),
        ("2027-04 onwards", "2027-03-31", "2027-04-01", "from 1 April 2027 on"),
        ("2027-04 to 2030-03", "2027-04-01", None, "until 31 March 2030"),
        ("2027-04 to 2030-03", "2027-05-20", None, "until 31 March 2030"),
        ("2027-04 to 2030-03", "2027-04", None, "until 31 March 2030"),
        ("2027-04 to 2030-03", "2027", None, "until 31 March 2030"),
        ("2027-04 onwards", "2027-05-20", None, ""),
        ("", "2027-05-20", None, ""),
    ],
)
def test_a_plan_that_was_adopted_before_its_term_says_from_which_day_on_it_is_in_force(
    life: str, adopted: str, first_day: str | None, words: str
):
    one = revision("2027-02", life, adopted=adopted)
    periods = in_force_periods([one])

    assert first_day_in_force(periods, one) == first_day
    said = str(days_in_force(periods, one)["days"])
    assert said.removesuffix(" at the latest") == words


@pytest.mark.parametrize(
    ("state", "since", "until", "words"),
    [
        ("before", FIRST_DAY, "2019-04-10", "Until 9 April 2019"),
        ("in force", "2019-04-10", "2022-04-01", "From 10 April 2019 to 31 March 2022"),
        ("not known", "2019-04-10", "2019-04-11", "On 10 April 2019"),
        ("over", "2022-04-01", None, "From 1 April 2022 on"),
    ],
)
def test_a_period_is_told_from_its_first_day_to_its_last(
    state: str, since: str, until: str | None, words: str
):
    assert period_in_words({"state": state, "since": since, "until": until}) == words


def test_who_publishes_their_own_plan_knows_that_a_proposal_is_not_decided():
    """The next plan is proposed: this one holds until its term is over, and nothing after it."""
    first = revision("2021-06", "2021 to 2024", adopted="2021-06-14")
    next_one = revision("2023-11", "2024 to 2027", "proposed", decided="2023-11-20")
    unknown = revision("2023-11", "2024 to 2027", "unknown", decided="2023-11-20")

    periods = in_force_periods([first, next_one], compiled=False)

    assert [(p["since"], p["state"]) for p in periods[1:]] == [
        ("2021-06-14", "in force"),
        ("2024-04-01", "over"),
    ]
    assert in_force_periods([first, unknown], compiled=False)[2]["state"] == "not known"


def test_a_plan_holds_to_its_own_end_and_the_next_from_its_own_start():
    """Adopted early, it waits; with a gap between two plans nothing holds; each is named."""
    plans = [PlanTitle(id=name, title=f"Plan {name}") for name in ("one", "two", "three")]
    first = replace(revision("2019-03", "2019 to 2022", adopted="2019-03-20"), plan=plans[0])
    second = replace(revision("2021-12", "2022 to 2023", adopted="2021-12-01"), plan=plans[1])
    third = replace(revision("2023-09", "2023-10 onwards", adopted="2023-09-01"), plan=plans[2])

    assert told(first, second, third)[1:] == [
        ("2019-04-01", "in force", "2019-03"),
        ("2022-04-01", "in force", "2021-12"),
        ("2023-04-01", "over", ""),
        ("2023-10-01", "in force", "2023-09"),
    ]
    note = in_force_periods([first, second, third])[3]["note"]
    assert note == (
        "The term of “Plan two”, 2022 to 2023 (from April to March), is over. "
        "The last day is worked out from the years of the plan."
    )


@pytest.mark.parametrize(
    ("life", "day", "is_told"),
    [
        ("2019 to 2022", "2022-03-31", True),
        ("2019 to 2022", "2021-09-30", False),  # the plan that followed began the day after
        ("2019-04-01 to 2022-03-31", "2022-03-31", False),
        ("", "", False),
    ],
)
def test_a_last_day_is_worked_out_only_where_the_years_alone_give_it(
    life: str, day: str, is_told: bool
):
    assert is_worked_out(day, revision("2019-04", life, adopted="2019-04-10")) is is_told
