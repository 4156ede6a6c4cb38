"""How much of a page changed is told in words that need no counting."""

from types import SimpleNamespace

import pytest

from safety_plan.diff.blocks import BlockChange
from safety_plan.diff.compare import compare
from safety_plan.diff.kinds import BlockChangeKind
from safety_plan.diff.weights import Weight, count_parts, percent_changed, weight_of
from tests.diff.test_compare import made

FIRST = " ".join(f"first{number}" for number in range(50))
SECOND = " ".join(f"second{number}" for number in range(50))
OTHER = " ".join(f"other{number}" for number in range(50))
LAST = " ".join(f"last{number}" for number in range(100))


def weight(*texts: str) -> Weight:
    """The weight of a page that had the first of *texts* and has the second."""
    old, new = (made(f"# Page\n\n{text}\n") for text in texts)
    return weight_of(compare(old, new).pages[0])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (f"{FIRST}\n\n{SECOND}", f"{FIRST}\n\n{SECOND}", Weight.NONE),
        ("Lamps are lit.", "No lamp is lit.", Weight.FEW),
        (f"{LAST}\n\n{SECOND}\n\n{FIRST}", f"{LAST}\n\n{SECOND}\n\n{FIRST[:180]}", Weight.PART),
        (f"{LAST}\n\n{FIRST}", f"{LAST}\n\n{OTHER}", Weight.QUARTER),
        (f"{FIRST}\n\n{SECOND}", f"{FIRST}\n\n{OTHER}", Weight.HALF),
        (FIRST, OTHER, Weight.MOST),
        (f"{FIRST}\n\n{LAST}", f"{LAST}\n\n{FIRST}", Weight.NONE),
    ],
)
def test_the_weight_is_the_share_of_the_words_that_differ(old: str, new: str, expected: Weight):
    assert weight(old, new) == expected


def test_it_is_the_same_seen_from_the_other_side():
    assert weight(f"{LAST}\n\n{FIRST}", LAST) == weight(LAST, f"{LAST}\n\n{FIRST}")


def page_of(stayed: int, came: int) -> SimpleNamespace:
    """A page on which so many words stayed and so many came."""
    words, more = " ".join(["word"] * stayed), " ".join(["more"] * came)
    parts = ((words, words), ("", more))
    return SimpleNamespace(blocks=[BlockChange(BlockChangeKind.REWORDED, "text", parts)])


@pytest.mark.parametrize(
    ("stayed", "came", "percent", "expected"),
    [
        (85, 30, 15, Weight.PART),
        (84, 32, 16, Weight.QUARTER),
        (63, 74, 37, Weight.QUARTER),
        (62, 76, 38, Weight.HALF),
        (37, 126, 63, Weight.HALF),
        (36, 128, 64, Weight.MOST),
        (0, 128, 100, Weight.MOST),
        (0, 12, 100, Weight.FEW),
        (0, 13, 100, Weight.MOST),
        (1, 0, 0, Weight.NONE),
        (0, 0, 0, Weight.NONE),
        (0, 1, 100, Weight.FEW),
    ],
)
def test_a_share_belongs_to_the_weight_that_it_reaches_up_to(
    stayed: int, came: int, percent: int, expected: Weight
):
    page = page_of(stayed, came)

    assert percent_changed(page) == percent  # type: ignore[arg-type]
    assert weight_of(page) == expected  # type: ignore[arg-type]


def test_parts_are_counted_by_what_became_of_them():
    texts = f"{LAST}\n\n{FIRST}", f"{FIRST[:180]}\n\n{OTHER}\n\n{SECOND}"
    old, new = (made(f"# Page\n\n{text}\n") for text in texts)

    counts = count_parts(compare(old, new).pages[0])
    assert dict(counts) == {"added": 2, "removed": 1, "reworded": 1}
