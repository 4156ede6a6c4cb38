"""The kind that the author of a chart asks for, and the settings that only some kinds have."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.chart_settings import ChartSettings
from safety_plan.models.charts import ChartRules, Fault

Kinds = Mapping[str, ChartRules]

#: What people call round charts, which are no kind of ours and never will be.
_ROUND = ("pie", "pies", "pie-chart", "donut", "doughnut", "ring", "sunburst")


def kind_problems(
    settings: ChartSettings, kinds: Kinds, locate: Callable[[str], Location]
) -> Iterator[Problem]:
    """A kind that does not exist, or a setting that this kind does not have."""
    name = settings.kind
    if not name:
        return  # the problem of a setting that is missing says it
    if name not in kinds:
        yield _unknown_kind(name, kinds, locate("kind"))
        return
    choices = kinds[name].scale_choices
    if settings.scale and settings.scale not in choices:
        key = "chart-scale" if choices else "chart-scale.none"
        yield problem(key, locate("scale"), name=settings.scale, kind=name, choices=choices)
    if settings.grid and not kinds[name].has_places:
        yield problem("chart-grid.unused", locate("grid"), kind=name)
    if kinds[name].has_places and not settings.grid:
        yield problem("chart-grid.missing", locate("kind"), kind=name)


def fault_problems(faults: Sequence[Fault], locate: Callable[[str], Location]) -> list[Problem]:
    """What a kind finds wrong with a chart, each at the setting to blame."""
    return [problem(one.message, locate(one.setting), **one.params) for one in faults]


def _unknown_kind(name: str, kinds: Kinds, location: Location) -> Problem:
    """The problem of a kind that is none of *kinds*, by what others call it if they do."""
    word = name.strip().lower().replace("_", "-").replace(" ", "-")
    word = word.removesuffix("-chart").removesuffix("-charts").removesuffix("-graph")
    if word in _ROUND or word.startswith(("pie", "donut", "doughnut")):
        return problem("chart-kind.round", location, word=name)
    meant = next((k for k, kind in kinds.items() if word == k or word in kind.also_called), "")
    if meant:
        return problem("chart-kind.meant", location, word=name, meant=meant)
    return problem("chart-kind", location, name=name, choices=kinds)
