"""The line of a target across its chart: `target:` in an entry of `data/charts.yml`."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.core.translation import gettext
from safety_plan.models.chart_kinds import fault_problems
from safety_plan.models.charts import Annotation, Chart, ChartRules, ReferenceLine
from safety_plan.models.targets import Target
from safety_plan.reading.yaml_files import Document, as_mapping, as_text

Charts = Mapping[str, Chart]


def targets_of_charts(document: Document) -> dict[str, str]:
    """The target that each chart asks for, by the id of the chart."""
    names = {
        chart_id: as_text(as_mapping(entry).get("target"))
        for chart_id, entry in document.value.items()
    }
    return {chart_id: name for chart_id, name in names.items() if name}


def with_target_lines(
    charts: Charts,
    document: Document,
    targets: Mapping[str, Target],
    broken: Collection[str],
    kinds: Mapping[str, ChartRules],
) -> Read[dict[str, Chart]]:
    """*charts*, each with the line of the target that it asks for, and what is wrong with those.

    *broken* are the ids of targets that may have a problem of their own.
    """
    lined = dict(charts)
    problems = []
    for chart_id, name in targets_of_charts(document).items():
        chart = charts.get(chart_id)
        location = document.location(chart_id, "target")
        if chart and name in targets:
            found = [*_line_problems(chart, targets[name], kinds, location)]
            if not found:
                kind = kinds[chart.kind]
                lined[chart_id] = _with_line(chart, targets[name], kind)
                locate = partial(document.location, chart_id)
                found = fault_problems(kind.faults(lined[chart_id]), locate)
            problems += found
        elif name not in broken:
            problems.append(problem("target-unknown", location, name=name, choices=broken))
    return lined, problems


def _line_problems(
    chart: Chart, target: Target, kinds: Mapping[str, ChartRules], location: Location
) -> Iterator[Problem]:
    """A chart that draws no lines, or of another unit; a target that is no one number."""
    if Annotation.LINES not in kinds[chart.kind].annotations:
        able = [name for name, kind in kinds.items() if Annotation.LINES in kind.annotations]
        params = {"kind": chart.kind, "what": Annotation.LINES, "setting": "target"}
        yield problem("chart-adds", location, **params, choices=able)
    elif chart.unit != target.unit:
        params = {"name": target.id, "unit": target.unit, "other": chart.unit}
        yield problem("chart-target", location, **params)
    elif target.line is None:
        yield problem("chart-target.line", location, name=target.id, goal=target.goal)


def _with_line(chart: Chart, target: Target, kind: ChartRules) -> Chart:
    """*chart* with the line of *target*, of which its description speaks as well."""
    line = ReferenceLine(
        value=str(target.line), words=gettext("Target by {by}").format(by=target.by_words)
    )
    chart = replace(chart, reference_lines=(*chart.reference_lines, line))
    return replace(chart, description=kind.description(chart))
