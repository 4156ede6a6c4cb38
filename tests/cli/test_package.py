"""`pip install .`: the wheel holds everything, and a plan in a folder of its own needs no more."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from safety_plan.starter.wheel import WHEEL_NAME, write_wheel
from tests.conftest import HOUSE, TINY
from tests.site.test_site import digests

MKDOCS_YML = """site_name: Community safety plan
theme: {name: material, language: en-GB, font: false}
plugins: [macros: {module_name: macros}, safety-plan]
strict: true
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, made as `pip install .` makes it."""
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment in which the wheel is installed.

    What it depends on comes from the environment of these tests.
    """
    folder = tmp_path_factory.mktemp("installed") / "env"
    venv.create(folder, with_pip=False)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    Path(paths["purelib"], "shared.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    python = Path(paths["scripts"], "python.exe" if os.name == "nt" else "python")
    install = ["install", "--no-deps", "--no-index", "--no-warn-script-location", str(wheel)]
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), *install],
        check=True,
        capture_output=True,
    )
    return python.parent


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan in a folder of its own, with what MkDocs needs beside it."""
    folder = Path(shutil.copytree(TINY, tmp_path / "plan"))
    (folder / "mkdocs.yml").write_text(MKDOCS_YML, "utf-8")
    shutil.copy(HOUSE / "macros.py", folder)
    return folder


def run(programs: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    env |= {"PLAN_CACHE": str(folder.parent / "cache"), "NO_MKDOCS_2_WARNING": "1"}
    program = str(programs / words[0])
    return subprocess.run(
        [program, *words[1:]], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


def test_the_wheel_holds_every_file_of_the_package(wheel: Path):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "safety_plan"], cwd=HOUSE, capture_output=True, check=True
    ).stdout.decode()
    tracked = {path for path in listed.split("\0") if path and (HOUSE / path).exists()}

    with ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        entry_points = archive.read(
            next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        ).decode()

    assert tracked - names == set()
    assert {Path(name).suffix for name in names} >= {".md", ".yml", ".txt", ".html", ".css", ".js"}
    assert "safety-plan = safety_plan.cli:main" in entry_points
    assert "safety-plan = safety_plan.site.plugin:SafetyPlanPlugin" in entry_points


def test_a_new_plan_gets_the_program_as_pip_installs_it(wheel: Path, tmp_path: Path):
    write_wheel(tmp_path)

    with ZipFile(wheel) as theirs, ZipFile(tmp_path / WHEEL_NAME) as ours:
        assert {*ours.namelist()} == {*theirs.namelist()}
        assert _needed(ours) == _needed(theirs)


def _needed(archive: ZipFile) -> list[list[str]]:
    """What the program in *archive* needs, however the bounds of a package are ordered."""
    name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    lines = re.findall(r"^requires-dist: (.*)$", archive.read(name).decode().lower(), re.M)
    return sorted(sorted(re.findall(r"[\w-]+|[<>=]+[\w.]+", line)) for line in lines)


def test_the_installed_command_says_what_it_can_do_and_checks_the_plan(programs: Path, plan: Path):
    shown = run(programs, plan, "safety-plan", "--help")
    checked = run(programs, plan, "safety-plan", "check")
    module = run(programs, plan, "python", "-m", "safety_plan", "check")

    assert (shown.returncode, checked.returncode) == (0, 0), shown.stderr + checked.stderr
    assert "Build the whole site." in shown.stdout
    assert "Nothing to put right" in checked.stdout
    assert module.stdout == checked.stdout


def test_mkdocs_with_the_installed_plugin_builds_the_same_bytes(
    programs: Path, plan: Path, tiny_site: Path
):
    built = run(programs, plan, "python", "-m", "mkdocs", "build", "--strict")

    assert built.returncode == 0, built.stdout + built.stderr
    assert digests(plan / "site") == digests(tiny_site)

    shutil.rmtree(plan / "site")
    built = run(programs, plan, "safety-plan", "build")

    assert built.returncode == 0, built.stdout + built.stderr
    assert digests(plan / "site") == digests(tiny_site)


def test_without_mkdocs_yml_the_installed_command_says_what_stands_in_it(
    programs: Path, plan: Path
):
    (plan / "mkdocs.yml").unlink()

    built = run(programs, plan, "safety-plan", "build")

    assert built.returncode == 2
    assert "There is no mkdocs.yml" in built.stdout
    assert "plugins: [macros: {module_name: macros}, safety-plan]" in built.stdout
