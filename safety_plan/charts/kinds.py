"""The registry: every kind of chart there is, by its name."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from safety_plan.charts import (
    bars,
    dots,
    dumbbell,
    lineage,
    lines,
    multiples,
    pyramid,
    shares,
    stacked,
    tiles,
    timeline,
)
from safety_plan.charts.kind import ChartKind, ScaleDirection
from safety_plan.models.charts import OWN_SCALE, Chart

_ALL = (
    lines.KIND,
    bars.KIND,
    multiples.KIND,
    stacked.KIND,
    shares.KIND,
    dumbbell.KIND,
    dots.KIND,
    pyramid.KIND,
    tiles.KIND,
    timeline.KIND,
    lineage.KIND,
)

#: Each kind by the name that authors write, in the order in which messages name them.
KINDS: Mapping[str, ChartKind] = MappingProxyType({kind.name: kind for kind in _ALL})


def kind_of(chart: Chart) -> ChartKind:
    """The kind of *chart*; a `KeyError` where there is none of its name."""
    return KINDS[chart.kind]


def shared_scale_direction(one: Chart, other: Chart) -> ScaleDirection | None:
    """The direction of the scale that both charts can be drawn on; None where there is none.

    They need one unit and one sort of scale, which runs the same way; panels with scales of
    their own share none. Scales that run across belong to one kind: names take the room there.
    """
    direction = kind_of(one).scale_direction
    same_scale = (one.unit, one.scale) == (other.unit, other.scale) and one.scale != OWN_SCALE
    same_room = direction == ScaleDirection.VERTICAL or one.kind == other.kind
    same_direction = direction == kind_of(other).scale_direction
    return direction if same_scale and same_room and same_direction else None


def on_one_scale(one: Chart, other: Chart) -> tuple[Chart, Chart]:
    """Both charts with room on their scale for the numbers of both; as they are if they share none.

    They are the charts to draw where two are compared side by side: by one rule, and the series
    of *one* in the order of *other*, so that panels and lines of one name are found again.
    """
    if shared_scale_direction(one, other) is None:
        return one, other
    rule = max(one.drawing_rule, other.drawing_rule)
    one = replace(_with_series_as_in(one, other), drawing_rule=rule)
    other = replace(other, drawing_rule=rule)
    numbers = [number for chart in (one, other) for number in kind_of(chart).scale_numbers(chart)]
    cells = tuple(str(number) for number in numbers)
    return replace(one, shared_scale=cells), replace(other, shared_scale=cells)


def _with_series_as_in(chart: Chart, other: Chart) -> Chart:
    """*chart* with its series in the order of *other*, those that it lacks last."""
    names = [series.name for series in other.series]
    order = {name: index for index, name in enumerate(names)}
    series = sorted(chart.series, key=lambda one: order.get(one.name, len(names)))
    return replace(chart, series=tuple(series))
