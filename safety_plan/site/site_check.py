"""The last look at the built site: nothing leads nowhere, every page reads as its record."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from safety_plan.content.site_markup import MARK_KINDS
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.sensitivity import neutral_anchor
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.page_texts import first_difference, read_text, sealed_texts
from safety_plan.revisions.record_formats import first_format
from safety_plan.site.page_scan import PageScan, PageText, scan_files

_CSS_LOADS = re.compile(r"@import|url\(\s*[\"']?(?:[a-z][a-z0-9+.-]*:|//)[^)]*", re.I)


def site_problems(
    site: Path, scans: Mapping[str, PageScan] | None = None, below: str = ""
) -> list[Problem]:
    """Broken links and anchors, and whatever may not be published on any page.

    Pages that are in *scans*, by their paths, are not read again. *below* is the path at which
    the site is served.
    """
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    pages = dict(scans or {})
    unread = sorted(path for path in files if path.endswith(".html") and path not in pages)
    pages |= scan_files({path: site / path for path in unread})[0]
    problems = []
    for path, page in sorted(pages.items()):
        problems += [_problem(path, violation) for violation in page.violations]
        problems += [
            _problem(path, found)
            for link in page.links
            if (found := _broken_link(files, pages, path, _within(link, path, below)))
        ]
    return [*problems, *_style_problems(site, files)]


def text_problems(texts: Mapping[str, PageText], bundle: RevisionBundle) -> list[Problem]:
    """Pages of a built revision that do not read as its record says."""
    problems = []
    for page in bundle.record.pages.values():
        address = f"{bundle.id}/{page.address}"
        built = first_format(texts.get(f"{address}index.html", ()))
        recorded = first_format([_as_on_site(section) for section in page.sections])
        if built != recorded:
            difference = _difference(built, recorded)
            problems.append(problem("words-differ", Location(address), difference=difference))
    return problems


def sealed_text_problems(folder: Path, bundle: RevisionBundle) -> Iterator[Problem]:
    """Pages in the *folder* of a sealed revision that do not say what its seal holds as text."""
    for path, sealed in sealed_texts(bundle).items():
        address = bundle.record.pages[path].address
        html = (folder / address / "index.html").read_text(encoding="utf-8")
        if difference := first_difference(sealed, read_text(html, whole_page=True)):
            location = Location(f"{bundle.id}/{address}")
            yield problem("words-differ.sealed", location, sealed=difference[0], now=difference[1])


def _as_on_site(section: Mapping[str, Any]) -> dict[str, Any]:
    """A *section* of a record with the name of its place as the site has it."""
    return {**section, "anchor": neutral_anchor(section["anchor"])}


def _style_problems(site: Path, files: set[str]) -> list[Problem]:
    return [
        _problem(path, f"It loads “{load}”, which is not part of the site.")
        for path in sorted(path for path in files if path.endswith(".css"))
        for load in _CSS_LOADS.findall((site / path).read_text(encoding="utf-8"))
    ]


def _within(link: str, path: str, below: str) -> str:
    """*link* of the page at *path* from the root of the site, where it starts at the host's.

    404.html is shown at any depth, so its links start there.
    """
    return link.removeprefix(f"{below}/") if path == "404.html" else link


def _broken_link(files: set[str], pages: Mapping[str, PageScan], path: str, link: str) -> str:
    """A sentence on the *link* of the page at *path*, or nothing where it leads somewhere."""
    parts = urlsplit(link)
    if parts.scheme not in MARK_KINDS and (parts.scheme or parts.netloc):
        return ""
    target = _target(files, path, unquote(parts.path))
    if parts.scheme or target is None:
        return f"The link “{link}” leads nowhere."
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].anchors:
        return f"There is no place “#{anchor}” where “{link}” leads."
    return ""


def _target(files: set[str], path: str, link_path: str) -> str | None:
    """The file that a link from the page at *path* leads to, or None."""
    if not link_path:
        return path
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link_path))
    candidates = (target, posixpath.normpath(f"{target}/index.html"))
    return next((candidate for candidate in candidates if candidate in files), None)


def _problem(path: str, found: str) -> Problem:
    return problem("built-page", Location(f"site/{path}"), found=found)


def _difference(built: Sequence[dict[str, str]], recorded: Sequence[dict[str, str]]) -> str:
    for one, other in zip(built, recorded, strict=False):
        if one != other:
            key = next(key for key in other if one[key] != other[key])
            return f"“{one[key][:80]}” for “{other[key][:80]}”."
    return f"{len(built)} sections for {len(recorded)}."
