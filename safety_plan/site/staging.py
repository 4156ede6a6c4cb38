"""The folder of a site: it is built beside its place, and put there at once when it is whole."""

from contextlib import ExitStack
from pathlib import Path

from safety_plan.core.files import make_folder, open_to_readers, replace_folder
from safety_plan.core.workspaces import workspace
from safety_plan.site.redirects import LISTING


class FolderInUseError(Exception):
    """The folder for the site holds something else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} holds something that this command did not make. Name another folder."
        )


class Staging:
    """A new *folder* in which a site is built, beside the *target* where it belongs.

    Raises FolderInUseError where a site may not be put there.
    """

    def __init__(self, target: Path) -> None:
        if not may_hold_site(target):
            raise FolderInUseError(target)
        try:
            make_folder(target.parent)
        except OSError as error:
            raise FolderInUseError(target.parent) from error
        self.target = target
        self._open = ExitStack()
        self.folder = self._open.enter_context(workspace(target.parent, f".{target.name}-"))

    def put_in_place(self) -> Path:
        """Replaces what stands at the target with the folder; gives the target."""
        open_to_readers(self.folder)
        replace_folder(self.folder, self.target, durable=False)
        self.discard()
        return self.target

    def discard(self) -> None:
        """Takes the folder away if it is still there; what stands at the target stays."""
        self._open.close()


def may_hold_site(folder: Path) -> bool:
    """True where a build may put its site: nothing is there, or an earlier site."""
    if not folder.exists():
        return True
    return folder.is_dir() and ((folder / LISTING).is_file() or not any(folder.iterdir()))
