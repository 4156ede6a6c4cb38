"""The ledger: every figure that is not the same in both records, and why; and each chart."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from safety_plan.charts.kinds import shared_scale_direction
from safety_plan.content.change_phrases import describe_change
from safety_plan.content.renderer import chart_of
from safety_plan.core.dates import format_period
from safety_plan.core.quantities import UNIT_WORDS, format_value, percent_change, read_decimal
from safety_plan.models.figures import Figure
from safety_plan.models.registers import REDEFINED
from safety_plan.revisions.record import Record

#: Words for what changed, one set for every medium.
SAID: dict[str, Any] = json.loads(Path(__file__).with_name("phrases.json").read_text("utf-8"))
#: Where one of these differs the figure has changed; elsewhere only its details have.
_WEIGHTY = ("value", "qualifier", "unit", "period", "label", "place", "counts")
_WHERE = ("table", "row", "column")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger.

    *kind* is new, dropped, changed, noted (in its source or notes) or kept (in another row).
    """

    kind: str
    figure: Figure
    old: Figure | None
    new: Figure | None
    reason: str
    why: str
    source: str
    part: str
    pages: tuple[str, ...]

    @property
    def change(self) -> str:
        """`fell by 1.1%`; nothing where the two cannot be compared."""
        old, new = self.old, self.new
        if not old or not new or old.qualifier or new.qualifier or REDEFINED in self.reason:
            return ""
        return describe_change(old, new, "change") or ""

    @property
    def cells(self) -> dict[str, str]:
        """The line by the headings of the file, values as exact as in the data."""
        sides = {"old": self.old, "new": self.new}
        old, new = (f.number if f and self.change else None for f in sides.values())
        known = old is not None and new is not None
        share = known and self.figure.unit not in ("percent", "rank")
        percent = percent_change(old or Decimal(0), new or Decimal(0)) if share else None
        return {
            "figure": self.figure.id,
            "label": self.figure.label,
            "what happened": self.kind,
            **{k: f"{f.qualifier} {f.value}".strip() if f else "" for k, f in sides.items()},
            "difference": str((new or 0) - (old or 0)) if known else "",
            "per cent": "" if percent is None else str(percent),
            **{f"{k} unit": UNIT_WORDS[f.unit] if f else "" for k, f in sides.items()},
            **{f"{k} period": period_words(f) if f else "" for k, f in sides.items()},
            **{key: getattr(self, key) for key in ("reason", "why", "source", "part")},
            "pages": "; ".join(self.pages),
        }

    @property
    def words(self) -> str:
        """The line in a sentence."""
        old, new = self.old or self.figure, self.new or self.figure
        level = self.kind == "changed" and old.text == new.text
        said = SAID["figure"]["level" if level else self.kind]
        said = said.format(old.text, new.text, period_words(new))
        where = self.figure.place if self.figure.place not in self.figure.label else ""
        said = f"{', '.join(filter(None, (self.figure.label, where)))}: {said}"
        if self.kind != "changed":
            return f"{said}."
        said += f" ({self.change})" if self.change and not level else ""
        pairs = [(period_words(old), period_words(new)), (old.label, new.label)]
        said += "".join(f"; “{a}” became “{b}”" for a, b in pairs if a != b)
        return f"{said}. Why: {self.reason or 'not said'}. {self.why}".strip()


def period_words(figure: Figure) -> str:
    """The period of a figure as a reader meets it."""
    return format_period(figure.period) or figure.period


def ledger(old: Record, new: Record, reasons: Iterable[Mapping[str, str]]) -> tuple[Entry, ...]:
    """Every figure that differs, in the order of the new record, dropped ones last."""
    rows = [row for row in reasons if row["figure"]]
    return tuple(
        _entry(name, old, new, [row for row in rows if row["figure"] == name])
        for name in dict.fromkeys([*new.figures, *old.figures])
        if old.figures.get(name) != new.figures.get(name)
    )


def _entry(name: str, old: Record, new: Record, rows: list[Mapping[str, str]]) -> Entry:
    was, now = old.figures.get(name), new.figures.get(name)
    figure = now or old.figures[name]
    kind = "new" if not was else "dropped"
    if was and now:
        differ = {k for k in Figure.__dataclass_fields__ if getattr(was, k) != getattr(now, k)}
        kind = "changed" if differ & {*_WEIGHTY} else "noted" if differ - {*_WHERE} else "kept"
    pages = [p.title for p in (new if now else old).pages.values() if name in p.figures]
    given = rows[-1] if rows and rows[-1]["source"] else {}
    told = {k: "; ".join(dict.fromkeys(row[k] for row in rows)) for k in ("reason", "why")}
    return Entry(
        **{"kind": kind, "figure": figure, "old": was, "new": now, **told},  # type: ignore[arg-type]
        source=given.get("source", figure.source),
        part=given.get("part", figure.part),
        pages=tuple(dict.fromkeys(pages)),
    )


def chart_change(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """new, dropped, redrawn (its numbers), reshaped (its kind), changed (its words) or same."""
    if not old or not new:
        return "new" if new else "dropped"
    if old["unit"] != new["unit"] or chart_cells(old, new):
        return "redrawn"
    if old["kind"] != new["kind"]:
        return "reshaped"
    same_words = all(old[key] == new[key] for key in ("title", "subtitle", "caveats"))
    return "same" if same_words else "changed"


def chart_scale(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """What is said of the scale that both drawings have; nothing where they do not share one."""
    direction = shared_scale_direction(chart_of(old), chart_of(new))
    return f"Both have the same {direction} scale." if direction else ""


def chart_cells(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What each changed mark of a chart is of, its cell before and its cell after."""
    before, after = _cells_by_mark(old), _cells_by_mark(new)
    names = dict.fromkeys([*after, *before])
    cells = [(name, before.get(name, ""), after.get(name, "")) for name in names]
    return [(name, was, now) for name, was, now in cells if was != now]


def _cells_by_mark(chart: Mapping[str, Any]) -> dict[str, str]:
    """Each cell of a chart as a reader meets it, by its series and label."""
    cells = {}
    for series in chart["series"]:
        for label, cell in zip(chart["labels"], series["cells"], strict=False):
            name = ", ".join(filter(None, (series["name"], label)))
            cells[name] = _format_cell(cell, chart["unit"])
    return cells


def _format_cell(cell: str, unit: str) -> str:
    number = read_decimal(cell)
    return cell if number is None else format_value(number, unit)
