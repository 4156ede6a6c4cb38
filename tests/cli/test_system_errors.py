"""What the system refuses is told in one sentence, and never as a fault of ours."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from safety_plan.core.system_errors import describe_system_error, find_system_error
from tests.doors import run_safety_plan

HOUSE = Path(__file__).resolve().parents[2]
unix = pytest.mark.skipif(sys.platform == "win32", reason="needs Unix signals")


def run(*words: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "safety_plan", *words]
    env = {k: v for k, v in os.environ.items() if k != "PYTHONIOENCODING"} | settings
    return subprocess.run(command, cwd=HOUSE, capture_output=True, check=False, env=env)


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (28, "The disk is full."),
        (30, "You may not write there."),
        (13, "You may not write there."),
        (16, "Name a folder inside it."),
        (20, "A folder is missing there, or a file stands in its place."),
    ],
)
def test_a_refusal_names_the_folder_and_what_to_do(code: int, advice: str):
    said = describe_system_error(OSError(code, os.strerror(code), "/media/plan/site"))

    assert said.startswith("“/media/plan/site” could not be used. The system said: ")
    assert advice in said


def test_a_refusal_is_found_behind_what_came_of_it():
    refused = OSError(28, "full")
    error = ValueError("other")
    error.__cause__ = refused

    assert find_system_error(error) is refused
    assert find_system_error(ValueError()) is None


def test_a_folder_inside_a_file_is_refused_in_a_sentence(tiny: Path, tmp_path: Path):
    file = tmp_path / "file"
    file.touch()

    done = run("build", "--plan", str(tiny), "--out", str(file / "site"))

    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1
    assert "fault" not in (done.stdout + done.stderr).decode()


@pytest.mark.parametrize("port", ["99999", "-1", "many"])
def test_a_port_that_is_none_is_wrong_use(tiny: Path, port: str):
    assert run_safety_plan(tiny, "serve", "--port", port).returncode == 2


def test_piped_output_keeps_every_letter_whatever_the_code_page(tiny: Path):
    page = tiny / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + '\n{{ figure("Llanŵyr−1") }}\n', "utf-8")

    of_ascii = run("check", "--plan", str(tiny), LC_ALL="C", PYTHONCOERCECLOCALE="0")
    asked = run("check", "--plan", str(tiny), PYTHONIOENCODING="cp1252")

    assert (of_ascii.returncode, asked.returncode) == (1, 1)
    assert "“Llanŵyr−1”" in of_ascii.stdout.decode()
    assert "“Llan?yr?1”" in asked.stdout.decode("cp1252")


@unix
def test_a_build_that_is_ended_leaves_no_unfinished_folder(tiny: Path, tmp_path: Path):
    out = tmp_path / "out" / "site"
    command = [sys.executable, "-m", "safety_plan", "build", "--plan", str(tiny), "--out", str(out)]
    with subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.DEVNULL) as building:
        end = time.monotonic() + 60
        while not [*out.parent.glob(".site-*")] and time.monotonic() < end:
            time.sleep(0.01)
        building.send_signal(signal.SIGTERM)
        code = building.wait(timeout=60)

    assert (code, [*out.parent.iterdir()]) == (130, [])


@pytest.mark.parametrize("name", ["docs/index.md", "data/figures.csv", "letter.docx", "other.html"])
def test_a_preview_is_never_written_over_what_somebody_else_wrote(tiny: Path, name: str):
    file = tiny / name
    text = file.read_bytes() if file.exists() else b"mine"
    file.write_bytes(text)

    done = run_safety_plan(tiny, "serve", "--file", str(file))

    assert done.returncode == 2
    assert "would be written over" in done.stdout
    assert file.read_bytes() == text


@pytest.mark.parametrize("name", ["docs", "data", "revisions"])
def test_a_site_is_not_built_into_what_the_plan_is_read_from(tiny: Path, name: str):
    done = run_safety_plan(tiny, "build", "--out", str(tiny / name / "built"))

    assert done.returncode == 2
    assert "which the plan is read from" in done.stdout
