"""Words of the plan's data on a page in another language: each marked with its own language.

Charts, tables, titles and notes come from files that are in the plan's language. A voice that
reads a Welsh page must know that they are in English. What is marked is each text between two
tags that is, letter by letter, a text of the data; the site's own words are never marked.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from html import unescape
from typing import Any

from safety_plan.content.links import LINK_MARK
from safety_plan.models.twins import is_foreign, site_language, words_language
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.neutral_anchors import with_neutral_anchors
from safety_plan.site.page_files import SiteFile
from safety_plan.site.page_languages import pages_around
from safety_plan.site.site_model import Site

_LETTERS = re.compile(r"[^\W\d_]{2}")
#: What parts a sentence of the data on the page: links, and calls that are answered by some.
_MARK_OR_CALL = re.compile(rf"{LINK_MARK.pattern}|\{{\{{[^{{}}]*\}}\}}")
#: A text with the tags around it; no drawing, whose words are those of its description.
_TEXT = re.compile(
    r"(?P<skipped><(?P<tag>svg|script|style)\b.*?</(?P=tag)>)"
    r"|(?P<open><[a-z][^<>]*)>(?P<only>[^<>]+)(?=</)|>(?P<text>[^<>]+)(?=<)",
    re.S,
)


def finish_html(site: Site, file: SiteFile, html: str) -> str:
    """The page *html* of *file* with neutral names for places and words of data marked."""
    return mark_data_words(site, file, with_neutral_anchors(html))


def mark_data_words(site: Site, file: SiteFile, html: str) -> str:
    """The finished page *html* of *file* with the words of data marked, where it has others."""
    page = pages_around(site, file.bundle).get(file.path)
    language = site.plan.settings.language
    if page is None or not is_foreign(page, language):
        return html
    if site_language(page, language) != words_language(page, language):
        # The site speaks the language of the data there: only the author's words are marked.
        return html
    head, body, rest = html.partition("<body")
    texts = data_texts(site, file.bundle or site.newest)
    return f"{head}{body}{mark_words(rest, texts, language)}"


def mark_words(html: str, texts: Collection[str], language: str) -> str:
    """*html* with each text that is one of *texts* marked as being in *language*."""
    return _TEXT.sub(partial(_mark_text, texts, f' lang="{language}"'), html)


def _mark_text(texts: Collection[str], mark: str, match: re.Match[str]) -> str:
    text = match["only"] or match["text"]
    is_marked = " lang=" in (match["open"] or "")
    if not text or is_marked or _plain(unescape(text)) not in texts:
        return match[0]
    if match["open"]:
        return f"{match['open']}{mark}>{text}"
    return f"><span{mark}>{text}</span>"


def data_texts(site: Site, bundle: RevisionBundle) -> set[str]:
    """Every text with letters in it of the data of *bundle*, and of today's registers."""
    plan, record = site.plan, bundle.record
    titles = [p.title for p in bundle.pages.values() if not is_foreign(p, plan.settings.language)]
    titles += [p.title for p in plan.site_pages.values() if not p.language]
    content = (
        [asdict(plan.settings), asdict(record.revision)],
        [asdict(figure) for figure in record.figures.values()],
        [asdict(source) for source in record.sources.values()],
        [*record.charts.values()],
        [*record.registers.values()],
        [row.cells for rows in plan.registers.values() for row in rows],
        [row.cells for table in plan.tables.values() for row in table.rows],
        [column.title for table in plan.tables.values() for column in table.columns],
        titles,
    )
    texts = [*_texts(content)]
    pieces = {piece for text in texts for piece in _MARK_OR_CALL.sub("\0", text).split("\0")}
    linked = {words for text in texts for words, _ in LINK_MARK.findall(text)}
    return {_plain(text) for text in pieces | linked if _LETTERS.search(text)}


def _plain(text: str) -> str:
    return " ".join(text.split())


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 (JSON, or what a class holds)
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
