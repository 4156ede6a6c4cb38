"""What was kept is believed only where this machine kept it, and never where it came along."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from safety_plan.core import cache, machine_secret

SECRET = machine_secret.machine_secret
KEY = "a" * 64


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own for each test, so that a secret is made for it."""
    folder = tmp_path / "home"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    SECRET.cache_clear()
    yield folder
    SECRET.cache_clear()


def another_machine(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    SECRET.cache_clear()


def test_what_was_kept_is_given_again_to_a_later_command(tmp_path: Path):
    cache.set(tmp_path / "seals" / "x", KEY, b"whole")
    SECRET.cache_clear()

    assert cache.get(tmp_path / "seals" / "x", KEY) == b"whole"


def test_what_another_machine_kept_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    cache.set(tmp_path / "seals" / "x", KEY, b"whole")

    another_machine(monkeypatch, tmp_path / "other")

    assert cache.get(tmp_path / "seals" / "x", KEY) is None


def test_what_somebody_wrote_with_the_right_digests_is_not_believed(tmp_path: Path):
    content = b"THE COUNCIL DECIDED THE OPPOSITE."
    digests = (sha256(content).hexdigest(), sha256(KEY.encode() + content).hexdigest())
    for digest in (*digests, "", "0" * 64):
        (tmp_path / "x").write_bytes(f"{KEY} {digest}\n".encode() + content)
        assert cache.get(tmp_path / "x", KEY) is None


def test_what_was_kept_of_one_kind_is_not_taken_for_another_kind(tmp_path: Path):
    cache.set(tmp_path / "markup" / "x", KEY, b"[]")
    (tmp_path / "revisions").mkdir()

    shutil.copy(tmp_path / "markup" / "x", tmp_path / "revisions" / "x")

    assert cache.get(tmp_path / "markup" / "x", KEY) == b"[]"
    assert cache.get(tmp_path / "revisions" / "x", KEY) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_the_secret_is_for_the_eyes_of_its_owner(home: Path):
    secret = SECRET()
    file = home / "safety-plan" / "secret"
    assert file.read_bytes() == secret
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    file.chmod(0o644)
    SECRET.cache_clear()

    assert SECRET() != secret


@pytest.mark.parametrize("what", ["cut short", "a link", "empty"])
def test_a_secret_that_is_not_whole_is_made_anew(home: Path, tmp_path: Path, what: str):
    secret = SECRET()
    file = home / "safety-plan" / "secret"
    if what == "a link":
        file.rename(tmp_path / "known")
        file.symlink_to(tmp_path / "known")
    else:
        file.write_bytes(secret[:5] if what == "cut short" else b"")
    SECRET.cache_clear()

    assert len(SECRET()) == 32
    assert SECRET() != secret
    assert not file.is_symlink()


def test_a_secret_in_the_folder_of_the_plan_or_the_code_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    plan = tmp_path / "plan"
    (plan / ".git").mkdir(parents=True)
    (plan / "docs").mkdir()
    known = b"k" * 32
    for folder, here in ((plan, plan / "docs"), (Path("home"), plan)):
        file = (here / folder) / "safety-plan" / "secret"
        file.parent.mkdir(parents=True)
        file.write_bytes(known)
        file.chmod(0o600)
        monkeypatch.chdir(here)
        another_machine(monkeypatch, folder)
        assert SECRET() != known

    monkeypatch.setattr(machine_secret, "PROJECT_ROOT", plan)
    monkeypatch.chdir(tmp_path)
    another_machine(monkeypatch, plan)
    assert SECRET() != known


def test_without_a_home_nothing_stops_and_nothing_is_believed_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "file").write_text("no folder", "utf-8")
    another_machine(monkeypatch, tmp_path / "file")
    cache.set(tmp_path / "seals" / "x", KEY, b"whole")
    assert cache.get(tmp_path / "seals" / "x", KEY) == b"whole"

    SECRET.cache_clear()

    assert cache.get(tmp_path / "seals" / "x", KEY) is None
