"""A chart as it was and as it is, in one drawing on one scale."""

from collections.abc import Sequence
from dataclasses import replace

from safety_plan.charts.annotations import describe_scale
from safety_plan.charts.kinds import kind_of
from safety_plan.charts.time_axis import label_times
from safety_plan.core.translation import gettext
from safety_plan.models.charts import DRAWING_RULE, Annotation, Chart, ChartNote, Series

#: The titles of two revisions, the earlier one first.
Titles = tuple[str, str]


def why_not_overlaid(old: Chart, new: Chart) -> str:
    """Why two charts cannot be drawn over each other, in words; nothing where they can."""
    if kind_of(old) is not kind_of(new):
        return gettext("one is a different kind of chart")
    if kind_of(new).scale_direction is None:
        return gettext("charts of this kind have no scale")
    if Annotation.EARLIER not in kind_of(new).annotations:
        return gettext("this kind of chart has no room for both")
    if old.unit != new.unit:
        return gettext("they count in different units")
    return "" if _labels(old, new) else gettext("they have no numbers")


def overlay_charts(old: Chart, new: Chart, titles: Titles) -> Chart:
    """*old* and *new* as one chart, each series once as it was and once as it is.

    It has the notes, the lines and the words of *new*. Its description and its drawing name the
    revisions by their *titles*. Only what `why_not_overlaid` has nothing against can be drawn.
    """
    labels = _labels(old, new)
    earlier, later = (
        [
            _beside_labels(series, chart, labels, _name(chart, series, title))
            for series in chart.series
        ]
        for chart, title in zip((old, new), titles, strict=True)
    )
    lines = [line for line in old.reference_lines if line not in new.reference_lines]
    lines = [replace(line, words=f"{line.words} ({titles[0]})") for line in lines]
    kind = kind_of(new)
    both = (old, new)
    courses = [f"{t}: {kind.describe(chart)}" for t, chart in zip(titles, both, strict=True)]
    both_in_one = replace(
        new,
        labels=labels,
        series=tuple(_pair_series(earlier, later)),
        earlier=tuple(series.name for series in earlier),
        revisions=titles,
        marked=(),
        notes=tuple(_moved_note(note, new.labels, labels) for note in new.notes),
        reference_lines=(*new.reference_lines, *lines),
        scale=new.scale if old.scale == new.scale else "",
        drawing_rule=DRAWING_RULE,
    )
    if kind.faults(both_in_one):  # numbers so far apart that a scale from zero shows them
        both_in_one = replace(both_in_one, scale="")
    words = " ".join([*courses, *describe_scale(both_in_one)])
    lead = gettext("{kind} of two revisions on one scale.").format(kind=gettext(kind.label))
    return replace(both_in_one, description=f"{lead} {words}")


def _labels(old: Chart, new: Chart) -> tuple[str, ...]:
    """The labels of both: in the order of time, or those of *new* first."""
    labels = tuple(dict.fromkeys([*new.labels, *old.labels]))
    times = label_times(labels)
    follow_in_time = times and label_times(new.labels) == sorted(label_times(new.labels) or [])
    if not times or not follow_in_time:
        return labels
    time_of = dict(zip(labels, times, strict=True))
    return tuple(sorted(labels, key=lambda label: time_of[label]))


def _name(chart: Chart, series: Series, title: str) -> str:
    return title if len(chart.series) == 1 else f"{series.name}, {title}"


def _beside_labels(series: Series, chart: Chart, labels: Sequence[str], name: str) -> Series:
    """*series* under another name, its cells beside *labels*."""
    index_of = {label: index for index, label in enumerate(chart.labels)}

    def beside(cells: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(cells[index_of[one]] if one in index_of else "" for one in labels)

    low, high = (beside(ends) if ends else () for ends in (series.low, series.high))
    return replace(series, name=name, cells=beside(series.cells), rows=(), low=low, high=high)


def _pair_series(earlier: Sequence[Series], later: Sequence[Series]) -> list[Series]:
    """Each series as it was before the same as it is; those that have no other half come last."""
    pairs = [series for pair in zip(earlier, later, strict=False) for series in pair]
    shorter = min(len(earlier), len(later))
    return [*pairs, *earlier[shorter:], *later[shorter:]]


def _moved_note(note: ChartNote, before: Sequence[str], labels: Sequence[str]) -> ChartNote:
    """*note* at the same time among more labels."""
    start, end = (_moved_place(place, before, labels) for place in (note.start, note.end))
    return replace(note, start=start, end=end)


def _moved_place(place: str, before: Sequence[str], labels: Sequence[str]) -> str:
    index = int(float(place))
    share = float(place) - index
    left, right = (labels.index(before[min(i, len(before) - 1)]) for i in (index, index + 1))
    return f"{left + (right - left) * share:.4f}"
