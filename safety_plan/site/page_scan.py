"""One page of the built site as read: where it leads, its anchors, what may not be on it."""

import functools
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from safety_plan.content.page_text import Section, parse_html, sections_of
from safety_plan.content.site_markup import MARK_KINDS
from safety_plan.core import cache
from safety_plan.core.parallel import parallel_map
from safety_plan.core.resources import load_resource
from safety_plan.core.text import find_hidden_characters

#: What is never on a page that is finished: template code, blocks, clashes of two edits.
_RAW = re.compile(
    r"\{\{|\}\}|\{%|```plan-|Traceback \(most recent|^(?:<{7}|={7}|>{7})(?: |$)", re.M
)
#: Where a link, and nothing else, may lead besides this site.
_OUTSIDE = re.compile(r"https?://[^/]|mailto:|tel:|sms:", re.I)
_AWAY = re.compile(r"[^/?#]*:|\s*[/\\]{2}")
_OWN_SCRIPT = re.compile(r"(?:/(?:[\w.~%-]+/)*|(?:\.\./)*)assets/javascripts/[a-z-]+\.js")

#: What is asked of a page as a whole; libxml2 is quicker to find it than a loop over elements.
_LINKING = XPath("//*[@href or @src or @http-equiv]")
_ANCHORS = XPath("//@id", smart_strings=False)
_ATTRIBUTES = XPath("//@*", smart_strings=False)
_WORDS = XPath("//text()[not(parent::code)]", smart_strings=False)

#: Where pages are fewer, they are read before a process is there to help.
_PAGES_FOR_A_PROCESS = 60

#: The words of a page: its sections as a record keeps them.
PageText = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class PageScan:
    """Where one page leads, its anchors, and a sentence on each thing that may not be on it."""

    links: list[str]
    anchors: list[str]
    violations: list[str]

    def with_more(self, other: "PageScan") -> "PageScan":
        """This and *other* as one page."""
        return PageScan(
            [*self.links, *other.links],
            [*self.anchors, *other.anchors],
            [*self.violations, *other.violations],
        )


def scan_folder(folder: Path, start: str) -> tuple[dict[str, PageScan], dict[str, PageText]]:
    """What every page of *folder* leads to, and what it says; paths begin with *start*."""
    files = sorted(folder.rglob("*.html"))
    return scan_files({f"{start}{file.relative_to(folder).as_posix()}": file for file in files})


def scan_files(files: Mapping[str, Path]) -> tuple[dict[str, PageScan], dict[str, PageText]]:
    """What the page in each of *files*, by its path, leads to, and what it says.

    A page is read once, until a letter of it changes.
    """
    with parallel_map(_scan_file, [*files.items()], at_least=_PAGES_FOR_A_PROCESS) as pages:
        scanned = dict(zip(files, pages, strict=True))
    scans = {path: scan for path, (scan, _) in scanned.items()}
    return scans, {path: text for path, (_, text) in scanned.items()}


def _scan_file(page: tuple[str, Path]) -> tuple[PageScan, PageText]:
    path, file = page
    return scan_cached(path, file.read_text(encoding="utf-8"))


def scan_page(html: str) -> tuple[PageScan, list[Section]]:
    """A built page as read: where it leads, what may not be on it, and its words."""
    root = parse_html(html)
    linking = list(_LINKING(root))
    links = [link for element in linking if (link := _link(element))]
    anchors = [anchor for anchor in _ANCHORS(root) if anchor]
    violations = [*_not_allowed_in(root), *_foreign_scripts(root)]
    violations += [found for element in linking for found in _leaving(element)]
    violations += [f"Two places on it have the address “#{name}”." for name in _twice(anchors)]
    violations += _raw_text(root)
    scan = PageScan([*dict.fromkeys(links)], [*dict.fromkeys(anchors)], violations)
    return scan, sections_of(root, whole_page=True)


def _twice(anchors: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(anchors).items() if count > 1]


def scan_cached(path: str, html: str) -> tuple[PageScan, PageText]:
    """The page at *path* as `scan_page` reads it, kept on disk until a letter of it changes."""

    def compute() -> bytes:
        scan, sections = scan_page(html)
        return json.dumps([asdict(scan), [section.as_dict for section in sections]]).encode()

    file = cache.CACHE_DIR / "scanned" / cache.key(path)[:20]
    key = cache.key(cache.code_digest(), html)
    scan, text = json.loads(cache.get_or_set(file, key, compute))
    return PageScan(**scan), text


def _link(element: HtmlElement) -> str:
    return str(element.get("href") or element.get("src") or "")


def _not_allowed_in(root: HtmlElement) -> Iterator[str]:
    """A sentence on each element and attribute that no page of the site has a use for."""
    # Elements that are alike are asked about once.
    alike = dict.fromkeys((str(element.tag), *element.keys()) for element in root.iter("*"))
    for tag, *attributes in alike:
        yield from _not_allowed(tag, *attributes)


def _foreign_scripts(root: HtmlElement) -> Iterator[str]:
    for script in root.iter("script"):
        if not _OWN_SCRIPT.fullmatch(script.get("src", "")):
            yield f"It runs a script that is not the site's own: “{_link(script)}”."


def _leaving(element: HtmlElement) -> Iterator[str]:
    """A sentence on each address outside the site that *element* loads, or opens without a link."""
    # A canonical address is only named, for search engines; nothing is loaded.
    is_named = element.tag == "a" or element.get("rel") == "canonical"
    for target in filter(None, (_link(element), _refresh_target(element))):
        if _leads_away(target) and not (is_named and _OUTSIDE.match(target)):
            yield f"It loads or opens “{target}”, which is not part of the site."


@functools.cache
def _not_allowed(tag: str, *attributes: str) -> tuple[str, ...]:
    """Elements and attributes that no page of the site has a use for."""
    allowed = load_resource("site/html.yml")
    names = [] if tag in allowed["elements"] else [f"<{tag}>"]
    names += [
        name
        for name in attributes
        if name not in allowed["attributes"] and not name.startswith(("data-", "aria-"))
    ]
    return tuple(f"It holds “{name}”." for name in names)


def _refresh_target(element: HtmlElement) -> str:
    """Where a page that leads on at once leads."""
    if element.get("http-equiv") is None:
        return ""
    return str(element.get("content", "")).partition("url=")[2]


def _leads_away(target: str) -> bool:
    return bool(_AWAY.match(target)) and urlsplit(target).scheme not in MARK_KINDS


def _raw_text(root: HtmlElement) -> Iterator[str]:
    """A sentence on what was never made into words, and on what cannot be seen.

    All counts that an author can have written, in attributes too, but what stands as code.
    """
    text = "\n".join([*_ATTRIBUTES(root), "".join(_WORDS(root))])
    if raw := _RAW.search(text):
        yield f"The built page holds “{raw.group()}”."
    if hidden := find_hidden_characters(text):
        yield f"It holds characters that cannot be seen ({hidden})."
