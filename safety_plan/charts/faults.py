"""What kinds of chart ask of their rows; each answer is empty where all is well."""

from collections.abc import Sequence
from decimal import Decimal

from safety_plan.core.quantities import format_value
from safety_plan.models.charts import Chart, Fault

#: Units of numbers that add up to a whole.
AMOUNTS = (
    *("count", "people", "households", "fte"),
    *("pounds", "pounds_thousand", "pounds_million"),
    *("months", "days", "hours", "minutes"),
)


def negative_faults(chart: Chart) -> Sequence[Fault]:
    """The first number below zero, for a kind that has no place for one."""
    for series in chart.series:
        for index, number in series.points:
            if number < 0:
                value = format_value(number, chart.unit)
                label = ", ".join(filter(None, (chart.labels[index], series.name)))
                params = {"label": label, "value": value, "kind": chart.kind}
                return [Fault("chart-negative", params=params)]
    return []


def series_faults(chart: Chart, *, least: int, most: int | None = None) -> Sequence[Fault]:
    """Fewer series than *least*, or more than *most*."""
    count = len(chart.series)
    if least <= count and (most is None or count <= most):
        return []
    params = {
        "kind": chart.kind,
        "names": ", ".join(f"“{series.name}”" for series in chart.series),
        "count": count,
        "most": most,
    }
    if most == 1:
        return [Fault("chart-series.one", setting="series", params=params)]
    if least == most:
        return [Fault("chart-series.two", setting="series", params=params)]
    if count < least:
        return [Fault("chart-series.several", setting="series", params=params)]
    return [Fault("chart-series.many", setting="series", params=params)]


#: Marks that differ by less than this part of the larger look equal.
_LEAST_DIFFERENCE = Decimal("0.02")
#: Of more marks than this it can be the message that all are alike.
_FEW = 4


def equal_looks(chart: Chart) -> Sequence[Fault]:
    """Few numbers from zero that differ by so little that they look equal."""
    numbers = [number for series in chart.series for _, number in series.points]
    if not 2 <= len(numbers) <= _FEW or min(numbers) <= 0:
        return []
    low, high = min(numbers), max(numbers)
    if high - low >= high * _LEAST_DIFFERENCE:
        return []
    params = {"low": format_value(low, chart.unit), "high": format_value(high, chart.unit)}
    return [Fault("chart-difference", params=params)]
