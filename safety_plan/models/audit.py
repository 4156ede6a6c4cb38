"""The last audit of the finished site (`data/audit.yml`), which a command writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from safety_plan.models.fields import setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What the audit says: when it was made, how, of what, and what was found.

    A review is a person's: its day counts only with the role of who made it. An audit without
    *parts* is from before they were kept, and nobody knows what it was made of.
    """

    prepared: str = field(
        metadata=setting("When the statement was prepared.", required=True, format="day")
    )
    reviewed: str = field(
        default="", metadata=setting("When somebody last read the whole statement.", format="day")
    )
    reviewed_by: str = field(default="", metadata=setting("The role of who read it."))
    tested: str = field(metadata=setting("When the site was tested.", required=True, format="day"))
    method: str = field(metadata=setting("How it was tested.", required=True))
    tools: str = field(metadata=setting("With which tools.", required=True))
    pages: str = field(metadata=setting("How many pages were tested.", required=True))
    parts: Mapping[str, str] = field(
        default_factory=dict,
        metadata=setting("The digest of each part of what was tested.", kind="named texts"),
    )
    findings: Sequence[Mapping[str, str]] = field(
        default=(), metadata=setting("What was found.", kind="any")
    )
