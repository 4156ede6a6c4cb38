"""What Markdown makes of a page, held against the rules for pages.

Markdown has more disguises than rules about typed text could know. These look at what
comes out of it: links, pictures, headings, and marks that stayed words, which
`page_rules.yml` lists.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from lxml.html import HtmlElement

from safety_plan.checks.lists_typed import run_on_problems, typed_list_problems
from safety_plan.checks.page_structure import structure_problems
from safety_plan.checks.pages import pages_of
from safety_plan.checks.source_finder import (
    PLACEHOLDER,
    SourceFinder,
    placeholder,
    without_placeholders,
)
from safety_plan.content.annotations import strip_annotations
from safety_plan.content.macro_calls import parse_calls
from safety_plan.content.markdown_ext import make_renderer
from safety_plan.content.page_text import parse_html
from safety_plan.content.renderer import Renderer
from safety_plan.core import cache as disk_cache
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.resources import load_resource
from safety_plan.core.text import truncate
from safety_plan.models.pages import PLAN_BLOCK, Page
from safety_plan.models.plan import Plan
from safety_plan.reading.markdown_text import without_code
from safety_plan.revisions.bundle import RevisionBundle

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NOTE = re.compile(r"^(\[\^[^\]\n]+\]):", re.M)
#: Where a link leads, on a line of its own; its words are not shown.
_REFERENCE = re.compile(r"^ {0,3}\[([^\]\n^][^\]\n]*)\]:", re.M)
#: The line below the headings of a table, and what parts its cells.
_RULER = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
_PIPE = re.compile(r"(?<!\\)\|")
#: A mark that is no mark, and what stands for it.
_ESCAPED_MARK = re.compile(r"(?<!\\)\\[-*_+.)]")
_LETTER = placeholder(0xFFFD)
_BARE = re.compile(
    r"(?<![\"'=])(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)”’]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w./@-])(?:[a-z0-9-]+\.)+(?:uk|com|org|net|wales|cymru|scot)/[^\s<>]*[^\s<>.,;:!?)”’]"
    r"|(?<![\w./@-])(?:[a-z0-9-]+\.)+(?:gov|police|nhs|org|co|ac)\.uk(?![\w/-])"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture: where it leads, its words, where it stands."""

    target: str
    words: str
    is_picture: bool
    location: Location


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """What Markdown makes of a page: its links and pictures, and what is wrong with it.

    *anchors* are those of its headings.
    """

    links: tuple[Link, ...]
    anchors: tuple[str, ...]
    problems: tuple[Problem, ...]


def markdown_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Headings, notes and tables that are not right, and marks that readers would see."""
    for path, page in pages_of(plan):
        yield from render_page(page, path).problems


@lru_cache(maxsize=1000)
def render_page(page: Page, display_path: str) -> RenderedPage:
    """*page* as Markdown reads it, each call one character; *display_path* is for messages."""
    text = _with_placeholders(page, display_path)
    root = parse_html(_html(text, display_path))
    for picture in root.iter("img"):
        picture.text = picture.get("alt", "")
    finder = SourceFinder(page, display_path)
    links = tuple(_links(root, finder))
    anchors = tuple(element.get("id", "") for element in root.iter(*_HEADINGS))
    problems: list[Problem] = []
    if text.strip():
        problems += _heading_problems(root, finder)
        problems += _note_problems(text, finder)
        problems += _lost_words(text, finder)
        problems += structure_problems(root, finder)
        problems += _problems_of_words(root, finder)
        problems += run_on_problems(root, finder)
        problems += _bare_addresses(root, finder)
    problems += typed_list_problems(page, display_path)
    problems = [*_first_of_each(problems), *_table_problems(page, display_path)]
    return RenderedPage(links, anchors, tuple(problems))


def _with_placeholders(page: Page, display_path: str) -> str:
    """The text of *page* with one character for each call, as the resolver would read it.

    So is a mark that a backslash makes a letter: the author means it to be read.
    """
    text = _ESCAPED_MARK.sub(_LETTER, strip_annotations(page.text))
    parts: list[str] = []
    end = 0
    # What a call asks for does not matter here, only where it stands.
    calls = parse_calls(text, display_path, (), page.first_line)
    for number, ((start, stop), _) in enumerate(calls):
        if start >= end:
            parts += [_without_blocks(text[end:start]), placeholder(number)]
            end = stop
    return "".join([*parts, _without_blocks(text[end:])])


def _without_blocks(text: str) -> str:
    """A block that only the site may write is none where an author typed it."""
    return PLAN_BLOCK.sub(r"\1 plan ", text)


@cache
def _renderer() -> Callable[[str], str]:
    return make_renderer(Renderer(figures={}, sources={}))


def _html(text: str, display_path: str) -> str:
    """What Markdown makes of *text*, kept on disk until a letter of it changes."""
    # A null character is told by itself; lxml would read it as a letter that was damaged.
    text = text.replace("\0", " ")
    file = disk_cache.CACHE_DIR / "markup" / disk_cache.key(display_path)[:20]
    key = disk_cache.key(disk_cache.code_digest(), text)
    return disk_cache.get_or_set(file, key, lambda: _renderer()(text).encode()).decode()


def _text(element: HtmlElement) -> str:
    return "".join(element.itertext())


def _links(root: HtmlElement, finder: SourceFinder) -> Iterator[Link]:
    """The links and pictures, but for those that a call, which is refused there, leads to."""
    for element in root.iter("a", "img"):
        is_picture = element.tag == "img"
        target = element.get("src" if is_picture else "href", "")
        if PLACEHOLDER.search(target):
            continue
        words = _text(element)
        typed = (f"]({target})", f"]({target} ", f"<{target}>", target or "[]", f"[{words}")
        yield Link(target, words, is_picture, finder.locate(*typed))


def _heading_problems(root: HtmlElement, finder: SourceFinder) -> Iterator[Problem]:
    headings = [(int(str(element.tag)[1]), _text(element)) for element in root.iter(*_HEADINGS)]
    main = [text for level, text in headings if level == 1]
    if len(main) != 1 or headings[0][0] != 1:
        location = finder.locate(*(f"# {text}" for text in main[1:]), *main[1:])
        yield problem("main-heading", location, count=len(main))
        return
    yield from _meeting_anchors(root, finder)
    above = 0
    earlier: set[str] = set()
    for level, text in headings:
        location, quoted = finder.locate(f"# {text}", text), without_placeholders(text)
        if level > above + 1:
            levels = {"level": level, "above": above, "right": above + 1}
            yield problem("heading-order", location, heading=quoted, **levels)
        if text and text in earlier:
            yield problem("heading-twice", location, heading=quoted)
        above = level
        earlier.add(text)


def _meeting_anchors(root: HtmlElement, finder: SourceFinder) -> Iterator[Problem]:
    """Headings of other words whose anchor another heading has."""
    first: dict[str, str] = {}
    for element in root.iter(*_HEADINGS):
        text = _text(element)
        anchor = re.sub(r"_[0-9]+$", "", element.get("id", ""))
        other = first.setdefault(anchor, text)
        if text and other != text:
            names = {"heading": without_placeholders(text), "other": without_placeholders(other)}
            yield problem("heading-twice.anchor", finder.locate(f"# {text}", text), **names)


def _bare_addresses(root: HtmlElement, finder: SourceFinder) -> Iterator[Problem]:
    """Addresses among the words that lead nowhere; takes the links out of *root*."""
    for element in list(root.iter("a")):
        element.clear(keep_tail=True)
    for match in _BARE.finditer(_text(root)):
        text = match.group()
        kind = "mailto:" if "@" in text and "://" not in text else ""
        address = f"{kind}{text}" if kind or "://" in text else f"https://{text}"
        yield problem("link-bare", finder.locate(text), text=truncate(text), address=address)


def _note_problems(text: str, finder: SourceFinder) -> Iterator[Problem]:
    """Notes that nothing leads to; a mark without a note stays words."""
    prose = without_code(text)
    for note in _NOTE.findall(prose):
        if not re.search(rf"{re.escape(note)}(?!:)", prose):
            yield problem("footnote.lost", finder.locate(f"{note}:"), note=note)


def _lost_words(text: str, finder: SourceFinder) -> Iterator[Problem]:
    """Lines that Markdown takes for the address of a link, and that no link uses."""
    prose = without_code(text)
    for match in _REFERENCE.finditer(prose):
        used = re.search(rf"\[{re.escape(match[1])}\](?!:)", prose, re.I)
        if not used:
            yield problem(
                "link-form.unused", finder.locate(match[0].strip()), text=match[0].strip()
            )


def _problems_of_words(root: HtmlElement, finder: SourceFinder) -> Iterator[Problem]:
    """Marks that Markdown left as words, and words never finished; takes code out of *root*."""
    for element in list(root.iter("code", "img")):
        element.clear(keep_tail=True)
    words = _text(root)
    for rule in load_resource("checks/page_rules.yml")["left"]:
        for match in re.finditer(rule["pattern"], words, re.M):
            quoted = match.group().strip()
            text = truncate(without_placeholders(quoted))
            yield problem(rule["rule"], finder.locate(quoted), text=text)


def _first_of_each(problems: Iterable[Problem]) -> list[Problem]:
    """One problem of each rule at each place: the first."""
    first: dict[tuple[str, Location], Problem] = {}
    for item in problems:
        first.setdefault((item.rule, item.location), item)
    return list(first.values())


def _table_problems(page: Page, display_path: str) -> Iterator[Problem]:
    """Rows of a table with more or fewer cells than the headings."""
    lines = [*without_code(page.text).split("\n"), ""]
    expected = 0
    for number, (line, below) in enumerate(pairwise(lines), start=page.first_line):
        if not _PIPE.search(line):
            if expected and line.strip():
                location = Location(display_path, line=number)
                quoted = truncate(line.strip())
                yield problem("table-row.below", location, text=quoted)
            expected = 0
        elif not expected and _RULER.fullmatch(below.strip()):
            expected = _count_cells(line)
        elif expected and _count_cells(line) != expected:
            location = Location(display_path, line=number)
            counts = {"cells": expected, "count": _count_cells(line)}
            yield problem("table-row.cells", location, **counts)


def _count_cells(line: str) -> int:
    return len(_PIPE.findall(line.strip().removeprefix("|").removesuffix("|"))) + 1
