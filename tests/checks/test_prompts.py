"""A plan with prompts in it can be built and shown; it is neither sealed nor published."""

from datetime import date
from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.prompts import RULE
from safety_plan.checks.registry import Stage, check
from safety_plan.deploy.preflight import readiness_problems
from safety_plan.models.plan import read_plan
from safety_plan.site.prompt_marks import mark_prompts

TODAY = date.today()  # noqa: DTZ011
PROMPT = "\n[Write here: what else is done]\n"


def add(plan: Path, path: str, words: str = PROMPT) -> None:
    file = plan / path
    before = file.read_text("utf-8") if file.exists() else ""
    file.write_text(before + words, "utf-8")


def prompts_at(plan: Path, stage: Stage) -> list[tuple[str, bool]]:
    problems = check(plan, stage, TODAY)[2]
    return [(found.location.path, found.is_warning) for found in problems if found.rule == RULE]


def refused(plan: Path, *, without_working: bool = False) -> list[str]:
    problems = readiness_problems(read_plan(plan, KINDS)[0], TODAY, without_working=without_working)
    return [found.location.path for found in problems if found.rule == RULE]


def test_a_prompt_stops_no_build_and_every_seal(tiny: Path):
    page = "docs/priorities/bicycles.md"
    add(tiny, page)

    assert prompts_at(tiny, Stage.BUILD) == [(page, True)]
    assert prompts_at(tiny, Stage.SEAL) == [(page, False)]
    assert prompts_at(tiny, Stage.CHECK) == [(page, False)]
    assert refused(tiny) == [page]


def test_what_is_not_published_may_have_prompts_while_the_rest_is(tiny: Path):
    add(tiny, "docs/index.md")
    add(tiny, "docs/site/about.md")
    assert refused(tiny) == ["docs/index.md", "docs/site/about.md"]
    assert refused(tiny, without_working=True) == ["docs/site/about.md"]

    revision = tiny / "data" / "revision.yml"
    revision.write_text(revision.read_text("utf-8").replace("proposed", "draft", 1), "utf-8")

    assert refused(tiny) == ["docs/site/about.md"]


@pytest.mark.parametrize("name", ["README.md", "LICENSE"])
def test_what_others_read_beside_the_plan_is_looked_at_too(name: str, tiny: Path):
    add(tiny, name, f"`[Write here: an example]`\n{PROMPT}")

    assert prompts_at(tiny, Stage.CHECK) == [(name, False)]


def test_prompts_are_marked_in_words_and_nowhere_else(tiny: Path):
    add(tiny, "docs/index.md")
    problems = check(tiny)[2]
    html = '<title>[Write here: a]</title><a title="[Write here: b]">[Write here: c]</a>'

    marked = mark_prompts(html, problems)

    assert marked == html.replace("[Write here: c]", '<mark class="prompt">[Write here: c]</mark>')
    assert mark_prompts(html, []) == html
