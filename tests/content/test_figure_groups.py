"""Each figure stands in the list once, under the page that is most about it."""

from collections import Counter
from pathlib import Path

from safety_plan.charts.kinds import KINDS
from safety_plan.content.figure_groups import figure_groups
from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.models.plan import read_plan

CHARTS = "docs/charts.md"


def page_of_figures(plan: Path) -> dict[str, str]:
    groups = figure_groups(read_plan(plan, KINDS)[0])
    return {figure: group["id"] for group in groups for figure in group["figures"]}


def add_to(file: Path, text: str) -> None:
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def test_a_figure_stands_under_the_page_that_calls_it_or_a_register_names_it_for(tiny: Path):
    page_of = page_of_figures(tiny)

    assert page_of["break-in-rate"] == "charts"
    assert page_of["thefts-before"] == page_of["thefts-latest"] == "bicycles"  # one call of change
    assert page_of["priorities-count"] == "home"


def test_only_what_a_page_calls_puts_a_figure_under_it(tiny: Path):
    before = page_of_figures(tiny)
    call = "figure('priorities-count')"
    add_to(tiny / CHARTS, f"Write `{{{{ {call} }}}}`, or {call}.")
    assert page_of_figures(tiny) == before

    add_to(tiny / CHARTS, "There are {{ figure(name='priorities-count') }} priorities (so far).")
    assert page_of_figures(tiny) == {**before, "priorities-count": "charts"}


def test_a_figure_of_a_priority_stands_under_it_whatever_page_names_it_before(tiny: Path):
    add_to(tiny / "docs/priorities/bicycles.md", "There were {{ figure('break-in-rate') }}.")
    revision = tiny / "data/revision.yml"
    text = revision.read_text("utf-8").replace("  - charts.md\n", "")
    revision.write_text(text.replace("  - index.md\n", "  - index.md\n  - charts.md\n"), "utf-8")

    assert page_of_figures(tiny)["break-in-rate"] == "bicycles"


def test_the_parts_of_the_contents_stand_together_and_that_with_most_figures_first():
    groups = figure_groups(read_plan(PROJECT_ROOT, KINDS)[0])
    parts = [group["section"] for group in groups]
    counted = Counter(
        part for group in groups for part in [group["section"]] * len(group["figures"])
    )

    together = list(dict.fromkeys(parts))
    assert [part for part in together for _ in range(parts.count(part))] == parts
    assert together[0] == ""
    sizes = [counted[part] for part in together[1:-1]]
    assert sizes == sorted(sizes, reverse=True)
    assert (together[-1], groups[-1]["id"]) == ("Other figures", "elsewhere")
