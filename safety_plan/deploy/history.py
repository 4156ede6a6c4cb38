"""The sealed revisions, corrections and ages of reading held against an earlier commit."""

import tempfile
from collections.abc import Iterator
from hashlib import sha1, sha256
from pathlib import Path

from safety_plan.checks.reading_budget import risen_allowances
from safety_plan.core.files import write_file
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.deploy.git import read_blobs, run_git
from safety_plan.models.plan import sealed_ids
from safety_plan.models.registers import read_register
from safety_plan.reading.yaml_files import as_text, read_yaml
from safety_plan.revisions.history import SealHistory, compare_seals, lost_corrections
from safety_plan.revisions.verify import CHECKSUMS, digest_of

_READING_AGES = "data/reading-ages.csv"
#: What of an earlier commit is looked at, below the plan.
_PATHS = ("revisions", "data/corrections.csv", "data/plan.yml", _READING_AGES)
_FILE = "100644"
_PROGRAM = "100755"
#: How many letters the name of an object has that is made by SHA-1.
_SHA1_LENGTH = 40


def commit_problems(root: Path, base: str) -> list[Problem]:
    """Seals, corrections and ages of the plan at *root* that are not what they were at *base*.

    *base* is the name of a commit, such as `earlier_commit` gives. Raises PlanError where git
    cannot tell.
    """
    entries = _entries(root, "ls-tree", "-r", "-z", "--full-tree", base)
    has_new_ages = _READING_AGES not in entries and (root / _READING_AGES).is_file()
    now = _entries(root, "ls-files", "-s", "-z", "--full-name", "--", root.as_posix())
    problems = [*_mode_problems(entries, now)]
    changed = (
        not _is_same(root / path, name) for path, (_, name) in entries.items() if not _is_page(path)
    )
    if not has_new_ages and not any(changed):
        return problems
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        before = Path(folder)
        _write(root, before, entries)
        return problems + compare_states(before, root)[1]


def compare_states(before: Path, after: Path) -> Read[list[str]]:
    """Holds the seals and corrections of a plan in one state against those of an earlier one.

    Gives sentences on what was sealed since, what was taken out of seals and what was edited in
    them before the site opened, and every problem.
    """
    is_public = any(_opening_day(root) for root in (before, after))
    history = compare_seals(before, after, is_public=is_public)
    rows = [
        [row.cells for row in read_register(root / "data", "corrections")[0]]
        for root in (before, after)
    ]
    problems = [*history.problems, *lost_corrections(rows[0], rows[1], history.removals)]
    problems += risen_allowances(before, after)
    notes = [*_sealed_since(before, after), *_taken_out(history), *_edit_sentences(history)]
    return notes, problems


def _sealed_since(before: Path, after: Path) -> Iterator[str]:
    for name in sealed_ids(after):
        folder = after / "revisions" / name
        if name not in sealed_ids(before) and (folder / CHECKSUMS).is_file():
            yield f"Revision {name} is sealed by this change. Its digest is {digest_of(folder)}."


def _taken_out(history: SealHistory) -> Iterator[str]:
    for one in history.removals:
        yield (
            f"Words are taken out of sealed revision {one.name}, and nothing else of it changes."
            f" The reason given on {one.date}: {one.ground}"
        )


def _edit_sentences(history: SealHistory) -> Iterator[str]:
    for name, edit in history.edits:
        yield (
            f"Revision {name} is sealed again from words or numbers that were edited before the"
            f" site opened. The reason given: “{edit.reason}”. These sealed files are not as"
            f" they were: {', '.join(edit.files)}."
        )


def _opening_day(root: Path) -> str:
    return as_text(read_yaml(root / "data" / "plan.yml", "data/plan.yml")[0].value.get("opened"))


def _entries(root: Path, *command: str) -> dict[str, tuple[str, str]]:
    """The mode and the name of the object of each file that matters, by its path in the plan."""
    inside = run_git(root, "rev-parse", "--show-prefix")
    entries: dict[str, tuple[str, str]] = {}
    for entry in run_git(root, *command).split("\0"):
        about, _, path = entry.partition("\t")
        below = path.removeprefix(inside)
        if path.startswith(inside) and (below.startswith(_PATHS) or _is_page(below)):
            mode, *names = about.split()
            entries[below] = (mode, names[1] if names[0] == "blob" else names[0])
    return entries


def _is_page(path: str) -> bool:
    """True for a page: which pages there were is asked only where the budget of ages changed."""
    return path.startswith("docs/") and path.endswith(".md")


def _mode_problems(
    before: dict[str, tuple[str, str]], now: dict[str, tuple[str, str]]
) -> Iterator[Problem]:
    """Sealed files that git would bring to everybody as another kind of file than before."""
    for path, (mode, _) in before.items():
        if path.startswith("revisions/") and path in now and now[path][0] != mode:
            yield problem("seal-history.mode", Location(path))


def _is_same(file: Path, name: str) -> bool:
    """True where *file* holds, byte for byte, what git calls *name*."""
    if file.is_symlink() or not file.is_file():
        return False
    content = file.read_bytes()
    digest = sha1 if len(name) == _SHA1_LENGTH else sha256
    return digest(b"blob %d\0" % len(content) + content).hexdigest() == name


def _write(root: Path, folder: Path, entries: dict[str, tuple[str, str]]) -> None:
    """Writes the files of an earlier state below *folder*; links among them are left out."""
    files = {path: name for path, (mode, name) in entries.items() if mode in (_FILE, _PROGRAM)}
    for path, content in zip(files, read_blobs(root, [*files.values()]), strict=True):
        write_file(folder / path, content)
