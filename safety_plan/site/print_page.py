"""All pages of a revision as one, to print: the finished pages, put one after another.

What helps only on a page of its own is left out: links for citing, what is beside a figure
and the drawings for a small screen. It stands in a file of its own kind, `whole.html`, whose
name no page's folder can have.
"""

import posixpath
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

from safety_plan.content.templates import render_template
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import Record, RecordedPage

WHOLE = "whole.html"
_PLACE = "<div data-whole></div>"
#: What is of use on the page itself only: links for citing, its parts, the uses of a figure.
_BESIDE = re.compile(
    r' ?<a class="cite".*?</a>|<nav class="parts.*?</nav>'
    r'|<div [^>]*"figure-uses">.*?</details></div>',
    re.S,
)
_NARROW = re.compile(r'<svg class="chart-svg chart-narrow.*?</svg>', re.S)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
_NAMES = re.compile(r' (id|for|headers|aria-labelledby|aria-describedby|href|src)="([^"]*)"')


def write_whole(folder: Path, bundle: RevisionBundle) -> None:
    """Fills `whole.html` in the finished *folder* with every page, in the order of the contents."""
    file, words = folder / WHOLE, words_of(folder, bundle.record)
    whole = _NARROW.sub("", _led_to(render_template(WHOLE, record=bundle.record, words=words)))
    file.write_bytes(file.read_text("utf-8").replace(_PLACE, whole, 1).encode())


def words_of(folder: Path, record: Record) -> dict[str, Markup]:
    """The words of every page in the finished *folder* by page_id, as they stand in one file."""
    ids = {posixpath.normpath(p.address or "."): p.place for p in record.pages.values()}
    return {page.page_id: Markup(_words(folder, page, ids)) for page in record.pages.values()}


def _words(folder: Path, page: RecordedPage, ids: Mapping[str, str]) -> str:
    """The words of one page, for a place among the others, under a heading above them."""
    html = (folder / page.address / "index.html").read_text("utf-8")
    article = html.partition(" data-page>")[2].partition("</article>")[0]
    here = posixpath.normpath(page.address or ".")

    def name(match: re.Match[str]) -> str:
        kind, value = match.groups()
        if kind in ("href", "src"):
            return f' {kind}="{_led(value, here, ids)}"'
        return f' {kind}="{" ".join(f"{ids[here]}.{word}" for word in value.split())}"'

    def tag(match: re.Match[str]) -> str:
        end, element, rest = match.groups()
        if re.fullmatch("h[1-5]", element):
            element = f"h{int(element[1]) + 1}"
        if 'role="region"' in rest:  # the same table may stand on two pages
            rest = rest.replace('aria-label="', f'aria-label="{escape(page.title)}. ', 1)
        return f"<{end}{element}{_NAMES.sub(name, rest)}>"

    return _TAG.sub(tag, _BESIDE.sub("", article))


def _led_to(html: str) -> str:
    """*html* without the names of places that nothing on the page leads to or is named by."""
    named = [pair for tag in _TAG.finditer(html) for pair in _NAMES.findall(tag[3])]
    kept = {word.lstrip("#") for kind, led in named if kind != "id" for word in led.split()}
    ids = {f' id="{name}"' for kind, name in named if kind == "id" and name not in kept}
    return _TAG.sub(lambda tag: _NAMES.sub(lambda m: "" if m[0] in ids else m[0], tag[0]), html)


def _led(link: str, here: str, ids: Mapping[str, str]) -> str:
    """Where *link* of the page *here* leads from the whole: to a place inside it if it can."""
    path, mark, anchor = link.partition("#")
    if urlsplit(link).scheme:
        return link
    to = posixpath.normpath(posixpath.join(here, path)) if path else here
    if to in ids:
        return f"#{ids[to]}.{anchor}" if anchor else f"#{ids[to]}"
    return f"{to}{'/' * path.endswith('/')}{mark}{anchor}"
