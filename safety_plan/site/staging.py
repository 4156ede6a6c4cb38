"""The folder of a site: it is built beside its place, and put there at once when it is whole."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from safety_plan.site.redirects import LISTING


class FolderInUseError(Exception):
    """The folder for the site holds something else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} holds something that this command did not make. Name another folder."
        )


@dataclass(frozen=True, slots=True)
class Staging:
    """The *folder* in which a site is built, and the *target* where it belongs."""

    folder: Path
    target: Path

    def put_in_place(self) -> Path:
        """Replaces what stands at the target with the folder; gives the target."""
        self.folder.chmod(0o755)
        if self.target.exists():
            aside = Path(tempfile.mkdtemp(prefix=f".{self.target.name}-", dir=self.target.parent))
            self.target.rename(aside / "old")
            self.folder.rename(self.target)
            shutil.rmtree(aside, ignore_errors=True)
        else:
            self.folder.rename(self.target)
        return self.target

    def discard(self) -> None:
        """Takes the folder away; what stands at the target stays as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)


def stage(target: Path) -> Staging:
    """A new folder beside *target*; raises FolderInUseError where a site may not be put there."""
    if not may_hold_site(target):
        raise FolderInUseError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent)
    return Staging(Path(folder), target)


def may_hold_site(folder: Path) -> bool:
    """True where a build may put its site: nothing is there, or an earlier site."""
    if not folder.exists():
        return True
    return folder.is_dir() and ((folder / LISTING).is_file() or not any(folder.iterdir()))
