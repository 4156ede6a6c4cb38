"""The browser that the tests drive: found, or installed where that is allowed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from safety_plan.bootstrap import stop

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def ready() -> str:
    """The path of a Chromium; installs one, or ends the command with a sentence."""
    if found := _found():
        return found
    print("The tests need Chromium; installing it …", flush=True)
    for install in (_with_apt, _with_playwright):
        if install() and (found := _found()):
            return found
    told = "Install Chromium or Google Chrome, then run this again."
    return stop(f"There is no Chromium and it could not be installed. {told}")


def _found() -> str:
    named = os.environ.get("PLAN_BROWSER", "")
    if named and Path(named).exists():
        return named
    on_path = next((path for name in NAMES if (path := shutil.which(name))), "")
    return on_path or _of_playwright()


def _of_playwright() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def _with_apt() -> bool:
    """Installs Debian's or Ubuntu's own package, where this user may."""
    apt = shutil.which("apt-get")
    if not apt or not hasattr(os, "geteuid"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["update"], ["install", "-y", "--no-install-recommends", "chromium"])
    try:
        for step in steps:
            command = [*sudo, apt, *step]
            subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _with_playwright() -> bool:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return subprocess.run(command, check=False).returncode == 0
