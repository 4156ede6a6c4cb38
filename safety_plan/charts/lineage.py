"""How wording passed from edition to edition: a strand for each, joined by a line."""

from safety_plan.charts.canvas import LEADING, Sheet
from safety_plan.charts.timeline import Stop, stop_dot, stops
from safety_plan.models.charts import Chart, Series

GAP = 20  # px between columns
APART = 26  # px between strands
MOST_ACROSS = 6  # editions beside each other, so that few words are cut
SAME = "the same words"
NONE = "no entry"


def layout(chart: Chart, sheet: Sheet) -> float:
    """Draw strands, editions across, or down where tight; gives their height in px."""
    across = sheet.wide and len(chart.labels) <= MOST_ACROSS
    return (_across if across else _down)(chart, sheet)


def _changed(series: Series) -> list[bool]:
    """Whether each edition has words that differ from the edition before."""
    before = ("", *series.cells)
    return [bool(cell) and cell != was for cell, was in zip(series.cells, before, strict=False)]


def _down(chart: Chart, sheet: Sheet) -> float:
    top = 0.0
    for series in chart.series:
        top = sheet.say(series.name, 0, top, bold=True, room=sheet.width) + 8
        top = stops(sheet, _stops(chart, series), top) + APART
    return top - APART


def _stops(chart: Chart, series: Series) -> list[Stop]:
    return [
        Stop(label, cell if new else SAME if cell else NONE, new, on=bool(cell), soft=not new)
        for label, cell, new in zip(chart.labels, series.cells, _changed(series), strict=True)
    ]


def _across(chart: Chart, sheet: Sheet) -> float:
    step = (sheet.width + GAP) / len(chart.labels)
    feet = [
        sheet.say(label, i * step, 0, bold=True, role="soft", room=step - GAP)
        for i, label in enumerate(chart.labels)
    ]
    top = max(feet) + 8
    for series in chart.series:
        top = _strand(series, sheet, step, top)
    middle = top + LEADING / 2
    stop_dot(sheet, (6, middle), True)
    stop_dot(sheet, (130, middle), False)
    sheet.say("new words", 18, top, role="soft")
    return sheet.say(SAME, 142, top, role="soft") + 4


def _strand(series: Series, sheet: Sheet, step: float, top: float) -> float:
    sheet.line([(0, top), (sheet.width, top)], "grid")
    rail = sheet.say(series.name, 0, top + 8, bold=True, room=sheet.width) + 14
    dots = [(i * step + 6, rail) if cell else None for i, cell in enumerate(series.cells)]
    sheet.line(dots, "other", 2)
    changed = _changed(series)
    foot = rail + 10
    for i, (dot, new) in enumerate(zip(dots, changed, strict=True)):
        if dot:
            stop_dot(sheet, dot, new)
        if new:
            # Words have room up to the next edition that writes its own.
            free = [*changed[i + 1 :], True].index(True) + 1
            words = sheet.say(series.cells[i], i * step, rail + 10, room=free * step - GAP)
            foot = max(foot, words)
    return foot + 12
