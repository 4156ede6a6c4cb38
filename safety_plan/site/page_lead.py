"""Where the words of a page begin: its heading and the answer below it, before anything else."""

import re

#: The heading of a page and the paragraph that follows it at once.
_LEAD = re.compile(r"\s*<h1\b[^>]*>.*?</h1>(?:\s*<p\b[^>]*>.*?</p>)?", re.S)


def split_lead(html: str) -> tuple[str, str]:
    """The *html* of a page as two parts: its heading with its first paragraph, and the rest."""
    match = _LEAD.match(html)
    end = match.end() if match else 0
    return html[:end], html[end:]
