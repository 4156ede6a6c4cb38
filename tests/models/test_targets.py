"""Targets as an officer writes them: what is asked, and every verdict with its reason."""

import csv
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.core.bounds import Bounds, exactly
from safety_plan.core.dates import period_end, period_months
from safety_plan.models.observations import bounds_of
from safety_plan.models.plan import read_plan
from safety_plan.models.targets import DIRECTIONS, RATINGS, REASONS_UNKNOWN, Target
from safety_plan.models.verdicts import Verdict
from tests.conftest import TINY

Reads = Callable[..., Target]


def append(file: Path, cells: dict[str, str]) -> None:
    headings = file.read_text("utf-8").splitlines()[0].split(",")
    with file.open("a", encoding="utf-8", newline="") as text:
        csv.DictWriter(text, headings, restval="", lineterminator="\n").writerow(cells)


def add_figure(tiny: Path, name: str, value: str, period: str, **more: str) -> None:
    cells = {"id": name, "label": f"Rides {name}", "value": value, "unit": "count"}
    where = {"period": period, "place": "Fernbrook", "source": "committee-report"}
    append(tiny / "data" / "figures.csv", {**cells, **where, **more})


@pytest.fixture
def read(tiny: Path) -> Reads:
    """Writes one target into the tiny plan, and reads it."""

    def of(**cells: str) -> Target:
        by_default = {"id": "rides", "what": "Rides", "by": "2024", "direction": "at most"}
        source = {"set_by": "the council", "source": "committee-report"}
        append(tiny / "data" / "targets.csv", {**by_default, **source, **cells})
        plan, problems = read_plan(tiny, KINDS)
        assert problems == []
        return plan.targets["rides"]

    return of


@pytest.mark.parametrize(
    ("cells", "goal"),
    [
        ({"direction": "at most", "value": "40"}, "at most 40"),
        ({"direction": "at least", "value": "1200"}, "at least 1,200"),
        ({"direction": "between", "value": "40 to 60"}, "between 40 and 60"),
        (
            {"direction": "fall by", "value": "12.5", "unit": "percent", "baseline": "before"},
            "a fall of at least 12.5% from 100 (2020)",
        ),
        (
            {"direction": "rise by", "value": "5", "unit": "count", "baseline": "before"},
            "a rise of at least 5 from 100 (2020)",
        ),
        ({"direction": "fall", "baseline": "before"}, "a fall from 100 (2020)"),
    ],
)
def test_what_is_asked_is_said_in_words(tiny: Path, read: Reads, cells: dict[str, str], goal: str):
    add_figure(tiny, "before", "100", "2020")
    add_figure(tiny, "now", "80", "2022")

    assert read(figure="now", **cells).goal_in_full == goal


def test_points_of_a_share_are_called_points(tiny: Path, read: Reads):
    add_figure(tiny, "before", "50", "2020", unit="percent")
    add_figure(tiny, "now", "52", "2022", unit="percent")

    target = read(
        figure="now", direction="rise by", value="1", unit="percentage_points", baseline="before"
    )
    assert target.goal == "a rise of at least 1 percentage point from the baseline"


@pytest.mark.parametrize(
    ("now", "period", "cells", "verdict"),
    [
        ("40", "2024", {"value": "40"}, Verdict.MET),
        ("41", "2024", {"value": "40"}, Verdict.MISSED),
        ("41", "2025", {"value": "40"}, Verdict.MISSED),
        ("70", "2022", {"value": "40", "baseline": "before"}, Verdict.ON_COURSE),
        ("71", "2022", {"value": "40", "baseline": "before"}, Verdict.OFF_COURSE),
        ("75", "2022", {"value": "40", "baseline": "before", "tolerance": "5"}, Verdict.ON_COURSE),
        ("76", "2022", {"value": "40", "baseline": "before", "tolerance": "5"}, Verdict.OFF_COURSE),
        ("41", "2024", {"value": "40", "baseline": "before", "tolerance": "5"}, Verdict.MISSED),
        ("38", "2022", {"value": "40"}, Verdict.ON_COURSE),
        (
            "130",
            "2022",
            {"direction": "at least", "value": "160", "baseline": "before"},
            "on course",
        ),
        (
            "129",
            "2022",
            {"direction": "at least", "value": "160", "baseline": "before"},
            "off course",
        ),
        ("50", "2024", {"direction": "between", "value": "40 to 60"}, Verdict.MET),
        ("61", "2024", {"direction": "between", "value": "40 to 60"}, Verdict.MISSED),
        (
            "80",
            "2022",
            {"direction": "between", "value": "40 to 60", "baseline": "before"},
            "on course",
        ),
        (
            "81",
            "2022",
            {"direction": "between", "value": "40 to 60", "baseline": "before"},
            "off course",
        ),
        (
            "39",
            "2022",
            {"direction": "between", "value": "40 to 60", "baseline": "before"},
            "off course",
        ),
        ("100", "2024", {"direction": "fall", "baseline": "before"}, Verdict.MISSED),
        ("99", "2024", {"direction": "fall", "baseline": "before"}, Verdict.MET),
        ("101", "2022", {"direction": "rise", "baseline": "before"}, Verdict.ON_COURSE),
    ],
)
def test_every_verdict(
    tiny: Path, read: Reads, now: str, period: str, cells: dict[str, str], verdict: str
):
    add_figure(tiny, "before", "100", "2020")
    add_figure(tiny, "now", now, period)

    assert read(figure="now", **cells).judgement == (verdict, "")


@pytest.mark.parametrize(
    ("unit", "size", "now", "verdict"),
    [
        ("percent", "10", "90", Verdict.MET),
        ("percent", "10", "91", Verdict.MISSED),
        ("count", "5", "95", Verdict.MET),
        ("count", "5", "96", Verdict.MISSED),
    ],
)
def test_a_fall_is_measured_from_the_baseline(
    tiny: Path, read: Reads, unit: str, size: str, now: str, verdict: Verdict
):
    add_figure(tiny, "before", "100", "2020")
    add_figure(tiny, "now", now, "2024")

    target = read(figure="now", direction="fall by", value=size, unit=unit, baseline="before")
    assert target.judgement.verdict is verdict


CHANGE = {"direction": "fall by", "value": "10", "unit": "percent", "baseline": "before"}
#: By the reason: the figure of now, that of before, and the cells of the target.
UNSAYABLE: dict[str, tuple[dict[str, str], dict[str, str], dict[str, str]]] = {
    "not-since": ({"period": "2020"}, {}, {"value": "40", "baseline": "before"}),
    "no-baseline": ({}, {}, {"value": "40"}),
    "baseline-zero": ({}, {"value": "0"}, CHANGE),
    "only-planned": ({"qualifier": "planned for"}, {}, {"value": "40"}),
    "inexact": ({"qualifier": "over", "value": "35", "period": "2024"}, {}, {"value": "40"}),
    "other-unit": ({}, {"unit": "percent"}, {"value": "40", "baseline": "before"}),
    "other-length": ({"period": "2022-03"}, {}, {"value": "40", "baseline": "before"}),
}


@pytest.mark.parametrize("reason", UNSAYABLE)
def test_it_is_said_why_nothing_can_be_said(tiny: Path, read: Reads, reason: str):
    now, before, cells = UNSAYABLE[reason]
    add_figure(tiny, "before", **{"value": "100", "period": "2020", **before})
    add_figure(tiny, "now", **{"value": "80", "period": "2022", **now})

    target = read(figure="now", **cells)

    assert target.judgement == (Verdict.UNKNOWN, reason)
    assert target.verdict_words == f"Cannot be said: {REASONS_UNKNOWN[reason]}"


@pytest.mark.parametrize(
    "before",
    [
        {"value": "292", "period": "2004-01 to 2008-12"},
        {"value": "292", "period": "2004-01 to 2008-12", "qualifier": "an average of"},
        {"value": "70", "period": "2010-01 to 2010-03"},
        {"value": "40", "unit": "percent", "period": "2008"},
        {"value": "292", "period": "2008", "qualifier": "planned for"},
    ],
)
@pytest.mark.parametrize(
    ("now", "period", "verdict"),
    [("162", "2015", "on course"), ("162", "2020", "met"), ("180", "2020", "missed")],
)
def test_no_baseline_takes_away_what_can_be_said_without_it(
    tiny: Path, read: Reads, before: dict[str, str], now: str, period: str, verdict: str
):
    add_figure(tiny, "before", **before)
    add_figure(tiny, "now", now, period)

    target = read(figure="now", direction="at most", value="175", by="2020", baseline="before")

    assert target.judgement == (verdict, "")


@pytest.mark.parametrize(("now", "verdict"), [("220", "on course"), ("250", "off course")])
def test_an_average_of_several_years_starts_the_line_of_a_year(
    tiny: Path, read: Reads, now: str, verdict: str
):
    before = {"value": "292", "period": "2004-01 to 2008-12", "qualifier": "an average of"}
    add_figure(tiny, "before", **before)
    add_figure(tiny, "now", now, "2015")

    target = read(figure="now", direction="at most", value="175", by="2020", baseline="before")

    assert target.judgement == (verdict, "")
    assert target.words["start"] == "an average of 292 (January 2004 to December 2008)"


@pytest.mark.parametrize(
    ("cell", "reason"), [("[c]", "held-back"), ("[x]", "not-available"), ("[z]", "not-available")]
)
def test_a_number_that_is_not_published_in_the_year_of_the_target_is_not_replaced(
    tiny: Path, read: Reads, cell: str, reason: str
):
    with (tiny / "data" / "thefts.csv").open("a", encoding="utf-8") as table:
        table.write(f"Upper Wend,2022 to 2023,{cell},[x]\nUpper Wend,2023 to 2024,40,2.0\n")
    look_up = {"table": "thefts", "row": "area=Upper Wend", "column": "thefts"}

    own_year = read(**look_up, value="50", by="2022 to 2023")
    assert own_year.judgement == (Verdict.UNKNOWN, reason)


def test_the_row_of_the_year_of_the_target_decides_whatever_came_later(tiny: Path, read: Reads):
    look_up = {"table": "thefts", "row": "area=Fernbrook", "column": "thefts"}

    target = read(**look_up, value="820", by="2020 to 2021")

    assert target.latest is not None
    assert target.latest.cell == "803"  # it is 850 a year later
    assert target.latest.figure == "thefts-before"
    assert target.judgement.verdict is Verdict.MET


def test_a_row_that_was_not_available_yet_gives_way_to_the_newest_number(tiny: Path, read: Reads):
    look_up = {"table": "thefts", "row": "area=Mossley Cross", "column": "thefts"}

    target = read(**look_up, value="200", by="2023 to 2024", baseline_period="2018 to 2019")

    assert target.latest is not None
    assert target.latest.period == "2019 to 2020"  # 2020 to 2021 is [x]
    assert target.judgement.verdict is Verdict.OFF_COURSE


def test_a_figure_that_counts_something_else_now_is_not_held_against_its_old_baseline(
    tiny: Path, read: Reads
):
    changes = tiny / "data" / "changes.csv"
    changes.write_text(
        changes.read_text("utf-8").replace(
            "thefts-latest,,new year added", "thefts-latest,,new year added; definition changed"
        ),
        "utf-8",
    )

    target = read(figure="thefts-latest", value="700", by="2023 to 2024", baseline="thefts-before")
    assert target.judgement == (Verdict.UNKNOWN, "redefined")


def test_a_range_that_its_table_gives_leaves_open_what_lies_in_it(read: Reads):
    look_up = {"table": "safe-at-night", "row": "area=Fernbrook", "column": "share"}

    judgement = read(**look_up, direction="at least", value="65", by="2022").judgement

    assert judgement == (Verdict.UNKNOWN, "inexact")


def test_the_tiny_plan_has_targets_of_every_direction_verdict_and_rating():
    targets = [*read_plan(TINY, KINDS)[0].targets.values()]

    assert {target.direction for target in targets} == {*DIRECTIONS}
    assert {target.judgement.verdict for target in targets} == {*Verdict}
    assert {target.rating for target in targets} == {"", *RATINGS}


NUMBERS = [
    ("", exactly(Fraction(1200))),
    ("provisionally", exactly(Fraction(1200))),
    ("over", Bounds(low=Fraction(1200), above_low=True)),
    ("at least", Bounds(low=Fraction(1200))),
    ("under", Bounds(high=Fraction(1200), below_high=True)),
    ("up to", Bounds(high=Fraction(1200))),
    ("about", Bounds(low=Fraction(1150), high=Fraction(1250))),
    ("nearly", Bounds(low=Fraction(1150), high=Fraction(1200))),
    ("between 1100 and", Bounds(low=Fraction(1100), high=Fraction(1200))),
]


@pytest.mark.parametrize(("qualifier", "bounds"), NUMBERS)
def test_what_a_word_before_a_number_leaves_open(qualifier: str, bounds: Bounds):
    assert bounds_of(Decimal("1200"), qualifier) == bounds


def test_over_so_many_things_is_at_least_one_more():
    assert bounds_of(Decimal("60"), "over", is_whole=True) == Bounds(low=Fraction(61))
    assert bounds_of(Decimal("60"), "under", is_whole=True) == Bounds(high=Fraction(59))


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        ("2020", "2021", 12),
        ("2019 to 2020", "2021 to 2022", 24),
        ("year to 2019-09", "2019-10", 1),
        ("2021-02", "2021-02-28", 0),
        ("2021-04", "2021-04-30", 0),
    ],
)
def test_the_ends_of_periods_are_so_many_months_apart(earlier: str, later: str, months: int):
    ends = period_end(earlier), period_end(later)

    assert None not in ends
    assert (ends[1] or 0) - (ends[0] or 0) == months


def test_the_length_of_a_period_is_that_of_its_months():
    periods = ["2020", "2019 to 2020", "year to 2019-09", "2020-01 to 2020-03", "2020-06"]

    assert [period_months(period) for period in periods] == [12, 12, 12, 3, 1]
    assert [period_months(period) for period in ("2020-06-30", "undated")] == [0, 0]


def test_what_nobody_has_counted_yet_has_a_target_and_no_verdict(read: Reads):
    target = read(direction="at least", value="50", unit="percent")

    assert (target.goal, target.latest) == ("at least 50%", None)
    assert target.judgement == (Verdict.UNKNOWN, "no-figure")
