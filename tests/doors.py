"""The programs of `scripts/` and `safety-plan`, run by a test within its own process.

That takes half a second less, and more on a busy machine. How a door sets itself up and starts
Python is tested in `tests/cli/test_bootstrap.py`.
"""

from __future__ import annotations

import importlib
import io
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

import click

from safety_plan.cli import COMMAND, load_command, run_command, safety_plan

HOUSE = Path(__file__).resolve().parents[1]


def run_door(door: str, *arguments: str, folder: Path = HOUSE) -> subprocess.CompletedProcess[str]:
    """What the program *door*, such as `scripts/check.py`, answers to *arguments* in *folder*."""
    name = Path(door).stem
    words = [*arguments]
    if name == "seal":
        name, words = importlib.import_module("seal").translate(words)
    name = "serve" if name == "preview" else name
    # No test of publishing waits for the printing of documents, which have tests of their own.
    browser = {"PLAN_BROWSER": "none"} if name == "publish" else {}
    with mock.patch.dict(os.environ, browser), chdir(folder):
        return _ended(load_command(name), ["--plan", str(HOUSE), *words], door)


def run_safety_plan(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What `safety-plan` answers to *arguments* where a person stands in *folder*."""
    with chdir(folder):
        return _ended(safety_plan, arguments, COMMAND)


def _ended(
    command: click.Command, arguments: Sequence[str], prog_name: str
) -> subprocess.CompletedProcess[str]:
    """What *command* printed until it ended, with its exit code."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    handler = signal.getsignal(signal.SIGTERM)
    nothing = mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    try:
        with nothing, redirect_stdout(out), redirect_stderr(err):
            run_command(command, arguments, prog_name)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
        said = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]
        return subprocess.CompletedProcess([prog_name, *arguments], code, *said)
    finally:
        signal.signal(signal.SIGTERM, handler)
