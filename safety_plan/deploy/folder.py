"""A site in a folder that any static host shows.

The new site is made beside the folder and swapped with it. What only a publish that is
under way needs, its lock among it, stands in one hidden folder beside, which goes at the end.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from filelock import FileLock, Timeout

from safety_plan.core.digests import digest_of_file
from safety_plan.core.files import (
    copy_folder,
    make_folder,
    open_to_readers,
    replace_folder,
    restore_folder,
)
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError
from safety_plan.deploy.deployer import Files, Say, list_files
from safety_plan.deploy.published_files import LIST, commit_in
from safety_plan.models.plan import Plan

#: How the name of the folder ends in which a publish works.
WORKSPACE = "-publishing"


class Folder:
    """The folder at *path*; it need not be there yet."""

    def __init__(self, path: Path) -> None:
        """Touches nothing: the folder is locked by `read` and let go by `close`."""
        self.path = path
        self._workspace = path.with_name(f".{path.name}{WORKSPACE}")
        self._staging = self._workspace / "new"
        self._before = self._workspace / "before"
        # The system lets the lock go with the process, however hard that is stopped.
        self._lock = FileLock(self._workspace / "lock", timeout=0)

    @property
    def name(self) -> str:
        """The path of the folder as it was asked for."""
        return str(self.path)

    def read(self, say: Say) -> Files:
        """The files in it, once a run that was stopped half-way is put right.

        Raises PlanError while another run is publishing into it; OSError.
        """
        if self.path.is_mount():  # told before anything is built
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), self.name)
        self._acquire()
        stopped = self._staging.exists() or self._before.exists()
        if stopped:
            say("The last run was stopped half-way. What it left is put right; nothing is lost.")
        restore_folder(self.path, aside=self._before)
        shutil.rmtree(self._staging, ignore_errors=True)
        return self.stage(self.path)

    def _acquire(self) -> None:
        raced = PlanError([problem("publish-raced.folder", Location(self.name))])
        make_folder(self._workspace)
        try:
            self._lock.acquire()
        except Timeout:
            raise raced from None
        if not Path(self._lock.lock_file).exists():  # the run that held it took it away just now
            self._lock.release()
            raise raced

    def stage(self, site: Path) -> Files:
        """The files of *site* with their SHA-256."""
        return {path: digest_of_file(site / path) for path in list_files(site)}

    def published_digest(self, path: str) -> str:
        """The SHA-256 of a published file."""
        return digest_of_file(self.path / path)

    def published_bytes(self, path: str) -> bytes:
        """The bytes of a published file."""
        return (self.path / path).read_bytes()

    def published_commit(self) -> str:
        """The commit that the list of the published files names."""
        return commit_in(self.path / LIST)

    def push(self, site: Path, files: Files, plan: Plan, commit: str) -> str:
        """Copies *site* beside the folder and swaps the two; what was there goes last.

        A web server may read all of it, whatever the person who publishes lets others read.
        """
        copy_folder(site, self._staging)
        for path in files:
            if not (self._staging / path).exists():
                (self._staging / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(self.path / path, self._staging / path)
        open_to_readers(self._staging)
        replace_folder(self._staging, self.path, aside=self._before)
        return f"Published to {self.name}."

    def close(self) -> None:
        """Takes away all that the publish needed beside the folder, and lets it go."""
        if self._lock.is_locked:
            shutil.rmtree(self._workspace, ignore_errors=True)
            self._lock.release()
