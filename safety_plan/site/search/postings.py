"""The index as text: which words there are, and in which entries each stands.

The words come in order. Each is written as the number of letters it shares with the word
before it, as one digit of base 36, and the rest of its letters. Its places are the numbers
of the entries in whose texts it stands, each as the difference to the one before it, in base
26: the digits are small letters, and the last of each number is a capital, which ends it.
`engine/index.js` reads this, and reads itself what is shown of the entries.
"""

import re
from collections.abc import Collection, Iterable, Mapping

from safety_plan.core.search_tokens import index_words
from safety_plan.site.search.entries import Entry

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: Between words, and between the places of one word and of the next.
_WORDS = " "
_NUMBER = re.compile("(?<![a-z])[a-z]*[A-Z]")
_MOST_SHARED = len(_DIGITS) - 1

Places = Mapping[str, list[int]]


def places_of(entries: Iterable[Entry], leave_out: Collection[str]) -> dict[str, list[int]]:
    """The numbers of the *entries* in which each word stands, but is not shown, in order."""
    places: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        shown_words = {*leave_out, *index_words(entry.visible_text)}
        for word in {*index_words(f"{entry.text} {entry.words}")} - shown_words:
            places.setdefault(word, []).append(number)
    return places


def encode(places: Places) -> tuple[str, str]:
    """The words of *places* as one text, and where each stands as another."""
    words = []
    numbers = []
    before = ""
    for word in sorted(places):
        shared = _count_shared_letters(before, word)
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


def _count_shared_letters(one: str, other: str) -> int:
    """How many letters *one* and *other* begin with alike."""
    most = min(len(one), len(other), _MOST_SHARED)
    return next((n for n in range(most) if one[n] != other[n]), most)


def _encode_numbers(numbers: Iterable[int]) -> str:
    coded = []
    before = 0
    for number in numbers:
        coded.append(_encode_number(number - before))
        before = number
    return "".join(coded)


def _decode_numbers(text: str) -> list[int]:
    numbers = []
    before = 0
    for digits in _NUMBER.findall(text):
        before += _decode_number(digits)
        numbers.append(before)
    return numbers


def _encode_number(number: int) -> str:
    number, last = divmod(number, len(_LETTERS))
    digits = _LETTERS[last].upper()
    while number:
        number, digit = divmod(number, len(_LETTERS))
        digits = _LETTERS[digit] + digits
    return digits


def _decode_number(digits: str) -> int:
    number = 0
    for digit in digits.lower():
        number = number * len(_LETTERS) + _LETTERS.index(digit)
    return number
