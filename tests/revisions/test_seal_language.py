"""A seal says which language its pages are in, whatever the plan says later."""

from pathlib import Path

from safety_plan.checks.registry import check
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.seal import write_seal
from safety_plan.revisions.verify import seal_problems

TWIN, PAGE = "cy/beiciau.md", "priorities/bicycles.md"


def sealed_languages(root: Path) -> dict[str, str]:
    pages = sealed_bundle(root, "2022-06").pages
    return {path: pages[path].language for path in (PAGE, TWIN)}


def test_a_twin_is_sealed_as_its_author_wrote_it_and_stays_behind_its_original(tiny: Path):
    plan, bundle, _ = check(tiny)
    sealed = write_seal(plan, bundle)

    assert "\nlanguage:" not in (sealed / "pages" / PAGE).read_text(encoding="utf-8")
    assert sealed_languages(tiny) == {PAGE: "en-GB", TWIN: "cy"}
    assert [*sealed_bundle(tiny, "2022-06").record.pages][-2:] == [TWIN, "cy/hen-bont.md"]
    assert seal_problems(tiny) == []


def test_pages_of_a_plan_in_welsh_say_so_in_their_seal(tiny: Path):
    settings = tiny / "data/plan.yml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(f"{before}language: cy\n", encoding="utf-8")
    plan, bundle, _ = check(tiny)
    sealed = write_seal(plan, bundle)
    settings.write_text(before, encoding="utf-8")

    text = (sealed / "pages" / PAGE).read_text(encoding="utf-8")
    assert text.startswith("---\nlanguage: cy\n")
    assert sealed_languages(tiny) == {PAGE: "cy", TWIN: "cy"}
    assert sealed_bundle(tiny, "2021-06").pages["index.md"].language == "en-GB"
    assert seal_problems(tiny) == []
