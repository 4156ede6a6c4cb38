"""The audit of a built site: what axe-core finds on every page, in a real browser.

What it needs comes with tests/requirements.txt, and is imported when the audit runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING_OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 320, "height": 640}
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


def violations(page: Page, only: dict[str, Any], **more: dict[str, Any]) -> list[dict[str, Any]]:
    """What axe finds on the page as it stands."""
    # To preload is to fetch our stylesheets again, for one rule: orientation, which they
    # do not name.
    options = {"resultTypes": ["violations"], "preload": False, "runOnly": only, **more}
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    return list(page.evaluate("options => axe.run(document, options)", options)["violations"])


def audited(
    served: str, pages: Sequence[str], chromium: str, say: Callable[[str], None]
) -> dict[str, Any]:
    """What `audit.yml` says of the *pages* of the site *served*, opened in *chromium*."""
    from playwright.sync_api import sync_playwright

    findings: dict[str, dict[str, Any]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(reduced_motion="reduce")
        for number, address in enumerate(pages, start=1):
            say(f"{number} of {len(pages)}: /{address}")
            page.goto(f"{served}/{address}")
            page.evaluate(EVERYTHING_OPEN)
            for size, scheme in LOOKS:
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=scheme)
                for violation in violations(page, {"type": "tag", "values": RULES}):
                    finding = findings.setdefault(violation["id"], {"found": violation["help"]})
                    finding.setdefault("pages", {})[f"/{address}"] = True
        axe, version = page.evaluate("axe.version"), browser.version
    return {"findings": findings, "pages": len(pages), "axe": axe, "chromium": version}
