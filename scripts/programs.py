"""Programs that the tests and the audit need: found, or installed once that has been said."""

import os
import shlex
import shutil
import subprocess
import sys

import bootstrap
from processes import SHOWN_LINES

#: Packages of Debian: Chromium without its windows, which is quicker, and the whole of it.
BROWSER_PACKAGES = ("chromium-headless-shell", "chromium")
BROWSER_ADVICE = "Install Chromium or Google Chrome, then run this again."
R_ADVICE = "The tests that run the examples in R are skipped. Install R to run them too."


def browser() -> str:
    """The path of a Chromium; installs one, or ends the process with a sentence."""
    from safety_plan.cli.browser import find_browser

    path = find_browser()
    if path:
        return path
    print("This needs the browser Chromium, and there is none on this machine.", flush=True)
    for commands in (*map(_apt_commands, BROWSER_PACKAGES), _playwright_commands()):
        if commands and _install(commands):
            path = find_browser()
            if path:
                return path
    return bootstrap.stop(f"Chromium could not be installed. {BROWSER_ADVICE}")


def r() -> None:
    """Sees to it that R is there, for the examples in it; says so where it cannot be had."""
    if shutil.which("Rscript"):
        return
    print("The examples in R need R, and there is none on this machine.", flush=True)
    commands = _apt_commands("r-base-core")
    if not commands or not _install(commands):
        print(R_ADVICE, flush=True)


def _apt_commands(package: str) -> list[list[str]]:
    """What installs *package* of Debian or Ubuntu, where this user may; else nothing."""
    apt = shutil.which("apt-get")
    if apt is None or os.name == "nt":
        return []
    prefix = [] if os.geteuid() == 0 else _sudo()
    if prefix is None:
        return []
    install = ["install", "-y", "--no-install-recommends", package]
    return [[*prefix, apt, "update"], [*prefix, apt, *install]]


def _sudo() -> list[str] | None:
    """The words before a command that make it one of root without a question; None without."""
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    allowed = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
    return [sudo, "-n"] if allowed.returncode == 0 else None


def _playwright_commands() -> list[list[str]]:
    """What fetches a Chromium into the folder of this user."""
    return [[sys.executable, "-m", "playwright", "install", "chromium"]]


def _install(commands: list[list[str]]) -> bool:
    """Says what is about to run, and runs it; False where a command fails."""
    print("It is installed on this machine by:", flush=True)
    for command in commands:
        print(f"  {shlex.join(command)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        done = subprocess.run(
            command, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        if done.returncode:
            print("\n".join(done.stderr.strip().splitlines()[-SHOWN_LINES:]))
            return False
    return True
