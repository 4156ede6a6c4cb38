"""What a search can find: one entry for each thing that is found by itself."""

from dataclasses import dataclass
from enum import IntEnum

from safety_plan.core.search_tokens import words_of
from safety_plan.site.neutral_anchors import neutral_link

#: How much of a text a browser is given to show, in letters: two lines on most phones.
LONGEST = 80
#: What stands for an anchor that is made of the words of the title.
_OF_TITLE = "="


class Kind(IntEnum):
    """What an entry is. `engine/index.js` says how much each kind weighs."""

    PAGE = 0
    SECTION = 1
    TERM = 2
    ROW = 3
    FIGURE = 4
    SOURCE = 5
    DECISION = 6
    CONTACT = 7
    DOCUMENT = 8
    CORRECTION = 9
    COMPARISON = 10
    ACTION = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that is found by itself.

    *page* is the title of the page that it stands on; *names* are its other names, with ;
    between them, under which it is found before all else; *mark* is what `leads_to` in
    `data/search-words.csv` may call it, such as `page:law`. A term has both of its title:
    `ASB: anti-social behaviour` goes by either name, and by the mark `term:ASB`. *words* are
    found but not shown. *below* is the last part of its address where it has a page of its
    own below *address*.
    """

    address: str
    title: str
    kind: Kind
    text: str = ""
    page: str = ""
    names: str = ""
    mark: str = ""
    words: str = ""
    below: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """The address and the title of the page that it stands on."""
        title = self.title if self.kind is Kind.PAGE else self.page
        return self.address.partition("#")[0], title

    @property
    def as_list(self) -> list[object]:
        """What the browser gets of it besides its page; nothing stands at its end that is empty."""
        title = "" if self.kind is Kind.PAGE else self.title
        values = [int(self.kind), self._anchor, title, shorten(self.text), self.names, self.mark]
        while not values[-1] and len(values) > 1:
            values.pop()
        return values

    @property
    def _anchor(self) -> str:
        anchor = self.below or neutral_link(self.address).partition("#")[2]
        return _OF_TITLE if anchor == "-".join(words_of(self.title)) else anchor

    @property
    def visible_text(self) -> str:
        """What of it the browser is given as text, and finds it by without being told."""
        return f"{self.title} {self.names} {self.place[1]} {shorten(self.text)}"


def shorten(text: str) -> str:
    """The beginning of a long *text*, to its last whole word; all its words are found."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0]} …"
