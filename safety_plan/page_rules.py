"""What Markdown makes of a page, held against the rules for pages.

Markdown has more disguises than rules about typed text could know. These look
at what comes out of it: links, pictures, headings, and marks that stayed words,
which `page_rules.yml` lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import cycle

from safety_plan.blocks import Renderer
from safety_plan.calls import line_counter, without_code
from safety_plan.csv_files import shortened
from safety_plan.markup import to_html
from safety_plan.page_limits import rules
from safety_plan.pages import Page
from safety_plan.problems import Place, Problem
from safety_plan.resolve import replaced
from safety_plan.vocabulary import Vocabulary

_RULER = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
_PIPE = re.compile(r"(?<!\\)\|")
_ANSWER = re.compile("[\ue000-\uf8ff]")


@dataclass
class Link:
    """A link or a picture: where it leads, its words, its line."""

    target: str
    words: str = ""
    picture: bool = False
    line: int = 0


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


#: The short name of a rule, the line, what was found, what to do.
Told = tuple[str, int, str, str]
Find = Callable[..., int]


def page_problems(
    page: Page, vocabulary: Vocabulary, shown: str
) -> tuple[list[Link], list[Problem]]:
    """The links and pictures of *page*, and what is wrong with how it is written."""
    answers = cycle(map(chr, range(0xE000, 0xF8FF)))
    text = replaced(page, vocabulary, shown, lambda _: next(answers), lambda *_: next(answers))
    seen = _Seen()
    seen.feed(to_html(text, Renderer(figures={}, sources={})))
    seen.close()
    find = _finder(page)
    links = [link for link in seen.links if not _ANSWER.search(link.target)]
    for link in links:
        to = link.target
        link.line = find(f"]({to})", f"]({to} ", f"<{to}>", to or "[]", f"[{link.words}")
    told = (*_headings(seen, find), *_footnotes(text, find), *_left_as_typed(seen.text, find))
    problems: dict[tuple[str, int], Problem] = {}
    for name, line, found, fix in told if text.strip() else ():
        problems.setdefault((name, line), Problem(Place(shown, line=line), name, found, fix))
    return links, [*problems.values(), *_tables(page, shown)]


def _finder(page: Page) -> Find:
    """Tells on which line the first of some words stand; asked again, where they do next."""
    prose = without_code(page.text)
    line_of = line_counter(prose, page.first_line)
    last: dict[str, int] = {}

    def find(*quoted: str) -> int:
        for words_there in quoted:
            first = words_there.strip("\n").partition("\n")[0]
            piece = max(re.split(rf"{_ANSWER.pattern}|\s\s+", first), key=len)
            at = prose.find(piece, last.get(piece, -1) + 1)
            if piece and at >= 0:
                last[piece] = at
                return line_of(at)
        return page.first_line

    return find


def _headings(seen: _Seen, find: Find) -> Iterator[Told]:
    above = 0
    names: set[str] = set()
    tops = [said for tag, said in seen.headings if tag == "h1"]
    if len(tops) != 1 or seen.headings[0][0] != "h1":
        found = f"The page has {len(tops)} main headings; it needs one, before all others."
        fix = "Start the text with one line “# Heading”; use ## and ### below it."
        yield "main-heading", find(*(f"# {said}" for said in tops[1:]), *tops[1:]), found, fix
        return
    for tag, said in seen.headings:
        level, shown = int(tag[1]), _ANSWER.sub("…", said)
        line = find(f"# {said}", said)
        if level > above + 1:
            found = f"“{shown}” has {level} marks # and the heading above it has {above}."
            yield "heading-order", line, found, f"Write it with {above + 1}."
        if said and said in names:
            found = f"“{shown}” is a heading for the second time, so links to it go astray."
            yield "heading-twice", line, found, "Give each heading words of its own."
        above = level
        names.add(said)


def _footnotes(text: str, find: Find) -> Iterator[Told]:
    """Notes that nothing leads to; a mark without a note stays words."""
    prose = without_code(text)
    for note in re.findall(r"^(\[\^[^\]\n]+\]):", prose, re.M):
        if not re.search(rf"{re.escape(note)}(?!:)", prose):
            found = f"Nothing leads to the note {note}."
            yield "footnote", find(f"{note}:"), found, "Put its mark where it belongs."


def _left_as_typed(text: str, find: Find) -> Iterator[Told]:
    for rule in rules("left"):
        for match in re.finditer(rule["pattern"], text, re.M):
            quoted = match.group().strip()
            found = rule["found"].format(shortened(_ANSWER.sub("…", quoted)))
            yield rule["name"], find(quoted), found, rule["fix"]


def _tables(page: Page, shown: str) -> Iterator[Problem]:
    """Rows of a table with more or fewer cells than the headings."""
    lines = without_code(page.text).split("\n")
    cells = 0
    for number, line in enumerate(lines, start=page.first_line):
        following = lines[number - page.first_line + 1 : number - page.first_line + 2]
        if not _PIPE.search(line):
            cells = 0
        elif not cells and following and _RULER.fullmatch(following[0].strip()):
            cells = _cells(line)
        elif cells and _cells(line) != cells:
            found = f"The headings have {cells} cells and this row has {_cells(line)}."
            fix = "Look for a | that is missing or too many."
            yield Problem(Place(shown, line=number), "table-row", found, fix)


def _cells(line: str) -> int:
    return len(_PIPE.findall(line.strip().removeprefix("|").removesuffix("|"))) + 1
