"""The folder of a site: what may be replaced, and how it is replaced at once."""

import shutil
import tempfile
from pathlib import Path

from safety_plan.site.redirects import LISTING


def may_hold_site(folder: Path) -> bool:
    """True where a build may put its site: nothing is there, or an earlier site."""
    if not folder.exists():
        return True
    return folder.is_dir() and ((folder / LISTING).is_file() or not any(folder.iterdir()))


def swap(building: Path, site: Path) -> None:
    """Puts the folder *building* where *site* stands, and takes that away."""
    if not site.exists():
        building.rename(site)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    site.rename(aside / "old")
    building.rename(site)
    shutil.rmtree(aside, ignore_errors=True)
