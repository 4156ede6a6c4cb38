"""What most kinds of chart answer: numbers, claims, faults, headings and notes of a `ChartKind`."""

from collections.abc import Sequence
from decimal import Decimal

from safety_plan.models.charts import Chart, Fault


def numbers_shown(chart: Chart) -> list[Decimal]:
    """Every number of *chart*, and those of the chart that shares its scale."""
    own = [number for series in chart.series for _, number in series.points]
    own += [end for series in chart.series for ends in series.ranges.values() for end in ends]
    own += [Decimal(line.value) for line in chart.reference_lines]
    return own + [Decimal(cell) for cell in chart.shared_scale if cell]


def no_numbers(_: Chart) -> list[Decimal]:
    """No number, for a chart without a scale."""
    return []


def itself(chart: Chart) -> Sequence[Chart]:
    """*chart* as it is drawn, which its title speaks of."""
    return (chart,)


def no_claims(_: Chart) -> Sequence[Chart]:
    """No chart, for one whose title can claim nothing about numbers."""
    return ()


def no_note(_: Chart) -> str:
    """No sentence after the subtitle."""
    return ""


def no_faults(_: Chart) -> Sequence[Fault]:
    """Nothing, for a kind that any rows can make."""
    return ()


def headings_of_series(chart: Chart) -> list[str]:
    """The heading of the labels, and the name of each series."""
    return [chart.labels_heading, *(series.name for series in chart.series)]
