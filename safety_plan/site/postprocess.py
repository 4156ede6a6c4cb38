"""The finishing pass over rendered pages: links from marks, theme repairs.

Neutral to the generator: it reads and writes finished HTML files only.
"""

import re
from html import escape, unescape
from pathlib import Path

from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.security_headers import protected
from safety_plan.site.urls import Addresses, relative

_MARK = re.compile(r'href="((?:figure|change|source|term|page|site|revision|download|at):[^"]*)"')
_ASSET = re.compile(r'(href|src|data-engine)="(?:\.\./|\./|/)*assets/')

#: Line ends and indents beside a tag, and what must keep its own.
_SPACES = re.compile(r"(<(pre|textarea)\b.*?</\2>)|(?<=>)\s*\n\s*|\s*\n\s*(?=<)", re.S)

#: What the theme's base template prints outside every block that we could replace: hidden
#: checkboxes and an overlay that only its own script uses, and its <main>, which holds the
#: contents too; the page has a <main> of its own.
_LISTED = Path(__file__).with_name("leftovers.txt").read_text("utf-8")
_LEFTOVERS = re.compile("|".join(_LISTED.splitlines()), re.S)


def finish_page(
    html: str, address: str, bundle: RevisionBundle | None, addresses: Addresses
) -> str:
    """One page with every mark turned into a relative link, leftovers taken out.

    A mark that names what does not exist stays, for the walk over the site to find.
    """
    html = _LEFTOVERS.sub("", html).replace('<html lang="en"', '<html lang="en-GB"', 1)
    html = linked(html, address, bundle, addresses)
    root = "/" if address == "404.html" else relative("", address.rpartition("/")[0])
    html = _ASSET.sub(lambda m: f'{m[1]}="{root}assets/', html)
    return _SPACES.sub(lambda m: m[1] or "\n", html)


def linked(html: str, address: str, bundle: RevisionBundle | None, addresses: Addresses) -> str:
    """*html* of the page at *address* with every mark turned into a relative link."""

    def link(match: re.Match[str]) -> str:
        found = addresses.of(unescape(match[1]), bundle)
        return match[0] if found is None else f'href="{escape(relative(found, address))}"'

    return _MARK.sub(link, html)


def finish_folder(
    folder: Path, bundle: RevisionBundle | None, addresses: Addresses, *, protect: bool
) -> None:
    """Finishes every page of *folder*: of *bundle*, or of those that stand outside all.

    A preview does not *protect* its pages, for its own script stands in them.
    """
    start = f"{bundle.id}/" if bundle else ""
    for file in sorted(folder.rglob("*.html")):
        below = file.relative_to(folder).as_posix()
        address = start + below.removesuffix("index.html")
        html = finish_page(file.read_text(encoding="utf-8"), address, bundle, addresses)
        file.write_bytes((protected(html) if protect else html).encode())
