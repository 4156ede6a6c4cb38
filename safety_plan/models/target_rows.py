"""What a row of `data/targets.csv` is: its columns in their order, and what each cell must be."""

from dataclasses import dataclass, field

from safety_plan.models.fields import cell


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """What a number is to become, by when, and who set that.

    The number is a figure, or the newest of the rows of a table that the look-up fits.
    """

    id: str = field(
        metadata=cell("The name by which pages ask for it.", required=True, format="id")
    )
    what: str = field(metadata=cell("What the number is of, in words.", required=True))
    figure: str = field(
        metadata=cell("The figure that is to reach the target.", listed_in="figure")
    )
    table: str = field(metadata=cell("Or the table that holds its numbers."))
    row: str = field(metadata=cell("Which rows, one for each period: column=cell."))
    column: str = field(metadata=cell("Which column of the table."))
    direction: str = field(
        metadata=cell("What is asked of the number, such as at most.", required=True)
    )
    value: str = field(metadata=cell("The number that is asked for; 40 to 60 for between."))
    unit: str = field(metadata=cell("What a fall or a rise is counted in, such as percent."))
    by: str = field(metadata=cell("The period or date that it is for.", required=True))
    baseline: str = field(metadata=cell("The figure, or the number, that it starts from."))
    baseline_period: str = field(metadata=cell("When that held, where it is no figure."))
    baseline_source: str = field(
        metadata=cell("Where that was published, where it is no figure.", listed_in="source")
    )
    baseline_part: str = field(metadata=cell("Where in that source."))
    tolerance: str = field(metadata=cell("How much worse than its course it may be."))
    set_by: str = field(metadata=cell("Who set it.", required=True))
    source: str = field(metadata=cell("Where it was published.", required=True, listed_in="source"))
    part: str = field(metadata=cell("Where in the source."))
    rating: str = field(metadata=cell("The colour that a source rates it by."))
    rating_period: str = field(metadata=cell("The period that the rating is of."))
    rating_source: str = field(metadata=cell("Who rates it so.", listed_in="source"))
    rating_part: str = field(metadata=cell("Where in that source."))
    rating_note: str = field(metadata=cell("Why it is rated otherwise than the numbers say."))
    note: str = field(metadata=cell("What to know about it."))
