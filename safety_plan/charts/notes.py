"""Notes on lines: a band or a rule at their time, their words above it or, where tight, below."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from safety_plan.charts.annotations import note_in_full
from safety_plan.charts.axes import Plot
from safety_plan.charts.canvas import Canvas
from safety_plan.charts.text import LEADING, widest, wrap
from safety_plan.models.charts import ChartNote

NOTE_ROOM = 190  # px for the words above a mark before they are wrapped
NOTE_GAP = 12  # px between the words of two notes, and between words and plot
REACH = 8  # px that a mark reaches above its plot, towards its words
POINT_DASHES = (2.0, 3.0)
KEY_INDENT = 20  # px for the number of a note in the key

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteStrip:
    """The words above a plot, each over its mark; *numbered* where they stand in a key below."""

    notes: Sequence[ChartNote]
    words: Sequence[Lines]
    lefts: Sequence[float]
    numbered: bool

    @property
    def height(self) -> float:
        """Room in px above the plot; nothing without notes."""
        most = max((len(lines) for lines in self.words), default=0)
        return LEADING * most + NOTE_GAP if most else 0

    def draw_marks(self, plot: Plot) -> None:
        """A band for each span and a rule for each point, to lie under everything else."""
        draw_marks(plot, self.notes)

    def draw_words(self, canvas: Canvas, top: float) -> None:
        """The words, or the numbers, that stand on the marks; *top* is that of the strip."""
        foot = top + self.height - NOTE_GAP
        for lines, left in zip(self.words, self.lefts, strict=True):
            canvas.text(lines, left, foot - LEADING * len(lines), bold=self.numbered)

    def draw_key(self, canvas: Canvas, top: float) -> float:
        """The words of numbered notes, from *top* px down; returns the px of their foot."""
        for number, note in enumerate(self.notes if self.numbered else (), start=1):
            top += 4
            canvas.text(str(number), 0, top, bold=True)
            room = canvas.width - KEY_INDENT
            top = canvas.text(note_in_full(note), KEY_INDENT, top, room=room)
        return top


def draw_marks(plot: Plot, notes: Sequence[ChartNote]) -> None:
    """A band for each span and a rule for each point of *notes*, without their words."""
    for note in notes:
        ends = (plot.x_at(note.start), plot.x_at(note.end))
        _draw_mark(plot.canvas, ends, (plot.top - REACH, plot.bottom))


def _draw_mark(canvas: Canvas, ends: tuple[float, float], span: tuple[float, float]) -> None:
    """A band from edge to edge, or a rule where they are one, down a *span* of px."""
    (left, right), (top, bottom) = ends, span
    if right > left:
        canvas.bar(left, top, right - left, bottom - top, "band")
    for x in dict.fromkeys(ends):
        canvas.line([(x, top), (x, bottom)], "soft", 1, POINT_DASHES)


def draw_key_of_marks(notes: Sequence[ChartNote], canvas: Canvas, top: float) -> float:
    """What the marks in several panels are, from *top* px down; returns the px of their foot."""
    for note in notes:
        right = KEY_INDENT - 6.0 if note.start != note.end else 1.0
        _draw_mark(canvas, (1.0, right), (top + 4, top + LEADING))
        top = canvas.text(note_in_full(note), KEY_INDENT, top, room=canvas.width - KEY_INDENT) + 4
    return top


def note_strip(plot: Plot) -> NoteStrip:
    """The notes of the chart of *plot*, in the order of time."""
    notes = sorted(plot.chart.notes, key=lambda note: (float(note.start), float(note.end)))
    middles = [(plot.x_at(note.start) + plot.x_at(note.end)) / 2 for note in notes]
    words = [wrap(note.words, NOTE_ROOM) for note in notes]
    lefts = _place(middles, [widest(lines) for lines in words], plot.right)
    if lefts is not None:
        return NoteStrip(notes, words, lefts, numbered=False)
    numbers = [(str(number),) for number in range(1, len(notes) + 1)]
    widths = [widest(lines, bold=True) for lines in numbers]
    lefts = _spread(middles, widths, plot.right)
    return NoteStrip(notes, numbers, lefts, numbered=True)


def _place(middles: Sequence[float], widths: Sequence[float], edge: float) -> list[float] | None:
    """Where words of these *widths* begin, each over its middle; None where they have no room."""
    if any(width > edge for width in widths):
        return None
    lefts = _spread(middles, widths, edge)
    boxes = zip(middles, lefts, widths, strict=True)
    is_over_mark = all(left <= middle <= left + width for middle, left, width in boxes)
    return lefts if is_over_mark and min(lefts, default=0.0) >= 0 else None


def _spread(middles: Sequence[float], widths: Sequence[float], edge: float) -> list[float]:
    """Left edges near *middles*, in their order, none over another or beyond *edge*."""
    steps = [width + NOTE_GAP for width in widths]
    *before, total = accumulate(steps, initial=0.0)
    ideal = [middle - width / 2 for middle, width in zip(middles, widths, strict=True)]
    free = [max(left, 0.0) - start for left, start in zip(ideal, before, strict=True)]
    pushed = list(accumulate(free, max))
    most = edge + NOTE_GAP - total
    return [min(left, most) + start for left, start in zip(pushed, before, strict=True)]
