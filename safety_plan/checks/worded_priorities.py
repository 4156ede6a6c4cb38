"""The words of priorities in a chart of editions, held against the titles of each edition."""

from collections.abc import Collection, Iterator, Mapping

from safety_plan.charts.kinds import kind_of
from safety_plan.content.page_text import normalise
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.charts import Chart
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle, sealed_bundle

#: What says that words were left out.
_MARKS = ("…", "...")


def part_of_title_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Cells that hold a part of the title of a priority, and do not say that words are missing.

    Only the editions that we hold can be looked at: those that a revision is called after.
    """
    charts = [chart for chart in plan.charts.values() if not kind_of(chart).has_numbers]
    if not charts:
        return
    titles = _titles_by_edition(plan, bundle)
    problems = [one for chart in charts for one in _chart_problems(plan, chart, titles)]
    yield from dict.fromkeys(problems)


def _titles_by_edition(plan: Plan, bundle: RevisionBundle) -> Mapping[str, Collection[str]]:
    """The titles of the priorities of each revision, by the title of the revision."""
    records = [sealed_bundle(plan.root, name).record for name in plan.sealed]
    titles = {one.revision.title: [*one.priorities.values()] for one in records}
    return {**titles, bundle.record.revision.title: [*bundle.record.priorities.values()]}


def _chart_problems(
    plan: Plan, chart: Chart, titles: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    rows = {row.number: row for row in plan.tables[chart.table].rows}
    for series in chart.series:
        for label, cell, number in zip(chart.labels, series.cells, series.rows, strict=True):
            of_edition = [t for name, own in titles.items() if label in name for t in own]
            whole = _whole_title(cell, of_edition)
            if whole:
                location = rows[number].location(chart.column)
                yield problem("title-part", location, cell=cell, title=whole, edition=label)


def _whole_title(cell: str, titles: Collection[str]) -> str:
    """The title of which *cell* is only a part; empty where it is a whole one, or says so."""
    words = normalise(cell).casefold()
    wholes = [normalise(title) for title in titles]
    if not words or any(mark in cell for mark in _MARKS):
        return ""
    if words in (whole.casefold() for whole in wholes):
        return ""
    return next((whole for whole in wholes if words in whole.casefold()), "")
