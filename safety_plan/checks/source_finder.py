"""From words of a rendered page back to the line on which they were typed."""

import re

from safety_plan.core.problems import Location
from safety_plan.models.pages import Page
from safety_plan.reading.markdown_text import line_counter, without_code

#: The first character that stands for a call. Of Unicode's last but one plane for private
#: use: no page may hold one (rule hidden-character), and there are more than calls can be.
_FIRST_PLACEHOLDER = 0xF0000
PLACEHOLDER = re.compile("[\U000f0000-\U000ffffd]")
#: Between these the words of a rendered page stand in its source as they are.
_SEAM = re.compile(rf"{PLACEHOLDER.pattern}|\s\s+")


def placeholder(number: int) -> str:
    """The character that stands for the call *number* of a page, from 0."""
    return chr(_FIRST_PLACEHOLDER + number)


def without_placeholders(text: str) -> str:
    """*text* as a message quotes it, with … for each call."""
    return PLACEHOLDER.sub("…", text)


class SourceFinder:
    """Finds the line of some words in the source of a page; asked again, of where they are next."""

    def __init__(self, page: Page, display_path: str) -> None:
        """*display_path* is the path that messages name."""
        self._path = display_path
        self._prose = without_code(page.text)
        self._first_line = page.first_line
        self._line_of = line_counter(self._prose, page.first_line)
        #: Where each piece of words was found last.
        self._offsets: dict[str, int] = {}

    def locate(self, *quotes: str) -> Location:
        """The line of the first of *quotes* that is there; the first line where none is."""
        for quote in quotes:
            first_line = quote.strip("\n").partition("\n")[0]
            piece = max(_SEAM.split(first_line), key=len)
            offset = self._prose.find(piece, self._offsets.get(piece, -1) + 1)
            if piece and offset >= 0:
                self._offsets[piece] = offset
                return Location(self._path, line=self._line_of(offset))
        return Location(self._path, line=self._first_line)
