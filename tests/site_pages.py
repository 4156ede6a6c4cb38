"""Which pages of the real site the browser tests visit, and in which looks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from safety_plan.site.accessibility_audit import addresses

if TYPE_CHECKING:
    from playwright.sync_api import Locator, LocatorAssertions

#: One page of every type there is.
PAGE_TYPES = (
    *("2020-04/", "2020-04/is-it-getting-better/", "2020-04/plan/law/", "2020-04/decision/"),
    *("2020-04/priorities/at-home/", "2019-04/priorities/at-home/", "2019-04/"),
    *("2020-04/assessment/crime-in-context/", "2020-04/assessment/recorded-crime/"),
    "2020-04/assessment/wards/",
    *("2020-04/assessment/data-on-a-page/", "2020-04/figures/", "2020-04/glossary/"),
    "2020-04/figures/maidstone-crime-latest-year/",
    *("2020-04/plan/actions/", "2020-04/plan/money/", "actions/"),
    *("2020-04/search.html", "404.html", "history/", "help/", "accessibility/"),
)
Scheme = Literal["light", "dark"]
STATES: list[tuple[int, Scheme]] = [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]
LOOKS: dict[str, Any] = {"reduced_motion": "reduce"}


def expect(locator: Locator) -> LocatorAssertions:
    """Playwright's `expect`, which waits; imported late, so that the others run without it."""
    from playwright import sync_api

    return sync_api.expect(locator)


def exit_pages(site: Path) -> list[str]:
    """The address of every page of *site* that can be left in a hurry."""
    return [
        address
        for address in addresses(site)
        if 'class="exit-button"' in _file(site, address).read_text("utf-8")
    ]


def _file(site: Path, address: str) -> Path:
    return site / address / "index.html" if address.endswith("/") else site / address
