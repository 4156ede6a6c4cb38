"""The tiny plan, built sites and a browser, for every test."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
from collections.abc import Callable, Generator, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from filelock import FileLock
from hypothesis import settings

from safety_plan.checks.tested_parts import tested_parts
from safety_plan.cli.browser import find_browser
from safety_plan.core import cache as disk_cache
from safety_plan.core import parallel
from safety_plan.site import post_build
from safety_plan.site.archive import ARCHIVE
from safety_plan.site.build import build_and_read_site
from safety_plan.site.http_server import serving
from tests.time_authority import Authority

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOUSE = Path(__file__).resolve().parents[1]
TINY = HOUSE / "tests" / "tiny_plan"
#: Folders that hold plans and texts, thousands of folders deep, and no test: none is looked for.
collect_ignore = ["cases", "cases_base", "edits", "history", "older", "snapshots", "tiny_plan"]
#: The files that take longest, so that none of them is what the others are waited for at the end.
#: The first builds the site that most of the browser's need; the next two do without it meanwhile.
STARTED_FIRST = (
    *("browser/test_accessibility.py", "checks/test_cases.py", "site/test_caches.py"),
    *("browser/test_every_page.py", "site/test_site.py", "browser/test_leaving.py"),
    *("cli/test_bootstrap.py", "revisions/test_seals.py", "deploy/test_publishing.py"),
    *("browser/test_keyboard.py", "site/test_preview.py", "browser/test_paper.py"),
    *("starter/test_make.py", "site/test_plugin.py", "cli/test_package.py"),
)
#: How many entries of the cache a test process keeps in memory.
MOST_REMEMBERED = 2000
#: What the cache keeps in files that are named by the place of the plan.
NAMED_BY_PLACE = ("recipes", "revisions", "seals")
#: What the tiny plan looks like with a brand.
BRANDED = HOUSE / "tests" / "cases" / "accepted--brand-of-a-council-and-its-partners"
#: Chromium asks nobody for anything, and has no process of its own for graphics. Its letters are as
#: wide without its windows as with them.
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--in-process-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--font-render-hinting=none",
)

# An example that is slow on a busy machine is no fault of what it tests.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the options of these tests."""
    parser.addoption("--update-snapshots", action="store_true", help="write tests/snapshots anew")
    parser.addoption("--kills", type=int, default=12, help="at how many moments publish is killed")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the files of STARTED_FIRST before the others, which keep their order."""
    place = {HOUSE / "tests" / name: number for number, name in enumerate(STARTED_FIRST)}
    items.sort(key=lambda item: place.get(item.path, len(place)))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Looks for no waste while the tests are found, and later not among them: they stay."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def build(root: Path, site: Path, *, with_archive: bool = False) -> Path:
    """Builds the plan under *root* into *site*, as scripts/build.py does; it has no problem.

    The archive, in which all of it stands again, takes a third of the time.
    """
    build_and_read_site(root, site, with_archive=with_archive)
    return site


@pytest.fixture(autouse=True, scope="session")
def _remember_what_was_kept() -> Iterator[None]:
    """Answers from memory what the cache would keep on disk for the last plan only.

    Most tests ask for the same pages of the tiny plan, between them for others of the same path.
    A test with a cache of its own meets the cache itself.
    """
    remembered: dict[tuple[Path, str], bytes] = {}
    plain, folder = disk_cache.get_or_set, disk_cache.CACHE_DIR

    def get_or_set(file: Path, key: str, compute: Callable[[], bytes]) -> bytes:
        if file.parents[1] != folder:
            return plain(file, key, compute)
        if (file, key) not in remembered:
            if len(remembered) == MOST_REMEMBERED:
                remembered.clear()
            remembered[file, key] = plain(file, key, compute)
        return remembered[file, key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk_cache, "get_or_set", get_or_set)
        yield


@pytest.fixture(autouse=True, scope="session")
def _know_a_seal_wherever_its_plan_stands(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Keeps what is known of a sealed revision for every copy of its plan, while the tests run.

    Its key is the digest of all that it comes from; only its file is named by the place of the
    plan, which is another one in every test.
    """
    folder, shared = disk_cache.CACHE_DIR, of_all_processes(tmp_path_factory)
    plain_get, plain_set = disk_cache.get, disk_cache.set

    def place(file: Path, key: str) -> Path:
        is_of_seal = file.parents[1] == folder and file.parent.name in NAMED_BY_PLACE
        return shared / file.parent.name / key if is_of_seal else file

    def get(file: Path, key: str) -> bytes | None:
        return plain_get(place(file, key), key)

    def set_(file: Path, key: str, content: bytes) -> bytes:
        return plain_set(place(file, key), key, content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk_cache, "get", get)
        patch.setattr(disk_cache, "set", set_)
        yield


@pytest.fixture(autouse=True, scope="session")
def _work_on_one_core() -> Iterator[None]:
    """Keeps a worker of pytest-xdist to itself: there is one for each core already."""
    with pytest.MonkeyPatch.context() as patch:
        if "PYTEST_XDIST_WORKER" in os.environ:
            patch.setattr(parallel, "cores", lambda: 1)
        yield


@pytest.fixture
def sealed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has every sealed revision rendered, also one that is known: what is kept cannot fail."""
    monkeypatch.setattr(post_build, "get_folder", lambda *_: None)


def record_audit(plan: Path, findings: object = (), **said: object) -> None:
    """Records an audit and a review of today of the plan under *plan* as it is, or as *said*."""
    today = dict.fromkeys(("prepared", "reviewed", "tested"), date.today().isoformat())  # noqa: DTZ011
    audit = {**today, "method": "By machine.", "tools": "axe-core 4", "pages": "12"}
    whole = {**audit, "reviewed_by": "Officer", "parts": tested_parts(plan), "findings": findings}
    text = json.dumps({**whole, **said})
    (plan / "data" / "audit.yml").write_text(text, encoding="utf-8")


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C is acted on here, and in each program that a test starts.

    A shell without jobs lets what runs in its background pass over Ctrl-C, and so all that is
    started there.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny plan that a test may change."""
    return Path(shutil.copytree(TINY, tmp_path / "plan"))


def of_all_processes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The temporary folder that all processes of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def built_once(tmp_path_factory: pytest.TempPathFactory, name: str, plan: Path) -> Path:
    """The site of *plan*, which the first process that needs it builds for all of them.

    No test changes it: who needs to takes a copy.
    """
    folder = of_all_processes(tmp_path_factory) / "built"
    folder.mkdir(exist_ok=True)
    with FileLock(folder / f"{name}.lock"):
        site = folder / name
        return site if site.exists() else build(plan, site, with_archive=True)


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the tiny plan."""
    return built_once(tmp_path_factory, "tiny", TINY)


@pytest.fixture(scope="session")
def branded_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the tiny plan with the logos and colours of a council."""
    plan = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("branded") / "plan"))
    shutil.copytree(BRANDED / "data", plan / "data", dirs_exist_ok=True)
    return built_once(tmp_path_factory, "branded", plan)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the plan in this repository."""
    return built_once(tmp_path_factory, "real", HOUSE)


def unpacked(site: Path, folder: Path) -> Path:
    """The archive of *site*, unpacked below *folder*."""
    with ZipFile(site / ARCHIVE) as archive:
        archive.extractall(folder)
    (root,) = folder.iterdir()
    return root


@pytest.fixture(scope="session")
def tiny_folder(tiny_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tiny plan as somebody has it who unpacked its archive."""
    return unpacked(tiny_site, tmp_path_factory.mktemp("tiny-folder"))


@pytest.fixture(scope="session")
def real_folder(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the plan in this repository as somebody has it who unpacked its archive."""
    return unpacked(real_site, tmp_path_factory.mktemp("real-folder"))


@pytest.fixture(scope="session")
def served(real_site: Path) -> Iterator[str]:
    """The address at which the real site is served on this machine."""
    with serving(real_site) as address:
        yield address


@cache
def browser_path() -> str:
    """The path of a real Chromium; without one a test is skipped, but in CI it fails."""
    return found("browser", find_browser())


@cache
def rscript_path() -> str:
    """The path of R's program for scripts; without it a test is skipped, but in CI it fails."""
    return found("R", shutil.which("Rscript") or "")


def found(program: str, path: str) -> str:
    """The *path* of a *program* that `scripts/test.py` brings; ends a test where it is empty."""
    if not path:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up(f"No {program} on this machine: python3 scripts/test.py brings it")
    return path


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Asks for a browser before anything is built for a test that drives one."""
    if item.get_closest_marker("browser"):
        browser_path()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, started."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority for time stamps, set up once; without OpenSSL a test is skipped."""
    if not shutil.which("openssl"):
        pytest.skip("No OpenSSL on this machine")
    return Authority(tmp_path_factory.mktemp("authority"))
