"""Parts of a source, such as paragraph 1.5: which row lists them, and what a citation covers.

“Paragraphs 3.2 and 3.3” names both. “Section 3” has all of its paragraphs in it, and
“cross-cutting table” each of its rows.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from safety_plan.models.fields import cell

#: A numbered part, or a run of them, with the word before it: `paragraphs 5.1 to 5.3`.
_NUMBERS = re.compile(
    r"(?:(?<![a-z-])(?P<kind>[a-z][a-z-]{0,40})\s{1,9})?(?P<start>\d+(?:\.\d+)*)"
    r"(?:\s{0,9}(?:to|-|–)\s{0,9}(?P<end>\d+(?:\.\d+)*))?"
)
#: What stands between numbers of one kind.
_BETWEEN = ("", "and", "or", "to", "of")
#: Words for parts that are told apart by their numbers alone.
_PARAGRAPHS = (
    *("paragraph", "para", "section", "point"),
    *("paragraff", "paragraffau", "adran", "adrannau", "pwynt", "pwyntiau"),
)
#: What stands between two names, and around each.
_AND = re.compile(r"\band\b|[;&]")
_AROUND = " ,;."
#: A run of numbers that is longer is a slip of the pen.
_LONGEST_RUN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePartRow:
    """A part of a source, what it says, and where the plan tells it."""

    source: str = field(metadata=cell("The source.", required=True, listed_in="source"))
    part: str = field(
        metadata=cell("Which part of it, as pages cite it, such as paragraph 1.5.", required=True)
    )
    subject: str = field(
        metadata=cell("What it says, in our own words.", required=True, calls=True)
    )
    page_id: str = field(
        metadata=cell(
            "The pages that tell it, with ; between them.", listed_in="page_id", separator=";"
        )
    )
    why: str = field(metadata=cell("Why no page tells it.", calls=True))


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One part: numbered, such as 1.5 or recommendation 2, or called by its name."""

    kind: str
    number: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.number}".strip()

    def covers(self, other: "Part") -> bool:
        """Whether it is *other*, or *other* stands within it."""
        if self.number:
            number = f"{other.number}."
            return self.kind == other.kind and number.startswith(f"{self.number}.")
        if other.number:
            return _singular(self.kind) == other.kind
        return f"{other.kind},".startswith(f"{self.kind},")

    def is_near(self, other: "Part") -> bool:
        """Whether one of the two is the other, or stands within it."""
        return self.covers(other) or other.covers(self)


@lru_cache(maxsize=1024)
def parts_in(text: str) -> frozenset[Part]:
    """The parts that *text* names: by their numbers, or where it has none by their names."""
    text = " ".join(text.lower().split())
    return frozenset(_numbered_parts(text)) or frozenset(_named_parts(text))


@lru_cache(maxsize=1024)
def parts_of_citation(text: str) -> frozenset[Part]:
    """All that a citation may mean by its words: “and” may part two names or stand in one."""
    text = " ".join(text.lower().split())
    names = _NUMBERS.sub(" and ", text)
    pieces = (piece.strip(_AROUND) for piece in (names, *_AND.split(names)))
    plain = (Part(piece) for piece in pieces if piece)
    return frozenset((*_numbered_parts(text), *_named_parts(names), *plain))


def parts_left_out(row: str, citations: Collection[Part]) -> list[Part]:
    """The parts of a *row* of which *citations* name nothing."""
    return [
        part for part in sorted(parts_in(row)) if not any(one.is_near(part) for one in citations)
    ]


def _numbered_parts(text: str) -> Iterator[Part]:
    kind = ""
    for match in _NUMBERS.finditer(text):
        word = match["kind"] or ""
        if word not in _BETWEEN:
            kind = "" if _singular(word) in _PARAGRAPHS else _singular(word)
        for number in _run(match["start"], match["end"] or match["start"]):
            yield Part(kind, number)


def _run(start: str, end: str) -> list[str]:
    """The numbers from *start* to *end*, which differ in their last place."""
    stem, _, first = start.rpartition(".")
    other, _, last = end.rpartition(".")
    count = int(last) - int(first) + 1
    if stem != other or not 0 < count <= _LONGEST_RUN:
        return list(dict.fromkeys((start, end)))
    dot = f"{stem}." if stem else ""
    return [f"{dot}{number}" for number in range(int(first), int(last) + 1)]


def _named_parts(text: str) -> Iterator[Part]:
    """What stands between “and”: after “table, legal”, “staffing” is of that table too."""
    table = ""
    for piece in _AND.split(text):
        if name := piece.strip(_AROUND):
            yield Part(f"{table}, {name}" if table and "," not in name else name)
            table = name.rpartition(",")[0] or table


def _singular(word: str) -> str:
    return word.removesuffix("s")
