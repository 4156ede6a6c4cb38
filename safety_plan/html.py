"""Small pieces of HTML: escaped text, links from marks, tables."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from html import escape, unescape

from safety_plan.chart_specs import shown_label
from safety_plan.numbers import MARKS, read_decimal, shown

#: `[63%](figure:share)`: words, and where the site has to lead from them.
MARK = re.compile(r"\[([^\]]*)\]\(((?:figure|change|source|term|page|revision|site):[^)\s]*)\)")

#: `[fell by 27%](change:thefts-latest/thefts-before)`: from the second to the first.
CHANGE = re.compile(r"\(change:([^/)\s]+)/([^)\s]+)\)")

NUMBER, TERM = ' class="figure-number"', ' class="term"'
LINK_CLASSES = {"figure": NUMBER, "change": NUMBER, "term": TERM}


def marked(text: str) -> str:
    """*text* escaped, its marks turned into links."""
    words = escape(text, quote=False)
    return MARK.sub(lambda mark: link(unescape(mark[2]), unescape(mark[1])), words)


def link(target: str, words: str) -> str:
    """A link whose target the finishing pass turns into an address."""
    kind = LINK_CLASSES.get(target.partition(":")[0], "")
    return f'<a href="{escape(target)}"{kind}>{escape(words, quote=False)}</a>'


def changes_in(texts: Iterable[str]) -> dict[str, list[str]]:
    """The changes that resolved pages quote: for each figure, those it is compared with."""
    found: dict[str, list[str]] = {}
    for after, before in dict.fromkeys(pair for text in texts for pair in CHANGE.findall(text)):
        found.setdefault(after, []).append(before)
    return found


def typed_list(numbers: Iterable[Mapping[str, str]]) -> str:
    """The numbers that were typed into pages on purpose, each with its reason, or nothing."""
    items = "".join(
        f"<li>{link(n['target'], n['page'])}: <strong>{escape(n['words'], quote=False)}</strong>, "
        f"{escape(n['reason'], quote=False)}</li>"
        for n in numbers
    )
    return f"<h3>Numbers typed into pages, and why</h3><ul>{items}</ul>" if items else ""


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """A list of facts: names and ready HTML; facts with nothing to say are left out."""
    items = [f"<div><dt>{escape(n)}</dt><dd>{html}</dd></div>" for n, html in pairs if html]
    return f"<dl>{''.join(items)}</dl>"


def caveat_list(caveats: Iterable[str]) -> str:
    """What to bear in mind, as a list; nothing where there is nothing."""
    items = "".join(f"<li>{escape(caveat, quote=False)}</li>" for caveat in caveats)
    return f'<ul class="caveats">{items}</ul>' if items else ""


def row_words(rows: Iterable[int]) -> str:
    """Rows of a file in words: `row 11`, `rows 2 to 4, 9`."""
    known = sorted({row for row in rows if row})
    starts = [row for row in known if row - 1 not in known]
    ends = [row for row in known if row + 1 not in known]
    runs = [str(a) if a == b else f"{a} to {b}" for a, b in zip(starts, ends, strict=True)]
    return f"{'row' if len(known) == 1 else 'rows'} {', '.join(runs)}"


def cell_text(cell: str, unit: str, kind: str) -> str:
    """A cell of a table as a reader meets it."""
    if cell in MARKS:
        return MARKS[cell]
    if kind in ("number", "integer"):
        number = read_decimal(cell)
        return shown(Decimal(cell), unit or "count") if number is not None else cell
    return shown_label(cell)


def data_table(
    caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool]
) -> str:
    """A real table in a region that scrolls and takes focus; cells are ready HTML."""
    name = escape(caption)
    pairs = zip(headings, numeric, strict=True)
    head = "".join(f'<th scope="col"{_n(n)}>{escape(h, quote=False)}</th>' for h, n in pairs)
    body = "".join(_row(row, numeric) for row in rows)
    return (
        f'<div class="table-scroll" role="region" aria-label="Table: {name}" tabindex="0">'
        f'<table class="plan-table"><caption>{escape(caption, quote=False)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Sequence[str], numeric: Sequence[bool]) -> str:
    cells = [f'<th scope="row"{_n(numeric[0])}>{row[0]}</th>']
    pairs = zip(row[1:], numeric[1:], strict=True)
    return "<tr>" + "".join([*cells, *(f"<td{_n(n)}>{c}</td>" for c, n in pairs)]) + "</tr>"


def _n(numeric: bool) -> str:
    return ' class="n"' if numeric else ""
