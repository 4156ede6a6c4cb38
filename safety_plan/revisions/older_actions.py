"""What was reported in a revision that was sealed before there was a register of actions.

Its pages hold blocks `plan-progress`, with each report in words, its state and its source.
They become rows of the register as it is today, without ids, so that comparisons and the
history of each action go on from them. What is sealed is read and never written.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from safety_plan.content.links import LINK_MARK, without_marks
from safety_plan.content.markdown_ext import find_blocks
from safety_plan.core.problems import Problem
from safety_plan.models.actions import NOT_REPORTED
from safety_plan.models.pages import Page
from safety_plan.models.registers import register_columns

#: The file of `data/` that holds the contents and the status, and nothing that answers a call.
_REVISION = "data/revision.yml"
#: The rule that a word of before breaks, on a page whose answers are sealed.
_OLDER_CALL = ("call-unknown", True)
#: What each state of before is today: what was planned, with no word of what came of it.
_STATES = {"done": "done", "planned": NOT_REPORTED}


def read_older_actions(pages: Mapping[str, Page]) -> tuple[dict[str, str], ...]:
    """The reports on the resolved *pages* of an older seal, as rows of the register of actions."""
    return tuple(row for page in pages.values() for row in _rows(page))


def pages_of_older_words(pages: Mapping[str, Page]) -> dict[str, Page]:
    """Those of the resolved *pages* of a seal that hold answers which no word gives any more."""
    return {path: page for path, page in pages.items() if find_blocks(page.text, "progress")}


def kept_pages(pages: Mapping[str, Page], edited: Collection[str]) -> dict[str, Page]:
    """Those of older words that keep their answers where the sources *edited* are sealed again.

    A page keeps them while neither its own words nor any number behind them is another.
    """
    if any(path.startswith("data/") and path != _REVISION for path in edited):
        return {}
    older = pages_of_older_words(pages)
    return {path: page for path, page in older.items() if f"docs/{path}" not in edited}


def without_older_calls(
    problems: Iterable[Problem], older_pages: Mapping[str, Page]
) -> list[Problem]:
    """*problems* without those of words of before on pages whose answers are kept."""
    answered = {f"docs/{path}" for path in older_pages}
    return [p for p in problems if (p.rule, p.location.path in answered) != _OLDER_CALL]


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
