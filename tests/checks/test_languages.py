"""Rules of English words are asked of English words only, and check says what it did not read."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.foreign_numbers import in_english, numbers_on_page
from safety_plan.checks.languages import in_languages_of_rules, language_notes, language_of_rules
from safety_plan.checks.registry import Stage, check
from safety_plan.core.messages import problem, rule_names
from safety_plan.core.problems import Location
from safety_plan.core.resources import load_resource
from safety_plan.models.plan import read_plan
from tests.conftest import TINY

PLAN = read_plan(TINY, KINDS)[0]
WELSH = replace(PLAN, settings=replace(PLAN.settings, language="cy"))
#: A word that is to be avoided, and a digit that was typed, on an English page and on a Welsh one.
PLACES = [Location("docs/index.md"), Location("docs/cy/beiciau.md"), Location("data/figures.csv")]
AVOID = [problem("word-to-avoid", place, word="hub", advice="office") for place in PLACES]
TYPED = [problem("hand-typed-number", place, words="45") for place in PLACES]


def test_every_rule_says_once_which_language_it_reads():
    """A new rule goes into safety_plan/checks/languages.yml: under `any`, or its language."""
    lists = load_resource("checks/languages.yml")

    assert sorted(name for names in lists.values() for name in names) == rule_names()


def test_only_words_that_a_rule_reads_are_told_by_it():
    assert language_of_rules()["word-to-avoid"] == "en"
    assert in_languages_of_rules(PLAN, [*AVOID, *TYPED]) == [AVOID[0], AVOID[2], *TYPED]
    assert in_languages_of_rules(WELSH, [*AVOID, *TYPED]) == TYPED


def test_check_says_once_for_each_language_what_it_did_not_read():
    (note,) = language_notes(PLAN)
    of_pages, of_data = language_notes(WELSH)

    assert note.startswith("Check has no rules of plain words for Welsh: it did not read the sent")
    assert "docs/cy/beiciau.md, docs/cy/hen-bont.md." in note
    assert " and 14 more. Ask somebody who reads Welsh well to read them." in of_pages
    assert "“people: yes”" in of_data


def test_a_page_in_another_language_is_told_of_its_numbers_and_not_of_its_words(tiny: Path):
    page = tiny / "docs/cy/beiciau.md"
    words = "\nMae’r hub yn ateb: 45 ar 3 Fai 2021, ac un ohonynt. The NPT is robust.\n"
    page.write_text(page.read_text(encoding="utf-8") + words, encoding="utf-8")

    problems = check(tiny, Stage.CHECK, date(2022, 6, 1))[2]

    told = [(p.rule, p.location.line, p.text) for p in problems if "cy/" in p.location.path]
    assert told == [("translation-differs", 6, ""), ("hand-typed-number", 30, "45")]


def test_dates_of_another_language_are_known_by_their_months():
    german = "Am 3. Mai 2021 und im Dezember 2022."

    assert in_english("Ar 5 Ebrill 2024, o Fawrth 2021 i Ragfyr 2022", "cy").count("March") == 1
    assert in_english(german, "de") == "Am 3. May 2021 und im December 2022."


def test_numbers_that_the_original_has_are_judged_there():
    beiciau = PLAN.pages["cy/beiciau.md"]
    bicycles = replace(PLAN.pages["priorities/bicycles.md"], text="We spoke to 45 {number: a} men.")
    plan = replace(PLAN, pages=PLAN.pages | {bicycles.path: bicycles})

    def found(text: str) -> list[str]:
        return [number.text for number in numbers_on_page(plan, replace(beiciau, text=text))]

    assert found("Roedd 45 o bobl yno.\n\nAc yna 54.") == ["54"]
