"""The lists of a living plan are sealed with a revision, and told of from one to the next."""

from pathlib import Path

from safety_plan.checks.registry import check
from safety_plan.diff.compare import compare
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.seal import start_next_draft, write_seal
from tests.revisions.test_seals import adopt

COMMENTS = "comments:\n  closes: 2022-06-01\n  by:\n    - plan@fernbrook.example\n"


def sealed(root: Path) -> None:
    """Seals the working revision of the tiny plan, as one that somebody adopted."""
    adopt(root)
    plan, bundle, problems = check(root)
    assert problems == []
    write_seal(plan, bundle)
    start_next_draft(plan)


def test_a_seal_keeps_its_lists_and_what_changes_later_is_told(tiny: Path):
    sealed(tiny)
    file = tiny / "data" / "gaps.csv"
    text = file.read_text("utf-8").replace("figures,Bicycles that carry a mark,under way", "{}")
    file.write_text(text.format("figures,Bicycles that carry a mark,have data"), "utf-8")

    before, after = sealed_bundle(tiny, "2022-06").record, check(tiny)[1].record

    (change,) = compare(before, after).rows_by_register["gaps"]
    assert change.sentence == (
        "“Bicycles that carry a mark” State: “Under way” became “We have data”."
    )


def test_a_seal_of_before_keeps_no_such_lists_and_nothing_is_said_of_them(tiny: Path):
    before, after = sealed_bundle(tiny, "2021-06").record, check(tiny)[1].record

    assert {*before.registers} == {"actions"}  # reported on its pages
    assert after.registers["gaps"]
    assert {*compare(before, after).rows_by_register} <= {"actions"}


def test_what_is_due_next_is_about_today_and_in_no_seal(tiny: Path):
    sealed(tiny)
    folder = tiny / "revisions" / "2022-06"

    assert (folder / "data" / "gaps.csv").exists()
    assert not (folder / "data" / "dates.csv").exists()
    assert "2098-07-14" not in (folder / "plan.json").read_text("utf-8")


def test_the_draft_of_the_next_revision_asks_for_no_comments(tiny: Path):
    settings = tiny / "data" / "revision.yml"
    settings.write_text(settings.read_text("utf-8") + COMMENTS, "utf-8")
    sealed(tiny)

    assert "comments" not in settings.read_text("utf-8")
    assert check(tiny)[0].revision.comments is None
