"""The last audit of the finished site (`data/audit.yml`), which a command writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from safety_plan.models.fields import setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What the audit says: when it was made, how, and what was found."""

    prepared: str = field(
        metadata=setting("When the statement was prepared.", required=True, format="day")
    )
    reviewed: str = field(
        metadata=setting("When it was last reviewed.", required=True, format="day")
    )
    tested: str = field(metadata=setting("When the site was tested.", required=True, format="day"))
    method: str = field(metadata=setting("How it was tested.", required=True))
    tools: str = field(metadata=setting("With which tools.", required=True))
    pages: str = field(metadata=setting("How many pages were tested.", required=True))
    findings: Sequence[Mapping[str, str]] = field(
        default=(), metadata=setting("What was found.", kind="any")
    )
