"""Places within a page that can be cited, and the corrections that stand beside them.

Sealed words never change, so the id of a paragraph is worked out from its words.
All that is added is living: it is no part of what the page says.
"""

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape, unescape
from pathlib import Path

from safety_plan.content.page_text import read_sections
from safety_plan.content.templates import render_template
from safety_plan.revisions.bundle import RevisionBundle

# The title of a page has no link of its own: the page has an address, which may have to
# keep quiet about the subject.
_HEADING = re.compile(r'(<h([2-6]) id="([^"]+)"[^>]*>)(.*?)(</h\2>)', re.S)
# Markdown starts an author's paragraph on a line of its own or after a block; furniture does not.
_PARAGRAPH = re.compile(r"(?:^|(?<=</div>))<p>(.*?)</p>", re.S | re.M)


def add_places(
    folder: Path, bundle: RevisionBundle, corrections: Iterable[Mapping[str, str]]
) -> None:
    """Gives every page of *folder* its links for citing and those *corrections* that are its."""
    for page in bundle.record.pages.values():
        rows = [row for row in corrections if row["page_id"] == page.page_id]
        file = folder / page.address / "index.html"
        before, start, rest = file.read_text(encoding="utf-8").partition(" data-page>")
        article, end, after = rest.partition("</article>")
        article = placed(article, rows, sealed=bundle.sealed)
        file.write_bytes("".join((before, start, article, end, after)).encode())


def placed(html: str, rows: Iterable[Mapping[str, str]], *, sealed: bool) -> str:
    """The words of a page with a link at each part, an id at each paragraph, notes beside."""
    named: set[str] = set()
    if sealed:
        html = _PARAGRAPH.sub(lambda m: _paragraph(m, named), html)
    html = _HEADING.sub(_heading, html)
    for row in rows:
        mark = re.compile(f'(<h([1-6]) id="{re.escape(row["anchor"])}".*?</h\\2>)', re.S)
        note = render_template("correction.html", row=row)
        html = mark.sub(lambda m, note=note: m[1] + note, html, count=1)  # type: ignore[misc]
    return html


def _paragraph(match: re.Match[str], named: set[str]) -> str:
    text = " ".join(block for s in read_sections(match[0]) for block in s.blocks)
    name = f"p-{sha256(text.encode()).hexdigest()[:10]}"
    if name in named:
        return match[0]
    named.add(name)
    link = f'<a class="cite" href="#{name}" tabindex="-1" aria-hidden="true" data-living>¶</a>'
    return f'<p id="{name}">{match[1]} {link}</p>'


def _heading(match: re.Match[str]) -> str:
    words = escape(unescape(re.sub(r"<[^>]*>", "", match[4])))
    link = f'<a class="cite" href="#{match[3]}" aria-label="Link to: {words}" data-living>#</a>'
    return f"{match[1]}{match[4]} {link}{match[5]}"
