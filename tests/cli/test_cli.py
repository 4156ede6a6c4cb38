"""The command `safety-plan`: what it is called, how it ends, and how quickly it starts."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from safety_plan.cli import COMMANDS, exit_codes, load_command, run_command
from safety_plan.core.errors import MissingToolError
from tests.doors import run_door, run_safety_plan

HOUSE = Path(__file__).resolve().parents[2]
TINY = HOUSE / "tests" / "tiny_plan"
COMMAND = [sys.executable, "-m", "safety_plan"]


def run(*arguments: str | Path, folder: Path = TINY) -> subprocess.CompletedProcess[str]:
    return run_safety_plan(folder, *map(str, arguments))


def run_alone(*arguments: str | Path, folder: Path = TINY) -> subprocess.CompletedProcess[str]:
    """What a process of its own answers, as a person has it."""
    env = {**os.environ, "PYTHONPATH": str(HOUSE)}
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_lists_every_subcommand_and_each_has_its_own():
    done = run_alone("--help")

    assert done.returncode == 0
    for name, sentence in COMMANDS.items():
        assert f"  {name}" in done.stdout
        assert sentence in done.stdout
        assert load_command(name).help


def test_each_module_that_has_a_subcommand_is_on_the_list():
    modules = {
        file.stem
        for file in (HOUSE / "safety_plan" / "cli").glob("*.py")
        if "\ndef command(" in file.read_text("utf-8")
    }

    assert modules == {*COMMANDS}


def test_the_version_stands_in_one_place():
    done = run_alone("--version")

    assert done.stdout == "safety-plan, version 1.0\n"
    assert '\nversion = "' not in (HOUSE / "pyproject.toml").read_text("utf-8")


def test_the_plan_is_the_folder_in_which_a_person_stands():
    done = run_alone("check", "--format", "json")

    assert done.returncode == 0, done.stderr
    assert "audit-missing" in done.stdout


@pytest.mark.parametrize("name", [*COMMANDS])
def test_a_subcommand_says_how_it_is_called(name: str):
    done = run(name, "--help")

    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: safety-plan {name} ")


@pytest.mark.parametrize("name", ["--help", "check", "explain"])
def test_neither_help_nor_check_waits_for_what_draws_or_builds(name: str, tmp_path: Path):
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: print('IMPORTED', *{m.split('.')[0] for m in sys.modules}))\n"
        f"sys.argv[1:] = [{name!r}]\n"
        "from safety_plan.cli import main\n"
        "main()\n"
    )
    # What is worked out is kept for the next time; other tests write into the cache of all.
    env = {**os.environ, "PYTHONPATH": str(HOUSE), "PLAN_CACHE": str(tmp_path)}
    for _ in range(2 if name == "check" else 1):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=TINY,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
    modules = done.stdout.rpartition("IMPORTED")[2].split()

    assert done.returncode == 0, done.stderr
    assert "click" in modules
    assert {*modules} & {"matplotlib", "mkdocs", "pandas", "numpy", "playwright"} == set()


# How it ends


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["chek"], "No such command 'chek'"),
        (["check", "--formt", "json"], "No such option '--formt'"),
        (["check", "--format", "xml"], "'xml' is not one of 'text', 'github', 'json'"),
        (["compare", "working"], "Missing argument 'NEW'"),
        (["reseal", "2021-06"], "Missing option '--reason'"),
        (["redact", "2021-06", "--text", "words"], "Missing option '--basis'"),
        (["build", "--port", "eight"], "'eight' is not a valid integer"),
    ],
)
def test_a_wrong_call_is_said_in_a_sentence(arguments: list[str], sentence: str):
    done = run(*arguments)

    assert done.returncode == exit_codes.EXIT_USAGE
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_a_plan_is_said_to_be_none(tmp_path: Path):
    done = run("check", folder=tmp_path)

    assert done.returncode == exit_codes.EXIT_USAGE
    assert done.stdout == f"There is no plan in {tmp_path}: it needs docs/ and data/.\n"


def test_a_mistake_in_the_plan_ends_with_one(tiny: Path):
    (tiny / "data" / "contacts.csv").write_text("broken", "utf-8")

    assert run("check", folder=tiny).returncode == exit_codes.EXIT_PROBLEMS


def test_an_unknown_rule_is_a_wrong_call():
    assert run("explain", "links").returncode == exit_codes.EXIT_USAGE
    assert run("explain", "link-dead").stdout == run("check", "--explain", "link-dead").stdout
    assert run("explain").stdout == run("check", "--explain").stdout


def ending(error: BaseException, *arguments: str) -> object:
    @click.command()
    @click.option("--debug", is_flag=True)
    def fail(debug: bool) -> None:
        raise error

    with pytest.raises(SystemExit) as end:
        run_command(fail, arguments, "safety-plan")
    return end.value.code


def test_a_fault_of_ours_is_told_as_one(capsys: pytest.CaptureFixture[str]):
    assert ending(ValueError("a stone")) == exit_codes.EXIT_BUG
    told = capsys.readouterr().err

    assert "This is a fault in the program, not in your work." in told
    assert "It said: ValueError: a stone" in told
    assert "add --debug" in told
    assert "Traceback" not in told

    assert ending(ValueError("a stone"), "--debug") == exit_codes.EXIT_BUG
    assert "Traceback" in capsys.readouterr().err


def test_what_is_missing_on_this_machine_ends_with_three(capsys: pytest.CaptureFixture[str]):
    assert ending(MissingToolError("There is no git.")) == exit_codes.EXIT_MISSING
    assert capsys.readouterr().err == "There is no git.\n"


def test_an_interruption_ends_with_130():
    assert ending(KeyboardInterrupt()) == exit_codes.EXIT_INTERRUPTED == 130


def test_an_audit_without_a_browser_says_what_is_missing(tiny_site: Path, tmp_path: Path):
    plan = tmp_path / "plan"
    (plan / "docs").mkdir(parents=True)
    (plan / "data").mkdir()
    shutil.copytree(tiny_site, plan / "site")
    env = {"PATH": "", "PYTHONPATH": str(HOUSE), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
    done = subprocess.run(
        [*COMMAND, "audit"], cwd=plan, env=env, capture_output=True, text=True, check=False
    )

    assert done.returncode == exit_codes.EXIT_MISSING, done.stderr
    assert "There is no Chromium" in done.stderr


STOPPABLE = pytest.mark.skipif(os.name == "nt", reason="Windows has no signals of this kind")


def interrupt(command: list[str], folder: Path, wait_for: str, env: dict[str, str]) -> int:
    """The exit code of *command* once Ctrl-C is pressed, after it has said *wait_for*."""
    with subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        output = ""
        for line in process.stdout:
            output += line
            if wait_for in line:
                break
        assert wait_for in output
        time.sleep(0.2)
        # A terminal sends it to every process of the group.
        os.killpg(process.pid, signal.SIGINT)
        output += process.stdout.read()
    assert "Traceback" not in output, output
    return process.returncode


@STOPPABLE
@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_while_a_site_is_built_ends_with_130_and_leaves_no_half(tiny: Path):
    env = {**os.environ, "PYTHONPATH": str(HOUSE), "PLAN_CACHE": str(tiny.parent / "cache")}

    code = interrupt([*COMMAND, "build"], tiny, "Rendering", env)

    assert code == exit_codes.EXIT_INTERRUPTED
    assert not (tiny / "site").exists()


@STOPPABLE
@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("words", [["build", "--serve", "--port", "0"], ["serve"]])
def test_ctrl_c_while_a_site_is_shown_ends_with_130(tiny: Path, words: list[str]):
    env = {**os.environ, "PYTHONPATH": str(HOUSE), "PYTHONUNBUFFERED": "1"}

    code = interrupt([*COMMAND, *words], tiny, "Ctrl+C", env)

    assert code == exit_codes.EXIT_INTERRUPTED


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_a_terminal_that_lacks_a_letter_stops_no_command(encoding: str):
    env = {**os.environ, "PYTHONPATH": str(HOUSE), "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [*COMMAND, "check", "--explain"], cwd=TINY, env=env, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert b"link-dead: " in done.stdout


# The doors


def door(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(HOUSE / "scripts" / name), *map(str, arguments)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--again", "2021-06"], "Missing option '--reason'"),
        (["--again=2021-06"], "Missing option '--reason'"),
        (["--remove", "2021-06", "--words", "words"], "Missing option '--basis'"),
        (["--remove", "2021-06", "--again", "2021-06"], "No such option '--again'"),
        (["--reason", "none"], "No such option '--reason'"),
    ],
)
def test_options_of_the_door_to_sealing_belong_together(arguments: list[str], sentence: str):
    done = run_door("scripts/seal.py", "--plan", str(TINY), *arguments)

    assert done.returncode == exit_codes.EXIT_USAGE
    assert sentence in done.stderr


def test_a_door_asks_for_the_plan_of_its_checkout_where_no_other_is_named(tmp_path: Path):
    assert door("check.py", "--format", "json").returncode == 0
    assert door("check.py", "--plan", tmp_path).returncode == exit_codes.EXIT_USAGE


def test_explain_says_which_line_decided_on_a_number():
    done = run("explain", "--number", "There were 77 thefts.")

    assert done.returncode == 0
    assert "“77” is reported: line " in done.stdout
