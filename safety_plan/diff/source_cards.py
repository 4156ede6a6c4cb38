"""The cards of sources below a table or a chart, which are no words of their page.

A source that is new is told once, by its title. Each line of its card, from its publisher to how
sure we are, would be told again on every page that shows it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from safety_plan.diff.blocks import Block
from safety_plan.models.sources import Source


def without_changed_cards(
    old: Sequence[Block], new: Sequence[Block], sources: Collection[Source]
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Both sides of a page without the cards of sources that one of them has more often."""
    before, after = [*_cards(old, sources)], [*_cards(new, sources)]
    counts = [Counter(title for title, _ in cards) for cards in (before, after)]
    changed = {
        title for title in {**counts[0], **counts[1]} if counts[0][title] != counts[1][title]
    }
    return _without(old, before, changed), _without(new, after, changed)


def _without(
    blocks: Sequence[Block], cards: Sequence[tuple[str, range]], titles: Collection[str]
) -> tuple[Block, ...]:
    gone = {index for title, lines in cards if title in titles for index in lines}
    return tuple(block for index, block in enumerate(blocks) if index not in gone)


def _cards(blocks: Sequence[Block], sources: Collection[Source]) -> Iterator[tuple[str, range]]:
    """Each card among *blocks*: the title of its source, and where its lines stand."""
    texts = [block.text for block in blocks]
    by_title = {source.title: source for source in sources}
    for index, text in enumerate(texts[1:], start=1):
        source = by_title.get(text)
        if source and (lines := _lines_of(source, texts, index)):
            yield source.title, range(index - 1, index + 1 + lines)


def _lines_of(source: Source, texts: Sequence[str], title: int) -> int:
    """How many lines of a card follow its title at *title*; 0 where that is no card.

    A card names in this order: publisher, date, address, licence, reading, confidence, caveats.
    """
    every = (source.publisher, "date", "address", "licence", source.read or source.taken)
    facts = [fact for fact in (*every, source.confidence) if fact]
    lines = 2 * len(facts)
    values = texts[title + 2 : title + 1 + lines : 2]
    is_whole = len(values) == len(facts) and values[0] == source.publisher
    if not is_whole or (source.confidence and values[-1] != source.confidence):
        return 0
    return lines + (1 + len(source.caveats) if source.caveats else 0)
