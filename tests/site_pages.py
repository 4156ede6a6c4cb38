"""Which pages of the real site the browser tests visit, and in which looks."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from lxml import html
from lxml.html import HtmlElement

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


#: Attributes that say what an element is; of others only counts that it has them.
_OF_KIND = frozenset(
    (
        *("aria-current", "aria-hidden", "class", "hidden", "lang", "open", "role", "scope"),
        *("tabindex", "type"),
    )
)


@cache
def pages_of_each_make(site: Path) -> tuple[str, ...]:
    """Every page of *site*; of those that are made of the same elements, the first.

    Most pages of figures differ in nothing but their words. A list of three is made as one of two.
    """
    pages: dict[Hashable, str] = {}
    for address in addresses(site):
        pages.setdefault(_make(html.fromstring(page_file(site, address).read_bytes())), address)
    return tuple(pages.values())


def _make(element: HtmlElement) -> Hashable:
    """What *element* is and what it holds, without words and repetitions."""
    attributes = frozenset(
        (name, value if name in _OF_KIND else "") for name, value in element.attrib.items()
    )
    children = dict.fromkeys(_make(child) for child in element if isinstance(child.tag, str))
    return element.tag, attributes, bool((element.text or "").strip()), tuple(children)


@cache
def exit_pages(site: Path) -> tuple[str, ...]:
    """The address of every page of *site* that can be left in a hurry."""
    return tuple(
        address
        for address in addresses(site)
        if 'class="exit-button"' in page_file(site, address).read_text("utf-8")
    )


def page_file(site: Path, address: str) -> Path:
    """The file of the page of *site* at *address*."""
    return site / address / "index.html" if address.endswith("/") else site / address
