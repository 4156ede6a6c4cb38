"""`scripts/test.py`: what it runs, in which order, and when it goes straight to the tests."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import processes
import pytest

from safety_plan.cli import exit_codes

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


def load_door(name: str) -> ModuleType:
    """The door *name* as a module, which runs nothing; its neighbours are found as in a run."""
    spec = importlib.util.spec_from_file_location(f"door_{name}", SCRIPTS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(SCRIPTS))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(SCRIPTS))
    return module


DOOR = load_door("test")
STEPS: tuple[tuple[str, list[str]], ...] = DOOR.STEPS


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that the door runs, none of which is really run."""
    recorded: list[list[str]] = []

    def record(command: list[str], *_: object) -> int:
        recorded.append(command[1:])
        return int("mypy" in command and "broken" in command)

    programs = ModuleType("programs")
    monkeypatch.setattr(programs, "browser", lambda: "/a/browser", raising=False)
    monkeypatch.setattr(programs, "r", lambda: recorded.append(["R"]), raising=False)
    monkeypatch.setitem(sys.modules, "programs", programs)
    monkeypatch.setattr(processes, "run_child", record)
    return recorded


def test_every_step_is_run_in_its_order_once_r_is_there(commands: list[list[str]]):
    assert DOOR.main([]) == exit_codes.EXIT_OK
    assert commands.pop(0) == ["R"]
    assert commands[:3] == [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
    ]
    assert "importlinter" in " ".join(commands[3])
    assert commands[4:] == [["-m", "pytest", *DOOR.ON_ALL_CORES, "-n", str(DOOR.process_count())]]


@pytest.mark.parametrize(("cores", "processes"), [(None, 2), (1, 2), (2, 3), (4, 5), (64, 8)])
def test_one_process_more_than_there_are_cores_runs_tests(
    monkeypatch: pytest.MonkeyPatch, cores: int | None, processes: int
):
    monkeypatch.setattr("os.cpu_count", lambda: cores)

    assert DOOR.process_count() == processes


def test_arguments_that_choose_tests_go_straight_to_them(commands: list[list[str]]):
    assert DOOR.main(["-k", "name"]) == exit_codes.EXIT_OK
    assert commands == [["-m", "pytest", "-k", "name"]]


def test_the_first_step_that_fails_is_named_and_ends_it(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(DOOR, "STEPS", (("Types", ["mypy", "broken"]), ("Tests", ["pytest"])))

    assert DOOR.main([]) == exit_codes.EXIT_PROBLEMS
    assert "Types: not passed." in capsys.readouterr().out
    assert commands == [["R"], ["-m", "mypy", "broken"]]


@pytest.mark.parametrize(
    ("arguments", "command", "words"),
    [
        (["--yes"], "seal", ["--yes"]),
        (["--again", "2021-06", "--reason", "x"], "reseal", ["2021-06", "--reason", "x"]),
        (
            ["--remove=2021-06", "--words=a b", "--ground", "law"],
            "redact",
            ["2021-06", "--text=a b", "--basis", "law"],
        ),
    ],
)
def test_the_door_to_sealing_takes_what_the_officers_guide_says(
    arguments: list[str], command: str, words: list[str]
):
    assert load_door("seal").translate(arguments) == (command, words)
