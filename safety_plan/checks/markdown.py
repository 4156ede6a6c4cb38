"""What Markdown makes of a page, held against the rules for pages.

Markdown has more disguises than rules about typed text could know. These look
at what comes out of it: links, pictures, headings, and marks that stayed words,
which `page_rules.yml` lists.
"""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import cycle, pairwise

from safety_plan.content.macros_file import PageWords
from safety_plan.content.markdown_ext import make_renderer
from safety_plan.content.page_words import UNKNOWN_LOCATION
from safety_plan.content.renderer import Renderer
from safety_plan.content.resolver import substitute_calls
from safety_plan.core import cache
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.core.resources import load_resource
from safety_plan.core.text import truncate
from safety_plan.models.pages import Page
from safety_plan.reading.markdown_text import line_counter, without_code

_RULER = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
_PIPE = re.compile(r"(?<!\\)\|")
_ANSWER = re.compile("[\ue000-\uf8ff]")


@dataclass
class Link:
    """A link or a picture: where it leads, its words, its line."""

    target: str
    words: str = ""
    picture: bool = False
    place: Location = UNKNOWN_LOCATION


class _Seen(HTMLParser):
    """The links, pictures, headings and words of a page, as Markdown reads it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[Link] = []
        self.headings: list[list[str]] = []
        self.text = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.links.append(Link(values.get("src", ""), values.get("alt", ""), picture=True))
            self._open.append(tag)
            self.handle_data(values.get("alt", ""))
        elif tag == "a":
            self.links.append(Link(values.get("href", "")))
        elif re.fullmatch("h[1-6]", tag):
            self.headings.append([tag, ""])
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.headings and self.headings[-1][0] in self._open:
            self.headings[-1][1] += data
        if "a" in self._open:
            next(k for k in reversed(self.links) if not k.picture).words += data
        if not {"code", "img"} & {*self._open}:
            self.text += data


Find = Callable[..., Location]


@functools.cache
def _writer() -> Callable[[str], str]:
    return make_renderer(Renderer(figures={}, sources={}))


def _html(text: str, shown: str) -> str:
    """What Markdown makes of the page that is *shown*, kept until its text changes."""
    file, key = (
        cache.CACHE_DIR / "markup" / cache.key(shown)[:20],
        cache.key(cache.code_digest(), text),
    )
    return cache.get_or_set(file, key, lambda: _writer()(text).encode()).decode()


def page_problems(page: Page, vocabulary: PageWords, shown: str) -> Read[list[Link]]:
    """The links and pictures of *page*, and what is wrong with how it is written."""
    answers = cycle(map(chr, range(0xE000, 0xF8FF)))
    text = substitute_calls(page, vocabulary, shown, lambda: next(answers))
    seen = _Seen()
    seen.feed(_html(text, shown))
    seen.close()
    find = _finder(page, shown)
    links = [link for link in seen.links if not _ANSWER.search(link.target)]
    for link in links:
        to = link.target
        link.place = find(f"]({to})", f"]({to} ", f"<{to}>", to or "[]", f"[{link.words}")
    found = (*_headings(seen, find), *_footnotes(text, find), *_left_as_typed(seen.text, find))
    firsts = {(problem.rule, problem.location): problem for problem in reversed(found)}
    return links, [*(firsts.values() if text.strip() else ()), *_tables(page, shown)]


def _finder(page: Page, shown: str) -> Find:
    """Tells on which line the first of some words stand; asked again, where they do next."""
    prose = without_code(page.text)
    line_of = line_counter(prose, page.first_line)
    last: dict[str, int] = {}

    def find(*quoted: str) -> Location:
        for words_there in quoted:
            first = words_there.strip("\n").partition("\n")[0]
            piece = max(re.split(rf"{_ANSWER.pattern}|\s\s+", first), key=len)
            at = prose.find(piece, last.get(piece, -1) + 1)
            if piece and at >= 0:
                last[piece] = at
                return Location(shown, line=line_of(at))
        return Location(shown, line=page.first_line)

    return find


def _headings(seen: _Seen, find: Find) -> Iterator[Problem]:
    above = 0
    names: set[str] = set()
    tops = [said for tag, said in seen.headings if tag == "h1"]
    if len(tops) != 1 or seen.headings[0][0] != "h1":
        place = find(*(f"# {said}" for said in tops[1:]), *tops[1:])
        yield problem("main-heading", place, count=len(tops))
        return
    for tag, said in seen.headings:
        level, shown = int(tag[1]), _ANSWER.sub("…", said)
        place = find(f"# {said}", said)
        if level > above + 1:
            facts = {"level": level, "above": above, "right": above + 1}
            yield problem("heading-order", place, said=shown, **facts)
        if said and said in names:
            yield problem("heading-twice", place, said=shown)
        above = level
        names.add(said)


def _footnotes(text: str, find: Find) -> Iterator[Problem]:
    """Notes that nothing leads to; a mark without a note stays words."""
    prose = without_code(text)
    for note in re.findall(r"^(\[\^[^\]\n]+\]):", prose, re.M):
        if not re.search(rf"{re.escape(note)}(?!:)", prose):
            yield problem("footnote.lost", find(f"{note}:"), note=note)


def _left_as_typed(text: str, find: Find) -> Iterator[Problem]:
    for rule in load_resource("checks/page_rules.yml")["left"]:
        for match in re.finditer(rule["pattern"], text, re.M):
            quoted = match.group().strip()
            found = rule["found"].format(truncate(_ANSWER.sub("…", quoted)))
            yield Problem(find(quoted), rule["name"], found, rule["fix"])


def _tables(page: Page, shown: str) -> Iterator[Problem]:
    """Rows of a table with more or fewer cells than the headings."""
    lines = [*without_code(page.text).split("\n"), ""]
    cells = 0
    for number, (line, below) in enumerate(pairwise(lines), start=page.first_line):
        if not _PIPE.search(line):
            cells = 0
        elif not cells and _RULER.fullmatch(below.strip()):
            cells = _cells(line)
        elif cells and _cells(line) != cells:
            place = Location(shown, line=number)
            yield problem("table-row.cells", place, cells=cells, here=_cells(line))


def _cells(line: str) -> int:
    return len(_PIPE.findall(line.strip().removeprefix("|").removesuffix("|"))) + 1
