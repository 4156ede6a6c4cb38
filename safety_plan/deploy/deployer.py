"""What a place must be able to do for a site to be put there."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from safety_plan.models.plan import Plan

#: The digest of each file of a site, by its path; which digest is the deployer's own affair.
Files = dict[str, str]
#: Tells the person who waits what goes on.
Say = Callable[[str], None]

#: What builds put at the root of a site; pages stand in folders.
SITE_FILES = frozenset(
    [
        *(".nojekyll", ".well-known/security.txt", "404.html", "_headers", "archive.zip"),
        *("feed.xml", "index.html", "revisions.json", "revisions.schema.json", "robots.txt"),
        *("sitemap.xml", "versions.json", "components.cdx.json", "published.sha256"),
    ]
)


class Deployer(Protocol):
    """A place that the public reads: read first, then staged, then replaced in one step.

    The methods are called in this order, `close` always. Each raises PlanError for what a
    person can put right, and OSError where a disk says no.
    """

    @property
    def name(self) -> str:
        """What the place is called."""

    def read(self, say: Say) -> Files:
        """The files that are published there now; none where nothing is yet.

        Puts right first what an earlier run left that was stopped. Raises PlanError where
        another run is at it.
        """

    def stage(self, site: Path) -> Files:
        """The files of the built *site*, with digests that compare with those of `read`."""

    def published_digest(self, path: str) -> str:
        """The SHA-256 of a published text file that `read` told of, as hexadecimal text."""

    def published_bytes(self, path: str) -> bytes:
        """The bytes of a published file that `read` told of."""

    def published_commit(self) -> str:
        """The commit of the plan that what `read` told of was made from; empty if not known."""

    def push(self, site: Path, files: Files, plan: Plan, commit: str) -> str:
        """Makes *files* what the public reads, all at once or not at all.

        They are those of *site*, which was made from *plan* at *commit*, and, of what `read`
        told, any others that stay. Gives a sentence that says what was done.
        """

    def close(self) -> None:
        """Lets the place go, whatever happened; may be called more than once."""


def is_host_file(path: str) -> bool:
    """True for a file that a host wants or makes at the root, and that no build made: it stays.

    Such are `CNAME`, what a search engine asks for to verify an owner, and `.well-known/`.
    """
    if path in SITE_FILES or path == ".":
        return False
    return "/" not in path or path.startswith(".")


def list_files(folder: Path) -> list[str]:
    """The path of each file below *folder*, sorted; empty where there is no such folder.

    Where *folder* is itself a file, that is told as `.`, so that nobody takes it for empty.
    """
    files = (path for path in [folder, *folder.rglob("*")] if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in files)
