"""The audit of a built site: what axe-core finds on every page, in a real browser.

What it needs comes with tests/requirements.txt, and is imported when the audit runs. What was
found on a page is kept under the digest of all that shows on it, so that an audit that was
stopped goes on where it was, and the next one opens only what has changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from safety_plan.core import cache as kept_results

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING_OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
#: Rules that measure. They take half a minute on a page of some hundred cards of one make, so they
#: are asked last, when a few of each make are left.
MEASURING = ("color-contrast", "link-in-text-block", "target-size")
FEWER_OF_A_MAKE = """most => document.querySelectorAll('[data-page] *').forEach(parent =>
  [...parent.children].slice(most).forEach(child => child.remove()))"""
MOST_OF_A_MAKE = 4
#: What the statement says of all this.
METHOD = (
    "Each page is opened in a real browser, with every part of it open: on a wide screen with "
    "light colours, and on a small phone with dark colours. There it is held against the rules "
    "of axe-core for the Web Content Accessibility Guidelines (WCAG) 2.2, levels A and AA, and "
    "for good practice. In long lists, colours and sizes are looked at in the first entries."
)
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 320, "height": 640}
#: Another number where pages are asked in another way, so that what was kept is asked again.
_ASKED = 1
LOOKS: list[tuple[ViewportSize, Literal["light", "dark"]]] = [(WIDE, "light"), (PHONE, "dark")]


def addresses(site: Path) -> list[str]:
    """Every page that is read: all but the doors, which lead on at once."""
    return sorted(
        file.relative_to(site).as_posix().removesuffix("index.html")
        for file in site.rglob("*.html")
        if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8")
    )


@cache
def _axe() -> str:
    """The script of axe-core."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def load_axe(page: Page) -> None:
    """Makes axe known to *page* where it is not."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())


def violations(page: Page, only: dict[str, Any], **more: dict[str, Any]) -> list[dict[str, Any]]:
    """What axe finds on the page as it stands."""
    # To preload is to fetch our stylesheets again, for one rule: orientation, which they
    # do not name.
    options = {"resultTypes": ["violations"], "preload": False, "runOnly": only, **more}
    load_axe(page)
    return list(page.evaluate("options => axe.run(document, options)", options)["violations"])


@dataclass(frozen=True, slots=True)
class _Setup:
    """What a page is opened in, and the digest of what all pages share: styles and scripts."""

    page: Page
    served: str
    shared: tuple[str, ...]


def audit_pages(
    site: Path, served: str, pages: Sequence[str], chromium: str, say: Callable[[str], None]
) -> dict[str, Any]:
    """What `audit.yml` says of the *pages* of *site*, *served* here and opened in *chromium*."""
    from playwright.sync_api import sync_playwright

    findings: dict[str, dict[str, Any]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(reduced_motion="reduce")
        axe, version = page.evaluate(_axe() + "; axe.version"), browser.version
        setup = _Setup(page, served, (axe, version, _digest(_shared_files(site)), *RULES))
        for number, address in enumerate(pages, start=1):
            count = f"{number} of {len(pages)}"
            for rule, found in _kept_findings(setup, site, address, count, say):
                finding = findings.setdefault(rule, {"found": found, "pages": {}})
                finding["pages"][f"/{address}"] = True
    return {
        "findings": [{"rule": rule, **findings[rule]} for rule in sorted(findings)],
        "pages": len(pages),
        "method": METHOD,
        "tools": f"axe-core {axe}, in Chromium {version}",
    }


def _kept_findings(
    setup: _Setup, site: Path, address: str, count: str, say: Callable[[str], None]
) -> list[list[str]]:
    """What is found on the page at *address*; it is opened where that is not known yet."""

    def compute() -> bytes:
        say(f"{count}: /{address}")
        return json.dumps([*_open_and_ask(setup, address)]).encode()

    path = f"{address}index.html" if not address or address.endswith("/") else address
    key = kept_results.key(setup.shared, _digest([site / path]), MOST_OF_A_MAKE, _ASKED)
    file = kept_results.CACHE_DIR / "audits" / kept_results.key(address)[:20]
    found: list[list[str]] = json.loads(kept_results.get_or_set(file, key, compute))
    return found


def _open_and_ask(setup: _Setup, address: str) -> Iterator[tuple[str, str]]:
    """Each rule that the page breaks in any look, with what it says."""
    page = setup.page
    page.goto(f"{setup.served}/{address}")
    page.evaluate(EVERYTHING_OPEN)
    off = {rule: {"enabled": False} for rule in MEASURING}
    for _ in _looks(page):
        for violation in violations(page, {"type": "tag", "values": RULES}, rules=off):
            yield violation["id"], violation["help"]
    page.evaluate(FEWER_OF_A_MAKE, MOST_OF_A_MAKE)
    for _ in _looks(page):
        for violation in violations(page, {"type": "rule", "values": [*MEASURING]}):
            yield violation["id"], violation["help"]


def _looks(page: Page) -> Iterator[None]:
    for size, scheme in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        yield


def _shared_files(site: Path) -> list[Path]:
    """The styles and scripts of all pages."""
    return sorted(file for file in site.rglob("*") if file.suffix in (".css", ".js"))


def _digest(files: Iterable[Path]) -> str:
    total = sha256()
    for file in files:
        total.update(sha256(file.read_bytes()).digest())
    return total.hexdigest()
