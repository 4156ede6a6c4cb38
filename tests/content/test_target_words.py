"""What pages, cards and lists say of a target."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.registry import check
from safety_plan.content.page_words import PlanWords
from safety_plan.content.target_words import TARGET_FORMS
from safety_plan.models.plan import read_plan
from safety_plan.models.targets import DIRECTIONS, RATINGS, REASONS_UNKNOWN, VERDICTS
from safety_plan.models.verdicts import Verdict
from safety_plan.revisions.page_texts import page_texts
from tests.conftest import HOUSE, TINY

NUMBER = "[850](figure:thefts-latest) (2021 to 2022)"


def words(root: Path = TINY) -> PlanWords:
    return PlanWords(read_plan(root, KINDS)[0])


def change(root: Path, old: str, new: str) -> None:
    file = root / "data" / "targets.csv"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_target_is_said_in_whole_sentences_that_lead_to_their_proof():
    assert words().target("fernbrook-thefts") == (
        "Reported bicycle thefts in Fernbrook: the target is at most 700 by 2023 to 2024. "
        "Fernbrook Town Council set it "
        "([Report on the safer streets plan](source:committee-report), paragraph 6.1). "
        "The latest figure is [850](figure:thefts-latest) (2021 to 2022): on course. "
        "[Report on the revised plan](source:committee-report-2022), page 4, "
        "rates this green for 2021 to 2022. The report looked at three years together."
    )
    assert words().target("fernbrook-thefts", show="verdict") == "on course"


@pytest.mark.parametrize(
    ("by", "value", "sentence"),
    [
        ("2021 to 2022", "900", f"The figure is {NUMBER}: the target is met."),
        ("2021 to 2022", "800", f"The figure is {NUMBER}: the target was missed."),
        ("2022 to 2023", "600", f"The latest figure is {NUMBER}: off course."),
    ],
)
def test_each_verdict_has_its_sentence(tiny: Path, by: str, value: str, sentence: str):
    change(tiny, ",at most,700,,2023 to 2024,", f",at most,{value},,{by},")

    assert sentence in words(tiny).target("fernbrook-thefts")


def test_a_verdict_that_cannot_be_given_says_why(tiny: Path):
    change(tiny, "2023 to 2024,,2018 to 2019", "2023 to 2024,,")

    assert (
        "The latest figure is [850](figure:thefts-latest) (2021 to 2022). "
        "Whether it is on course cannot be said: no baseline is given"
        in words(tiny).target("fernbrook-thefts")
    )


def test_the_page_of_a_figure_and_the_table_say_the_target(tiny_site: Path):
    text = page_texts(check(TINY)[1])["figures.md"]
    figure = (tiny_site / "2022-06/figures/thefts-latest/index.html").read_text("utf-8")

    assert "at most 700, by 2023 to 2024, set by" in figure
    assert "Reported bicycle thefts in Fernbrook\tOn course Rated green by Report on the" in text
    assert "\tat most 700 by 2023 to 2024\t850 (2021 to 2022)\t1,204 (2018 to 2019)\t" in text


def test_markdown_in_the_cells_of_a_target_is_shown_as_it_is(tiny: Path):
    change(tiny, "Fernbrook Town Council", "the *council* [x](http://x.example)")

    assert "The \\*council\\* \\[x\\](http://x.example) set it" in words(tiny).target(
        "fernbrook-thefts"
    )


# Lists that people keep by hand


def test_every_verdict_and_reason_has_words():
    assert {*VERDICTS} == {str(verdict) for verdict in Verdict}
    code = "".join(
        (HOUSE / "safety_plan" / "models" / f"{name}.py").read_text("utf-8")
        for name in ("targets", "verdicts")
    )
    assert [reason for reason in REASONS_UNKNOWN if f'"{reason}"' not in code] == []


def test_every_outcome_has_a_shape():
    css = (HOUSE / "safety_plan/theme/assets/stylesheets/plan.css").read_text("utf-8")
    names = [name.replace(" ", "-") for name in (*VERDICTS, *RATINGS)]

    assert [name for name in names if f".outcome-{name}::before" not in css] == []


def test_every_direction_is_in_the_guide():
    guide = (HOUSE / "CONTRIBUTING.md").read_text("utf-8")
    row = re.search(r"^\| `direction` \|(.*)\|$", guide, re.M)

    assert row is not None
    assert re.findall(r"`([^`]+)`", row[1]) == DIRECTIONS


def test_the_forms_are_those_of_the_guide():
    guide = (HOUSE / "CONTRIBUTING.md").read_text("utf-8")

    assert [
        name for name in TARGET_FORMS if name != "sentences" and f'show="{name}"' not in guide
    ] == []
