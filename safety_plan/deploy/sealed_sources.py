"""The sources of a seal as they were sealed, from git, where somebody edited them since."""

from hashlib import sha256
from pathlib import Path

from safety_plan.core.errors import MissingToolError
from safety_plan.core.problems import PlanError
from safety_plan.deploy.git import read_blobs, run_git
from safety_plan.revisions.edits import edited_files
from safety_plan.revisions.verify import CHECKSUMS, sealed_digests


def edited_sources_as_sealed(root: Path, name: str) -> dict[str, bytes]:
    """The bytes that were sealed of each file of the seal *name* that is edited, as far as known.

    Only bytes that have the digest of the seal are given; a file that was added has none.
    """
    folder = root / "revisions" / name
    digests = sealed_digests(folder)
    paths = [path for path in edited_files(folder) if path in digests]
    contents = _contents(root, _sealing_commit(root, name), f"revisions/{name}", paths)
    return {
        path: content
        for path, content in contents.items()
        if sha256(content).hexdigest() == digests[path]
    }


def _sealing_commit(root: Path, name: str) -> str:
    """The commit that sealed it: the last that changed its list of digests; empty without one."""
    return _answer(root, "log", "-1", "--format=%H", "--", f"revisions/{name}/{CHECKSUMS}")


def _contents(root: Path, commit: str, folder: str, paths: list[str]) -> dict[str, bytes]:
    """The bytes of each of the *paths* below *folder* in a *commit* that holds it."""
    names = {
        path: _answer(root, "rev-parse", "--verify", "--quiet", f"{commit}:./{folder}/{path}")
        for path in paths
        if commit
    }
    names = {path: name for path, name in names.items() if name}
    try:
        return dict(zip(names, read_blobs(root, [*names.values()]), strict=True)) if names else {}
    except PlanError:
        return {}


def _answer(root: Path, *arguments: str) -> str:
    """What git says; empty where it knows nothing of it, or there is no git."""
    try:
        return run_git(root, *arguments)
    except (PlanError, MissingToolError):
        return ""
