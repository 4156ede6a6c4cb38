"""A run leaves nothing in which it worked, not even one that was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from safety_plan.core.workspaces import LOCK, clear_workspaces, workspace

HOUSE = Path(__file__).resolve().parents[2]
unix = pytest.mark.skipif(sys.platform == "win32", reason="needs Unix signals")

WORKING = """
import sys, time
from pathlib import Path
from safety_plan.core.workspaces import workspace
with workspace(Path(sys.argv[1]), ".site-") as folder:
    (folder / "half").write_text("half")
    print("ready", flush=True)
    time.sleep(60)
"""
MAPPING = """
import os, sys, time
from safety_plan.core import parallel
parallel.cores = lambda: 3
if __name__ == "__main__":
    with parallel.parallel_map(time.sleep, [60, 60, 60]) as slept:
        print(*[p.pid for p in __import__("multiprocessing").active_children()], flush=True)
        list(slept)
"""


def start(code: str, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *words]
    return subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)


def test_what_is_worked_in_goes_at_the_end_whatever_happened(tmp_path: Path):
    def work() -> None:
        with workspace(tmp_path, ".site-") as folder:
            (folder / "page").touch()
            raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        work()
    assert [*tmp_path.iterdir()] == []


def test_what_takes_its_place_elsewhere_stays_there(tmp_path: Path):
    with workspace(tmp_path, ".site-") as folder:
        (folder / "page").touch()
        folder.rename(tmp_path / "site")

    assert [path.name for path in tmp_path.rglob("*")] == ["site", "page"]


@unix
def test_the_next_run_takes_away_what_a_killed_one_left_and_never_what_one_works_in(tmp_path: Path):
    dead, alive = (start(WORKING, str(tmp_path)) for _ in range(2))
    try:
        for run in (dead, alive):
            assert run.stdout
            run.stdout.readline()
        dead.kill()
        dead.wait()
        assert len([*tmp_path.glob(".site-*")]) == 2

        with workspace(tmp_path, ".site-"):
            assert len([*tmp_path.glob(".site-*")]) == 2
            assert len([*tmp_path.glob(".site-*/new/half")]) == 1
    finally:
        alive.kill()
        alive.wait()
        for run in (dead, alive):
            assert run.stdout
            run.stdout.close()
    clear_workspaces(tmp_path, ".site-")
    assert [*tmp_path.iterdir()] == []


def test_a_folder_of_somebody_else_with_such_a_name_stays(tmp_path: Path):
    other = tmp_path / "other"
    (other / "new").mkdir(parents=True)
    (other / LOCK).touch()
    (tmp_path / ".site-packages").mkdir()
    (tmp_path / ".site-packages" / "theirs").touch()
    (tmp_path / ".site-empty").mkdir()
    if sys.platform != "win32":
        (tmp_path / ".site-link").symlink_to(other)

    clear_workspaces(tmp_path, ".site-")

    assert (tmp_path / ".site-packages" / "theirs").exists()
    assert (tmp_path / ".site-empty").exists()
    assert (other / "new").exists()


def test_a_folder_that_was_never_finished_goes_after_an_hour(tmp_path: Path):
    old = tmp_path / ".site-old"
    old.mkdir()
    os.utime(old, (time.time() - 4000,) * 2)

    clear_workspaces(tmp_path, ".site-")

    assert not old.exists()


@unix
def test_helpers_end_with_the_run_that_was_killed(tmp_path: Path):
    script = tmp_path / "script.py"
    script.write_text(MAPPING, "utf-8")
    command = [sys.executable, str(script)]
    env = {**os.environ, "PYTHONPATH": str(HOUSE)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        helpers = [int(pid) for pid in run.stdout.readline().split()]
        run.kill()
    assert len(helpers) == 3
    end = time.monotonic() + 10
    while any(map(is_running, helpers)) and time.monotonic() < end:
        time.sleep(0.05)
    left = [pid for pid in helpers if is_running(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == []


def is_running(pid: int) -> bool:
    """True for a process that goes on; one that ended and nobody asks about does not."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
