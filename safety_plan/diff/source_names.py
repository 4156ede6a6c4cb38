"""What a source is called in running text is no part of what a page says.

A paragraph that cites the same source under another name, and is otherwise word for word as it
was, has not changed. A paragraph with any other difference is told with the words of each side.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from safety_plan.diff.blocks import Block
from safety_plan.revisions.record import RecordedPage

_SOURCE = "source:"


def with_later_names(
    blocks: Sequence[Block], later: Sequence[Block], was: RecordedPage, now: RecordedPage
) -> tuple[Block, ...]:
    """The *blocks* of a page, those that only name a source otherwise as the *later* ones have it.

    *was* and *now* are the page on both sides, whose links say what each source is called.
    """
    names = dict(_other_names(was, now))
    if not names:
        return tuple(blocks)
    by_text = {(block.role, block.text): block for block in later}
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))

    def current(block: Block) -> Block:
        if (block.role, block.text) in by_text:
            return block
        text = pattern.sub(lambda name: names[name[0]], block.text)
        return by_text.get((block.role, text), block)

    return tuple(current(block) for block in blocks)


def _other_names(was: RecordedPage, now: RecordedPage) -> Iterator[tuple[str, str]]:
    """What a source was called on a page, and what it is called now, where that is not the same.

    A card on the page may call it by its title all the time.
    """
    before, after = _names(was), _names(now)
    for target, names in before.items():
        current = after.get(target, {})
        came = [name for name in current if name not in names] or [*current]
        if len(came) == 1:
            yield from ((name, came[0]) for name in names if name != came[0])


def _names(page: RecordedPage) -> Mapping[str, dict[str, None]]:
    """The words of the links to each source on a page."""
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for section in page.sections:
        for kind, words, target in section.get("details", ()):
            if kind == "link" and target.startswith(_SOURCE):
                names[target][words] = None
    return names
