"""The digest of all that a run reads: whatever a person saves makes it another one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from safety_plan.core import inputs
from safety_plan.core.inputs import inputs_digest


def save(path: str) -> Callable[[Path], object]:
    def change(plan: Path) -> object:
        file = plan / path
        content = file.read_bytes() if file.is_file() else b""
        file.parent.mkdir(parents=True, exist_ok=True)
        return file.write_bytes(content + b"\n")

    return change


CHANGES: dict[str, Callable[[Path], object]] = {
    "a page": save("docs/index.md"),
    "a page about the site": save("docs/site/help.md"),
    "a hidden file among the pages": save("docs/.hidden"),
    "a table": save("data/thefts.csv"),
    "a file that is new": save("data/brand/logo.svg"),
    "a sealed file": save("revisions/2021-06/plan.json"),
    "an empty folder": lambda plan: (plan / "revisions/2021-06/new").mkdir(),
    "a page that has another name": lambda plan: (plan / "docs/index.md").rename(
        plan / "docs/home.md"
    ),
    "a page that is gone": lambda plan: (plan / "docs/index.md").unlink(),
    "what a page may ask for": save("macros.py"),
    "the settings of the site": save("mkdocs.yml"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_is_saved_makes_another_digest(tiny: Path, name: str):
    before = inputs_digest(tiny)

    CHANGES[name](tiny)

    assert before
    assert inputs_digest(tiny) not in ("", before)


def test_what_commands_make_beside_the_plan_leaves_the_digest(tiny: Path):
    before = inputs_digest(tiny)

    save("site/index.html")(tiny)
    save(".cache/charts/x")(tiny)

    assert inputs_digest(tiny) == before


@pytest.mark.parametrize("path", ["docs/linked.md", "data", "macros.py"])
def test_where_a_link_leads_elsewhere_nothing_is_sure(tiny: Path, tmp_path: Path, path: str):
    place, elsewhere = tiny / path, tmp_path / "elsewhere"
    if place.exists():
        place.rename(elsewhere)
    try:
        place.symlink_to(elsewhere)
    except OSError:
        pytest.skip("This system lets nobody make a link.")

    assert inputs_digest(tiny) == ""


def test_another_program_that_proves_time_stamps_makes_another_digest(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    program = tmp_path / "openssl"
    program.write_bytes(b"one")
    monkeypatch.setattr(shutil, "which", lambda _: str(program))
    first = inputs_digest(tiny)

    program.write_bytes(b"another")
    second = inputs_digest(tiny)
    monkeypatch.setattr(shutil, "which", lambda _: None)

    assert len({first, second, inputs_digest(tiny)}) == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="This system has no such files.")
def test_what_is_no_file_is_not_waited_for(tiny: Path):
    os.mkfifo(tiny / "docs" / "pipe")

    assert inputs_digest(tiny) == ""


def test_a_file_that_cannot_be_read_is_left_to_whoever_reads_the_plan(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(_: Path) -> str:
        raise PermissionError

    monkeypatch.setattr(inputs, "digest_of_file", refuse)

    assert inputs_digest(tiny) == ""
