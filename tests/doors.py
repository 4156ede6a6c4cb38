"""The programs of `scripts/`, run by a test within its own process, which takes half a second less.

How a door sets itself up and starts Python is tested in `tests/cli/test_bootstrap.py`.
"""

from __future__ import annotations

import importlib
import io
import os
import signal
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from safety_plan.cli import load_command, run_command

HOUSE = Path(__file__).resolve().parents[1]


def run_door(door: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What the program *door*, such as `scripts/check.py`, answers to *arguments*."""
    name = Path(door).stem
    words = [*arguments]
    if name == "seal":
        name, words = importlib.import_module("seal").translate(words)
    name = "serve" if name == "preview" else name
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    handler = signal.getsignal(signal.SIGTERM)
    # No test of publishing waits for the printing of documents, which have tests of their own.
    browser = {"PLAN_BROWSER": "none"} if name == "publish" else {}
    nothing = mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    try:
        with (
            mock.patch.dict(os.environ, browser),
            chdir(HOUSE),
            nothing,
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            run_command(load_command(name), ["--plan", str(HOUSE), *words], door)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
        said = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]
        return subprocess.CompletedProcess([door, *arguments], code, *said)
    finally:
        signal.signal(signal.SIGTERM, handler)
