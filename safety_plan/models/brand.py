"""The face of a council: its logo, its colours and its partners, ready to be shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from safety_plan.core.messages import problem
from safety_plan.core.palette import read_hex
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.models.brand_settings import BrandSettings
from safety_plan.reading.docs_files import is_desktop_file, list_files
from safety_plan.reading.logos.kinds import KINDS, read_logo
from safety_plan.reading.logos.logo import Logo

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


def read_brand(settings: BrandSettings | None, root: Path, locate: Locate) -> Read[Brand]:
    """What *settings* say of a brand, with its logos from the folder of the plan at *root*.

    *locate* gives the location of a setting, for problems.
    """
    files = [name for name in list_files(root / FOLDER) if not is_desktop_file(name)]
    if settings is None:
        return Brand(), [*_unread(files, set())]
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
    names = {_file_name(name) for name in (settings.logo, *(p.logo for p in settings.partners))}
    return brand, [*problems, *_unread(files, names)]


def _file_name(name: str) -> str:
    """The file in the folder of logos that an author calls *name*, with its folder or without."""
    return name.strip().removeprefix("./").removeprefix("data/").removeprefix("brand/")


def _logo(folder: Path, files: list[str], name: str, location: Location) -> Read[Logo | None]:
    path = _file_name(name)
    if PurePosixPath(path).suffix.lower() not in KINDS:
        return None, [problem("logo-kind", location, name=path)]
    if path not in files:
        return None, [problem("logo-file", location, name=path, choices=_logos(files))]
    return read_logo(folder / path, location)


def _logos(files: list[str]) -> list[str]:
    return [name for name in files if PurePosixPath(name).suffix.lower() in KINDS]


def _unread(files: list[str], names: set[str]) -> Iterator[Problem]:
    for name in files:
        if name not in names:
            yield problem("file-unread.logo", Location(f"{FOLDER}/{name}"))
