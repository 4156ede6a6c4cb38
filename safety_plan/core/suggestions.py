"""The name that was most likely meant: near, and of the same subject, or none.

Whoever takes a suggestion may not look again. So a name with another number or another word
is never suggested: `thefts-2019` is not a misspelling of `thefts-2018`, nor men of women.
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest

_WORDS = re.compile(r"[^\W\d_]+|\d+")
#: Longer names than this are compared with none.
_LONGEST = 60
#: So many names, those most alike, are compared word by word.
_MOST_COMPARED = 5
#: Fewer letters than this are in many a name by chance: km in per_sq_km.
_LEAST_LETTERS = 3
#: So many figures may be suggested for their labels.
_MOST_NAMES = 3


def closest_match(word: str, choices: Iterable[str]) -> str:
    """The one of *choices* that *word* misspells, or ``""``."""
    if len(word) > _LONGEST:
        return ""
    names = {name.lower(): name for name in sorted(choices)}
    alike = difflib.get_close_matches(word.lower(), names, n=_MOST_COMPARED, cutoff=0.6)
    distances = {names[name]: _distance_of_names(word, names[name]) for name in alike}
    near = {name: distance for name, distance in distances.items() if distance is not None}
    return min(near, key=lambda name: near[name]) if near else ""


def did_you_mean(word: str, choices: Iterable[str], labels: Mapping[str, str] | None = None) -> str:
    """`Did you mean "…"?` with the nearest of *choices*, or ``""``.

    Where none is near, it is those few that have all words of *word* in their name or label.
    """
    choices = [*choices]
    if not choices:  # as for most messages
        return ""
    match = closest_match(word, choices)
    names = [match] if match else _of_same_words(word, choices, labels or {})
    quoted = " or ".join(f'"{name}"' for name in names)
    return f"Did you mean {quoted}?" if names else ""


def _of_same_words(word: str, choices: Iterable[str], labels: Mapping[str, str]) -> list[str]:
    wanted_words = {_stem(part) for part in _words(word)}
    parts = {name: _words(f"{name} {labels.get(name, '')}") for name in choices}
    fits = [name for name, words in parts.items() if wanted_words <= {_stem(w) for w in words}]
    if sum(map(len, wanted_words)) < _LEAST_LETTERS:
        return []
    return fits if len(fits) <= (_MOST_NAMES if labels else 1) else []


def _words(name: str) -> list[str]:
    return _WORDS.findall(name.lower())


def _stem(word: str) -> str:
    """*word* as singular and plural have it alike."""
    return re.sub(r"(?:ies|ie|y)$", "y", word.removesuffix("s")) if len(word) > 3 else word


def _distance_of_names(one: str, other: str) -> int | None:
    """How many letters two names differ in, or None where they name different subjects."""
    if one.lower() == other.lower():
        return 0
    joined = _distance(_letters(one), _letters(other))
    if _digits(one) == _digits(other) and joined <= 1 and len(_letters(other)) > 3:
        return joined
    distance = 0
    for left, right in zip_longest(_words(one), _words(other), fillvalue=""):
        if left.isdigit() or right.isdigit():
            if left != right:
                return None
        elif _stem(left) != _stem(right):
            difference = _distance(left, right)
            if difference > _most_differences(left, right):
                return None
            distance += difference
        distance += left != right
    return distance or 1


def _letters(name: str) -> str:
    return "".join(_words(name))


def _digits(name: str) -> list[str]:
    return [word for word in _words(name) if word.isdigit()]


def _most_differences(left: str, right: str) -> int:
    """How many letters of a word may differ before it is another word."""
    shorter = min(len(left), len(right))
    if shorter < 3:
        return 0
    return 1 if shorter < 6 else 2


def _distance(one: str, other: str) -> int:
    """Letters put in, left out, changed, or exchanged with the next, from *one* to *other*."""
    row: list[int] = [*range(len(other) + 1)]
    before = row
    for i, left in enumerate(one, start=1):
        above = before
        before = row
        row = [i]
        for j, right in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                best = min(best, above[j - 2] + 1)
            row.append(best)
    return row[-1]
