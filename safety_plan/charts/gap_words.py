"""What is said on a drawing of lines where they have no numbers: early ends, gaps, dotted lines."""

from collections.abc import Sequence

from safety_plan.charts.axes import SKIP_DASHES, short_labels
from safety_plan.charts.canvas import Canvas
from safety_plan.charts.text import LEADING
from safety_plan.charts.time_axis import left_out
from safety_plan.core.text import all_of
from safety_plan.core.translation import gettext, ngettext
from safety_plan.models.charts import Chart, Series

SWATCH = 36  # px for the piece of line in a key
MOST_NAMED = 3  # gaps that are named; more of them are counted


def words_of_end(chart: Chart, series: Series) -> str:
    """When a line stops before its chart does, such as `to 2019–20; none after`."""
    if not series.points:
        return gettext("no values")
    last = series.points[-1][0]
    stops_early = last < len(series.cells) - 1
    words = gettext("to {label}; none after")
    return words.format(label=_short(chart)[last]) if stops_early else ""


def words_of_gaps(chart: Chart, series: Series) -> str:
    """For which labels a line has no number between its ends, such as `no number for 2016`."""
    with_number = {index for index, _ in series.points}
    if not with_number:
        return ""
    between = range(min(with_number), max(with_number))
    gaps = [label for i, label in enumerate(_short(chart)) if i in between and i not in with_number]
    if len(gaps) > MOST_NAMED:
        words = ngettext(
            "{number} number in between is missing",
            "{number} numbers in between are missing",
            len(gaps),
        )
        return words.format(number=len(gaps))
    if not gaps:
        return ""
    words = ngettext("no number for {labels}", "no numbers for {labels}", len(gaps))
    return words.format(labels=all_of(gaps))


def draw_gap_words(chart: Chart, canvas: Canvas, top: float) -> float:
    """A line of words for each series with gaps, from *top* px down; returns the px of its foot."""
    for series in chart.series:
        words = words_of_gaps(chart, series)
        if words:
            sentence = f"{series.name}: {words}"
            top = canvas.text(sentence, 0, top + 4, role="soft", room=canvas.width)
    return top


def draw_key_of_skips(chart: Chart, canvas: Canvas, top: float) -> float:
    """What a dotted line stands for, from *top* px down; returns the px of its foot."""
    skips = [skip for skip in left_out(chart.labels) if _is_hinted_at(chart, skip)]
    if not skips:
        return top
    top = top + 4
    pairs = [all_of(skip) for skip in skips]
    canvas.line([(1, top + LEADING / 2), (SWATCH - 8, top + LEADING / 2)], "ink", 1, SKIP_DASHES)
    words = gettext("Dotted: no numbers between {pairs}").format(pairs="; ".join(pairs))
    return canvas.text(words, SWATCH, top, role="soft", room=canvas.width - SWATCH)


def _is_hinted_at(chart: Chart, skip: tuple[str, str]) -> bool:
    """Whether a line has numbers on both sides of *skip*, so that it is dotted there."""
    ends = {chart.labels.index(label) for label in skip}
    return any(ends <= {index for index, _ in series.points} for series in chart.series)


def _short(chart: Chart) -> Sequence[str]:
    """The labels of *chart* as they stand on its axis, each on one line."""
    return [" ".join(label) for label in short_labels(chart.labels)]
