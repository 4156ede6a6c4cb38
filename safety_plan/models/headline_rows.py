"""What a row of `data/headlines.csv` is: a number on a headline, with what it is held against."""

from dataclasses import dataclass, field

from safety_plan.models.fields import cell


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineRow:
    """A number that a page shows large: its change, a line, and the same number elsewhere."""

    page_id: str = field(metadata=cell("The page that shows it.", required=True))
    title: str = field(metadata=cell("What it is about, in a few words.", required=True))
    figure: str = field(metadata=cell("The number.", required=True, listed_in="figure"))
    before: str = field(
        metadata=cell("The same number of an earlier time, to say the change.", listed_in="figure")
    )
    beside: str = field(metadata=cell("The same number of another place.", listed_in="figure"))
    beside_words: str = field(metadata=cell("Which place that is."))
    chart: str = field(
        metadata=cell("A chart whose line is shown small; chart/line names one of several.")
    )
    count: str = field(
        metadata=cell(
            "The count behind a rate: the change is that of the count.", listed_in="figure"
        )
    )
    count_before: str = field(
        metadata=cell("The same count of the earlier time.", listed_in="figure")
    )
    note: str = field(metadata=cell("What to bear in mind.", calls=True))
