"""The tiny plan, built sites and a browser, for every test."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from safety_plan.checks.registry import check
from safety_plan.checks.tested_parts import tested_parts
from safety_plan.cli.browser import find_browser
from safety_plan.site.build import build_site
from safety_plan.site.http_server import HOST, open_server
from tests.time_authority import Authority

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOUSE = Path(__file__).resolve().parents[1]
TINY = HOUSE / "tests" / "tiny_plan"
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the options of these tests."""
    parser.addoption("--update-snapshots", action="store_true", help="write tests/snapshots anew")
    parser.addoption("--kills", type=int, default=12, help="at how many moments publish is killed")


def build(root: Path, site: Path) -> Path:
    """Builds the plan under *root* into *site*, as scripts/build.py does."""
    assert check(root)[2] == []
    build_site(root, site)
    return site


def record_audit(plan: Path, findings: object = (), **said: object) -> None:
    """Records an audit and a review of today of the plan under *plan* as it is, or as *said*."""
    today = dict.fromkeys(("prepared", "reviewed", "tested"), date.today().isoformat())  # noqa: DTZ011
    audit = {**today, "method": "By machine.", "tools": "axe-core 4", "pages": "12"}
    whole = {**audit, "reviewed_by": "Officer", "parts": tested_parts(plan), "findings": findings}
    text = json.dumps({**whole, **said})
    (plan / "data" / "audit.yml").write_text(text, encoding="utf-8")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny plan that a test may change."""
    return Path(shutil.copytree(TINY, tmp_path / "plan"))


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the tiny plan."""
    return build(TINY, tmp_path_factory.mktemp("tiny") / "site")


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the plan in this repository."""
    return build(HOUSE, tmp_path_factory.mktemp("real") / "site")


@pytest.fixture(scope="session")
def served(real_site: Path) -> Iterator[str]:
    """The address at which the real site is served on this machine."""
    server = open_server(real_site, 8300)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://{HOST}:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@cache
def browser_path() -> str:
    """The path of a real Chromium; without one a test is skipped, but in CI it fails."""
    path = find_browser()
    if not path:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("No browser on this machine: python3 scripts/test.py brings one")
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
