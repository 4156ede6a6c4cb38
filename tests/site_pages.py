"""Which pages of the real site the browser tests visit, and in which looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Locator, LocatorAssertions

#: One page of every type there is.
PAGE_TYPES = (
    *("2020-04/", "2020-04/is-it-getting-better/", "2020-04/plan/law/", "2020-04/decision/"),
    *("2020-04/priorities/at-home/", "2019-04/priorities/at-home/", "2019-04/"),
    *("2020-04/assessment/crime-in-context/", "2020-04/assessment/wards/"),
    *("2020-04/assessment/data-on-a-page/", "2020-04/figures/", "2020-04/glossary/"),
    *("2020-04/search.html", "404.html", "history/", "help/", "accessibility/"),
)
Scheme = Literal["light", "dark"]
STATES: list[tuple[int, Scheme]] = [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]
#: Leaves a dozen of each make, where measuring hundreds of one make would take minutes.
A_DOZEN = """() => document.querySelectorAll('[data-page] *').forEach(parent =>
  [...parent.children].slice(12).forEach(child => child.remove()))"""
LOOKS: dict[str, Any] = {"reduced_motion": "reduce"}


def expect(locator: Locator) -> LocatorAssertions:
    """Playwright's `expect`, which waits; imported late, so that the others run without it."""
    from playwright import sync_api

    return sync_api.expect(locator)
