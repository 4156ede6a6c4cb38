"""Lists that Markdown reads otherwise than an officer means them, and GitHub shows them."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from safety_plan.checks.source_finder import SourceFinder, without_placeholders
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.text import truncate
from safety_plan.models.pages import Page
from safety_plan.reading.markdown_text import without_code

#: The start of an item at the start of a line; a number of four digits is a year.
_ITEM = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,3}\.)[ \t]+\S.*")
_BRACKETED = re.compile(
    r"[ \t]*(?:\(?(?:[0-9]{1,3}|[A-Za-z]|[ivx]{1,4})\)[ \t]*|(?:[a-z]|[ivx]{2,4})\.[ \t]+)\S.*"
)
#: What stands for a bullet where one such line follows on another.
_DASHED = re.compile(r"[ \t]*[-–—*+](?![-–—*+\d])\S.*|[ \t]*[–—➢➤►▶■□◆✓✔✗✘→⇒❖][ \t].*")
_TYPED_ITEM = re.compile(r"(?P<indent> {0,3})(?:[-*+]|[0-9]{1,9}\.)[ \t]+\S")
#: An item such as `1) call`, in a paragraph of its own.
_LONE_ITEM = re.compile(r"[0-9]{1,3}\)[ \t]+\S")
#: A mark with a space that is not the plain one, as Option and the space bar type it.
_ODD_SPACE = re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,3}[.)]|#{1,6})[\u00a0\u2002-\u200a\u202f\u3000]")
#: An item without words: below another it makes a heading of it.
_EMPTY_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,3}\.)[ \t]*")
#: A line that makes a heading of the words on the line above it.
_UNDERLINE = re.compile(r"-+[ \t]*")
#: Elements that begin anew within the words of another.
_BLOCKS = frozenset(["p", "ul", "ol", "li", "dl", "dt", "dd", "table", "blockquote", "div", "pre"])


def run_on_problems(root: HtmlElement, finder: SourceFinder) -> Iterator[Problem]:
    """Lines of a paragraph or an item that look like items, and run on in the words before."""
    for element in root.iter("p", "li", "dd"):
        lines = _own_words(element).split("\n")
        if _is_lone_item(element):
            text = truncate(without_placeholders(lines[0]))
            yield problem("list-form.alone", finder.locate(lines[0]), text=text)
        for number, line in enumerate(lines):
            rule = _rule_of(line, lines[:number][-1:], lines[number + 1 :][:1])
            if not rule or (number == 0 and element.tag != "p"):
                continue
            if rule == "list-form" and element.tag == "li":
                rule = "list-form.inside"
            words = line.strip()
            text = truncate(without_placeholders(words))
            yield problem(rule, finder.locate(words), text=text)


def _is_lone_item(element: HtmlElement) -> bool:
    """Whether *element* is one of several paragraphs, each of which should be an item."""
    beside = [element.getprevious(), element.getnext()]
    others = [other for other in beside if other is not None and other.tag == "p"]
    return bool(_LONE_ITEM.match(_own_words(element))) and any(
        _LONE_ITEM.match(_own_words(other)) for other in others
    )


def _rule_of(line: str, above: list[str], below: list[str]) -> str:
    """The rule that *line* breaks beside the lines *above* and *below* it, or nothing."""
    if _ITEM.fullmatch(line):
        return "list-form"
    for pattern in (_BRACKETED, _DASHED):
        is_run = any(pattern.fullmatch(other) for other in (*above, *below))
        if is_run and pattern.fullmatch(line):
            return "list-form.mark"
    return ""


def _own_words(element: HtmlElement) -> str:
    """The words of *element*, without those of blocks in it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in _BLOCKS:
            parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    return "".join(parts)


def typed_list_problems(page: Page, display_path: str) -> Iterator[Problem]:
    """Items set in too little to stand below another, and words that a line makes a heading."""
    base: int | None = None
    above = ""
    # A page without its first `---` starts with settings, of which that alone is told.
    in_settings = page.first_line == 1
    for number, line in enumerate(without_code(page.text).split("\n"), start=page.first_line):
        location = Location(display_path, line=number)
        item = _TYPED_ITEM.match(line)
        if _ODD_SPACE.match(line):
            yield problem("list-form.space", location, text=truncate(line.strip()))
        if base is not None and _EMPTY_ITEM.fullmatch(line):
            yield problem("list-form.empty", location, text=line.strip())
        if item:
            indent = len(item["indent"])
            base = indent if base is None else base
            if indent > base:
                params = {"text": truncate(line.strip()), "count": indent - base}
                yield problem("list-form.nested", location, **params)
        elif line.strip() and not line.startswith(" "):
            base = None
        in_settings = in_settings and bool(line.strip())
        if _UNDERLINE.fullmatch(line) and _can_be_heading(above) and not in_settings:
            location = Location(display_path, line=number - 1)
            params = {"text": truncate(above.strip()), "mark": truncate(line.strip())}
            yield problem("heading-line", location, **params)
        above = line


def _can_be_heading(line: str) -> bool:
    is_block = "|" in line or line.startswith((" ", "#", ">")) or _TYPED_ITEM.match(line)
    return bool(line.strip()) and not is_block and not _UNDERLINE.fullmatch(line)
