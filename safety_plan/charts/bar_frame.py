"""Where bars stand: the room for their names, px of zero, px for one unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from safety_plan.charts.bar_marks import level_values
from safety_plan.charts.canvas import Canvas
from safety_plan.charts.drawing_rules import rule_of
from safety_plan.charts.text import text_width, widest, wrap
from safety_plan.charts.usual_answers import numbers_shown
from safety_plan.core.quantities import format_value
from safety_plan.models.charts import Chart

NAME_SHARE = 0.4  # of the width, at most, for names beside bars
MANY_BARS = 5  # with more of them, names stand beside narrow bars too, if they have room
LEAST_BARS = 48  # px for the longest bar beside its name


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; *heading* is written above it where bars come in groups, *notes* below it.

    *left_out* says which periods are left out before it.
    """

    name: str
    number: Decimal | None
    value: str
    highlighted: bool
    bold: bool
    heading: str = ""
    ends: tuple[Decimal, Decimal] | None = None
    left_out: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where bars stand: room in px for names beside them, px of zero, px for one unit.

    Names are beside the bars, or above them where that is too tight.
    """

    canvas: Canvas
    is_beside: bool
    name_room: float
    zero: float
    per_unit: float
    levels: Sequence[Decimal]

    @property
    def thickness(self) -> float:
        """Height of one bar in px."""
        return 20 if self.canvas.is_wide else 16

    @property
    def left_of_bars(self) -> float:
        """Where the room for bars begins, in px."""
        return self.name_room + 12 if self.is_beside else 0.0

    def x(self, value: Decimal) -> float:
        """Where *value* stands, in px."""
        return self.zero + float(value) * self.per_unit


def frame_of(chart: Chart, bars: Sequence[Bar], canvas: Canvas) -> Frame:
    """Where the *bars* of *chart* stand on *canvas*."""
    scale = numbers_shown(chart)
    low, high = min([*scale, Decimal(0)]), max([*scale, Decimal(0)])
    # A reason for a missing value stands at zero, so it takes no room from the scale.
    has_own_room = (rule_of(chart).leaves_room_for_reasons and not chart.shared_scale) or low < 0
    values = [bar.value for bar in bars if bar.number is not None or has_own_room]
    values += [format_value(number, chart.unit) for number in scale]
    right = canvas.width - max((text_width(value, True) for value in values), default=0.0) - 8
    name_room = _name_room(chart, bars, canvas, right)
    left = name_room + 12 if name_room else 0.0
    per_unit = (right - left) / float(high - low or 1)
    return Frame(
        canvas=canvas,
        is_beside=bool(name_room),
        name_room=name_room or canvas.width,
        zero=left - float(low) * per_unit,
        per_unit=per_unit,
        levels=level_values(chart),
    )


def _name_room(chart: Chart, bars: Sequence[Bar], canvas: Canvas, right: float) -> float:
    """Room in px for names beside bars that end at *right*; 0 where they stand above them.

    Beside narrow bars they stand where there are many, and none is long.
    """
    if canvas.is_wide:
        widest_name = max(text_width(bar.name, bar.bold) for bar in bars)
        return min(widest_name, canvas.width * NAME_SHARE)
    is_few = len(chart.series) > 1 or len(bars) <= MANY_BARS
    if is_few or not rule_of(chart).names_beside_narrow_bars:
        return 0.0
    if chart.shared_scale:  # beside another chart, whose names may be longer
        return 0.0
    names = [(wrap(bar.name, canvas.width * NAME_SHARE, bar.bold), bar.bold) for bar in bars]
    room = max(widest(lines, bold) for lines, bold in names)
    is_short = room <= canvas.width * NAME_SHARE and all(len(lines) < 3 for lines, _ in names)
    reasons = [text_width(bar.value) for bar in bars if bar.number is None]
    fits = max(reasons, default=0.0) <= canvas.width - room - 20
    return room if is_short and fits and right - room - 12 >= LEAST_BARS else 0.0
