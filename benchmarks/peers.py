"""What others need for the same pages and revisions: mike with Material, Docusaurus.

Each is installed below the folder of the benchmark, in an environment of its own. What cannot be
had is said in a sentence, and the rest is measured.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.metrics import Measurement, first_view, folder_size, measure

#: Deploys each project as a version of its own into a new repository.
_MIKE = """
import os, shutil, subprocess, sys
repository, *projects = sys.argv[1:]
shutil.rmtree(repository, ignore_errors=True)
def run(*command): subprocess.run(command, cwd=repository, check=True, stdout=subprocess.DEVNULL)
os.makedirs(repository)
run("git", "init", "-q", "-b", "main")
run("git", "commit", "-q", "--allow-empty", "-m", "Begin")
for project in projects:
    run("mike", "deploy", "-F", os.path.join(project, "mkdocs.yml"), os.path.basename(project))
"""
#: Docusaurus reads Markdown as it is, not as its own language with code in it.
_DOCUSAURUS = """module.exports = {{
  title: 'Floor', url: 'https://example.org', baseUrl: '/',
  onBrokenLinks: 'ignore', onBrokenAnchors: 'ignore',
  markdown: {{ format: 'md', hooks: {{ onBrokenMarkdownLinks: 'ignore' }} }},
  presets: [['classic', {{ blog: false, docs: {{
    routeBasePath: '/', includeCurrentVersion: false, lastVersion: '{newest}',
  }} }}]],
}};
"""
_PACKAGES = ("@docusaurus/core@3", "@docusaurus/preset-classic@3", "react@19", "react-dom@19")
_PATIENCE = 600


@dataclass(frozen=True, slots=True)
class PeerSite:
    """What a peer needed, and the finished site: MB in all, and kB of the first view of a page."""

    name: str
    runs: Measurement
    mb: float
    home_kb: float


class MissingPeerError(Exception):
    """A peer cannot be had here; the message is a sentence."""


def measure_mike(projects: Sequence[Path], folder: Path, runs: int) -> PeerSite:
    """The tool mike on the stock *projects*, one for each revision, published to a branch."""
    programs = folder / "mike" / ("Scripts" if os.name == "nt" else "bin")
    _install([sys.executable, "-m", "venv", str(folder / "mike")], folder, "mike")
    pip = [str(programs / "python"), "-m", "pip", "install", "-q", "mike>=2", "mkdocs-material<10"]
    _install(pip, folder, "mike")
    repository, site = folder / "mike-repository", folder / "mike-site"
    names = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")
    env = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", **dict.fromkeys(names, "floor")}
    command = [str(programs / "python"), "-c", _MIKE, str(repository), *map(str, projects)]
    measurement = measure(command, runs, env=env)
    shutil.rmtree(site, ignore_errors=True)
    branch = ["git", "clone", "-q", "-b", "gh-pages", str(repository), str(site)]
    subprocess.run(branch, check=True)
    shutil.rmtree(site / ".git")
    home = first_view(site / projects[-1].name, "")
    return PeerSite("mike with Material", measurement, folder_size(site)[0] / 1000, home)


def measure_docusaurus(projects: Sequence[Path], folder: Path, runs: int) -> PeerSite:
    """Docusaurus on the pages of the stock *projects*, a version for each revision."""
    npm, root = shutil.which("npm"), folder / "docusaurus"
    if npm is None:
        raise MissingPeerError("Docusaurus was not measured: there is no npm here.")
    names = [project.name for project in projects]
    for project in projects:
        pages = root / "versioned_docs" / f"version-{project.name}"
        shutil.copytree(project / "docs", pages, dirs_exist_ok=True)
    (root / "versioned_sidebars").mkdir(exist_ok=True)
    (root / "docs").mkdir(exist_ok=True)
    package = {"name": "floor", "private": True, "scripts": {"build": "docusaurus build"}}
    (root / "package.json").write_text(json.dumps(package), "utf-8")
    (root / "versions.json").write_text(json.dumps(names[::-1]), "utf-8")
    (root / "docusaurus.config.js").write_text(_DOCUSAURUS.format(newest=names[-1]), "utf-8")
    _install([npm, "install", "--no-audit", "--no-fund", *_PACKAGES], root, "Docusaurus")
    measurement = measure([npm, "--prefix", str(root), "run", "build"], runs)
    home = first_view(root / "build", "")
    return PeerSite("Docusaurus", measurement, folder_size(root / "build")[0] / 1000, home)


def measure_open_sdg(_: Sequence[Path], __: Path, ___: int) -> PeerSite:
    """Open SDG builds goals and indicators of its own data model with Jekyll."""
    if shutil.which("bundle") is None:
        raise MissingPeerError("Open SDG was not measured: it needs Ruby, which is not here.")
    raise MissingPeerError(
        "Open SDG was not measured: its pages are indicators, and cannot hold those of a plan."
    )


PEERS: tuple[Callable[[Sequence[Path], Path, int], PeerSite], ...] = (
    measure_mike,
    measure_docusaurus,
    measure_open_sdg,
)


def _install(command: list[str], folder: Path, name: str) -> None:
    """Runs *command* in *folder*; raises MissingPeerError where *name* cannot be had."""
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=_PATIENCE)
    except (OSError, subprocess.SubprocessError) as error:
        raise MissingPeerError(f"{name} was not measured: it could not be installed.") from error
