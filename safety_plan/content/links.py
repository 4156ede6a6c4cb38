"""Small pieces of HTML: escaped text, links from marks, the text of cells."""

import re
from collections.abc import Iterable
from html import escape, unescape

from markupsafe import Markup

from safety_plan.content.sparks import is_spark, spark_html
from safety_plan.core.prompts import is_prompt
from safety_plan.core.quantities import (
    MISSING_VALUE_CODES,
    format_value,
    missing_words,
    read_decimal,
)
from safety_plan.core.translation import gettext, ngettext
from safety_plan.models.chart_loading import format_label
from safety_plan.models.columns import NUMERIC_TYPES

#: `[63%](figure:share)`: a text, and what the site has to link it to.
LINK_MARK = re.compile(
    r"\[((?:\\[\\`*_\[\]]|[^\[\]])*)\]\(((?:figure|change|source|term|page|revision|site|spark|download):[^)\s]*)\)"
)

#: `[bore da](lang:cy)`: words of another language.
LANGUAGE_MARK = "lang:"

#: What means something to Markdown within a line, and such a character escaped.
_SPECIAL = re.compile(r"([\\`*_\[\]])")
_ESCAPED = re.compile(r"\\([\\`*_\[\]])")

#: `[fell by 27%](change:thefts-latest/thefts-before)`: from the second to the first.
CHANGE = re.compile(r"\(change:([^(/)\s]+)/([^()\s]+)\)")

#: What a reader can press in a sentence about how to reach somebody.
_NUMBER_OR_EMAIL = re.compile(
    r"(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w/.-])[0-9](?: ?[0-9]){4,}(?![\w/-])"
)

#: The class of a link, by the kind of its target.
LINK_CLASSES = {"figure": "figure-number", "change": "figure-number", "term": "term"}


def render_marks(text: str) -> Markup:
    """*text* escaped, its marks turned into links."""
    escaped = escape(text, quote=False)

    def as_link(mark: re.Match[str]) -> Markup:
        return link(unescape(mark[2]), _ESCAPED.sub(r"\1", unescape(mark[1])))

    return Markup(LINK_MARK.sub(as_link, escaped))


def without_marks(text: str) -> str:
    """The words of *text* alone, without what they lead to."""
    return LINK_MARK.sub(lambda mark: _ESCAPED.sub(r"\1", mark[1]), text)


def escape_markdown(text: str) -> str:
    """*text* as Markdown that shows it as it is: a title may have brackets or stars in it."""
    return _SPECIAL.sub(r"\\\1", text)


def escape_beside_links(text: str) -> str:
    """*text* as it stands beside a link: as `escape_markdown` has it, but a prompt stays.

    Its brackets mean nothing there, and a block would show what escapes them.
    """
    return text if is_prompt(text) else escape_markdown(text)


def link(target: str, text: str) -> Markup:
    """A link with *text* to a *target* that the site turns into an address, or a small line."""
    if is_spark(target):
        return spark_html(target, text)
    link_class = LINK_CLASSES.get(target.partition(":")[0])
    attribute = f' class="{link_class}"' if link_class else ""
    return Markup(f'<a href="{escape(target)}"{attribute}>{escape(text, quote=False)}</a>')


def marked_language(target: str) -> str:
    """The code in a mark such as `lang:cy`, which says what language its words are in."""
    kind, mark, code = target.partition(":")
    return code.strip() if f"{kind.strip().lower()}{mark}" == LANGUAGE_MARK else ""


def link_numbers(text: str) -> Markup:
    """*text* escaped, with a link to call each telephone number in it and to write to each address.

    A number is a run of five digits or more, with spaces between them: a year or an age is none.
    """

    def as_link(match: re.Match[str]) -> str:
        target = match["email"] or "".join(c for c in match[0] if c.isdigit())
        scheme = "mailto" if match["email"] else "tel"
        return f'<a href="{scheme}:{target}">{match[0]}</a>'

    return Markup(_NUMBER_OR_EMAIL.sub(as_link, escape(text, quote=False)))


def find_changes(texts: Iterable[str]) -> dict[str, list[str]]:
    """The changes that resolved pages quote: for each figure, those it is compared with."""
    changes: dict[str, list[str]] = {}
    for text in texts:
        for after, before in CHANGE.findall(text):
            earlier = changes.setdefault(after, [])
            if before not in earlier:
                earlier.append(before)
    return changes


def format_rows(rows: Iterable[int]) -> str:
    """Rows of a file in words: `row 11`, `rows 2 to 4, 9`."""
    numbers = sorted({row for row in rows if row})
    starts = [row for row in numbers if row - 1 not in numbers]
    ends = [row for row in numbers if row + 1 not in numbers]
    runs = [
        str(a) if a == b else gettext("{low} to {high}").format(low=a, high=b)
        for a, b in zip(starts, ends, strict=True)
    ]
    return ngettext("row {rows}", "rows {rows}", len(numbers)).format(rows=", ".join(runs))


def format_cell(cell: str, unit: str, kind: str, column: str) -> str:
    """A cell of a table as a reader meets it; *column* is the heading in its file."""
    if cell in MISSING_VALUE_CODES:
        return missing_words(cell)
    if kind in NUMERIC_TYPES:
        number = read_decimal(cell)
        return cell if number is None else format_value(number, unit or "count")
    return format_label(cell, column)
