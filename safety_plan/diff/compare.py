"""Two records of one plan compared: a pure function, with no file and no clock.

Start with `compare`. `pages` and `blocks` tell words apart, `figures` figures and charts,
`kinds` names what can happen to each, `report` says it all. A page is the same page where
its page_id is, whatever it is called and wherever it stands.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from safety_plan.core.translation import gettext
from safety_plan.diff.charts import chart_change_kind
from safety_plan.diff.figures import FigureChange, figure_changes
from safety_plan.diff.identity import identity_changes
from safety_plan.diff.kinds import ChartChangeKind
from safety_plan.diff.outline import TextChange, contents_changes, revision_changes, source_changes
from safety_plan.diff.pages import PageChange, page_changes
from safety_plan.diff.phrases import PHRASES
from safety_plan.diff.registers import RowChange, register_changes
from safety_plan.models.fields import split_cell
from safety_plan.models.registers import NUMBER_REASONS, PLAN_CHANGED
from safety_plan.models.revision import Decision, Revision
from safety_plan.models.sources import Source
from safety_plan.revisions.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that differs from *old* to *new*, and every page."""

    old: Revision
    new: Revision
    decisions: tuple[Decision, ...]
    priorities: tuple[tuple[str, str], ...]
    #: Why each of *priorities* changed, as the reasons for its page say; not why its numbers did.
    priority_reasons: tuple[tuple[Mapping[str, str], ...], ...]
    #: What else changed in the plan itself: the rows of reasons that say so of a page.
    plan_changes: tuple[Mapping[str, str], ...]
    pages: tuple[PageChange, ...]
    figures: tuple[FigureChange, ...]
    charts: dict[str, tuple[dict[str, Any], dict[str, Any]]]
    sources_new: tuple[str, ...]
    sources_gone: tuple[str, ...]
    about: tuple[TextChange, ...]
    contents: tuple[str, ...]
    source_changes: tuple[TextChange, ...]
    chart_pages: dict[str, tuple[str, ...]]
    sources: dict[str, Source]
    rows: tuple[RowChange, ...]
    identity: tuple[str, ...]
    #: Whether somebody put the plan together from what others published.
    compiled: bool = False

    @property
    def rows_by_register(self) -> dict[str, list[RowChange]]:
        """The rows that differ, by the name of their register."""
        names = dict.fromkeys(change.register for change in self.rows)
        return {name: [one for one in self.rows if one.register == name] for name in names}

    @property
    def title(self) -> str:
        """What the comparison is of."""
        form = "within" if self.old.id == self.new.id else "of"
        return str(PHRASES["title"][form].format(self.old.title, self.new.title))

    @property
    def words_title(self) -> str:
        """What the page with its words is called."""
        return gettext("{title}, page by page").format(title=self.title)

    def source(self, name: str, part: str) -> str:
        """Where something is published, in words."""
        source = self.sources.get(name)
        title = (source.short or source.title) if source else name
        return f"{title}, {part}" if part else title


def compare(
    old: Record, new: Record, between: Sequence[Record] = (), *, compiled: bool = False
) -> Comparison:
    """What changed from *old* to *new*, in a plan that somebody *compiled* or its own body wrote.

    Reasons and decisions are those of the new record and of the revisions
    *between* the two, oldest first; looking back from a later one there are none.
    """
    since = [*between, new] if old.revision.id <= new.revision.id else []
    reasons = _reasons(old, new, since)
    charts = _chart_pairs(old, new)
    priorities = _changed_priorities(old, new)
    return Comparison(
        old=old.revision,
        new=new.revision,
        decisions=_new_decisions(old, since),
        priorities=tuple(priorities.values()),
        priority_reasons=tuple(_priority_reasons(name, reasons, since) for name in priorities),
        plan_changes=_plan_changes(reasons, priorities),
        pages=page_changes(old, new, reasons, since),
        figures=figure_changes(old, new, reasons),
        charts={
            k: pair
            for k, pair in charts.items()
            if chart_change_kind(*pair) != ChartChangeKind.SAME
        },
        sources_new=tuple(s.title for k, s in new.sources.items() if k not in old.sources),
        sources_gone=tuple(s.title for k, s in old.sources.items() if k not in new.sources),
        about=revision_changes(old, new),
        contents=contents_changes(old, new),
        source_changes=source_changes(old, new),
        chart_pages={name: _pages_with_chart(name, old, new) for name in charts},
        sources={k: v for record in (old, *between, new) for k, v in record.sources.items()},
        rows=register_changes(old, new, reasons, compiled=compiled),
        identity=identity_changes(old, new),
        compiled=compiled,
    )


def _priority_reasons(
    page_id: str, reasons: Iterable[Mapping[str, str]], since: Sequence[Record]
) -> tuple[Mapping[str, str], ...]:
    """The rows of why a priority changed; of one that was dropped, what was given for its page."""
    rows = [row for row in reasons if row["page_id"] == page_id and not _is_of_numbers(row)]
    dropped = [record.dropped[page_id] for record in since if page_id in record.dropped]
    return (*rows, *({"why": why, "source": "", "part": ""} for why in dropped[-1:]))


def _plan_changes(
    reasons: Iterable[Mapping[str, str]], priorities: Container[str]
) -> tuple[Mapping[str, str], ...]:
    """The rows that tell of a change of the plan itself; not those of *priorities*, told before."""
    of_pages = [row for row in reasons if row["page_id"] and row["page_id"] not in priorities]
    return tuple(row for row in of_pages if PLAN_CHANGED in split_cell(row.get("reason", "")))


def _is_of_numbers(row: Mapping[str, str]) -> bool:
    """Whether the row of a page says only why its numbers are others."""
    reasons = split_cell(row.get("reason", ""))
    return bool(reasons) and all(reason in NUMBER_REASONS for reason in reasons)


def _reasons(old: Record, new: Record, since: Sequence[Record]) -> list[Mapping[str, str]]:
    """The rows of reasons of every record *since*; none that *old* gave already.

    That only happens where both are states of one revision.
    """
    rows = [row for record in since for row in record.changes]
    earlier = old.changes if old.revision.id == new.revision.id else ()
    return [row for row in rows if row not in earlier]


def _new_decisions(old: Record, since: Sequence[Record]) -> tuple[Decision, ...]:
    decisions = dict.fromkeys(d for record in since for d in record.revision.all_decisions)
    return tuple(d for d in decisions if d not in old.revision.all_decisions)


def _changed_priorities(old: Record, new: Record) -> dict[str, tuple[str, str]]:
    """By its page, the title of each priority before and now, where they differ.

    It is empty where there is none.
    """
    before, after = old.priorities, new.priorities
    names = dict.fromkeys([*after, *before])
    titles = {name: (before.get(name, ""), after.get(name, "")) for name in names}
    return {name: (was, now) for name, (was, now) in titles.items() if was != now}


def _pages_with_chart(name: str, old: Record, new: Record) -> tuple[str, ...]:
    """The titles of the pages on which a chart stands, or last stood."""
    record = new if name in new.charts else old
    return tuple(page.title for page in record.pages.values() if name in page.charts)


def _chart_pairs(old: Record, new: Record) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Each chart before and now, in the order of the new record; empty where there is none."""
    names = dict.fromkeys([*new.charts, *old.charts])
    return {name: (old.charts.get(name, {}), new.charts.get(name, {})) for name in names}
