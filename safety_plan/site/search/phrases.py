"""The everyday words as few letters: all phrases of a row together, all rows by column.

Which words a phrase has matters, and not their order. So the phrases of a row that share a word
are written behind it, once: `house fire,burglar` is "fire house" and "burglar house". Phrases
that share none stand between semicolons. Where a row leads to help, the place of the trouble
or of the contact in the guide stands for its name, such as `h0` or `c12`.
`engine/guide.js` reads this.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

#: What stands between phrases, and between the ends of those that share a word.
_PHRASES = ";"
_ENDS = ","


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRow:
    """A row of the everyday words: what readers type, what it means, and where it leads."""

    phrases: Collection[str]
    means: str
    leads: tuple[str, ...]
    answer: str


def encode_rows(rows: Iterable[PhraseRow], numbers: Mapping[str, str]) -> dict[str, list[str]]:
    """The *rows* by column; *numbers* says what stands for which mark of help."""
    rows = list(rows)
    return {
        "words": [encode_phrases(row.phrases) for row in rows],
        "means": [row.means for row in rows],
        "leads": [" ".join(_mark(lead, numbers) for lead in row.leads) for row in rows],
        "answers": [row.answer for row in rows],
    }


def encode_phrases(phrases: Iterable[str]) -> str:
    """The *phrases*, with the words that save most letters where they are shared written once."""
    left = {frozenset(phrase.split()) for phrase in phrases} - {frozenset()}
    parts: list[str] = []
    while left:
        counts = Counter(word for phrase in left for word in phrase)
        word = min(counts, key=lambda one: ((1 - counts[one]) * (len(one) + 1), one))
        if counts[word] == 1:
            parts += [_in_order(phrase) for phrase in left]
            break
        having = {phrase for phrase in left if word in phrase}
        ends = sorted(_in_order(phrase - {word}) for phrase in having)
        parts.append(f"{word} {_ENDS.join(ends)}")
        left -= having
    return _PHRASES.join(sorted(parts))


def decode_phrases(text: str) -> set[frozenset[str]]:
    """The words of each phrase that `encode_phrases` was given."""
    found: set[frozenset[str]] = set()
    for part in text.split(_PHRASES):
        word, _, ends = part.partition(" ")
        found |= {frozenset([word, *end.split()]) for end in ends.split(_ENDS)}
    return found


def _in_order(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def _mark(lead: str, numbers: Mapping[str, str]) -> str:
    return numbers.get(lead) or lead.replace(" ", "_")
