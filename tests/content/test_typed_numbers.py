"""Numbers typed into pages: found by the rule, marked by an author, listed on a page.

`labelled/typed-numbers.txt` holds two hundred sentences with what must be found
in double square brackets. A finding is right when it overlaps a label.
"""

import json
import re
from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.registry import check
from safety_plan.checks.reporters import explain_numbers, problems_as_json
from safety_plan.content.annotations import annotated_numbers, annotations, strip_annotations
from safety_plan.content.macros_file import PageWords
from safety_plan.content.markdown_ext import find_blocks
from safety_plan.content.renderer import load_block_macros
from safety_plan.content.resolver import text_for_macros
from safety_plan.content.typed_numbers import grammar, read_numbers, trace, typed_numbers
from safety_plan.core.problems import Problem
from safety_plan.models.plan import read_plan
from safety_plan.revisions.bundle import working_bundle

LABELLED = Path(__file__).parents[1] / "labelled" / "typed-numbers.txt"
LABEL = re.compile(r"\[\[([^\[\]]+)\]\]")
PAGE = "docs/priorities/bicycles.md"


def labelled() -> list[tuple[str, list[range]]]:
    """Each sentence without its brackets, and where its labels stand."""
    sentences = []
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("//"):
            spans = [
                range(m.start() - 4 * before, m.start() - 4 * before + len(m[1]))
                for before, m in enumerate(LABEL.finditer(line))
            ]
            sentences.append((LABEL.sub(r"\1", line), spans))
    return sentences


def overlap(a: range, b: range) -> bool:
    return a.start < b.stop and b.start < a.stop


def test_the_labelled_set_holds_two_hundred_sentences_or_more_and_both_kinds():
    sentences = labelled()

    assert len(sentences) >= 200
    assert sum(not spans for _, spans in sentences) > 80
    assert sum(len(spans) for _, spans in sentences) > 100


def test_precision_and_recall_on_the_labelled_set():
    found = right = labels = met = 0
    for text, spans in labelled():
        findings = [range(f.start, f.end) for f in typed_numbers(text)]
        found += len(findings)
        right += sum(any(overlap(f, s) for s in spans) for f in findings)
        labels += len(spans)
        met += sum(any(overlap(f, s) for f in findings) for s in spans)

    print(f"precision {right / found:.3f}, recall {met / labels:.3f}")
    assert right / found >= 0.95
    assert met / labels >= 0.98


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nearly sixty-three per cent said so", ["sixty-three per cent"]),
        ("A third of £1.2m, or 71mph", ["A third", "£1.2m", "71mph"]),
        ("10 to 15 rose from 2 to 31", ["10 to 15", "2", "31"]),
        ("a **12**-week course", ["12"]),
        ("sixty-\nthree cafés", ["sixty", "three"]),
        ("Two of “twelve thousand” people", ["Two", "twelve thousand"]),
        ("{{ figure('x') }} and 7 `8` [9](10.md) ![11](12.png) <https://a.example/13>", ["7", "9"]),
        ("```\n14 people\n```\n15 people", ["15"]),
        ("<!-- 16 --> *[17]: {: #a18 } 19", ["17", "19"]),
    ],
)
def test_a_finding_names_the_exact_words(text: str, words: list[str]):
    findings = typed_numbers(text)

    assert [f.text for f in findings] == words
    assert [text[f.start : f.end] for f in findings] == words


@pytest.mark.parametrize(
    "piece", ["1234567890", "12 34 56 ", "one two ", "a-1.", "[1](", "{number:"]
)
def test_a_very_long_page_is_read_to_its_end(piece: str):
    text = piece * (100_000 // len(piece)) + "\n\nThere were 77 thefts."

    assert typed_numbers(text)[-1].text == "77"


def test_a_mark_takes_out_the_number_before_it_and_no_other():
    text = (
        "It held 1,118 {number: sample size, page 4} replies and 214 comments, **12** {number: x}."
    )

    assert [f.text for f in typed_numbers(text)] == ["214"]
    assert [(m.number, m.reason) for m in annotations(text)] == [
        ("1,118", "sample size, page 4"),
        ("12", "x"),
    ]
    assert strip_annotations(text) == "It held 1,118 replies and 214 comments, **12**."


def test_taking_marks_out_keeps_lines_and_other_braces():
    text = "a 5 {number: of\ntwo lines} b\n# H {#anchor}\n`6 {number: code}` {: .note }"

    assert strip_annotations(text) == "a 5\n b\n# H {#anchor}\n`6 {number: code}` {: .note }"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("About half {number: asked} of them agreed.", "half"),
        ("It was **half**{number: asked} of the town.", "half"),
        ("We saw none {number: asked} of it.", ""),
    ],
)
def test_a_mark_may_stand_between_a_number_and_the_words_that_make_it_one(text: str, number: str):
    assert [mark.number for mark in annotations(text)] == [number]


RULES = grammar.RULES_FILE.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("text", "decisions"),
    [
        ("It is now 63%.", [("63%", True, "number")]),
        (
            "On 27 March 2020, 77 people came.",
            [("27 March 2020", False, "date"), ("77", True, "number")],
        ),
        (
            "Dial 999, or 412 {number: a sample}.",
            [("Dial 999", False, None), ("412", False, "number")],
        ),
        ("A third of £1.2m", [("A third", True, "fraction"), ("£1.2m", True, "number")]),
        ("Nothing is counted here.", []),
    ],
)
def test_a_trace_names_the_line_that_decided(
    text: str, decisions: list[tuple[str, bool, str | None]]
):
    rules = {line.number: line for line in grammar.rules()}
    traced = trace(text)

    assert [(d.number.text, d.number.is_reported) for d in traced] == [d[:2] for d in decisions]
    for decision, (_, _, name) in zip(traced, decisions, strict=True):
        assert RULES[decision.line - 1].strip().endswith(decision.rule)
        assert name in (None, rules[decision.line].name)


def test_a_trace_holds_what_is_found_in_every_labelled_sentence():
    for text, _ in labelled():
        assert [decision.number for decision in trace(text)] == read_numbers(text)


def test_numbers_are_explained_to_a_maintainer():
    text = explain_numbers("On 27 March 2020, 77 people came.")

    assert text.startswith("“27 March 2020” is not reported: line ")
    assert "\n“77” is reported: line " in text
    assert explain_numbers("Nothing.") == "No number stands there."


def test_every_pattern_of_the_rules_ends():
    assert all("*" not in re.sub(r"\\.|\[[^\]]*\]", "", grammar.one_rule(line).pattern)
               for line in grammar.rules())  # fmt: skip


def with_sentence(plan: Path, sentence: str, page: str = PAGE) -> Path:
    file = plan / page
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{sentence}\n", encoding="utf-8")
    return plan


def numbers_of(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(p.rule, p.text) for p in problems if p.rule in ("hand-typed-number", "number-mark")]


@pytest.mark.parametrize("page", [PAGE, "docs/site/help.md"])
def test_a_typed_number_stops_the_plan_and_its_line_is_told(tiny: Path, page: str):
    problems = check(with_sentence(tiny, "There were 77 thefts.", page))[2]
    told = json.loads(problems_as_json(problems))["problems"]

    assert [(p["name"], p["text"], p["warning"]) for p in told] == [
        ("hand-typed-number", "77", False)
    ]
    lines = (tiny / page).read_text(encoding="utf-8").splitlines()
    assert lines[told[0]["line"] - 1] == "There were 77 thefts."


def test_the_same_number_twice_on_a_line_is_told_twice_and_in_order(tiny: Path):
    problems = check(with_sentence(tiny, "Of 9 vans, 5 were old; 9 is enough."))[2]

    assert [text for _, text in numbers_of(problems)] == ["9", "5", "9"]


def test_a_problem_without_words_of_its_own_has_no_text_in_json(tiny: Path):
    (tiny / "docs/glossary.md").unlink()
    told = json.loads(problems_as_json(check(tiny)[2]))["problems"]

    assert told
    assert all("text" not in problem for problem in told)


def test_a_sealed_page_is_not_asked_about_its_numbers(tiny: Path):
    sealed = [p.read_text(encoding="utf-8") for p in tiny.glob("revisions/*/pages/**/*.md")]

    assert any(typed_numbers(text) for text in sealed)
    assert numbers_of(check(tiny)[2]) == []


def test_marked_numbers_are_listed_below_the_figures_and_readers_see_no_mark(tiny: Path):
    plan, _ = read_plan(with_sentence(tiny, "We asked 77 {number: sample <size>} people."), KINDS)
    bundle, problems = working_bundle(plan)
    page = plan.pages[PAGE.removeprefix("docs/")]

    assert numbers_of(problems) == []
    said = [s["text"] for s in bundle.record.pages["figures.md"].sections]
    assert any(f"{page.title}: 77, sample <size>" in text for text in said)
    assert "We asked 77 people." in bundle.pages[page.path].text
    assert "We asked 77 people." in text_for_macros(page, PageWords(plan), PAGE)


def test_without_marks_the_list_of_figures_stays_as_it_was(tiny: Path):
    bundle, _ = working_bundle(read_plan(tiny, KINDS)[0])

    (content,) = find_blocks(bundle.pages["figures.md"].text, "figures")
    assert content.keys() == {"groups"}
    assert load_block_macros().typed_list([]) == ""


def test_marks_of_the_pages_around_the_plan_stand_on_the_history_page(real_site: Path):
    history = (real_site / "history/index.html").read_text(encoding="utf-8")

    assert "Numbers typed into pages, and why" in history
    assert "what the accessibility rules ask of zoom" in history


def test_every_mark_of_the_real_plan_says_why():
    plan, _ = read_plan(Path(__file__).resolve().parents[2], KINDS)
    pages = {**plan.pages, **{f"site/{path}": page for path, page in plan.site_pages.items()}}

    assert len(annotated_numbers(pages)) == sum(p.text.count("{number:") for p in pages.values())
