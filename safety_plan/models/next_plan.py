"""The plan that followed this one, in `data/plan.yml` below `followed_by:`."""

from dataclasses import dataclass, field

from safety_plan.models.fields import setting


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPlan:
    """The plan that followed this one, which is published elsewhere."""

    title: str = field(metadata=setting("What it is called.", required=True))
    address: str = field(
        default="", metadata=setting("Where it can be read.", required=True, format="address")
    )
    begins: str = field(
        default="", metadata=setting("When it began, as far as it is known.", format="date")
    )
