"""The language of a revision is sealed with it, whatever language its plan is in later."""

from pathlib import Path

from safety_plan.checks.registry import check
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.seal import write_seal
from safety_plan.revisions.verify import seal_problems
from tests.revisions.test_seals import adopt

SETTINGS = "data/plan.yml"


def test_a_sealed_page_says_its_language_unless_that_is_english(tiny: Path):
    settings = tiny / SETTINGS
    english = settings.read_text("utf-8")
    settings.write_text(f"{english}language: cy\n", "utf-8")
    adopt(tiny)
    plan, bundle, _ = check(tiny)
    write_seal(plan, bundle)

    settings.write_text(english, "utf-8")

    home = (tiny / "revisions/2022-06/pages/index.md").read_text("utf-8")
    assert home.startswith("---\nlanguage: cy\n")
    assert "language:" not in (tiny / "docs/index.md").read_text("utf-8")
    assert seal_problems(tiny) == []
    assert sealed_bundle(tiny, "2022-06").language == "cy"
    assert sealed_bundle(tiny, "2021-06").language == "en-GB"
