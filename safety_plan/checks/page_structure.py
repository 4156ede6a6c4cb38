"""What somebody who listens to a page, or jumps about in it, would miss: only to think about."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from safety_plan.checks.source_finder import SourceFinder, without_placeholders
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.text import truncate

#: Bold words that end so are a sentence, or lead on to what follows.
_NO_HEADING = re.compile(r"[.:;,!?)”’]\s*$|^\W*$")


#: What the heading of a column needs to say anything: a letter, a digit or a sign with a meaning.
_LETTER = re.compile(r"[^\W_]|[%£€$#№]|[^\x00-\x7f]")


def structure_problems(root: HtmlElement, finder: SourceFinder) -> Iterator[Problem]:
    """Bold words in place of a heading, and columns of a table without a heading."""
    for paragraph in root.iter("p"):
        text = _only_bold(paragraph)
        if text and not _NO_HEADING.search(text):
            quoted = truncate(without_placeholders(text))
            yield problem("heading-bold", finder.locate(f"**{text}", text), text=quoted)
    for table in root.iter("table"):
        headings = ["".join(cell.itertext()).strip() for cell in table.iter("th")]
        if not all(_LETTER.search(heading) for heading in headings):
            first_words = next((cell for cell in table.itertext() if _LETTER.search(cell)), "|")
            yield problem("table-heading", finder.locate(first_words.strip()))


def _only_bold(paragraph: HtmlElement) -> str:
    """The words of *paragraph* where all of them are in bold, else nothing."""
    around = [paragraph.text, *(child.tail for child in paragraph)]
    is_bold = len(paragraph) == 1 and paragraph[0].tag == "strong"
    if not is_bold or any(text and text.strip() for text in around):
        return ""
    return "".join(paragraph.itertext()).strip()
