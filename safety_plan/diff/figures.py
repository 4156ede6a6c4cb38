"""What became of figures: each that is not the same in both records, and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from safety_plan.content.change_phrases import describe_change
from safety_plan.core.dates import format_period
from safety_plan.core.like_periods import why_unlike
from safety_plan.core.quantities import UNITS_WITHOUT_SHARE, percent_change
from safety_plan.diff.kinds import FigureChangeKind
from safety_plan.diff.period_words import over_years, unlike_words
from safety_plan.diff.phrases import PHRASES, reason_in_words
from safety_plan.models.fields import split_cell
from safety_plan.models.figures import Figure, difference_as_shown
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
#: When the number is of.
_PERIOD: _Text = ("", lambda figure: period_words(figure))
#: What makes a number another than it was.
_MAIN_TEXTS: tuple[_Text, ...] = (
    _PERIOD,
    ("", lambda figure: figure.label),
    ("place", lambda figure: figure.place),
    ("unit", lambda figure: figure.unit_in_words),
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
        """`fell by 1.1%`; nothing where the two cannot be compared, or where somebody decided.

        One that took several years says so.
        """
        change = "" if self._is_decided else self._comparison()
        if not change or not self.old or not self.new:
            return ""
        return over_years(change, self.old.period, self.new.period)

    @property
    def unlike(self) -> str:
        """Why the periods of the two numbers make no change, in a sentence; empty where they do."""
        if not self.old or not self.new or self.old.number is None or self.new.number is None:
            return ""
        return unlike_words(self.old.period, self.new.period)

    @property
    def _is_decided(self) -> bool:
        return any(reason in self.reason for reason in DECIDED)

    def _comparison(self) -> str:
        old, new = self.old, self.new
        if not old or not new or old.qualifier or new.qualifier or REDEFINED in self.reason:
            return ""
        if why_unlike(old.period, new.period):
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
            "old unit": self.old.unit_in_words if self.old else "",
            "new unit": self.new.unit_in_words if self.new else "",
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
    def shown_difference(self) -> str:
        """The difference with as many decimals as pages show of its figures."""
        exact, _ = self._difference()
        if not exact or not self.old or not self.new:
            return exact
        return str(difference_as_shown(self.old, self.new, Decimal(exact)))

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
        is_apart = self.kind == FigureChangeKind.CHANGED and bool(self.unlike)
        is_still = self.kind == FigureChangeKind.CHANGED and old.text == new.text
        key = "level" if is_still else self.kind
        phrase = PHRASES["figure"]["apart" if is_apart else key]
        ends = (old.text, new.text, period_words(new), period_words(old))
        text = f"{_name(self.figure)}: {phrase.format(*ends)}"
        if self.change and old.text != new.text:
            text += f" ({self.change})"
        if is_apart:
            texts = [one for one in texts if one is not _PERIOD]
        if self.old and self.new:
            text += "".join(_difference_words(name, read(old), read(new)) for name, read in texts)
            text += more
        is_explained = self.kind == FigureChangeKind.CHANGED or (self.reason and self.new)
        text = f"{text}. {self.unlike}" if is_apart else f"{text}."
        return f"{text} {self._reason()} {self.why}".rstrip() if is_explained else text

    def _reason(self) -> str:
        words = PHRASES["why"]["reason" if self.reason else "none"]
        return str(words.format(reason_in_words(self.reason)))


def _difference_words(name: str, before: str, after: str) -> str:
    """What became of the text called *name*; nothing where it is the same."""
    if before == after:
        return ""
    if not after:
        phrase = "taken out"
    elif before:
        phrase = "changed"
    else:
        phrase = "new"
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
