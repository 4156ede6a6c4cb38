"""What became of figures and charts: each that is not the same in both records, and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from safety_plan.charts.kinds import shared_scale_direction
from safety_plan.content.change_phrases import describe_change
from safety_plan.content.chart_content import chart_of
from safety_plan.core.dates import format_period
from safety_plan.core.quantities import (
    UNIT_WORDS,
    UNITS_WITHOUT_SHARE,
    format_value,
    percent_change,
    read_decimal,
)
from safety_plan.diff.kinds import ChartChangeKind, FigureChangeKind
from safety_plan.diff.phrases import PHRASES, reason_in_words
from safety_plan.models.fields import split_cell
from safety_plan.models.figures import Figure
from safety_plan.models.registers import DECIDED, REDEFINED
from safety_plan.revisions.record import Record
from safety_plan.revisions.record_formats import FORMAT_2

#: Keys of a figure in the record. Where one of these differs the figure has changed;
#: elsewhere only its details have.
_SIGNIFICANT_KEYS = {"value", "qualifier", "unit", "period", "label", "place", "counts"}
#: Where the figure stands in the data, which is nobody's concern but the data's.
_ROW_KEYS = {"table", "row", "column"}
#: Something told of a figure: its name among the phrases, and how it is read.
_Text = tuple[str, Callable[[Figure], str]]
#: What makes a number another than it was.
_MAIN_TEXTS: tuple[_Text, ...] = (
    ("", lambda figure: period_words(figure)),
    ("", lambda figure: figure.label),
    ("place", lambda figure: figure.place),
    ("unit", lambda figure: UNIT_WORDS.get(figure.unit, figure.unit)),
)
#: What is said about a number.
_DETAILS: tuple[_Text, ...] = (
    ("definition", lambda figure: figure.definition),
    ("part", lambda figure: figure.part),
    ("note", lambda figure: figure.note),
    ("caveats", lambda figure: " ".join(figure.caveats)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """One figure that differs: both sides, why, and the pages that quote it.

    *figure* is the newer side, or the older one of a figure that is gone. *source_titles*
    are those of its source before and now.
    """

    kind: FigureChangeKind
    figure: Figure
    old: Figure | None
    new: Figure | None
    reason: str
    why: str
    source: str
    part: str
    pages: tuple[str, ...]
    source_titles: tuple[str, str] = ("", "")

    @property
    def change(self) -> str:
        """`fell by 1.1%`; nothing where the two cannot be compared, or where somebody decided."""
        return "" if self._is_decided else self._comparison()

    @property
    def _is_decided(self) -> bool:
        return any(reason in self.reason for reason in DECIDED)

    def _comparison(self) -> str:
        old, new = self.old, self.new
        if not old or not new or old.qualifier or new.qualifier or REDEFINED in self.reason:
            return ""
        return describe_change(old, new, "change") or ""

    @property
    def cells(self) -> dict[str, str]:
        """The change by the headings of the file, values as exact as in the data."""
        difference, percent = self._difference()
        return {
            "figure": self.figure.id,
            "label": self.figure.label,
            "what happened": self.kind.value,
            "old": _exact(self.old),
            "new": _exact(self.new),
            "difference": difference,
            "per cent": percent,
            "old unit": UNIT_WORDS[self.old.unit] if self.old else "",
            "new unit": UNIT_WORDS[self.new.unit] if self.new else "",
            "old period": period_words(self.old) if self.old else "",
            "new period": period_words(self.new) if self.new else "",
            "reason": self.reason,
            "why": self.why,
            "source": self.source,
            "part": self.part,
            "pages": "; ".join(self.pages),
        }

    def _difference(self) -> tuple[str, str]:
        """The difference, and the same in per cent; each empty where it says nothing."""
        if not self._comparison() or not self.old or not self.new:
            return "", ""
        old, new = self.old.number, self.new.number
        if old is None or new is None:
            return "", ""
        # No decimals of a nought go into the difference.
        old, new = old or Decimal(0), new or Decimal(0)
        has_share = self.figure.unit not in UNITS_WITHOUT_SHARE and not self._is_decided
        percent = percent_change(old, new) if has_share else None
        return str(new - old), "" if percent is None else str(percent)

    @property
    def headline(self) -> str:
        """The number in words, such as `Thefts: 40 became 30 (fell by 25%). Why: not said.`."""
        return self._sentence(_MAIN_TEXTS)

    @property
    def sentence(self) -> str:
        """The headline with all that is said about the number, where that differs."""
        source = _difference_words("source", *self.source_titles)
        return self._sentence((*_MAIN_TEXTS, *_DETAILS), source)

    def _sentence(self, texts: Iterable[_Text], more: str = "") -> str:
        old, new = self.old or self.figure, self.new or self.figure
        is_level = old.text == new.text
        is_still = is_level and self.kind == FigureChangeKind.CHANGED
        phrase = PHRASES["figure"]["level" if is_still else self.kind]
        text = f"{_name(self.figure)}: {phrase.format(old.text, new.text, period_words(new))}"
        if self.change and old.text != new.text:
            text += f" ({self.change})"
        if self.old and self.new:
            text += "".join(_difference_words(name, read(old), read(new)) for name, read in texts)
            text += more
        is_explained = self.kind == FigureChangeKind.CHANGED or (self.reason and self.new)
        return f"{text}. {self._reason()} {self.why}".rstrip() if is_explained else f"{text}."

    def _reason(self) -> str:
        words = PHRASES["why"]["reason" if self.reason else "none"]
        return str(words.format(reason_in_words(self.reason)))


def _difference_words(name: str, before: str, after: str) -> str:
    """What became of the text called *name*; nothing where it is the same."""
    if before == after:
        return ""
    phrase = "taken out" if not after else "changed" if before else "new"
    words = PHRASES["named_text" if name else "text"][phrase]
    return str(words.format(before, after, PHRASES["text_names"][name] if name else ""))


def _exact(figure: Figure | None) -> str:
    return f"{figure.qualifier} {figure.value}".strip() if figure else ""


def _name(figure: Figure) -> str:
    """The label of a figure, with its place where that is not in the label."""
    if figure.place and figure.place not in figure.label:
        return f"{figure.label}, {figure.place}"
    return figure.label


def period_words(figure: Figure) -> str:
    """The period of a figure as a reader meets it."""
    return format_period(figure.period) or figure.period


def figure_changes(
    old: Record, new: Record, reasons: Iterable[Mapping[str, str]]
) -> tuple[FigureChange, ...]:
    """Every figure that differs, in the order of the new record, those that are gone last.

    *reasons* are rows of `data/changes.csv`, oldest first.
    """
    names = dict.fromkeys([*new.figures, *old.figures])
    changed = [name for name in names if _differ(old.figures.get(name), new.figures.get(name))]
    rows = [row for row in reasons if row["figure"]]
    return tuple(
        _figure_change(name, old, new, [row for row in rows if row["figure"] == name])
        for name in changed
    )


def _figure_change(
    name: str, old: Record, new: Record, rows: Sequence[Mapping[str, str]]
) -> FigureChange:
    before, after = old.figures.get(name), new.figures.get(name)
    figure = after or old.figures[name]
    record = new if after else old
    pages = [page.title for page in record.pages.values() if name in page.figures]
    cited = rows[-1] if rows and rows[-1]["source"] else {}
    return FigureChange(
        kind=_figure_kind(before, after),
        figure=figure,
        old=before,
        new=after,
        reason=_each_once(one for row in rows for one in split_cell(row["reason"])),
        why=_each_once(row["why"] for row in rows),
        source=cited.get("source", figure.source),
        part=cited.get("part", figure.part),
        pages=tuple(dict.fromkeys(pages)),
        source_titles=(_source_title(old, before), _source_title(new, after)),
    )


def _source_title(record: Record, figure: Figure | None) -> str:
    source = record.sources.get(figure.source) if figure else None
    return source.title if source else ""


def _differ(old: Figure | None, new: Figure | None) -> bool:
    """Whether anything of a figure is not the same; a last zero more or less is nothing."""
    if old and new and _is_same_number(old, new):
        return replace(old, value=new.value) != new
    return old != new


def _is_same_number(old: Figure, new: Figure) -> bool:
    return old.number is not None and old.number == new.number


def _each_once(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))


def _figure_kind(old: Figure | None, new: Figure | None) -> FigureChangeKind:
    if not old:
        return FigureChangeKind.NEW
    if not new:
        return FigureChangeKind.REMOVED
    before, after = (FORMAT_2.figure.write(one, derived=False) for one in (old, new))
    differing = {key for key in before if before[key] != after[key]}
    if _is_same_number(old, new):
        differing.discard("value")
    if differing & _SIGNIFICANT_KEYS:
        return FigureChangeKind.CHANGED
    return FigureChangeKind.METADATA if differing - _ROW_KEYS else FigureChangeKind.RELOCATED


def chart_change_kind(old: Mapping[str, Any], new: Mapping[str, Any]) -> ChartChangeKind:
    """What happened to a chart; an empty mapping stands for none."""
    if not old:
        return ChartChangeKind.NEW
    if not new:
        return ChartChangeKind.REMOVED
    if old["unit"] != new["unit"] or chart_cells(old, new):
        return ChartChangeKind.DATA
    if _way_of_drawing(old) != _way_of_drawing(new):
        return ChartChangeKind.KIND
    texts = ("title", "subtitle", "caveats")
    return (
        ChartChangeKind.SAME if all(old[key] == new[key] for key in texts) else ChartChangeKind.TEXT
    )


def _way_of_drawing(chart: Mapping[str, Any]) -> tuple[str, str]:
    """The kind of a chart and its scale, of which records of older formats say nothing."""
    return chart["kind"], chart.get("scale", "")


def chart_scale(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """What is said of the scale that both drawings have; nothing where they do not share one."""
    direction = shared_scale_direction(chart_of(old), chart_of(new))
    return str(PHRASES["scale"][direction]) if direction else ""


def chart_cells(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What each changed mark of a chart is of, its cell before and its cell after."""
    before, after = _cells_by_name(old), _cells_by_name(new)
    names = dict.fromkeys([*after, *before])
    cells = [(name, before.get(name, ""), after.get(name, "")) for name in names]
    return [(name, was, now) for name, was, now in cells if was != now]


def _cells_by_name(chart: Mapping[str, Any]) -> dict[str, str]:
    """Each cell of a chart as it is shown, by its series and its label."""
    cells: dict[str, str] = {}
    for series in chart["series"]:
        for label, cell in zip(chart["labels"], series["cells"], strict=False):
            name = ", ".join(part for part in (series["name"], label) if part)
            cells[name] = _format_cell(cell, chart["unit"])
    return cells


def _format_cell(cell: str, unit: str) -> str:
    number = read_decimal(cell)
    return cell if number is None else format_value(number, unit)
