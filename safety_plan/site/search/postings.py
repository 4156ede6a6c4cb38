"""The index as text: which words there are, and in which entries each stands.

The words come in order. Each is written as the number of letters it shares with the word
before it, as one digit of base 36, and the rest of its letters. Its places are the numbers
of the entries in whose texts it stands, each as the difference to the one before it, in base
36. `search-index.js` reads this, and reads the titles of entries itself.
"""

from collections.abc import Collection, Iterable, Mapping

from safety_plan.site.search.entries import Entry
from safety_plan.site.search.tokens import index_words

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
#: Between words, between the places of a word, and between the two texts.
_WORDS, _PLACES = " ", ","
_MOST_SHARED = len(_DIGITS) - 1

Places = Mapping[str, list[int]]


def places_of(entries: Iterable[Entry], leave_out: Collection[str]) -> dict[str, list[int]]:
    """The numbers of the *entries* in whose texts each word stands, in order."""
    places: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for word in {*index_words(f"{entry.text} {entry.words}")} - {*leave_out}:
            places.setdefault(word, []).append(number)
    return places


def encode(places: Places) -> tuple[str, str]:
    """The words of *places* as one text, and where each stands as another."""
    words, numbers, before = [], [], ""
    for word in sorted(places):
        shared = _shared(before, word)
        words.append(_DIGITS[shared] + word[shared:])
        numbers.append(_encode_numbers(places[word]))
        before = word
    return _WORDS.join(words), _WORDS.join(numbers)


def decode(words: str, numbers: str) -> dict[str, list[int]]:
    """What `encode` was given."""
    places: dict[str, list[int]] = {}
    before = ""
    for coded, coded_numbers in zip(words.split(_WORDS), numbers.split(_WORDS), strict=True):
        if coded:
            before = before[: int(coded[0], 36)] + coded[1:]
            places[before] = _decode_numbers(coded_numbers)
    return places


def _shared(one: str, other: str) -> int:
    """How many letters *one* and *other* begin with alike."""
    most = min(len(one), len(other), _MOST_SHARED)
    return next((n for n in range(most) if one[n] != other[n]), most)


def _encode_numbers(numbers: Iterable[int]) -> str:
    coded, before = [], 0
    for number in numbers:
        coded.append(_base36(number - before))
        before = number
    return _PLACES.join(coded)


def _decode_numbers(text: str) -> list[int]:
    numbers, before = [], 0
    for digits in text.split(_PLACES):
        before += int(digits, 36)
        numbers.append(before)
    return numbers


def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return _DIGITS[number] + digits
