"""The files of a folder of pages: which are read, and which may not be there.

Nothing but pages and pictures may stand in `docs/`, and in `docs/files/` files that readers
can download, under names that make good addresses on every kind of computer. What desktops
leave behind is passed over.
"""

import os
import re
import unicodedata
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path, PurePosixPath

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.text import NAME
from safety_plan.reading.attachments.attachment import KINDS as ATTACHMENT_KINDS
from safety_plan.reading.attachments.read_attachment import attachment_problems
from safety_plan.reading.pictures.kinds import KINDS as PICTURE_KINDS
from safety_plan.reading.pictures.kinds import picture_problem

#: What desktops and office programs leave in a folder: never read, copied, sealed or told of.
#: Names are compared in small letters.
_DESKTOP_FILES = (
    *(".*", "~$*", "*~", "~*.tmp", "~wr[ldc]*", "thumbs.db*", "ehthumbs*.db", "desktop.ini"),
    *("#*#", "*:zone.identifier"),
    *("icon\r", "__macosx", "$recycle.bin", "system volume information", "@eadir"),
)
#: First parts of addresses that the site itself needs.
RESERVED = ("404", "assets", "data", "latest", "search", "site", "templates")
#: Folders of a seal, which stands at the address of its revision: no picture may be in the way.
SEAL_FOLDERS = ("docs", "pages", "text")
#: The folder of files that are published as they are, below `docs/`.
FILES = "files"
LONGEST_NAME = 60
_REVISION_ID = re.compile(r"[0-9]{4}-[0-9]{2}")
#: Names that Windows keeps for devices, where no file may have them.
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


@lru_cache(maxsize=4096)
def is_desktop_file(name: str) -> bool:
    """True for the name of a file or folder that a desktop or an office program leaves behind."""
    return any(fnmatchcase(name.lower(), pattern) for pattern in _DESKTOP_FILES)


def list_files(folder: Path) -> list[str]:
    """Every file below *folder* by path, in order; shortcuts are not followed."""
    if folder.is_symlink():
        return []
    paths: list[PurePosixPath] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not is_desktop_file(name)]
        files = [name for name in files if not is_desktop_file(name)]
        shortcuts = [name for name in folders if (Path(parent) / name).is_symlink()]
        below = PurePosixPath(Path(parent).relative_to(folder).as_posix())
        paths += [below / name for name in (*files, *shortcuts)]
    return [path.as_posix() for path in sorted(paths)]


def is_page(path: str) -> bool:
    """True where *path* is named as a page is, in small letters or not."""
    return path.lower().endswith(".md")


def list_pictures(folder: Path, *, sealed: bool = False) -> list[str]:
    """The pictures of *folder* that may be published.

    What is sealed was let in by the rules of its day, and never changes.
    """
    pictures = [path for path in list_files(folder) if PurePosixPath(path).suffix in PICTURE_KINDS]
    if sealed:
        return [path for path in pictures if not (folder / path).is_symlink()]
    return [
        path
        for path in pictures
        if not is_attachment(path) and not _file_problem(folder / path, Location(path))
    ]


def is_attachment(path: str) -> bool:
    """True where what stands at *path*, below the folder of pages, is to be published as it is."""
    return path.startswith(f"{FILES}/") and not is_page(path)


def list_attachments(docs: Path) -> list[str]:
    """The names of the files of the folder *docs* that are published as they are."""
    folder = docs / FILES
    return [
        path
        for path in list_files(folder)
        if PurePosixPath(path).suffix in ATTACHMENT_KINDS and not (folder / path).is_symlink()
    ]


def file_problems(folder: Path, path: str, location: Location) -> list[Problem]:
    """What is wrong with one file before it is read as a page, or with its name."""
    if is_attachment(path) and not location.path.startswith("docs/site/"):
        name_problem = _name_problem(path, location)
        problems = attachment_problems(folder / path, location)
        return [*problems, *([name_problem] if name_problem else [])]
    first = _file_problem(folder / path, location) or _twin_problem(folder, path, location)
    first = first or _name_problem(path, location)
    return [first] if first else []


def _file_problem(file: Path, location: Location) -> Problem | None:
    if file.is_symlink():
        return problem("file-shortcut", location)
    is_picture = file.suffix.lower() in PICTURE_KINDS
    if file.is_file() and file.suffix.lower() in ATTACHMENT_KINDS:
        return problem("file-kind.elsewhere", location, name=file.name)
    if not file.is_file() or not (is_picture or is_page(file.name)):
        return problem("file-kind.page", location, name=file.name, kinds=", ".join(PICTURE_KINDS))
    return picture_problem(file, location) if is_picture else None


def _twin_problem(folder: Path, path: str, location: Location) -> Problem | None:
    """A file beside one whose name differs in capitals and spaces alone."""
    twin = folder / with_plain_names(path)
    is_twin = twin != folder / path and twin.is_file() and not twin.samefile(folder / path)
    return problem("file-name.twin", location, twin=twin.name) if is_twin else None


def _name_problem(path: str, location: Location) -> Problem | None:
    *folders, name = path.split("/")
    stem, _, ending = name.rpartition(".")
    for part in (*folders, stem):
        if not NAME.fullmatch(part) or len(part) > LONGEST_NAME:
            return problem("file-name", location, part=part, such=_suggestion(part))
    if ending != ending.lower():
        return problem("file-name.ending", location, ending=ending, small=ending.lower())
    first = folders[0] if folders else stem
    is_reserved = first in RESERVED or _REVISION_ID.fullmatch(first) is not None
    if (
        is_reserved
        or _is_in_the_way_of_a_seal(path, location)
        or location.path == "docs/site/index.md"
    ):
        return problem("file-name.kept", location, name=first)
    if any(_DEVICE.fullmatch(part) for part in (*folders, stem)):
        return problem("file-name.kept", location, name=stem)
    return None


def _is_in_the_way_of_a_seal(path: str, location: Location) -> bool:
    """True for a picture of the plan whose address may be that of a file of the seal."""
    folder, slash, name = path.partition("/")
    is_sealed = not location.path.startswith("docs/site/")
    return bool(slash) and folder in SEAL_FOLDERS and is_sealed and not is_page(name)


def _suggestion(part: str) -> str:
    """The nearest name that would do, as the end of a sentence, or nothing."""
    name = plain_name(part)
    return f", such as “{name}”" if name and len(name) <= LONGEST_NAME else ""


def plain_name(text: str) -> str:
    """*text* in small letters, digits and hyphens, as a name has them."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain))


def with_plain_names(path: str) -> str:
    """*path* with each of its parts in small letters, digits and hyphens."""
    *folders, name = path.split("/")
    stem, dot, ending = name.rpartition(".")
    return "/".join([*map(plain_name, folders), f"{plain_name(stem)}{dot}{ending.lower()}"])
