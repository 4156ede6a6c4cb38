"""What stands in docs/: names, kinds, shortcuts; what computers leave there harmlessly."""

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.core.problems import Problem
from safety_plan.reading.docs_files import is_desktop_file, list_files, list_pictures
from safety_plan.revisions.seal import write_seal
from tests.conftest import build
from tests.reading.test_pictures import png_of

PAGE = "---\ntitle: More\npage_id: {}\ndescription: More of it.\n---\n# More\n\nWords.\n"
PNG = png_of(1, 1)


def add(plan: Path, path: str, content: bytes | None = None) -> None:
    file = plan / "docs" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(PAGE.format("more").encode() if content is None else content)
    if path.lower().endswith(".md") and not path.startswith("site/"):
        contents = plan / "data" / "revision.yml"
        contents.write_text(contents.read_text("utf-8") + f'  - "{path}"\n', "utf-8")


def problems_of(plan: Path) -> list[Problem]:
    return check(plan)[2]


@pytest.mark.parametrize(
    ("path", "rule", "said"),
    [
        ("law 1.md", "file-name", "such as “law-1”"),
        ("ümlaut.md", "file-name", "such as “umlaut”"),
        (unicodedata.normalize("NFD", "ümlaut.md"), "file-name", "such as “umlaut”"),
        ("Law.md", "file-name", "such as “law”"),
        ("law.MD", "file-name", "end it in .md"),
        ("con.md", "file-name", "Give it another name."),
        ("lpt1/law.md", "file-name", "Give it another name."),
        ("a" * 80 + ".md", "file-name", "60 at most"),
        ("data/index.md", "file-name", "“data”"),
        ("latest.md", "file-name", "“latest”"),
        ("2019-04/law.md", "file-name", "“2019-04”"),
        ("site/2019-04.md", "file-name", "“2019-04”"),
        ("site/index.md", "file-name", "“index”"),
        ("templates/law.md", "file-name", "“templates”"),
        ("plan.json.md", "file-name", "such as “plan-json”"),
        ("law.md.orig", "file-kind", "neither a page"),
        ("law.txt", "file-kind", "neither a page"),
        ("law.markdown", "file-kind", "neither a page"),
        ("plan.html", "file-kind", "neither a page"),
        ("macros.py", "file-kind", "neither a page"),
        ("site/map.svg", "file-kind", "neither a page"),
        ("map.gif", "file-kind", "neither a page"),
    ],
)
def test_a_file_with_a_name_no_address_can_have(tiny: Path, path: str, rule: str, said: str):
    add(tiny, path)

    problems = problems_of(tiny)

    assert [(p.rule, p.location.path) for p in problems] == [(rule, f"docs/{path}")]
    assert said in problems[0].found + problems[0].fix


@pytest.mark.parametrize("folder", ["docs", "pages", "text"])
def test_a_picture_stands_in_no_folder_that_a_seal_needs_on_the_site(tiny: Path, folder: str):
    """Else `pages/map.png` would be the address of two files: of the page, and of the seal."""
    add(tiny, f"{folder}/map.png", PNG)
    add(tiny, f"{folder}/law.md")  # the address of a page is no file's of a seal
    add(tiny, f"maps/{folder}/map.png", PNG)
    add(tiny, f"site/{folder}/map.png", PNG)  # what is around the plan is never sealed

    assert [(p.rule, p.location.path) for p in problems_of(tiny)] == [
        ("file-name", f"docs/{folder}/map.png")
    ]


def test_two_pages_that_differ_by_capitals_are_told_apart(tiny: Path):
    add(tiny, "law.md")
    add(tiny, "Law.md", PAGE.format("law").encode())

    assert [(p.rule, p.location.path) for p in problems_of(tiny)] == [("file-name", "docs/Law.md")]


@pytest.mark.parametrize(
    "path",
    ["docs/.DS_Store", "docs/Thumbs.db", "docs/priorities/desktop.ini", "docs/~$law.docx",
     "docs/._index.md", "docs/.obsidian/plugins.md", "docs/site/.DS_Store", "docs/thumbs.db",
     "docs/.~lock.law.odt#", "docs/site/Desktop.ini",
     "data/.DS_Store", "data/Thumbs.db", "data/desktop.ini", "data/._thefts.csv",
     "data/~$thefts.xlsx", "data/.~lock.thefts.csv#", "data/.vscode/settings.json"],
)  # fmt: skip
def test_what_computers_leave_behind_is_passed_over(tiny: Path, path: str):
    (tiny / path).parent.mkdir(exist_ok=True)
    (tiny / path).write_bytes(b"\x00\x01")

    assert problems_of(tiny) == []


def test_what_computers_leave_behind_is_not_published(tiny: Path, tmp_path: Path):
    for folder in ("docs", "docs/priorities", "docs/site", "data"):
        for name in (".DS_Store", "Thumbs.db", "desktop.ini", "._x.png", "~$x.docx", ".~lock.x#"):
            (tiny / folder / name).write_bytes(PNG)

    site = build(tiny, tmp_path / "site")

    assert [f.name for f in site.rglob("*") if is_desktop_file(f.name)] == []


def test_what_computers_leave_behind_is_not_sealed(tiny: Path):
    for name in (
        "docs/Thumbs.db",
        "docs/site/thumbs.db",
        "docs/thumbs.db",
        "data/.DS_Store",
        "data/~$thefts.xlsx",
        "data/desktop.ini",
    ):
        (tiny / name).write_bytes(b"\x00")
    add(tiny, "map.png", PNG)
    plan, bundle, problems = check(tiny)

    sealed = write_seal(plan, bundle)

    assert problems == []
    assert [f.name for f in sealed.rglob("*") if is_desktop_file(f.name)] == []
    assert (sealed / "pages" / "map.png").read_bytes() == PNG


@pytest.mark.parametrize("target", ["../data/plan.yml", "/etc/hostname", "loop.md", ".", "gone"])
@pytest.mark.parametrize("place", ["docs/loop.md", "docs/site/loop.md", "docs/loop"])
def test_a_shortcut_is_never_followed(tiny: Path, place: str, target: str):
    (tiny / place).symlink_to(target)

    problems = problems_of(tiny)

    assert {p.rule for p in problems} <= {"file-shortcut", "contents"}
    assert ("file-shortcut", place) in [(p.rule, p.location.path) for p in problems]


def test_a_folder_of_pages_that_is_a_shortcut_is_not_read(tiny: Path, tmp_path: Path):
    (tiny / "docs" / "site").rename(tmp_path / "elsewhere")
    (tiny / "docs" / "site").symlink_to(tmp_path / "elsewhere")

    plan, _, problems = check(tiny)

    assert plan.site_pages == {}
    assert ("file-shortcut", "docs/site") in [(p.rule, p.location.path) for p in problems]


def test_something_that_is_no_file_is_not_opened(tiny: Path):
    os.mkfifo(tiny / "docs" / "law.md")

    assert [p.rule for p in problems_of(tiny)] == ["file-kind"]


def test_a_page_that_cannot_be_opened_is_told_of(tiny: Path, monkeypatch: pytest.MonkeyPatch):
    opened = Path.read_bytes

    def closed(file: Path) -> bytes:
        if file.parts[-2:] == ("docs", "glossary.md") and "revisions" not in file.parts:
            raise PermissionError
        return opened(file)

    monkeypatch.setattr(Path, "read_bytes", closed)

    assert [p.rule for p in problems_of(tiny)] == ["file-unopened"]


def test_a_page_that_cannot_be_read_is_told_once_and_not_missed_elsewhere(tiny: Path):
    for name in ("glossary.md", "priorities/bridge-and-river.md", "site/help.md"):
        (tiny / "docs" / name).write_bytes(b"\xff\xfe\x00")

    assert [p.rule for p in problems_of(tiny)] == ["not-utf-8"] * 3


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.replace(b"\n", b"\r\n"),
        lambda raw: raw.replace(b"\n", b"\r"),
        lambda raw: raw.rstrip(b"\n"),
        lambda raw: raw + b"\n\n \t\n",
    ],
)
def test_what_editors_do_harmlessly_is_accepted(tiny: Path, change: Callable[[bytes], bytes]):
    for file in (tiny / "docs").rglob("*.md"):
        file.write_bytes(change(file.read_bytes()))

    assert problems_of(tiny) == []


@pytest.mark.parametrize("junk", [b"\x00", b"\x0c", b"\x1b", b"\x07", b"\xe2\x80\xae"])
def test_a_control_character_is_told_with_its_line(tiny: Path, junk: bytes):
    file = tiny / "docs" / "glossary.md"
    file.write_bytes(file.read_bytes() + b"\nWo" + junk + b"rds.\n")

    problems = problems_of(tiny)

    assert [(p.rule, p.location.line) for p in problems] == [("hidden-character", 10)]


def test_files_come_in_the_order_of_their_paths(tiny: Path):
    found = list_files(tiny / "docs")

    assert found == [p.relative_to(tiny / "docs").as_posix()
                     for p in sorted((tiny / "docs").rglob("*.*"))]  # fmt: skip


def test_a_picture_that_was_sealed_under_earlier_rules_is_still_shown(tiny: Path):
    add(tiny, "map.png", png_of(22_000, 22_000))
    add(tiny, "quay.png", b"\x89PNG")

    assert list_pictures(tiny / "docs") == []
    assert list_pictures(tiny / "docs", sealed=True) == ["map.png", "quay.png"]
