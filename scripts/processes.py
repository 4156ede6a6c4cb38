"""How the Python of `.venv` and other programs are run. Standard library only."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PROJECT_ROOT = Path(__file__).resolve().parents[1]
VENV = PROJECT_ROOT / ".venv"

#: Lines of an error that are shown: the last ones say what went wrong.
SHOWN_LINES = 15
#: Settings of Python that belong to the Python that runs now, not to the one in `.venv`.
PYTHON_SETTINGS = {"PYTHONHOME", "PYTHONPATH", "PYTHONUSERBASE", "__PYVENV_LAUNCHER__"}


def say(progress: str) -> None:
    """Tells the person waiting; never where a program reads the command's answer."""
    print(progress, file=sys.stderr, flush=True)


def say_last_lines(text: str) -> None:
    """Shows the end of what a program printed; of a traceback only what it says."""
    count = 1 if "Traceback (most recent call last)" in text else SHOWN_LINES
    for line in text.strip().splitlines()[-count:]:
        say(f"  {line}")


def venv_python() -> Path:
    """The Python inside `.venv`."""
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return VENV / folder / name


def is_inside_venv() -> bool:
    """True where this process runs in `.venv`."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def clean_environment() -> dict[str, str]:
    """The environment without settings that belong to another Python."""
    return {name: value for name, value in os.environ.items() if name not in PYTHON_SETTINGS}


def run_python(python: str | Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs *python* apart from the settings of the person; gives all that it printed."""
    return subprocess.run(
        [str(python), *arguments],
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def run_child(
    command: Sequence[str], environment: dict[str, str] | None = None, folder: Path | None = None
) -> int:
    """Runs *command* in *folder*, or where this process stands, and gives its exit code.

    After Ctrl-C, which the child gets as well, this waits until the child has ended.
    """
    with subprocess.Popen(command, cwd=folder, env=environment) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            wait_for_end(child)
            raise


def wait_for_end(child: "subprocess.Popen[Any]") -> None:
    """Gives *child* a while to end by itself after Ctrl-C, then ends it."""
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        child.terminate()
