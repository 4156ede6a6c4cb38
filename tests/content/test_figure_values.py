"""The card of a figure claims no more digits than somebody counted, and says what chance may do."""

from dataclasses import replace
from decimal import Decimal

import pytest

from safety_plan.content.chance_words import chance_sentences
from safety_plan.content.change_phrases import answer_change, describe_change
from safety_plan.content.figure_values import (
    period_in_full,
    value_for_readers,
    value_in_full,
    value_name,
    value_name_of_page,
)
from safety_plan.content.renderer import Renderer
from safety_plan.models.figures import Figure
from safety_plan.models.goal_words import value_in_words

OFFENCES = Figure(
    id="latest",
    label="Offences",
    value="16987",
    unit="count",
    period="year to 2019-09",
    place="Fernbrook",
    source="police",
    table="offences",
    events="offences, offences",
)
BEFORE = replace(OFFENCES, id="before", value="17176", period="year to 2018-09")
ENTRANTS = replace(OFFENCES, value="129", unit="per_100000", base="children", events="")


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        (OFFENCES, "Exact value"),
        (replace(OFFENCES, value="40000", unit="pounds", table=""), "Exact value"),
        (replace(OFFENCES, qualifier="over"), "As published"),
        (replace(OFFENCES, nearest="1000"), "Rounded to the nearest 1,000"),
        (replace(OFFENCES, value="63", unit="percent", table=""), "As published"),
        (replace(OFFENCES, value="2.6", unit="per_1000"), "Rounded to 1 decimal"),
        (replace(OFFENCES, value="3547.58", unit="fte"), "Rounded to 2 decimals"),
        (ENTRANTS, "Rounded to a whole number"),
    ],
)
def test_only_what_was_counted_one_by_one_has_an_exact_value(figure: Figure, name: str):
    assert value_name(figure) == name


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        (OFFENCES, "Not rounded"),
        (replace(OFFENCES, value="2020-06-30", unit="date", table=""), "As published"),
        (replace(OFFENCES, qualifier="over"), "As published"),
        (replace(OFFENCES, nearest="1000"), "Rounded to the nearest 1,000"),
        (replace(OFFENCES, value="2.6", unit="per_1000"), "Rounded to 1 decimal"),
    ],
)
def test_no_page_calls_a_count_exact_that_may_come_from_a_weak_source(figure: Figure, name: str):
    assert value_name_of_page(figure) == name


def test_a_number_that_is_only_known_to_be_over_something_keeps_its_word():
    assert value_in_full(replace(OFFENCES, value="60", qualifier="over")) == "over 60"


def test_a_reader_meets_a_number_a_second_time_only_where_it_has_more_digits():
    assert value_for_readers(OFFENCES) == ""
    assert value_for_readers(replace(OFFENCES, value="40000", unit="pounds")) == ""
    assert value_for_readers(replace(OFFENCES, value="60", qualifier="over")) == ""
    rate = replace(OFFENCES, value="1102.402671", unit="per_1000", page_decimals="1")
    assert value_for_readers(rate) == "1,102.402671"


def test_a_period_without_an_end_is_said_to_have_none():
    since = replace(OFFENCES, period="since 2019-04")

    assert period_in_full(since) == "since April 2019; the source does not say until when"
    assert period_in_full(OFFENCES) == "year ending September 2019"


def test_pages_round_what_the_file_keeps_and_changes_are_worked_out_from_all_digits():
    before, latest = (
        replace(OFFENCES, value=value, unit="fte", page_decimals="0")
        for value in ("3333.31", "3547.58")
    )

    assert (before.text, latest.text) == ("3,333", "3,548")
    assert describe_change(before, latest, "both") == "rose by 6.4%, from 3,333 to 3,548"
    assert describe_change(before, latest, "amount") == "rose by 214"


@pytest.mark.parametrize(
    ("latest", "limit", "clause", "said"),
    [
        (
            "16987",
            362,
            "too small to tell from chance",
            "differ by 189, which is too little to tell",
        ),
        (
            "16000",
            356,
            "more than chance alone would bring",
            "differ by 1,176, which is more than that",
        ),
    ],
)
def test_what_chance_may_bring_is_said_with_its_limit(
    latest: str, limit: int, clause: str, said: str
):
    figure = replace(OFFENCES, value=latest)

    assert answer_change(BEFORE, figure, "chance") == clause
    is_within = clause == "too small to tell from chance"
    assert (answer_change(BEFORE, figure, "finding") == "shows no clear change") == is_within
    sentences = chance_sentences(figure, BEFORE)
    assert f"would differ by up to {limit} in 19 cases of 20." in sentences
    assert said in sentences


def test_a_target_says_for_whom_its_rate_is():
    assert value_in_words(Decimal(100), "per_100000", "children") == "100 per 100,000 children"
    assert value_in_words(Decimal(100), "per_1000") == "100 per 1,000 people"
    assert value_in_words(Decimal(10), "percent", "children") == "10%"


def card(figure: Figure, text_rule: int) -> str:
    figures = {one.id: one for one in (BEFORE, figure)}
    changes = {figure.id: [BEFORE.id]}
    return Renderer(figures=figures, sources={}, changes=changes, text_rule=text_rule).block(
        "figures", {}
    )


def test_a_card_says_for_whom_a_rate_is_and_what_chance_may_bring():
    assert "129 (per 100,000 children)" in card(ENTRANTS, 3)
    assert "By chance alone two such counts would differ by up to 362" in card(OFFENCES, 3)
    assert "By chance" not in card(replace(OFFENCES, events=""), 3)


def test_cards_that_were_sealed_before_keep_their_words():
    rounded = replace(OFFENCES, value="2.6", unit="per_1000")

    assert "By chance" not in card(OFFENCES, 2)
    assert "Exact value" in card(rounded, 2)
    assert "Rounded to" not in card(rounded, 2)
