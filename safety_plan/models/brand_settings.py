"""What a plan may say of the face of its council, in `data/plan.yml` below `brand:`."""

from dataclasses import dataclass, field

from safety_plan.models.fields import setting


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerSettings:
    """A partner of the council, as the foot of every page shows it."""

    name: str = field(metadata=setting("What the partner is called.", required=True))
    logo: str = field(
        default="", metadata=setting("Its logo: a file in data/brand/, .svg or .png.")
    )
    address: str = field(default="", metadata=setting("Its own website.", format="address"))


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandSettings:
    """The logo and the colours of the council, and the logos of its partners."""

    logo: str = field(
        default="",
        metadata=setting("The logo at the top of every page: a file in data/brand/, .svg or .png."),
    )
    logo_text: str = field(
        default="",
        metadata=setting("What the logo shows, where it is more than the name of the council."),
    )
    colour: str = field(
        default="",
        metadata=setting(
            "The colour of the header, links and charts, in quotation marks.", format="colour"
        ),
    )
    accent: str = field(
        default="",
        metadata=setting(
            "The second colour, of strips and marks, in quotation marks.", format="colour"
        ),
    )
    partners: tuple[PartnerSettings, ...] = field(
        default=(),
        metadata=setting(
            "Whose logos stand at the foot of every page.", kind="entries", entry=PartnerSettings
        ),
    )
