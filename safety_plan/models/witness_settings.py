"""What a plan may say of its outside witness, in `data/plan.yml` below `witness:`."""

from dataclasses import dataclass, field

from safety_plan.models.fields import setting


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessSettings:
    """Who is shown the digest of each sealed revision, and puts a time stamp on it (RFC 3161)."""

    name: str = field(metadata=setting("Who the witness is.", required=True))
    certificate: str = field(
        default="",
        metadata=setting("Its certificates: a file in revisions/witness/.", required=True),
    )
    address: str = field(
        default="",
        metadata=setting(
            "Where it puts time stamps; empty where it no longer does.", format="address"
        ),
    )
