"""Installs packages into `.venv`, whatever the settings of pip say. Standard library only."""

import os
import re
import subprocess
from ast import literal_eval
from pathlib import Path

from processes import PROJECT_ROOT, clean_environment, run_python, say, wait_for_end

#: Settings of pip that say how packages are reached, which is the person's own affair. All
#: others could put them elsewhere than into `.venv`, install others, or none.
SOURCE_SETTINGS = {
    "cache-dir",
    "cert",
    "client-cert",
    "default-timeout",
    "extra-index-url",
    "find-links",
    "index-url",
    "keyring-provider",
    "no-cache-dir",
    "no-index",
    "proxy",
    "retries",
    "timeout",
    "trusted-host",
}


def install(python: Path, requirements: Path) -> str:
    """Installs what *requirements* lists, each file held against its digest; shows each.

    Gives what pip said where it failed, else "".
    """
    count = requirements.read_text(encoding="utf-8").count("==")
    name = requirements.relative_to(PROJECT_ROOT).as_posix()
    say(f"Installing {count} packages from {name}; the first time takes a minute …")
    command = [str(python), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    command += ["--disable-pip-version-check", "--no-input", "-r", str(requirements)]
    lines: list[str] = []
    with subprocess.Popen(
        command,
        env=_pip_environment(python),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as pip:
        try:
            for line in pip.stdout or ():
                lines.append(line)
                if line.startswith("Collecting "):
                    say(f"  {line.split()[1]}")
                if line.startswith("Installing collected"):
                    say("All are here; putting them in place …")
        except KeyboardInterrupt:
            wait_for_end(pip)
            raise
    return "".join(lines) if pip.returncode else ""


def _pip_environment(python: Path) -> dict[str, str]:
    """The environment for pip: no file of settings, and of all settings those of the sources."""
    settings = source_settings(run_python(python, "-m", "pip", "config", "list").stdout)
    environment = clean_environment()
    for name in [name for name in environment if name.startswith("PIP_")]:
        del environment[name]
    for name, value in settings.items():
        environment[f"PIP_{name.upper().replace('-', '_')}"] = value
    return {**environment, "PIP_CONFIG_FILE": os.devnull}


def source_settings(config_list: str) -> dict[str, str]:
    """The SOURCE_SETTINGS among those that `pip config list` printed.

    As pip has it, a variable counts before a setting for `install`, and that before others.
    """
    settings: dict[str, str] = {}
    for section in ("global", "install", ":env:"):
        for name, value in re.findall(rf"(?m)^{section}\.\.?([a-z-]+)=(.+)$", config_list):
            if name in SOURCE_SETTINGS:
                settings[name] = str(literal_eval(value))
    return settings
