"""A promise that moves takes its lines with it, and a new source is told once."""

from safety_plan.diff.blocks import Block, BlockChange
from safety_plan.diff.kinds import BlockChangeKind
from safety_plan.diff.moves import moved_along
from safety_plan.diff.source_cards import without_changed_cards
from safety_plan.models.sources import Source

PROMISE = "Mend every lamp on the long canal path"
GONE, CAME = ("{}", ""), ("", "{}")


def changes(side: tuple[str, str], page: str, *texts: str) -> tuple[BlockChange, ...]:
    """Lines on one *side*, of which the promise and the source are long enough to have moved."""
    one_sided = BlockChangeKind.REMOVED if side[0] else BlockChangeKind.ADDED
    blocks = []
    for text in texts:
        is_known = text == PROMISE or text.startswith("Source")
        kind = BlockChangeKind.MOVED if is_known else one_sided
        part = (side[0].format(text), side[1].format(text))
        blocks.append(BlockChange(kind, "text", (part,), page if is_known else ""))
    return tuple(blocks)


def told(blocks: tuple[BlockChange, ...]) -> list[tuple[str, str]]:
    changed = [block for block in blocks if block.kind is not BlockChangeKind.SAME]
    return [
        (block.kind.value, "".join(new or old for old, new in block.parts)) for block in changed
    ]


def test_what_went_with_a_promise_is_told_where_it_is_now_if_it_is_other():
    old = changes(GONE, "New", PROMISE, "Who leads: Town", "Due: 2020", "Source: A report of it")
    new = changes(CAME, "Old", PROMISE, "Who leads: Town", "Due: 2021", "Source: A report of it")

    left, right = moved_along([old, new])

    assert told(left) == [("moved", PROMISE)]
    assert [words for _, words in told(right)] == [PROMISE, "Due: 2021"]


def test_lines_of_another_promise_stay_as_they_are_told():
    old = changes(GONE, "New", PROMISE, "Another promise here", "Who leads: Town")
    new = changes(CAME, "Old", PROMISE)

    assert moved_along([old, new]) == [old, new]


SOURCE = Source(
    id="a",
    title="Counts",
    publisher="Police",
    read="in full",
    confidence="high",
    caveats=("C", "D"),
)
CARD = tuple(
    Block("text", text)
    for text in (
        *("Source", "Counts", "Published by", "Police", "Date", "not known to us"),
        *("Address", "not known to us", "Licence", "OGL", "We read it", "in full"),
        *("Confidence", "high", "To bear in mind", "C", "D"),
    )
)
BEFORE, AFTER = Block("text", "Before it."), Block("text", "After it.")


def test_the_card_of_a_source_that_is_new_on_a_page_is_left_out_of_its_words():
    bare, whole = (BEFORE, AFTER), (BEFORE, *CARD, AFTER)

    assert without_changed_cards(bare, whole, [SOURCE]) == (bare, bare)
    assert without_changed_cards(whole, bare, [SOURCE]) == (bare, bare)


def test_a_card_that_stays_and_words_that_are_none_are_kept():
    whole, words = (BEFORE, *CARD, AFTER), (BEFORE, Block("text", "Counts"), AFTER)

    assert without_changed_cards(whole, whole, [SOURCE]) == (whole, whole)
    assert without_changed_cards((BEFORE,), words, [SOURCE]) == ((BEFORE,), words)
