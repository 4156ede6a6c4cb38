"""What stands in revisions/ is what its name, its seal and its record all say."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from safety_plan.revisions.seal_folder import rechain
from safety_plan.revisions.verify import seal_problems

SEAL = "revisions/2021-06"
unix = pytest.mark.skipif(sys.platform == "win32", reason="needs links")


def found(root: Path) -> list[tuple[str, str]]:
    return [(p.location.path, p.found.partition(", ")[0].rstrip(".")) for p in seal_problems(root)]


@pytest.mark.parametrize("name", ["2021-07", "2021-05"])
def test_a_seal_under_the_name_of_another_revision_is_told(name: str, tiny: Path):
    (tiny / SEAL).rename(tiny / "revisions" / name)
    rechain(tiny / "revisions")

    assert found(tiny) == [(f"revisions/{name}/seal.yml", f"The folder is called {name}")]


@pytest.mark.parametrize("name", ["2021-6", "2021-06-old", "2021-06 (1)", "seal"])
def test_a_folder_that_is_no_revision_is_told(name: str, tiny: Path):
    (tiny / SEAL).rename(tiny / "revisions" / name)

    said = "It stands among the sealed revisions and is none"
    assert found(tiny) == [(f"revisions/{name}", said)]


def test_files_among_the_seals_are_told_but_not_those_that_belong_there(tiny: Path):
    seals = tiny / "revisions"
    (seals / ".gitattributes").write_text("* -text\n", "utf-8")
    (seals / "Thumbs.db").write_bytes(b"x")
    assert found(tiny) == []

    (seals / "2022-01").write_text("x", "utf-8")
    (seals / "notes.txt").write_text("x", "utf-8")

    assert [path for path, _ in found(tiny)] == ["revisions/2022-01", "revisions/notes.txt"]


def link_to_the_same_bytes(root: Path) -> Path:
    file = root / SEAL / "plan.json"
    shutil.move(file, root / "copy.json")
    file.symlink_to(root / "copy.json")
    return file


def link_that_leads_nowhere(root: Path) -> Path:
    file = root / SEAL / "docs" / "more.md"
    file.symlink_to("nowhere")
    return file


def link_to_a_folder(root: Path) -> Path:
    file = root / SEAL / "etc"
    file.symlink_to("/etc")
    return file


def folder_of_pages_by_a_link(root: Path) -> Path:
    folder = root / SEAL / "pages"
    shutil.move(folder, root / "pages")
    folder.symlink_to(root / "pages")
    return folder


def whole_seal_by_a_link(root: Path) -> Path:
    shutil.move(root / SEAL, root / "seal")
    (root / SEAL).symlink_to(root / "seal")
    return root / SEAL


def all_seals_by_a_link(root: Path) -> Path:
    shutil.move(root / "revisions", root / "seals")
    (root / "revisions").symlink_to(root / "seals")
    return root / "revisions"


def pipe(root: Path) -> Path:
    os.mkfifo(root / SEAL / "docs" / "pipe.md")
    return root / SEAL / "docs" / "pipe.md"


@unix
@pytest.mark.parametrize(
    "edit",
    [
        *(link_to_the_same_bytes, link_that_leads_nowhere, link_to_a_folder, pipe),
        *(folder_of_pages_by_a_link, whole_seal_by_a_link, all_seals_by_a_link),
    ],
)
def test_a_link_or_a_pipe_in_place_of_a_file_is_told(edit: Callable[[Path], Path], tiny: Path):
    path = edit(tiny).relative_to(tiny).as_posix()

    said = "A sealed revision is made of files"
    assert found(tiny) == [(path, said)]


def test_an_empty_folder_in_a_seal_is_told(tiny: Path):
    (tiny / SEAL / "data" / "more").mkdir()

    assert [path for path, _ in found(tiny)] == [f"{SEAL}/data/more"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('date: "2021-06-14"', 'date: "2021-06-15"'),
        ('body: "Town council"', 'body: "Another council"'),
        ("source: council-minutes", "source: committee-report"),
        ("status: adopted", "status: lapsed"),
        (
            'decision:\n  body: "Town council"\n  date: "2021-06-14"\n  source: council-minutes\n',
            "",
        ),
    ],
)
def test_a_decision_that_the_record_does_not_have_is_told(old: str, new: str, tiny: Path):
    seal = tiny / SEAL / "seal.yml"
    text = seal.read_text("utf-8")
    assert old in text
    seal.write_text(text.replace(old, new), "utf-8")
    rechain(tiny / "revisions")

    said = "The seal tells of another decision than its record"
    assert found(tiny) == [(f"{SEAL}/seal.yml", said)]


def test_a_seal_that_names_another_before_it_is_told(tiny: Path):
    seal = tiny / SEAL / "seal.yml"
    seal.write_text(seal.read_text("utf-8").replace('previous: "none"', 'previous: "2019-04"'))
    rechain(tiny / "revisions")

    said = "The seal does not name the digest of the seal before it"
    assert found(tiny) == [(f"{SEAL}/seal.yml", said)]
