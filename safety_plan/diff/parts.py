"""Words that went and came, as somebody reads them without piecing them together.

Whatever is joined here, the parts of each side still give that side.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

#: Words before and after: kept where they are equal, added or removed where one is empty.
Part = tuple[str, str]
#: So many kept words between two changes are as soon heard twice as the marks around them.
_FEW = 4
#: A sentence of which a greater share of the words is not on both sides is told as a whole.
MOST_CHANGED = 0.5
_SENTENCE_END = re.compile(r"(?<=[.?!])(?=\s)")


def whole_sentences(parts: Sequence[Part]) -> list[Part]:
    """*parts* in which a sentence that is mostly rewritten went as a whole and came as a whole."""
    joined: list[Part] = []
    for sentence in _sentences(parts):
        joined += [_concatenate(sentence)] if _is_rewritten(sentence) else sentence
    return joined


def _sentences(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Runs of parts that end where a sentence ends on both sides."""
    run: list[Part] = []
    for part in _split_at_stops(parts):
        run.append(part)
        if all(not side or side.endswith((".", "?", "!")) for side in _concatenate(run)):
            yield run
            run = []
    if run:
        yield run


def _split_at_stops(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, each of those that stayed in its sentences."""
    for old, new in parts:
        if old != new:
            yield old, new
        else:
            yield from ((text, text) for text in _SENTENCE_END.split(old))


def _is_rewritten(sentence: Sequence[Part]) -> bool:
    """Whether most of its words are on one side only; what is new or gone is no rewriting."""
    if not all(_concatenate(sentence)):
        return False
    counts = [(len(f"{old} {new}".split()), old != new) for old, new in sentence]
    changed = sum(count for count, is_changed in counts if is_changed)
    return changed > MOST_CHANGED * sum(count for count, _ in counts)


def coalesce(parts: Sequence[Part]) -> list[Part]:
    """*parts* in which changes that few kept words part are one; both sides stay as they are."""
    runs: list[Part] = []
    for changed, run in groupby(parts, key=_differs):
        current = _concatenate(run)
        if changed and len(runs) > 1 and _is_short(runs[-1]):
            between = runs.pop()
            current = _concatenate([runs.pop(), between, current])
        runs.append(current)
    return runs


def _differs(part: Part) -> bool:
    return part[0] != part[1]


def _is_short(part: Part) -> bool:
    return len(part[0].split()) <= _FEW


def _concatenate(parts: Iterable[Part]) -> Part:
    before, after = zip(*parts, strict=True)
    return "".join(before), "".join(after)
