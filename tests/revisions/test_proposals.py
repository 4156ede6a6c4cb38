"""What was put before the public as proposed neither vanishes nor changes without a word."""

from dataclasses import replace
from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.models.figures import Figure
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.proposals import differs, text_of, unnoted_figures
from tests.doors import run_door

HOUSE = Path(__file__).resolve().parents[2]


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Puts *new* in place of *old* in one file of a plan."""
    file = root / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def rules(root: Path) -> list[str]:
    return [problem.rule for problem in check(root)[2]]


def append(root: Path, name: str, line: str) -> None:
    file = root / name
    file.write_text(f"{file.read_text('utf-8')}{line}\n", "utf-8")


LOCKS = "lock-money,Money for locks,5000,,pounds,2022 to 2023,,committee-report-2022,part 4,,,,"


def test_every_figure_of_the_tiny_plan_is_noted(tiny: Path):
    assert [*unnoted_figures(check(tiny)[0])] == []


def test_a_figure_is_free_until_the_public_has_read_it_and_asks_for_a_reason_then(tiny: Path):
    append(tiny, "data/figures.csv", LOCKS)
    (unnoted,) = unnoted_figures(check(tiny)[0])
    assert "lock-money" in unnoted.found
    edit(tiny, "data/figures.csv", ",5000,", ",4900,")
    assert rules(tiny) == []

    done = run_door("scripts/seal.py", "--proposed", "--plan", str(tiny))
    assert done.returncode == 0, done.stdout + done.stderr
    assert [*unnoted_figures(check(tiny)[0])] == []
    edit(tiny, "data/figures.csv", ",4900,", ",4800,")
    assert rules(tiny) == ["change-reason"]
    assert run_door("scripts/seal.py", "--proposed", "--plan", str(tiny)).returncode == 1

    append(tiny, "data/changes.csv", "lock-money,,budget changed,The council cut it.,,")
    assert rules(tiny) == []


def test_a_second_change_needs_a_reason_of_its_own(tiny: Path):
    append(tiny, "data/figures.csv", LOCKS)
    append(tiny, "data/changes.csv", "lock-money,,budget changed,The council cut it.,,")
    edit(tiny, "data/changes.csv", "lock-money,,budget changed,The council cut it.,,\n", "")
    run_door("scripts/seal.py", "--proposed", "--plan", str(tiny))
    edit(tiny, "data/figures.csv", ",5000,", ",4800,")
    append(tiny, "data/changes.csv", "lock-money,,budget changed,The council cut it.,,")
    run_door("scripts/seal.py", "--proposed", "--plan", str(tiny))
    edit(tiny, "data/figures.csv", ",4800,", ",4700,")
    assert rules(tiny) == ["change-reason"]

    edit(tiny, "data/changes.csv", "The council cut it.", "The council cut it twice.")
    assert rules(tiny) == []


def test_a_number_from_another_place_needs_no_reason_and_a_lost_zero_neither(tiny: Path):
    append(tiny, "data/figures.csv", LOCKS.replace("5000", "5000.50"))
    run_door("scripts/seal.py", "--proposed", "--plan", str(tiny))

    edit(tiny, "data/figures.csv", "5000.50", "5000.5")
    assert rules(tiny) == []
    edit(tiny, "data/figures.csv", "5000.5,", "4000,")
    edit(tiny, "data/figures.csv", "committee-report-2022,part 4", "committee-report-2022,part 5")
    assert rules(tiny) == []


def test_only_a_proposed_revision_is_noted(tiny: Path):
    edit(tiny, "data/revision.yml", "status: proposed", "status: draft")

    done = run_door("scripts/seal.py", "--proposed", "--plan", str(tiny))

    assert done.returncode == 1
    assert "[propose-status]" in done.stdout


def test_the_reason_is_on_the_card_of_the_figure_and_in_the_comparison(tiny: Path, tmp_path: Path):
    append(tiny, "data/figures.csv", LOCKS)
    run_door("scripts/seal.py", "--proposed", "--plan", str(tiny))
    edit(tiny, "data/figures.csv", ",5000,", ",4800,")
    append(tiny, "data/changes.csv", "lock-money,,correction,We had misread it.,,")
    page = tiny / "docs/index.md"
    page.write_text(page.read_text("utf-8") + '\nLocks: {{ figure("lock-money") }}.\n', "utf-8")

    done = run_door("scripts/build.py", "--plan", str(tiny), "--out", str(tmp_path / "site"))

    assert done.returncode == 0, done.stdout + done.stderr
    reason = "Correction: We had misread it."
    assert reason in (tmp_path / "site/2022-06/figures/lock-money/index.html").read_text("utf-8")
    compared = (tmp_path / "site/history/2021-06-to-2022-06/index.html").read_text("utf-8")
    assert "Why: correction. We had misread it." in compared


NOTED = {
    "qualifier": "over",
    "value": "40000",
    "unit": "pounds",
    "period": "2019",
    "source": "report",
    "part": "page 3",
}
FIGURE = Figure(id="a", label="A", place="F", **NOTED)


@pytest.mark.parametrize(
    ("edit", "is_other"),
    [
        ({}, False),
        ({"value": "40000.0"}, False),
        ({"value": "40001"}, True),
        ({"qualifier": ""}, True),
        ({"unit": "count"}, True),
        ({"period": "2020"}, True),
        # Under another citation it is another number, which needs no reason.
        ({"value": "40001", "source": "other"}, False),
        ({"value": "40001", "part": "page 4"}, False),
        ({"source": "other"}, False),
    ],
)
def test_a_figure_that_the_public_read_otherwise_is_known(edit: dict[str, str], is_other: bool):
    row = Row("data/proposals.csv", 2, NOTED)

    assert differs(replace(FIGURE, **edit), row) == is_other


def test_what_the_public_read_is_told_with_its_own_unit_and_period():
    row = Row("data/proposals.csv", 2, NOTED)
    now = replace(FIGURE, value="5", unit="count", qualifier="about")

    assert text_of(row, now) == FIGURE.text == "over £40,000"
    assert text_of(row, replace(now, period="2020")) == "over £40,000, 2019"
