"""A walk over the finished site: nothing leads nowhere, nothing raw is left."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from safety_plan.editions import Edition
from safety_plan.problems import Place, Problem
from safety_plan.record import first_format
from safety_plan.words import sections_of

_RAW = re.compile(r"\{\{|\}\}|\{%|```plan-|Traceback \(most recent")


#: What a link starts with where the finishing pass found nothing for it.
MARKS = ("figure", "change", "source", "term", "page", "site", "revision", "download")


class _Page(HTMLParser):
    """The links and anchors of one page, and what it loads from other hosts."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name: value or "" for name, value in attrs}
        self.anchors.add(names.get("id", ""))
        target = names.get("href") or names.get("src")
        if target is None:
            return
        self.links.append(target)
        external = urlsplit(target).netloc and tag not in ("a",)
        if external and names.get("rel") != "canonical":
            self.loads.append(target)


def site_problems(site: Path) -> list[Problem]:
    """Broken links and anchors, raw template marks, loads from other hosts."""
    pages: dict[str, _Page] = {}
    problems: list[Problem] = []
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        text = file.read_text(encoding="utf-8")
        page = _Page()
        page.feed(text)
        pages[path] = page
        if raw := _RAW.search(text):
            problems.append(_found(path, f"The built page holds “{raw.group()}”."))
        problems += [_found(path, f"It loads “{load}” from another host.") for load in page.loads]
    for path, page in pages.items():
        problems += [p for link in page.links if (p := _link_problem(site, pages, path, link))]
    return problems


def _link_problem(site: Path, pages: dict[str, _Page], path: str, link: str) -> Problem | None:
    # 404.html is shown at any depth, so its links start at the site's own root.
    link = link.removeprefix("/") if path == "404.html" else link
    parts = urlsplit(link)
    if parts.scheme in MARKS:
        return _found(path, f"The link “{link}” leads nowhere.")
    if parts.scheme or parts.netloc:
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    target = path if not parts.path else target
    if (site / target).is_dir():
        target = posixpath.normpath(f"{target}/index.html")
    if target.startswith("..") or not (site / target).is_file():
        return _found(path, f"The link “{link}” leads nowhere.")
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].anchors:
        return _found(path, f"There is no place “#{anchor}” where “{link}” leads.")
    return None


def _found(path: str, found: str) -> Problem:
    fix = "Put the link or the words right on the page this was built from."
    return Problem(Place(f"site/{path}"), "built-page", found, fix)


def edition_problems(folder: Path, edition: Edition) -> list[Problem]:
    """Pages of a built edition that do not read as its record says."""
    problems = []
    for page in edition.record.pages.values():
        file = folder / page.address / "index.html"
        built = [
            {"heading": s.heading, "anchor": s.anchor, "text": "\n".join(s.blocks)}
            for s in sections_of(file.read_text(encoding="utf-8"), whole_page=True)
        ]
        seen, kept = first_format(built), first_format(page.sections)
        if seen != kept:
            shown = f"{edition.id}/{page.address}"
            problems.append(
                Problem(
                    Place(shown),
                    "words-differ",
                    f"The built page does not read as the record: {_first(seen, kept)}",
                    "This is a fault of the site, not of the page. Please report it.",
                )
            )
    return problems


def _first(built: Sequence[dict[str, str]], kept: Sequence[dict[str, str]]) -> str:
    for one, other in zip(built, kept, strict=False):
        if one != other:
            key = next(k for k in other if one[k] != other[k])
            return f"“{one[key][:80]}” for “{other[key][:80]}”."
    return f"{len(built)} sections for {len(kept)}."
