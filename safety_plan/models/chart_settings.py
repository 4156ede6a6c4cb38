"""What an entry of `data/charts.yml` may say of a chart."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from safety_plan.models.fields import setting


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSettings:
    """From which rows and columns of a table a chart is made, and what it is called."""

    kind: str = field(metadata=setting("The kind of chart, such as bars or lines.", required=True))
    title: str = field(metadata=setting("The message, in a sentence.", required=True))
    subtitle: str = field(metadata=setting("Measure, place and period.", required=True))
    table: str = field(metadata=setting("The table that holds the numbers.", required=True))
    where: Mapping[str, str] = field(
        metadata=setting("Which rows: a cell for each column named.", kind="named texts")
    )
    labels: str = field(metadata=setting("The column of the labels.", required=True))
    values: str = field(metadata=setting("The column of the numbers.", required=True))
    mark: tuple[str, ...] = field(
        default=(),
        metadata=setting("The label or series that stands out, or several.", kind="texts"),
    )
    series: str = field(
        default="", metadata=setting("The column that makes a series of each name.")
    )
    order: str = field(
        default="", metadata=setting("table: the bars stay in the order of the file.")
    )
    scale: str = field(
        default="",
        metadata=setting("own: a scale for each panel. cut: a scale that starts above zero."),
    )
    grid: str = field(
        default="", metadata=setting("The table that gives each label its column and row.")
    )
    caveats: tuple[str, ...] = field(
        default=(), metadata=setting("What to bear in mind.", kind="texts")
    )
