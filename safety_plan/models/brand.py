"""The face of a council: its logo, its colours and its partners, ready to be shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from safety_plan.core.messages import problem
from safety_plan.core.palette import read_hex
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.core.suggestions import closest_match
from safety_plan.models.brand_settings import BrandSettings
from safety_plan.reading.docs_files import is_desktop_file, list_files
from safety_plan.reading.logos.kinds import KINDS, read_logo
from safety_plan.reading.logos.logo import Logo
from safety_plan.reading.yaml_files import Value, as_mapping

#: Where logos lie, below the folder of a plan.
FOLDER = "data/brand"
#: Where a setting below `brand:` stands, by its keys.
Locate = Callable[..., Location]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A partner as the foot of a page shows it; without a logo its name stands alone."""

    name: str
    address: str = ""
    logo: Logo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """What a page shows of a council. Colours are hex with six digits, or empty."""

    logo: Logo | None = None
    logo_text: str = ""
    colour: str = ""
    accent: str = ""
    partners: tuple[Partner, ...] = ()


def read_brand(
    settings: BrandSettings | None, root: Path, locate: Locate, content: Value = ""
) -> Read[Brand]:
    """What *settings* say of a brand, with its logos from the folder of the plan at *root*.

    *locate* gives the location of a setting, for problems; *content* is all that stands below
    `brand:`, where some of it may be no setting.
    """
    files = [name for name in list_files(root / FOLDER) if not is_desktop_file(name)]
    if settings is None:
        return Brand(), [*_unread(files, content)]
    problems: list[Problem] = []

    def logo(name: str, *keys: str) -> Logo | None:
        """The logo in the file *name*, which stands under *keys*; problems are noted."""
        if not name:
            return None
        read, found = _logo(root / FOLDER, files, name, locate(*keys))
        problems.extend(found)
        return read

    partners = tuple(
        Partner(
            name=partner.name,
            address=partner.address,
            logo=logo(partner.logo, "partners", str(index), "logo"),
        )
        for index, partner in enumerate(settings.partners)
    )
    brand = Brand(
        logo=logo(settings.logo, "logo"),
        logo_text=settings.logo_text,
        colour=read_hex(settings.colour),
        accent=read_hex(settings.accent),
        partners=partners,
    )
    return brand, [*problems, *_unread(files, content)]


def _file_name(name: str) -> str:
    """The file in the folder of logos that an author calls *name*, with its folder or without."""
    return name.strip().removeprefix("./").removeprefix("data/").removeprefix("brand/")


def _logo(folder: Path, files: list[str], name: str, location: Location) -> Read[Logo | None]:
    path = _file_name(name)
    if PurePosixPath(path).suffix.lower() not in KINDS:
        return None, [problem("logo-kind", location, name=path)]
    if path not in files:
        name = PurePosixPath(path).name
        near = _logos(files)
        choices = [name] if name in near else near
        return None, [problem("logo-file", location, name=path, choices=choices)]
    return read_logo(folder / path, location)


def _logos(files: list[str]) -> list[str]:
    return [name for name in files if PurePosixPath(name).suffix.lower() in KINDS]


def _unread(files: list[str], content: Value) -> Iterator[Problem]:
    """Files that nobody can have meant by *content*; a slip there is told there."""
    if not _has_shape(content):
        return
    words = [PurePosixPath(_file_name(text)).name for text in _texts(content)]
    for name in files:
        if not any(closest_match(word, [name]) for word in words if word):
            yield problem("file-unread.logo", Location(f"{FOLDER}/{name}"))


def _has_shape(content: Value) -> bool:
    """Whether *content* is settings of a brand and of partners, and nothing in between."""
    partners = as_mapping(content).get("partners") or []
    is_list = isinstance(partners, list) and all(isinstance(one, dict) for one in partners)
    return is_list and (not content or isinstance(content, dict))


def _texts(content: Value) -> Iterator[str]:
    if isinstance(content, str):
        yield content
        return
    for part in content.values() if isinstance(content, dict) else content:
        yield from _texts(part)
