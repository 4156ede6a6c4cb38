"""A plan with prompts in it can be built and shown; it is neither sealed nor published."""

import re
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.prompts import RULE, prompt_problems
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


def test_a_prompt_in_any_setting_is_told_with_its_line(tiny: Path):
    plan = read_plan(tiny, KINDS)[0]
    forms = cycle(['"%s"', "%s", "'%s'", '"“%s”"', '"A plan, %s"'])
    for file in [*tiny.glob("data/*.yml"), *tiny.glob("docs/*.md"), *tiny.glob("docs/site/*.md")]:
        text = file.read_text("utf-8")
        for number, line in _settings(text, is_page=file.suffix == ".md"):
            lines = text.splitlines()
            lines[number - 1] = line + next(forms) % "[Write here: what]"
            file.write_text("\n".join(lines), "utf-8")

            found = {(p.location.path, p.location.line) for p in prompt_problems(plan)}
            assert (file.relative_to(tiny).as_posix(), number) in found
        file.write_text(text, "utf-8")


def _settings(text: str, *, is_page: bool) -> list[tuple[int, str]]:
    """The lines of settings in *text*, each up to its words."""
    end = text.index("\n---") if is_page else len(text)
    lines = enumerate(text[:end].splitlines(), start=1)
    found = ((number, re.match(r"\s*(?:- )?[\w-]+: (?=.)", line)) for number, line in lines)
    return [(number, match[0]) for number, match in found if match]


def test_a_prompt_in_any_cell_is_told(tiny: Path):
    for file in sorted(tiny.glob("data/*.csv")):
        first, _, rest = file.read_text("utf-8").partition("\n")
        columns = first.split(",")
        prompts = ",".join(f"[Write here: {column}]" for column in columns)
        file.write_text(f"{first}\n{prompts}\n{rest}", "utf-8")

    found = [
        (p.location.path, p.found.partition(": ")[2])
        for p in prompt_problems(read_plan(tiny, KINDS)[0])
    ]

    for file in sorted(tiny.glob("data/*.csv")):
        for column in file.read_text("utf-8").partition("\n")[0].split(","):
            is_quoted = (file.name, column) == ("corrections.csv", "was")
            assert ((f"data/{file.name}", f"[Write here: {column}]") in found) is not is_quoted


def test_prompts_are_marked_in_words_and_nowhere_else(tiny: Path):
    add(tiny, "docs/index.md")
    problems = check(tiny)[2]
    html = '<title>[Write here: a]</title><a title="[Write here: b]">[Write here: c]</a>'

    marked = mark_prompts(html, problems)

    assert marked == html.replace("[Write here: c]", '<mark class="prompt">[Write here: c]</mark>')
    assert mark_prompts(html, []) == html
