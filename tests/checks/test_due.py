"""What is due is told from the day after it was due, and only help stops a publish."""

from datetime import date
from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.due import (
    comment_day_problems,
    overdue_date_problems,
    overdue_page_problems,
    reported_day_problems,
)
from safety_plan.checks.registry import Stage, run_dated_checks
from safety_plan.models.plan import Plan, read_plan


def change(plan: Path, name: str, old: str, new: str) -> Plan:
    file = plan / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return read_plan(plan, KINDS)[0]


@pytest.mark.parametrize(
    ("day", "today", "is_to_come"),
    [
        ("2022-06-30", date(2022, 6, 30), False),
        ("2022-06-30", date(2022, 6, 29), True),
        ("2022-06", date(2022, 6, 1), False),
        ("2202-05-19", date(2022, 6, 1), True),
    ],
)
def test_no_action_stands_as_it_does_on_a_day_to_come(
    tiny: Path, day: str, today: date, is_to_come: bool
):
    plan = change(tiny, "data/actions.csv", "under way,2022-05-19", f"under way,{day}")

    found = [problem.location.row for problem in reported_day_problems(plan, today)]

    assert (4 in found) is is_to_come


@pytest.mark.parametrize(
    ("day", "today", "is_overdue"),
    [
        ("2022-06-30", date(2022, 6, 30), False),
        ("2022-06-30", date(2022, 7, 1), True),
        ("2022-06", date(2022, 6, 30), False),
        ("2022-06", date(2022, 7, 1), True),
        ("2022", date(2022, 12, 31), False),
        ("2022", date(2023, 1, 1), True),
    ],
)
def test_a_date_is_overdue_when_all_of_it_is_past(
    tiny: Path, day: str, today: date, is_overdue: bool
):
    plan = change(tiny, "data/dates.csv", "2098-07-14", day)

    assert bool([*overdue_date_problems(plan, today)]) == is_overdue


def test_a_date_of_which_is_said_what_came_is_never_overdue(tiny: Path):
    plan = read_plan(tiny, KINDS)[0]

    assert [*overdue_date_problems(plan, date(2030, 1, 1))] == []


@pytest.mark.parametrize(
    ("page", "severity"),
    [
        ("docs/site/help.md", "error"),
        ("docs/priorities/bridge-and-river.md", "error"),
        ("docs/glossary.md", "warning"),
    ],
)
def test_only_a_page_that_tells_of_help_stops_a_publish(tiny: Path, page: str, severity: str):
    plan = change(tiny, page, "---\n#", "review_by: 2022-06-30\n---\n#")
    day = date(2022, 7, 1)
    rules = {"page-overdue", "help-overdue"}

    (refusal,) = (p for p in run_dated_checks(plan, Stage.PUBLISH, day) if p.rule in rules)
    (reminder,) = (p for p in run_dated_checks(plan, Stage.CHECK, day) if p.rule in rules)

    assert refusal.severity == severity
    assert reminder.is_warning
    assert [*overdue_page_problems(plan, date(2022, 6, 30))] == []


def test_a_page_that_only_shows_how_to_call_for_help_tells_of_none(tiny: Path):
    plan = change(
        tiny,
        "docs/glossary.md",
        "---\n#",
        "review_by: 2022-06-30\n---\nWrite `{{ contacts('home') }}`.\n\n#",
    )

    (reminder,) = overdue_page_problems(plan, date(2022, 7, 1))

    assert reminder.rule == "page-overdue"


COMMENTS = "comments:\n  closes: 2022-08-31\n  by: plan@fernbrook.example\ncontents:"
COUNCIL = "  - {{body: Town council, date: {}, what: Is to meet., source: council-minutes}}\n"


@pytest.mark.parametrize(
    ("decision", "today", "words"),
    [
        ("", date(2022, 8, 31), ""),
        ("", date(2022, 9, 1), "that day is past"),
        ("2022-08-31", date(2022, 8, 1), "is to look at the revision on 31 August 2022"),
        ("2022-09-01", date(2022, 8, 1), ""),
        ("2022-09", date(2022, 8, 1), ""),
        ("2022-08", date(2022, 8, 1), "is to look at the revision in August 2022"),
        ("2022-07-01", date(2022, 8, 1), ""),
    ],
)
def test_comments_close_before_the_next_decision(
    tiny: Path, decision: str, today: date, words: str
):
    later = COUNCIL.format(decision) if decision else ""
    plan = change(tiny, "data/revision.yml", "contents:", later + COMMENTS)

    found = [problem.found for problem in comment_day_problems(plan, today)]

    assert [words in text for text in found] == ([True] if words else [])
