"""The kinds of files that a logo may be, each with its reader."""

from collections.abc import Callable
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Read
from safety_plan.reading.logos.logo import HIGHEST, MOST_BYTES, WIDEST, Logo, LogoError

#: What is read of a file before anything is left out of it.
_MOST_READ = 1_000_000
KINDS = (".svg", ".png")


def read_logo(file: Path, location: Location) -> Read[Logo | None]:
    """The logo in *file*, which *location* names; nothing where it cannot be shown."""
    try:
        logo = _read(file)
    except LogoError as error:
        return None, [problem(error.key, location, name=file.name, **error.params)]
    if not logo.left_out:
        return logo, []
    left_out = ", ".join(logo.left_out)
    return logo, [problem("logo-parts", location, name=file.name, left_out=left_out)]


def published_logo(file: Path) -> bytes:
    """The logo in *file* as readers get it, of which check has found that it can be shown.

    Raises LogoError.
    """
    return _read(file).published


def _read(file: Path) -> Logo:
    if file.suffix.lower() not in KINDS:
        raise LogoError("logo-kind")
    if file.is_symlink() or not file.is_file():
        raise LogoError("logo-file.shortcut" if file.is_symlink() else "logo-file")
    if file.stat().st_size > _MOST_READ:
        raise LogoError("logo-size", size=file.stat().st_size, most=MOST_BYTES)
    logo = _reader(file)(file.read_bytes())
    if len(logo.published) > MOST_BYTES:
        raise LogoError("logo-size", size=len(logo.published), most=MOST_BYTES)
    if not 1 / HIGHEST <= logo.width / logo.height <= WIDEST:
        raise LogoError("logo-size.shape", widest=f"{WIDEST:g}", highest=f"{HIGHEST:g}")
    return logo


def _reader(file: Path) -> Callable[[bytes], Logo]:
    # Imported here, because few plans have a logo, and colours and pictures take long to start.
    if file.suffix.lower() == ".svg":
        from safety_plan.reading.logos.svg import read_svg

        return read_svg
    from safety_plan.reading.logos.png import read_png_logo

    return read_png_logo
