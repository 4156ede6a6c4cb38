"""Where the words of a page begin: its heading and the answer below it, before anything else."""

import re

_HEADING = re.compile(r"<h1\b[^>]*>.*?</h1>", re.S)
#: What was corrected in a heading stands right below it.
_CORRECTION = re.compile(r'<aside class="correction".*?</aside>', re.S)
#: The paragraph that follows a heading at once.
_ANSWER = re.compile(r"<p\b[^>]*>.*?</p>", re.S)


def split_lead(html: str) -> tuple[str, str]:
    """The *html* of a page as two parts: its heading with its first paragraph, and the rest.

    Corrections of the heading are with it.
    """
    heading = _HEADING.match(html, _first_letter(html, 0))
    if not heading:
        return "", html
    end = heading.end()
    while note := _CORRECTION.match(html, _first_letter(html, end)):
        end = note.end()
    answer = _ANSWER.match(html, _first_letter(html, end))
    end = answer.end() if answer else end
    return html[:end], html[end:]


def _first_letter(html: str, start: int) -> int:
    """Where white space ends that begins at *start*."""
    return len(html) - len(html[start:].lstrip())
