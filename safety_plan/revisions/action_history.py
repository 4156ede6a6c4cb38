"""Each action through every revision: when it was promised, moved, done or dropped, and why.

Nothing is kept anywhere of it: it is worked out from the records of all revisions, so it is
about today, and a sealed revision is only read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from safety_plan.core.dates import format_date, format_period
from safety_plan.core.translation import gettext
from safety_plan.models.actions import STATES, carry_ids, shown_state
from safety_plan.models.revision import Revision
from safety_plan.revisions.record import Record

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What became of an action in one revision, in sentences, and the reason that it gives."""

    revision: Revision
    sentences: tuple[str, ...]
    why: str = ""
    source: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionHistory:
    """An action as it was last told, in the revision *last*, and each step on the way.

    *page* is the title of its priority there. It *is_listed* where the newest revision has it.
    """

    id: str
    cells: Cells
    last: Revision
    page: str
    steps: tuple[Step, ...]
    is_listed: bool

    @property
    def state(self) -> str:
        """How far it was when it was last told."""
        return shown_state(self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An action of one revision, and its history up to the next."""

    before: Cells
    history: ActionHistory


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHistories:
    """The actions of one page, such as a priority, each with its history."""

    page_id: str
    title: str
    histories: tuple[ActionHistory, ...]

    @property
    def listed_actions(self) -> list[Cells]:
        """Those that the newest revision lists, as it tells them."""
        return [history.cells for history in self.histories if history.is_listed]


def action_histories(records: Sequence[Record]) -> list[ActionHistory]:
    """The history of every action in *records*, oldest first; the newest list leads.

    A record that knows no actions is passed over: it says nothing of any. What only a proposal
    promised that never held is told as well, for its address stays.
    """
    telling = [record for record in records if "actions" in record.registers]
    lists = _named_lists(telling)
    order = sorted(range(len(lists)), key=lambda index: (_holds(telling[index]), index))
    names = dict.fromkeys(name for index in reversed(order) for name in lists[index])
    return [_history(name, telling, lists) for name in names]


def histories_of_pages(histories: Iterable[ActionHistory]) -> list[PageHistories]:
    """The *histories* of each page, in the order in which pages come up."""
    pages: dict[str, list[ActionHistory]] = {}
    for history in histories:
        pages.setdefault(history.cells["page_id"], []).append(history)
    return [
        PageHistories(page_id=name, title=found[0].page, histories=tuple(found))
        for name, found in pages.items()
    ]


def review(records: Sequence[Record]) -> list[Review]:
    """The actions of the revision before the newest of *records*, one by one."""
    telling = [record for record in records if "actions" in record.registers]
    holding = [index for index, record in enumerate(telling) if _holds(record)]
    if len(holding) < 2:
        return []
    before = _named_lists(telling)[holding[-2]]
    histories = {history.id: history for history in action_histories(records)}
    return [Review(before=cells, history=histories[name]) for name, cells in before.items()]


def _holds(record: Record) -> bool:
    return not record.revision.was_never_in_force


def _named_lists(records: Sequence[Record]) -> list[dict[str, Cells]]:
    """The actions of each record by their ids, those of older ones as later ones call them."""
    lists: list[list[dict[str, str]]] = []
    for record in reversed(records):
        later = [row for rows in lists for row in rows]
        lists.insert(0, carry_ids(record.registers["actions"], later))
    return [{row["id"]: row for row in rows} for rows in lists]


def _history(
    name: str, records: Sequence[Record], lists: Sequence[Mapping[str, Cells]]
) -> ActionHistory:
    """The action *name* through *records*; a proposal that never held changes nothing later."""
    steps: list[Step | None] = []
    before: Cells | None = None
    page_before = ""
    holding = [index for index, record in enumerate(records) if _holds(record)]
    for index, record in enumerate(records):
        now = lists[index].get(name)
        page = _page_of(record, now)
        pages = (page_before, page)
        if index in holding:
            steps.append(_step(record.revision, before, now, pages))
            before, page_before = now, page
        elif now is not None:
            steps.append(_step(record.revision, before, now, pages))
    listing = [index for index in range(len(lists)) if name in lists[index]]
    last = max(listing, key=lambda index: (index in holding, index))
    return ActionHistory(
        id=name,
        cells=lists[last][name],
        last=records[last].revision,
        page=_page_of(records[last], lists[last][name]),
        steps=tuple(step for step in steps if step is not None),
        is_listed=last == max(holding, default=len(lists) - 1),
    )


def _page_of(record: Record, cells: Cells | None) -> str:
    """The title of the page of an action in *record*; nothing where it is not there."""
    if not cells:
        return ""
    page = record.page(cells["page_id"])
    return page.title if page else cells["page_id"]


def _step(
    revision: Revision, before: Cells | None, now: Cells | None, pages: tuple[str, str]
) -> Step | None:
    """What became of an action in *revision*; None where nothing did.

    *pages* are the titles of its page before and now.
    """
    if now is None:
        if before is None:
            return None
        state = gettext(STATES[shown_state(before)]).lower()
        # Translators: the state is one of Done, Late, Under way and so on, in small letters.
        text = gettext("It is no longer in the list. In the revision before, it was {state}.")
        return Step(revision=revision, sentences=(text.format(state=state),))
    sentences = _first(now) if before is None else _changes(before, now, pages)
    if not sentences:
        return None
    return Step(
        revision=revision,
        sentences=tuple(sentences),
        why=now["why"],
        source=now["source"],
        part=now["part"],
    )


def _first(now: Cells) -> list[str]:
    due = format_period(now["due"])
    return [
        gettext("It is in the list for the first time."),
        *([gettext("It was due: {due}.").format(due=due)] if due else []),
        *([gettext("Who leads: {lead}.").format(lead=now["lead"])] if now["lead"] else []),
        _state_sentence(now),
    ]


def _changes(before: Cells, now: Cells, pages: tuple[str, str]) -> list[str]:
    sentences = []
    if before["page_id"] != now["page_id"]:
        text = gettext("It stands on another page. It was on “{was}”, and is now on “{now}”.")
        sentences.append(text.format(was=pages[0], now=pages[1]))
    if before["promise"] != now["promise"]:
        text = gettext("The promise is in other words. Before, it was: “{promise}”")
        sentences.append(text.format(promise=before["promise"]))
    if before["due"] != now["due"]:
        sentences.append(_new_due_words(before["due"], now["due"]))
    if before["lead"] != now["lead"]:
        sentences.append(_other_lead(before["lead"], now["lead"]))
    if shown_state(before) != shown_state(now):
        sentences.append(_state_sentence(now))
    return sentences


def _new_due_words(was: str, now: str) -> str:
    old, new = format_period(was), format_period(now)
    if not old:
        return gettext("It got a date: it is due {new}.").format(new=new)
    if not new:
        return gettext("It was moved: it was due {old}, and is now due at no set time.").format(
            old=old
        )
    text = gettext("It was moved: it was due {old}, and is now due {new}.")
    return text.format(old=old, new=new)


def _other_lead(was: str, lead: str) -> str:
    """Who leads now, and who did before; either may be nobody who is named."""
    if not lead:
        return gettext("Nobody named leads now. Before: {was}.").format(was=was)
    if not was:
        return gettext("Who leads now: {lead}.").format(lead=lead)
    return gettext("Who leads now: {lead}. Before: {was}.").format(lead=lead, was=was)


def _state_sentence(now: Cells) -> str:
    state = gettext(STATES[shown_state(now)])
    day = format_date(now["state_as_of"])
    return gettext("{state}, as of {day}.").format(state=state, day=day) if day else f"{state}."
