"""Markdown as this site reads it, from the HTML of a document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement, tostring
from markdownify import MarkdownConverter

from safety_plan.core.text import truncate
from safety_plan.imports.word_losses import Loss

_DEEPEST = 3
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BULLET = re.compile(r"[•·▪◦‣●○]\s*(.+)", re.S)
#: What would start something else at the start of a line.
_STARTS = re.compile(r"^(?=[#>+*-](?:\s|$)|={2,}|~{3,}|:\s|\|)", re.M)
_NUMBER_START = re.compile(r"^([0-9]{3,}|[0-9]+(?=\)))([.)])(?=\s)", re.M)
_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_WEB = re.compile(r"(https?://|mailto:|tel:)\S+", re.I)


class _Inline(MarkdownConverter):
    """The words of a paragraph: bold, italic, links; nothing that this site does not read."""

    def convert_sup(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ANN401
        """Raised letters, where there are such."""
        return text if "[^" in text else text.translate(_SUPERSCRIPTS)

    def convert_sub(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ANN401
        """Lowered letters, where there are such."""
        return text.translate(_SUBSCRIPTS)


_INLINE = _Inline(escape_misc=False, strip=["s", "u", "span", "p"], newline_style="spaces")


@dataclass(slots=True)
class Markdown:
    """Turns the elements of one page into lines, and notes what could not stay as it was."""

    losses: list[Loss] = field(default_factory=list)
    level: int = 1

    def convert(self, elements: Sequence[HtmlElement]) -> str:
        """The Markdown of *elements*, which stand one below another."""
        blocks: list[str] = []
        for element in elements:
            blocks += self._blocks(element)
        return "\n\n".join(_join_lists(block for block in blocks if block.strip()))

    def _blocks(self, element: HtmlElement) -> Iterator[str]:
        if element.tag in _HEADINGS:
            yield self._heading(element)
        elif element.tag in ("ul", "ol"):
            yield "\n".join(self._list(element, 0))
        elif element.tag == "table":
            yield from self._table(element)
        elif element.tag in ("div", "blockquote"):
            for child in element:
                yield from self._blocks(child)
        else:
            yield self._paragraph(element)

    def _heading(self, element: HtmlElement) -> str:
        words = " ".join(inline(element).replace("**", "").split())
        if not words:
            return ""
        wish = int(str(element.tag)[1])
        if wish > _DEEPEST:
            self.losses.append(Loss("deep", f"“{truncate(words)}”", ""))
        self.level = min(wish, self.level + 1, _DEEPEST)
        return f"{'#' * self.level} {words}"

    def _paragraph(self, element: HtmlElement) -> str:
        words = inline(element).strip()
        if match := _BULLET.match(words):
            return f"- {match[1].strip()}"
        return _NUMBER_START.sub(r"\1\\\2", _STARTS.sub(r"\\", words))

    def _list(self, element: HtmlElement, depth: int) -> Iterator[str]:
        """The lines of a list; what belongs below an entry is set in by four spaces."""
        for number, entry in enumerate(element.findall("li"), start=1):
            lists = [child for child in entry if child.tag in ("ul", "ol")]
            for child in lists:
                entry.remove(child)
            mark = "-" if element.tag == "ul" else f"{number}."
            words = " ".join(inline(entry).split())
            if words:
                yield f"{' ' * 4 * depth}{mark} {words}"
            for child in lists:
                yield from self._list(child, depth + 1 if words else depth)

    def _table(self, element: HtmlElement) -> Iterator[str]:
        """A table, below the words of a first row that went over all of it."""
        rows = _cells(element)
        if not any(any(row) for row in rows):
            return
        first = f"“{truncate(' | '.join(rows[0]))}”"
        wide = element.xpath("(.//tr)[1]/*[@colspan > 1]")
        if element.xpath(".//*[@colspan > 1 or @rowspan > 1]"):
            self.losses.append(Loss("merged", first, ""))
        if not element.xpath(".//th"):
            self.losses.append(Loss("no-headings", first, ""))
        if wide and len(rows) > 1 and len({*rows[0]}) == 1:
            yield rows.pop(0)[0]
        elif wide and len(rows) > 1:
            rows[:2] = [[_both(*pair) for pair in zip(*rows[:2], strict=True)]]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        yield "\n".join([lines[0], f"|{'---|' * len(rows[0])}", *lines[1:]])


def _both(above: str, below: str) -> str:
    """The heading of a column that stands below a heading of several."""
    return above if above == below else ", ".join(filter(None, (above, below)))


def inline(element: HtmlElement) -> str:
    """The words of *element* with their looks and links."""
    for link in element.xpath(".//a"):
        if not _WEB.fullmatch(link.get("href", "")) and "[^" not in link.text_content():
            link.drop_tag()
    html = tostring(element, encoding="unicode", with_tail=False)
    inner = re.sub(r"^<[^>]*>|</[^<>]*>$", "", html)
    text = str(_INLINE.convert(inner)).replace("`", "\\`").replace("\u00a0", " ")
    return re.sub(r"\[\\\^", "[^", text).strip("\n")


def _cells(table: HtmlElement) -> list[list[str]]:
    """The cells of each row, all rows equally long; a wide or high cell stands in each place."""
    grid: dict[tuple[int, int], str] = {}
    for y, row in enumerate(table.xpath(".//tr[not(ancestor::td)]")):
        x = 0
        for cell in row.xpath("./td|./th"):
            while (y, x) in grid:
                x += 1
            words = " ".join(inline(cell).replace("|", "\\|").split())
            width, height = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
            grid |= {(y + j, x + i): words for j in range(height) for i in range(width)}
            x += width
    wide = max((x for _, x in grid), default=-1) + 1
    high = max((y for y, _ in grid), default=-1) + 1
    return [[grid.get((y, x), "") for x in range(wide)] for y in range(high)]


def _join_lists(blocks: Iterator[str]) -> Iterator[str]:
    """The *blocks*, where entries that were typed one below another make one list."""
    entries: list[str] = []
    for block in blocks:
        if block.startswith("- ") and "\n" not in block:
            entries.append(block)
            continue
        if entries:
            yield "\n".join(entries)
            entries = []
        yield block
    if entries:
        yield "\n".join(entries)
