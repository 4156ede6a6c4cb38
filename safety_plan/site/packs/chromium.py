"""Prints a page with the Chromium of this machine."""

import os
import subprocess
from pathlib import Path

from safety_plan.core.errors import MissingToolError
from safety_plan.core.workspaces import temporary_folder

#: It asks nobody for anything, and keeps nothing: each run has a profile of its own. Letters are
#: as wide without its windows as with them.
_QUIET = (
    *("--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-extensions"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--font-render-hinting=none",
    *("--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
#: After how many seconds it will not answer any more.
_PATIENCE = 180


def print_to_pdf(browser: str, address: str) -> bytes:
    """The page at *address* as a PDF with tags and bookmarks; raises MissingToolError."""
    return _written_by(browser, "--print-to-pdf", ".pdf", [address])


def screenshot(browser: str, address: str, width: int, height: int, scale: int) -> bytes:
    """The page at *address* as a PNG of *width* by *height*, each px as *scale* of them.

    Raises MissingToolError.
    """
    size = (f"--window-size={width},{height}", f"--force-device-scale-factor={scale}")
    return _written_by(browser, "--screenshot", ".png", [*size, "--hide-scrollbars", address])


def _written_by(browser: str, option: str, ending: str, arguments: list[str]) -> bytes:
    """The file that *browser* writes for *option*, whose name has this *ending*."""
    with temporary_folder() as folder:
        file = folder / f"written{ending}"
        result = _run(browser, [f"{option}={file}", *arguments], folder)
        if file.is_file() and file.stat().st_size:
            return file.read_bytes()
    words = result.strip().splitlines()
    raise MissingToolError(
        f"{browser} made no document. It said: {words[-1] if words else 'nothing'}. "
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
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()
