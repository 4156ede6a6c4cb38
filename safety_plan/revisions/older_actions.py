"""What was reported in a revision that was sealed before there was a register of actions.

Its pages hold blocks `plan-progress`, with each report in words, its state and its source.
They become rows of the register as it is today, without ids, so that comparisons and the
history of each action go on from them. What is sealed is read and never written.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from safety_plan.content.links import LINK_MARK, without_marks
from safety_plan.content.markdown_ext import find_blocks
from safety_plan.models.actions import NOT_REPORTED
from safety_plan.models.pages import Page
from safety_plan.models.registers import register_columns

#: What each state of before is today: what was planned, with no word of what came of it.
_STATES = {"done": "done", "planned": NOT_REPORTED}


def read_older_actions(pages: Mapping[str, Page]) -> tuple[dict[str, str], ...]:
    """The reports on the resolved *pages* of an older seal, as rows of the register of actions."""
    return tuple(row for page in pages.values() for row in _rows(page))


def pages_of_older_words(pages: Mapping[str, Page]) -> dict[str, Page]:
    """Those of the resolved *pages* of a seal that hold answers which no word gives any more."""
    return {path: page for path, page in pages.items() if find_blocks(page.text, "progress")}


def _rows(page: Page) -> Iterator[dict[str, str]]:
    for block in find_blocks(page.text, "progress"):
        for item in block:
            source, part = _source(item)
            yield {
                **dict.fromkeys(register_columns("actions"), ""),
                "page_id": page.page_id,
                "promise": without_marks(str(item["text"])),
                "state": _STATES.get(item["state"], NOT_REPORTED),
                "source": source,
                "part": part,
            }


def _source(item: Mapping[str, Any]) -> tuple[str, str]:
    """The id of the source of a report, and the part, from the link that stands in its block."""
    mark = LINK_MARK.search(str(item["source"]))
    if mark is None:
        return "", ""
    return mark[2].partition(":")[2], item["source"][mark.end() :].removeprefix(", ")
