"""Prints a page with the Chromium of this machine."""

import subprocess
from pathlib import Path

from safety_plan.core.errors import MissingToolError
from safety_plan.core.workspaces import temporary_folder

#: It asks nobody for anything, and keeps nothing: each run has a profile of its own.
_QUIET = (
    *("--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-extensions"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
#: After how many seconds it will not answer any more.
_PATIENCE = 180


def print_to_pdf(browser: str, address: str) -> bytes:
    """The page at *address* as a PDF with tags and bookmarks; raises MissingToolError."""
    with temporary_folder() as folder:
        file = folder / "printed.pdf"
        result = _run(browser, [f"--print-to-pdf={file}", address], folder)
        if file.is_file() and file.stat().st_size:
            return file.read_bytes()
    words = result.strip().splitlines()
    raise MissingToolError(
        f"{browser} made no PDF. It said: {words[-1] if words else 'nothing'}. "
        "Name another Chromium in the variable PLAN_BROWSER, then run this again."
    )


def _run(browser: str, arguments: list[str], folder: Path) -> str:
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [browser, *_QUIET, *_sandbox(), profile, *arguments]
    try:
        process = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return f"no answer in {_PATIENCE} seconds"
    return process.stderr.decode(errors="replace")


def _sandbox() -> tuple[str, ...]:
    """Chromium refuses its sandbox to the root of a machine, as in a container."""
    import os

    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()
