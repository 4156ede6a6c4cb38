"""Actions: how far each is, and which row of an earlier revision it carries on.

An action keeps its `id` for ever, and that is what it is followed by. Older revisions had
promises without ids (`data/progress.csv`): a row of today carries one on where it stands at the
same page in the same words, or where its cell `was` has those words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from safety_plan.core.dates import format_date, period_bounds
from safety_plan.core.resources import load_resource

#: A row of the register, by its columns.
Row = Mapping[str, str]

#: How far an action can be, in the words of a reader, and in the order in which they are counted.
STATES: dict[str, str] = load_resource("core/labels.yml")["states"]
#: What people write instead of a state, and the state that it means.
STATE_HINTS: dict[str, str] = load_resource("models/state-hints.yml")
#: Ratings that many plans print, and that say different things in each.
COLOURS = ("red", "amber", "green", "blue", "grey", "red/amber", "amber/green")
#: States of an action with which something is still to be done.
OPEN = ("not started", "under way")
#: States after which nothing more is to come.
ENDED = ("done", "stopped")
LATE = "late"
NOT_REPORTED = "not reported"

#: So many words of a promise make the name of one that never had an id.
_WORDS_OF_NAME = 6


def shown_state(row: Row) -> str:
    """How far an action is as a reader is told.

    It is late where it was not started or under way after its last day: the last day of `due`
    lies before the first day of `state_as_of`. Nothing else makes it late, and no clock: what is
    not reported may be done. A row that says `late` itself is late because its source says so.
    """
    return LATE if row["state"] in OPEN and is_overdue(row) else row["state"]


def is_overdue(row: Row) -> bool:
    """Whether the last day of an action was over on the first day that its state is of."""
    bounds = period_bounds(row["due"])
    as_of = period_bounds(row["state_as_of"]) if format_date(row["state_as_of"]) else None
    return bool(bounds and as_of and bounds[1] < as_of[0])


def as_readers_meet(row: Row) -> dict[str, str]:
    """The *row* with the state that readers are told.

    Without the name that it had before, and without the reason for what changed: that belongs
    to one revision, and does not change from it to the next.
    """
    return {**row, "state": shown_state(row), "was": "", "why": ""}


def count_states(rows: Iterable[Row]) -> dict[str, int]:
    """How many actions there are of each state, in the order of `STATES`; none that has none."""
    counts = Counter(shown_state(row) for row in rows)
    return {state: counts[state] for state in STATES if counts[state]}


def same_words(one: str, other: str) -> bool:
    """Whether two promises are the same but for spaces, capital letters and numbers."""
    return _plain(one) == _plain(other)


def carry_ids(old: Sequence[Row], new: Sequence[Row]) -> list[dict[str, str]]:
    """The rows *old*, each under the id by which one of *new* carries it on, if one does.

    A row that never had an id, and that none carries on, is called by its first words.
    """
    names = {position: row["id"] for row in reversed(new) for position in _carried_rows(row, old)}
    rows = [{**row, "id": names.get(index, row["id"])} for index, row in enumerate(old)]
    return name_rows(rows)


def name_rows(rows: Iterable[Row]) -> list[dict[str, str]]:
    """The *rows*, where those that have no id are called by their first words."""
    named: dict[str, dict[str, str]] = {}
    for row in rows:
        name = first = row["id"] or _name_of(row["promise"])
        count = 1
        while name in named:
            count += 1
            name = f"{first}-{count}"
        named[name] = {**row, "id": name}
    return [*named.values()]


def _name_of(promise: str) -> str:
    words = re.findall(r"[a-z0-9]+", promise.lower())
    return "-".join(words[:_WORDS_OF_NAME]) or "action"


def _carried_rows(row: Row, old: Sequence[Row]) -> list[int]:
    """Where in *old* that stands which *row* carries on: by id, by `was`, or by its words.

    Words alone tie it only to what never had an id; of several, to that of the same page.
    """
    by_id = [index for index, earlier in enumerate(old) if earlier["id"] == row["id"]]
    if by_id:
        return by_id
    by_old_id = [index for index, earlier in enumerate(old) if earlier["id"] == row["was"] != ""]
    if by_old_id:
        return by_old_id
    words = _plain(row["was"] or row["promise"])
    alike = [
        index
        for index, earlier in enumerate(old)
        if _plain(earlier["promise"]) == words and (row["was"] or not earlier["id"])
    ]
    of_page = [index for index in alike if old[index]["page_id"] == row["page_id"]]
    return (of_page or alike)[:1]


def _plain(text: str) -> str:
    """*text* so that spaces, capital letters and the mark at its end make no difference.

    Nor do numbers: those of a promise are figures, which change for reasons of their own.
    """
    return re.sub(r"[0-9]+(?:[.,][0-9]+)*", "0", " ".join(text.lower().split())).rstrip(".")
