"""The settings of the site (`data/plan.yml`): about it as it is today, never part of a record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from safety_plan.core.problems import Problem, Read
from safety_plan.core.text import read_switch
from safety_plan.core.translation import SOURCE_LANGUAGE
from safety_plan.models.brand_settings import BrandSettings, PartnerSettings
from safety_plan.models.fields import rules_of, setting
from safety_plan.models.header_settings import HeaderLink
from safety_plan.models.identity import EarlierIdentity, read_earlier
from safety_plan.models.next_plan import NextPlan
from safety_plan.models.setting_problems import switch_problems, validate_mapping
from safety_plan.models.setting_shapes import value_at
from safety_plan.models.witness_settings import WitnessSettings
from safety_plan.reading.yaml_files import Document, Keys, as_list, as_mapping, as_texts

#: For how many days a line for danger counts as checked, where the plan says nothing else.
CHECK_DAYS = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Who publishes what, for whom; empty texts are settings not made yet."""

    name: str = field(
        default="", metadata=setting("The name of the plan, on every page.", required=True)
    )
    short_name: str = field(
        default="", metadata=setting("Its name where there is little room.", required=True)
    )
    partnership: str = field(
        default="", metadata=setting("The partnership whose plan it is.", required=True)
    )
    area: str = field(default="", metadata=setting("The place it is about.", required=True))
    area_code: str = field(
        default="",
        metadata=setting(
            "Its code of the Office for National Statistics, such as E07000110.", format="area code"
        ),
    )
    council: str = field(default="", metadata=setting("The council that adopts it."))
    period: str = field(default="", metadata=setting("The years it covers, such as 2021 to 2024."))
    statement: str = field(
        default="",
        metadata=setting("Who made this site, and what it is not; on every page.", required=True),
    )
    address: str = field(
        default="", metadata=setting("The address of the published site.", format="site address")
    )
    contact: str = field(
        default="", metadata=setting("An email address, for readers.", format="contact")
    )
    language: str = field(
        default=SOURCE_LANGUAGE,
        metadata=setting(
            "The language that most pages are in, such as cy; without it, en-GB.",
            format="site language",
        ),
    )
    repository: str = field(
        default="", metadata=setting("Where changes are proposed.", format="address")
    )
    repository_kind: str = field(
        default="",
        metadata=setting(
            "What runs there, where its address does not say so.", choices=("github", "gitlab")
        ),
    )
    branch: str = field(
        default="",
        metadata=setting("The main branch of it, if that is not called main.", format="branch"),
    )
    folder: str = field(
        default="",
        metadata=setting(
            "The folder of the plan in the repository, if it is not the first.", format="folder"
        ),
    )
    opened: str = field(
        default="",
        metadata=setting("Since when the site is public; nothing is resealed then.", format="date"),
    )
    security_expires: str = field(
        default="", metadata=setting("Until when security.txt holds.", format="day")
    )
    licence: str = field(default="", metadata=setting("The licence of the plan's words."))
    contacts_checked_within: str = field(
        default=str(CHECK_DAYS),
        metadata=setting(
            "For how many days a line for danger counts as checked; then nothing is published.",
            format="days",
        ),
    )
    reading_age: str = field(
        default="", metadata=setting("The age at which every page can be read.", format="age")
    )
    exit_address: str = field(
        default="https://www.bbc.co.uk/weather",
        metadata=setting("Where “Exit this page” leads.", format="exit address"),
    )
    compiled: bool = field(
        default=False,
        metadata=setting(
            "Whether somebody else than the council or partnership put the plan together from "
            "what they published.",
            kind="switch",
        ),
    )
    compiled_by: str = field(
        default="", metadata=setting("Who put it together, where somebody else did.")
    )
    tested_on_every_change: bool = field(
        default=False,
        metadata=setting(
            "Whether the accessibility of the site is tested on every change.", kind="switch"
        ),
    )
    earlier: Mapping[str, EarlierIdentity] = field(
        default_factory=dict,
        metadata=setting(
            "By the id of a sealed revision that does not hold it: names, years, contact and plan "
            "as they were then.",
            kind="any",
        ),
    )
    followed_by: NextPlan | None = field(
        default=None,
        metadata=setting("The plan that followed this one.", kind="entry", entry=NextPlan),
    )
    brand: BrandSettings | None = field(
        default=None,
        metadata=setting("The logo and colours of the council.", kind="entry", entry=BrandSettings),
    )
    header: tuple[HeaderLink, ...] = field(
        default=(),
        metadata=setting(
            "The pages that the top of every page leads to, before revisions, help and search.",
            kind="entries",
            entry=HeaderLink,
        ),
    )
    witness: WitnessSettings | None = field(
        default=None,
        metadata=setting(
            "The outside witness of what is sealed.", kind="entry", entry=WitnessSettings
        ),
    )

    @property
    def publisher(self) -> str:
        """Who publishes a plan of its own: the council, or else the partnership."""
        return self.council or self.partnership

    @property
    def check_days(self) -> int:
        """For how many days a line for danger counts as checked."""
        text = self.contacts_checked_within
        is_wrong = rules_of(Settings)["contacts_checked_within"].format_rule(text)
        return CHECK_DAYS if is_wrong else int(text)

    def whole_address(self, path: str = "") -> str:
        """The address on the web of *path* below the site's root; empty where the site has none."""
        return f"{self.address.rstrip('/')}/{path}" if self.address else ""


def path_of_site(address: str) -> str:
    """The path below its host of a site at *address*, without a last slash; often empty."""
    return urlsplit(address).path.rstrip("/")


def read_settings(document: Document) -> Read[Settings]:
    """The settings, and what is missing or not known among them."""
    fields = rules_of(Settings)
    problems = [*validate_mapping(document, (), "The plan", "setting-missing", fields)]
    problems += switch_problems(document, (), "The plan", fields)
    texts = as_texts(document.value, fields)
    texts["address"] = texts["address"].rstrip("/")
    if fields["language"].format_rule(texts["language"]):
        texts["language"] = ""  # what is told above must not be taken for a language below
    values = {name: text for name, text in texts.items() if text and fields[name].kind == "text"}
    follower = ("followed_by", "The plan that followed", NextPlan)
    next_plan, next_problems = _read_entry(document, *follower)
    witness, witness_problems = _read_entry(document, "witness", "The witness", WitnessSettings)
    brand, brand_problems = _read_brand(document)
    header, header_problems = _read_header(document)
    settings = Settings(
        **values,
        brand=brand,
        header=header,
        earlier=read_earlier(document),
        compiled=bool(read_switch(texts["compiled"])),
        tested_on_every_change=bool(read_switch(texts["tested_on_every_change"])),
        followed_by=NextPlan(**next_plan) if next_plan.get("title") else None,
        witness=WitnessSettings(**witness) if witness.get("name") else None,
    )
    problems += [*next_problems, *witness_problems, *brand_problems, *header_problems]
    return settings, problems


def _read_entry(document: Document, name: str, subject: str, cls: type) -> Read[dict[str, str]]:
    """The texts that stand under *name*, as *cls* declares them; none where there is nothing."""
    value = document.value.get(name)
    if value is None or (value and not as_mapping(value)):
        return {}, []
    fields = rules_of(cls)
    problems = [*validate_mapping(document, (name,), subject, "setting-missing", fields)]
    return as_texts(as_mapping(value), fields), problems


def _read_brand(document: Document) -> Read[BrandSettings | None]:
    """What stands below `brand:`, if anything does."""
    texts, problems = _read_entry(document, "brand", "The brand", BrandSettings)
    if not texts:
        return None, problems
    partners, more = _read_entries(document, ("brand", "partners"), "A partner", PartnerSettings)
    del texts["partners"]
    brand = BrandSettings(**texts, partners=tuple(PartnerSettings(**one) for one in partners))
    return brand, [*problems, *more]


def _read_header(document: Document) -> Read[tuple[HeaderLink, ...]]:
    """What stands below `header:`; an entry without a page is told of and left out."""
    entries, problems = _read_entries(document, ("header",), "A link of the header", HeaderLink)
    return tuple(HeaderLink(**one) for one in entries if one["page"]), problems


def _read_entries(
    document: Document, keys: Keys, subject: str, cls: type
) -> Read[list[dict[str, str]]]:
    """The texts of each entry of the list under *keys*, as *cls* declares them."""
    fields = rules_of(cls)
    problems = list[Problem]()
    entries = as_list(value_at(document, keys))
    for index in range(len(entries)):
        at = (*keys, str(index))
        problems += validate_mapping(document, at, subject, "setting-missing", fields)
    return [as_texts(as_mapping(entry), fields) for entry in entries], problems
