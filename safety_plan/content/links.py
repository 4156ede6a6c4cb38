"""Small pieces of HTML: escaped text, links from marks, words of cells."""

import re
from collections.abc import Iterable
from html import escape, unescape

from markupsafe import Markup

from safety_plan.core.quantities import MISSING_VALUE_CODES, format_value, read_decimal
from safety_plan.models.chart_loading import format_label

#: `[63%](figure:share)`: words, and where the site has to lead from them.
LINK_MARK = re.compile(
    r"\[([^\]]*)\]\(((?:figure|change|source|term|page|revision|site):[^)\s]*)\)"
)

#: `[fell by 27%](change:thefts-latest/thefts-before)`: from the second to the first.
CHANGE = re.compile(r"\(change:([^/)\s]+)/([^)\s]+)\)")

#: The class of a link, by the kind of its target.
LINK_CLASSES = {"figure": "figure-number", "change": "figure-number", "term": "term"}


def render_marks(text: str) -> Markup:
    """*text* escaped, its marks turned into links."""
    words = escape(text, quote=False)
    return Markup(LINK_MARK.sub(lambda mark: link(unescape(mark[2]), unescape(mark[1])), words))


def link(target: str, words: str) -> Markup:
    """A link whose target the finishing pass turns into an address."""
    known = LINK_CLASSES.get(target.partition(":")[0])
    kind = f' class="{known}"' if known else ""
    return Markup(f'<a href="{escape(target)}"{kind}>{escape(words, quote=False)}</a>')


def find_changes(texts: Iterable[str]) -> dict[str, list[str]]:
    """The changes that resolved pages quote: for each figure, those it is compared with."""
    found: dict[str, list[str]] = {}
    for after, before in dict.fromkeys(pair for text in texts for pair in CHANGE.findall(text)):
        found.setdefault(after, []).append(before)
    return found


def format_rows(rows: Iterable[int]) -> str:
    """Rows of a file in words: `row 11`, `rows 2 to 4, 9`."""
    known = sorted({row for row in rows if row})
    starts = [row for row in known if row - 1 not in known]
    ends = [row for row in known if row + 1 not in known]
    runs = [str(a) if a == b else f"{a} to {b}" for a, b in zip(starts, ends, strict=True)]
    return f"{'row' if len(known) == 1 else 'rows'} {', '.join(runs)}"


def format_cell(cell: str, unit: str, kind: str) -> str:
    """A cell of a table as a reader meets it."""
    if cell in MISSING_VALUE_CODES:
        return MISSING_VALUE_CODES[cell]
    if kind in ("number", "integer"):
        number = read_decimal(cell)
        return cell if number is None else format_value(number, unit or "count")
    return format_label(cell)
