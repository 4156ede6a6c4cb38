"""The preview: the site of the working revision, made again at every save.

A mistake shows in plain words where it stands on the page and is listed in the
terminal; the preview itself goes on.
"""

import logging
import shutil
import socket
import tempfile
import time
from functools import partial
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from safety_plan.checks.plan_checks import check, sealed_bundles
from safety_plan.checks.reporters import problems_as_text
from safety_plan.core.files import replace_folder
from safety_plan.core.problems import Problem
from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.site import plugin
from safety_plan.site.build import build_site
from safety_plan.site.http_server import HOST

WATCHED = ("docs", "data")


def preview(root: Path, port: int, cache: Path) -> None:
    """Serves the preview of the plan under *root* until the person stops it."""
    folder = Path(tempfile.mkdtemp(prefix="plan-preview-"))
    logging.getLogger("mkdocs.livereload").setLevel(logging.WARNING)
    try:
        rebuild(root, folder, cache)
        server = LiveReloadServer(
            builder=partial(_again, root, folder, cache),
            host=HOST,
            port=_free(port),
            root=str(folder),
            polling_interval=0.1,
        )
        for name in WATCHED:
            server.watch(str(root / name))
        server.watch(str(PROJECT_ROOT / "macros.py"))
        print(f"Open {server.url} in a browser. Save a file and look. Ctrl+C stops it.")
        server.serve()  # type: ignore[no-untyped-call]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _again(root: Path, folder: Path, cache: Path) -> None:
    try:
        rebuild(root, folder, cache)
    except Exception as error:  # noqa: BLE001 (a fault of ours must not end the preview)
        print(f"This is a fault in the program, not in your work: {error!r}", flush=True)


def _free(port: int) -> int:
    for candidate in range(port, port + 20):
        with socket.socket() as attempt:
            if attempt.connect_ex((HOST, candidate)):
                return candidate
        print(f"Port {candidate} is in use; trying {candidate + 1}.")
    return port


def rebuild(root: Path, folder: Path, cache: Path) -> list[Problem]:
    """Puts the preview in the place of *folder*, which stays if nothing can be shown."""
    started = time.monotonic()
    plan, working, problems = check(root)
    building = Path(tempfile.mkdtemp(prefix="plan-preview-", dir=folder.parent))
    try:
        broken = any(problem.rule == "seal-broken" for problem in problems)
        sealed = [] if broken else sealed_bundles(root)
        bundles = [bundle for bundle in sealed if bundle.id != working.id]
        found = build_site(
            building, plan, [*bundles, working], cache, lambda _: None, plugin.problem_box
        )
        problems = [*problems, *(p for p in found if p.rule != "words-differ")]
        replace_folder(building, folder, durable=False)
    except plugin.RenderingStopped as stopped:
        print(f"The preview stays as it was: {stopped}")
    finally:
        shutil.rmtree(building, ignore_errors=True)
    print(problems_as_text(problems))
    print(f"Shown after {time.monotonic() - started:.1f} seconds.", flush=True)
    return problems
