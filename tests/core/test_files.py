"""A file or a folder is replaced at once: a reader meets the old one or the new one, whole."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from safety_plan.core.files import (
    aside_of,
    replace_file,
    replace_folder,
    restore_folder,
    write_file,
)
from safety_plan.core.workspaces import workspace
from tests.killed_processes import CHANGES, killed_before

unix = pytest.mark.skipif(sys.platform == "win32", reason="needs Unix signals")


def folder_of(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / "deep").mkdir(parents=True, exist_ok=True)
        (folder / "deep" / name).write_text(text, "utf-8")
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("durable", [True, False])
def test_a_file_is_made_and_replaced_and_nothing_else_is_left(tmp_path: Path, durable: bool):
    file = tmp_path / "a.txt"

    replace_file(file, b"one", durable=durable)
    replace_file(file, b"two", durable=durable)

    assert file.read_bytes() == b"two"
    assert [*tmp_path.iterdir()] == [file]


@unix
def test_a_replaced_file_may_be_read_by_whom_it_could_be_before(tmp_path: Path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"one")
    file.chmod(0o640)

    replace_file(file, b"two")

    assert file.stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_replaced_stays_and_leaves_nothing_beside_it(tmp_path: Path):
    folder = folder_of(tmp_path / "taken", a="one")

    with pytest.raises(OSError, match="taken"):
        replace_file(folder, b"two")

    assert texts(tmp_path) == {"a": "one"}


@pytest.mark.parametrize("durable", [True, False])
def test_a_folder_takes_the_place_of_another_or_of_none(tmp_path: Path, durable: bool):
    target = tmp_path / "site"
    for text in ("one", "two"):
        with workspace(tmp_path, ".site-") as staging:
            folder_of(staging / "new", a=text)
            replace_folder(staging / "new", target, durable=durable)
        assert texts(target) == {"a": text}
    assert [*tmp_path.iterdir()] == [target]


def test_a_folder_that_cannot_be_put_there_leaves_the_earlier_one(tmp_path: Path):
    target = folder_of(tmp_path / "site", a="one")

    with pytest.raises(OSError, match="missing"):
        replace_folder(tmp_path / "missing", target, durable=False)

    assert texts(tmp_path) == {"a": "one"}
    assert texts(target) == {"a": "one"}


def test_without_a_stop_there_is_nothing_to_restore(tmp_path: Path):
    assert not restore_folder(folder_of(tmp_path / "site", a="one"))
    assert not restore_folder(tmp_path / "none")


@unix
def test_a_file_killed_at_any_step_is_the_old_one_or_the_new_one(tmp_path: Path):
    file = tmp_path / "a.txt"
    left_by = set()
    for step in range(99):
        file.write_bytes(b"old")
        killed = killed_before(step, CHANGES, lambda: replace_file(file, b"new" * 9999))
        left_by.add(file.read_bytes()[:3])
        assert file.read_bytes() in (b"old", b"new" * 9999)
        if not killed:
            break
    assert step > 1
    assert left_by == {b"old", b"new"}


@unix
@pytest.mark.parametrize("durable", [True, False])
def test_a_folder_killed_at_any_step_is_the_old_one_or_the_new_one(tmp_path: Path, durable: bool):
    """Between two renames it is neither, and `restore_folder` brings the old one back."""
    target, left_by = tmp_path / "here" / "site", set()
    for step in range(99):
        shutil.rmtree(target.parent, ignore_errors=True)
        folder_of(target, a="old", b="old")
        staging = folder_of(target.parent / "staging", a="new", b="new")
        killed = killed_before(
            step, CHANGES, lambda s=staging: replace_folder(s, target, durable=durable)
        )
        left_by.add(target.exists())
        restored = restore_folder(target)
        assert restored or target.exists()
        assert not aside_of(target).exists()
        assert texts(target) in ({"a": "old", "b": "old"}, {"a": "new", "b": "new"})
        if not killed:
            break
    assert not killed
    assert texts(target)["a"] == "new"
    assert left_by == {True, False}


def test_a_file_is_written_with_the_folders_that_lead_to_it(tmp_path: Path):
    file = tmp_path / "new" / "folder" / "file.txt"

    for content in (b"first", b"second"):
        write_file(file, content)

        assert file.read_bytes() == content
