"""What a row of the register of money is: an amount for the plan, a priority or an action."""

from dataclasses import dataclass, field

from safety_plan.models.fields import cell


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRow:
    """An amount: what it is for, how much was planned and spent, and who pays."""

    id: str = field(metadata=cell("Its name, for ever.", required=True, unique=True, format="id"))
    page_id: str = field(metadata=cell("The priority it is for, if one.", listed_in="page_id"))
    action: str = field(metadata=cell("The action it is for, if one.", listed_in="action"))
    what: str = field(metadata=cell("What it pays for, in words.", required=True))
    planned: str = field(
        metadata=cell("Pounds, a figure, or not known.", required=True, unsaid="not known")
    )
    spent: str = field(
        metadata=cell("Pounds, a figure, or not known.", required=True, unsaid="not known")
    )
    who_pays: str = field(metadata=cell("The body whose money it is.", required=True))
    period: str = field(
        metadata=cell("For when.", required=True, format="period", unsaid="undated")
    )
    within: str = field(metadata=cell("The id of the amount that this is a part of, if one."))
    source: str = field(metadata=cell("Where it says so.", required=True, listed_in="source"))
    part: str = field(metadata=cell("Where in the source."))
    note: str = field(metadata=cell("What else to know.", calls=True))
