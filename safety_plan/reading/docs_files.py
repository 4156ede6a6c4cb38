"""The files of a folder of pages: which are read, and which may not be there.

Nothing but pages and pictures may stand in `docs/`, under names that make good
addresses on every kind of computer. What desktops leave behind is passed over.

How large and how tangled a page may be: Markdown is read by trying what a mark could
mean, and a page of opened brackets, or of lists in lists, keeps that busy for hours.
Such a page goes no further.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import accumulate, groupby
from pathlib import Path, PurePosixPath

from safety_plan.content.macro_calls import without_code
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.resources import load_resource
from safety_plan.core.text import truncate
from safety_plan.models.tables import NAME

MOST_PICTURE_BYTES = 1_000_000
#: How each kind of picture starts.
PICTURES = {".png": b"\x89PNG", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".webp": b"RIFF"}
#: What desktops leave in a folder: never read, copied or sealed.
JUNK = (".*", "~$*", "Thumbs.db", "desktop.ini")
#: First parts of addresses that the site itself needs.
RESERVED = ("404", "assets", "data", "latest", "search", "site", "templates")
#: Names that Windows keeps for devices, where no file may have them.
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


def list_files(folder: Path) -> list[str]:
    """Every file below *folder* by path, in order; shortcuts are not followed."""
    found: list[PurePosixPath] = []
    for here, folders, files in () if folder.is_symlink() else os.walk(folder):
        junk = {n for n in (*files, *folders) for pattern in JUNK if fnmatchcase(n, pattern)}
        folders[:] = {*folders} - junk
        shortcuts = [name for name in folders if (Path(here) / name).is_symlink()]
        below = PurePosixPath(Path(here).relative_to(folder).as_posix())
        found += [below / name for name in {*files, *shortcuts} - junk]
    return [path.as_posix() for path in sorted(found)]


def is_page(path: str) -> bool:
    """True where *path* is named as a page is, in small letters or not."""
    return path.lower().endswith(".md")


def list_pictures(folder: Path) -> list[str]:
    """The pictures of *folder* that may be published."""
    return [
        path
        for path in list_files(folder)
        if PurePosixPath(path).suffix in PICTURES
        and not _file_problem(folder / path, Location(path))
    ]


def file_problems(folder: Path, path: str, place: Location) -> list[Problem]:
    """What is wrong with one file before it is opened, or with its name."""
    found = _file_problem(folder / path, place) or _name_problem(path, place)
    return [found] if found else []


def _file_problem(file: Path, place: Location) -> Problem | None:
    if file.is_symlink():
        return problem("file-shortcut", place)
    start = PICTURES.get(file.suffix.lower())
    if not file.is_file() or (start is None and not is_page(file.name)):
        return problem("file-kind.page", place, name=file.name, kinds=", ".join(PICTURES))
    if start is None:
        return None
    if (size := file.stat().st_size) > MOST_PICTURE_BYTES:
        return problem("file-too-large.picture", place, size=size, most=MOST_PICTURE_BYTES)
    with file.open("rb") as opened:
        if opened.read(len(start)) == start:
            return None
    return problem("picture-kind", place, name=file.name, kind=file.suffix[1:].upper())


def _name_problem(path: str, place: Location) -> Problem | None:
    *folders, name = path.split("/")
    stem, _, ending = name.rpartition(".")
    for part in (*folders, stem):
        if not NAME.fullmatch(part) or len(part) > 60:
            return problem("file-name", place, part=part, such=_suggested(part))
    if ending != ending.lower():
        return problem("file-name.ending", place, ending=ending, small=ending.lower())
    first = folders[0] if folders else stem
    taken = re.fullmatch(r"[0-9]{4}-[0-9]{2}", first) or first in RESERVED
    taken = taken or place.path == "docs/site/index.md"
    if taken or any(_DEVICE.fullmatch(part) for part in (*folders, stem)):
        return problem("file-name.kept", place, name=first if taken else stem)
    return None


def _suggested(part: str) -> str:
    plain = unicodedata.normalize("NFKD", part.lower()).encode("ascii", "ignore").decode()
    name = "-".join(re.findall("[a-z0-9]+", plain))
    return f", such as “{name}”" if name and len(name) <= 60 else ""


MOST_MARKS = 4_000
MOST_LETTERS = 10_000
MOST_LINES = 250
MOST_HEADINGS = 200
#: What Markdown stops at, each time.
_MARK = re.compile(r"[\\*_\[\]<&~^`|!\n]")
_HEADING = re.compile(r"#|(?:=+|-+)[ \t]*$")
_BRACKET = re.compile(r"\\.|[\[\]]")


def markdown_cost(text: str) -> int:
    """What reading *text* costs: how often Markdown stops, and a little for letters."""
    return len(_MARK.findall(text)) + len(text) // 50


def limit_problems(text: str, shown: str) -> Iterator[Problem]:
    """Every part of a page's *text* that is too large or too tangled to read."""
    headings = sum(bool(_HEADING.match(line)) for line in text.split("\n"))
    marks = markdown_cost(text)
    if headings > MOST_HEADINGS or marks > MOST_MARKS:
        most = {"most": MOST_HEADINGS, "most_marks": MOST_MARKS}
        yield problem("page-limits.page", Location(shown), headings=headings, marks=marks, **most)
        return
    prose = without_code(text)
    most = {"most": MOST_LINES, "most_letters": MOST_LETTERS}
    for first, lines in _blocks(prose):
        letters = sum(map(len, lines))
        place = Location(shown, line=first)
        if letters > MOST_LETTERS or len(lines) > MOST_LINES:
            yield problem("page-limits.block", place, lines=len(lines), letters=letters, **most)
        elif not _balanced("\n".join(lines)):
            yield problem("link-form.bracket", place, line=truncate(lines[0]))
    for number, line in enumerate(prose.split("\n"), start=1):
        for rule in load_resource("checks/page_rules.yml")["typed"]:
            if (said := truncate(line)) and re.search(rule["pattern"], line):
                found = rule["found"].format(said)
                yield Problem(Location(shown, line=number), rule["name"], found, rule["fix"])


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each run of lines with words in them, with the number of its first line."""
    numbered = enumerate(text.split("\n"), start=1)
    for worded, run in groupby(numbered, key=lambda line: bool(line[1].strip())):
        if worded:
            lines = [*run]
            yield lines[0][0], [line for _, line in lines]


def _balanced(block: str) -> bool:
    """True where square brackets come in pairs, no more than three in one another."""
    steps = ({"[": 1, "]": -1}.get(mark, 0) for mark in _BRACKET.findall(block))
    depths = [*accumulate(steps, initial=0)]
    return min(depths) == depths[-1] == 0 and max(depths) <= 3
