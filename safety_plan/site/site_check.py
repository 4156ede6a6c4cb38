"""A walk over the finished site: nothing leads nowhere, nothing raw is left."""

import functools
import json
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from html import unescape
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urlsplit

from safety_plan.content.page_text import Section, TextReader
from safety_plan.core import cache
from safety_plan.core.cache import CACHE_DIR
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.text import find_hidden_characters
from safety_plan.reading.yaml_files import as_text_list, read_yaml
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import first_format

_RAW = re.compile(
    r"\{\{|\}\}|\{%|```plan-|Traceback \(most recent|^(?:<{7}|={7}|>{7})(?: |$)", re.M
)
#: Where the next of all pages as one begins.
_PAGES = re.compile('(?=<section class="whole-page")')
_CODE = re.compile(r"<code>.*?</code>", re.S)
#: Where a link, and nothing else, may lead besides this site.
_OUT = re.compile(r"https?://[^/]|mailto:|tel:", re.I)
_OWN_SCRIPT = re.compile(r"/?(?:\.\./)*assets/javascripts/[a-z]+\.js")
_AWAY = re.compile(r"\s*[^/?#]*:|\s*[/\\]{2}")
_CSS_LOADS = re.compile(r"@import|url\(\s*[\"']?(?:[a-z][a-z0-9+.-]*:|//)[^)]*", re.I)

#: What a link starts with where the finishing pass found nothing for it.
MARKS = ("figure", "change", "source", "term", "page", "site", "revision", "download", "at")


@functools.cache
def _allowed(kind: str) -> frozenset[str]:
    listed = read_yaml(Path(__file__).with_name("html.yml"), "html.yml")[0]
    return frozenset(as_text_list(listed.value[kind]))


@dataclass(frozen=True, slots=True)
class Seen:
    """What a walk keeps of one page: where it leads, its anchors, what may not be on it."""

    links: list[str]
    anchors: list[str]
    wrong: list[str]


class _Page(TextReader):
    """The words, links and anchors of one page, and what may not be on any page."""

    def __init__(self) -> None:
        super().__init__(whole_page=True)
        self.links: dict[str, None] = {}
        self.anchors: dict[str, None] = {}
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        names = dict(attrs)
        self.anchors[names.get("id") or ""] = None
        self.wrong += _not_allowed(tag, *names)
        target = names.get("href") or names.get("src")
        if tag == "script" and not _OWN_SCRIPT.fullmatch(names.get("src") or ""):
            self.wrong.append(f"It runs a script that is not the site's own: “{target or ''}”.")
        refresh = (names.get("content") or "").partition("url=")[2] if "http-equiv" in names else ""
        for leads in filter(None, (target, refresh)):
            away = _AWAY.match(leads) and urlsplit(leads).scheme not in MARKS
            # A canonical address is only named, for search engines; nothing is loaded.
            names_it = tag == "a" or names.get("rel") == "canonical"
            if away and not (names_it and _OUT.match(leads)):
                self.wrong.append(f"It loads or opens “{leads}”, which is not part of the site.")
        if target is not None:
            self.links[target] = None


@functools.cache
def _not_allowed(tag: str, *attributes: str) -> list[str]:
    """Elements and attributes that no page of the site has a use for."""
    known = _allowed("attributes")
    wrong = [] if tag in _allowed("elements") else [f"<{tag}>"]
    wrong += [a for a in attributes if a not in known and not a.startswith(("data-", "aria-"))]
    return [f"It holds “{w}”." for w in wrong]


def site_problems(site: Path, seen: Mapping[str, Seen] | None = None) -> list[Problem]:
    """Broken links and anchors, and whatever may not be published on any page.

    Pages that were *seen* before are not read again.
    """
    problems: list[Problem] = []
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    pages = {**(seen or {})}
    for path in sorted(path for path in files if path.endswith(".html")):
        pages[path] = pages.get(path) or page_of((site / path).read_text(encoding="utf-8"))[0]
        problems += [_found(path, wrong) for wrong in pages[path].wrong]
    for path in sorted(path for path in files if path.endswith(".css")):
        for load in _CSS_LOADS.findall((site / path).read_text(encoding="utf-8")):
            problems.append(_found(path, f"It loads “{load}”, which is not part of the site."))
    for path, page in pages.items():
        problems += [p for link in page.links if (p := _link_problem(files, pages, path, link))]
    return problems


def page_of(html: str) -> tuple[Seen, list[Section]]:
    """A built page as read: where it leads, what is wrong with it, and its words."""
    page = _Page()
    sections = page.read(html)
    words = unescape(_CODE.sub("", html))
    if raw := _RAW.search(words):
        page.wrong.append(f"The built page holds “{raw.group()}”.")
    if hidden := find_hidden_characters(words):
        page.wrong.append(f"It holds characters that cannot be seen ({hidden}).")
    return Seen([*page.links], [*page.anchors], page.wrong), sections


def _link_problem(
    files: set[str], pages: Mapping[str, Seen], path: str, link: str
) -> Problem | None:
    # 404.html is shown at any depth, so its links start at the site's own root.
    link = link.removeprefix("/") if path == "404.html" else link
    parts = urlsplit(link)
    if parts.scheme in MARKS:
        return _found(path, f"The link “{link}” leads nowhere.")
    if parts.scheme or parts.netloc:
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    target = path if not parts.path else target
    if target not in files:
        target = posixpath.normpath(f"{target}/index.html")
    if target not in files:
        return _found(path, f"The link “{link}” leads nowhere.")
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].anchors:
        return _found(path, f"There is no place “#{anchor}” where “{link}” leads.")
    return None


def _found(path: str, found: str) -> Problem:
    return problem("built-page", Location(f"site/{path}"), found=found)


def walk(folder: Path, start: str = "") -> tuple[dict[str, Seen], dict[str, list[dict[str, str]]]]:
    """What every page of *folder* leads to and says; its paths begin with *start*."""
    files = {
        f"{start}{f.relative_to(folder).as_posix()}": f for f in sorted(folder.rglob("*.html"))
    }
    read = {path: _walked(path, file.read_text(encoding="utf-8")) for path, file in files.items()}
    return {path: seen for path, (seen, _) in read.items()}, {p: w for p, (_, w) in read.items()}


def _walked(path: str, html: str) -> tuple[Seen, list[dict[str, str]]]:
    """What is on the page at *path* and what it says; of all pages as one, page by page."""
    read = [_piece(f"{path} {i}", piece) for i, piece in enumerate(_PAGES.split(html))]
    lists = zip(*((seen.links, seen.anchors, seen.wrong) for seen, _ in read), strict=True)
    seen = Seen(*([*chain.from_iterable(pieces)] for pieces in lists))
    return seen, [section for _, said in read for section in said]


def _piece(name: str, html: str) -> tuple[Seen, list[dict[str, str]]]:
    """What is read in one piece, kept until a letter of it changes."""

    def make() -> bytes:
        seen, sections = page_of(html)
        return json.dumps([asdict(seen), [section.as_dict for section in sections]]).encode()

    file, key = CACHE_DIR / "walked" / cache.key(name)[:20], cache.key(cache.code_digest(), html)
    seen, told = json.loads(cache.get_or_set(file, key, make))
    return Seen(**seen), told


def bundle_problems(
    words: Mapping[str, list[dict[str, str]]], bundle: RevisionBundle
) -> list[Problem]:
    """Pages of a built edition that do not read as its record says."""
    problems = []
    for page in bundle.record.pages.values():
        shown = f"{bundle.id}/{page.address}"
        built = words.get(f"{shown}index.html", ())
        seen, kept = first_format(built), first_format(page.sections)
        if seen != kept:
            difference = _first(seen, kept)
            problems.append(problem("words-differ", Location(shown), difference=difference))
    return problems


def _first(built: Sequence[dict[str, str]], kept: Sequence[dict[str, str]]) -> str:
    for one, other in zip(built, kept, strict=False):
        if one != other:
            key = next(k for k in other if one[k] != other[k])
            return f"“{one[key][:80]}” for “{other[key][:80]}”."
    return f"{len(built)} sections for {len(kept)}."
