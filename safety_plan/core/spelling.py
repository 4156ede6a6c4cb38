"""Whether two names are one name in two spellings."""

import re
import unicodedata

from safety_plan.core.resources import load_resource

#: Letters of other alphabets, each before the one of ours that it is taken for.
_LOOK_ALIKES = str.maketrans(load_resource("core/look_alikes.yml"))
_APOSTROPHES = re.compile(r"[’‘‛′´`ʼ']")
_DASHES = re.compile(r"[‐‑‒–—−_-]")
_STOPS = re.compile(r"(?<=[a-z])\.")
#: What stands behind a name where a source has a footnote to it.
_FOOTNOTE = re.compile(
    r"(?<=[a-z]{2})\s*(?:[*†‡§¹²³⁴⁵]+|\[(?:note )?[0-9a-z]{1,2}\]|\([pre]\))$", re.I
)
#: A shorter name with a mark, such as the grade A*, is another name.
_SHORTEST_MARKED = 4
_SHORT_FORMS = {"saint": "st", "great": "gt", "little": "lt", "road": "rd", "avenue": "ave"}
_SPACES = re.compile(r"[\s​⁠]+")


def skeleton(name: str) -> str:
    """*name* without what is easily written in two ways: kinds of spaces, capitals, marks.

    Two names with one skeleton look the same to a reader, or differ only in how they are
    typed: spaces, dashes, apostrophes, accents, look-alike letters, `&` and `and`.
    """
    letters = unicodedata.normalize("NFKD", name.translate(_LOOK_ALIKES)).casefold()
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    letters = _APOSTROPHES.sub("", letters).replace("&", " and ")
    letters = _STOPS.sub("", _DASHES.sub(" ", letters))
    return _SPACES.sub(" ", letters).strip(" .,;:")


def without_mark(name: str) -> str:
    """*name* without the sign of a footnote at its end; the name itself where it has none."""
    bare = _FOOTNOTE.sub("", name)
    return bare if len(bare) >= _SHORTEST_MARKED else name


def spelling_key(name: str) -> str:
    """What names have in common that are one name: their skeleton, in one word or in two.

    Words that have a short form are shortened.
    """
    words = skeleton(name).split(" ")
    letters = " ".join(_SHORT_FORMS.get(word, word) for word in words)
    return letters if any(c.isdigit() for c in letters) else letters.replace(" ", "")


def is_one_letter_off(one: str, other: str) -> bool:
    """True for two names of which one has a letter more, less, other, or two changed over.

    The first letter of each word tells words apart (Harden, Marden), and so do short words
    and numbers: “Ward 1” is not “Ward 2”.
    """
    first, second = one.split(" "), other.split(" ")
    if len(first) != len(second):
        return False
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(differing) == 1 and _is_slip(*differing[0])


def _is_slip(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < 4 or len(long) < 5 or short[0] != long[0] or not (short + long).isalpha():
        return False
    if len(short) == len(long):
        places = [i for i, (a, b) in enumerate(zip(short, long, strict=True)) if a != b]
        is_swap = len(places) == 2 and places[1] == places[0] + 1
        is_swap = is_swap and short[places[0]] == long[places[1]]
        return len(places) == 1 or (is_swap and short[places[1]] == long[places[0]])
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
