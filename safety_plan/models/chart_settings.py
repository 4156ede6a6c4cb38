"""What an entry of `data/charts.yml` may say of a chart."""

from dataclasses import dataclass, field

from safety_plan.models.fields import setting
from safety_plan.models.where import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSettings:
    """Words at one label or time of a chart (`at`), or over a span of it (`from` and `to`)."""

    words: str = field(metadata=setting("What happened, in a few words.", required=True))
    at: str = field(default="", metadata=setting("The label or the time that it is about."))
    first: str = field(
        default="", metadata=setting("Where a span begins, in place of at.", name="from")
    )
    last: str = field(default="", metadata=setting("Where the span ends.", name="to"))
    source: str = field(default="", metadata=setting("The source that says so."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceSettings:
    """A line across a chart at the value of one row, of its own table or of another."""

    label: str = field(metadata=setting("The label of the row.", required=True))
    words: str = field(metadata=setting("What the line is called.", required=True))
    table: str = field(
        default="", metadata=setting("The table that has the row, if it is another one.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSettings:
    """From which rows and columns of a table a chart is made, and what it is called."""

    kind: str = field(metadata=setting("The kind of chart, such as bars or lines.", required=True))
    title: str = field(metadata=setting("The message, in a sentence.", required=True))
    subtitle: str = field(metadata=setting("Measure, place and period.", required=True))
    table: str = field(metadata=setting("The table that holds the numbers.", required=True))
    where: Where = field(
        metadata=setting("Which rows: a cell for each column named.", kind="where")
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
    place: str = field(
        default="",
        metadata=setting("Which place it is about, where that is one of several in its table."),
    )
    caveats: tuple[str, ...] = field(
        default=(), metadata=setting("What to bear in mind.", kind="texts")
    )
    low: str = field(
        default="", metadata=setting("The column with the lower end of the range of each number.")
    )
    high: str = field(
        default="", metadata=setting("The column with the upper end of the range of each number.")
    )
    reference: ReferenceSettings | None = field(
        default=None,
        metadata=setting(
            "A line at the value of one row, such as an average.",
            kind="entry",
            entry=ReferenceSettings,
        ),
    )
    target: str = field(default="", metadata=setting("The target whose line it shows."))
    notes: tuple[NoteSettings, ...] = field(
        default=(),
        metadata=setting("Words at points or spans of it.", kind="entries", entry=NoteSettings),
    )
