"""What a plan may say of the top of every page, in `data/plan.yml` below `header:`."""

from dataclasses import dataclass, field

from safety_plan.models.fields import setting


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderLink:
    """A link at the top of every page, to a page that readers look for first."""

    page: str = field(metadata=setting("The page_id of a page of the plan.", required=True))
    part: str = field(
        default="",
        metadata=setting("The heading on it that is meant, as the end of its address has it."),
    )
    words: str = field(
        default="", metadata=setting("What the link says, where that is not the page's title.")
    )
