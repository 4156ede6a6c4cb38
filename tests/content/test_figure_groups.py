"""Each figure stands in the list under the page that readers meet it on first."""

from pathlib import Path

from safety_plan.charts.kinds import KINDS
from safety_plan.content.figure_groups import figure_groups
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
