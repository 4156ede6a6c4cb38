"""A map of tiles: an equal square for each area, roughly where it lies, in at most five shades."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from safety_plan.charts.canvas import Canvas
from safety_plan.charts.classes import ValueClass, value_classes
from safety_plan.charts.faults import series_faults
from safety_plan.charts.kind import ChartKind, ScaleDirection
from safety_plan.charts.orders import labels_of_rows, rows_of_table, same_order
from safety_plan.charts.text import LEADING, text_width, widest, wrap
from safety_plan.charts.tile_squares import draw_square, empty_look
from safety_plan.charts.usual_answers import headings_of_series, itself, no_faults, numbers_shown
from safety_plan.core.quantities import format_value, missing_words, read_decimal
from safety_plan.core.translation import gettext, gettext_noop, ngettext
from safety_plan.models.charts import Chart, Fault

GAP = 4  # px between tiles
WIDEST = 108  # px of a tile
PADDING = 3  # px inside a tile
SWATCH = 18  # px of a square in the key
MOST_LINES = 4  # of a name in a tile
MOST_BY_THEMSELVES = 8  # areas of one value that have a line each, or a name in a description
NO_VALUE = gettext_noop("no number")
SPARE_COLUMNS = 6  # of a grid for labels without places


@dataclass(frozen=True, slots=True, kw_only=True)
class _Map:
    """How tiles are drawn: their places, their size in px, their classes and their names."""

    chart: Chart
    canvas: Canvas
    places: Sequence[tuple[int, int]]
    width: float
    height: float
    classes: Sequence[ValueClass]
    names: Sequence[tuple[str, ...]]
    has_values: bool

    @property
    def is_listed(self) -> bool:
        """Whether the names stand in a list below, because tiles hold short ones."""
        return any(
            " ".join(name) != label
            for name, label in zip(self.names, self.chart.labels, strict=True)
        )


def layout(chart: Chart, canvas: Canvas) -> float:
    """Draw a tile for each label; returns the height in px."""
    tiles = _map(chart, canvas)
    top = _draw_key(tiles) + 12
    for index in range(len(chart.labels)):
        _draw_tile(tiles, index, top)
    foot = top + max(row for _, row in tiles.places) * (tiles.height + GAP) - GAP
    if tiles.is_listed:
        return _draw_list(tiles, foot + 14) + 2
    reasons = " ".join(_without_value(chart))
    return canvas.text(reasons, 0, foot + 10, role="soft", room=canvas.width) + 2


def _map(chart: Chart, canvas: Canvas) -> _Map:
    places = _places(chart)
    across = max(column for column, _ in places)
    width = min((canvas.width - GAP * (across - 1)) / across, WIDEST)
    names = _names(chart, width - 2 * PADDING)
    values = [_value(chart, i) for i in range(len(places))]
    has_values = widest(values, True) <= width - 2 * PADDING
    lines = max(len(name) for name in names) + has_values
    return _Map(
        chart=chart,
        canvas=canvas,
        places=places,
        width=width,
        height=max(LEADING * lines + 10, min(width, 56)),
        classes=value_classes(numbers_shown(chart), chart.unit),
        names=names,
        has_values=has_values,
    )


def _places(chart: Chart) -> list[tuple[int, int]]:
    """Column and row of each label, moved so that both begin with 1; in rows without places."""
    if not any(chart.places):
        columns = min(SPARE_COLUMNS, len(chart.labels))
        return [(i % columns + 1, i // columns + 1) for i in range(len(chart.labels))]
    pairs = [tuple(map(int, place.split(","))) for place in chart.places]
    left, top = (min(pair[axis] for pair in pairs) - 1 for axis in (0, 1))
    return [(column - left, row - top) for column, row in pairs]


def _names(chart: Chart, room: float) -> list[tuple[str, ...]]:
    """What stands in each tile: all names in full if they fit, else short ones or numbers."""
    full = [wrap(label, room) for label in chart.labels]
    whole = all(" ".join(name) == label for name, label in zip(full, chart.labels, strict=True))
    if whole and max(len(name) for name in full) <= MOST_LINES:
        return full
    short: list[tuple[str, ...]] = [(name,) for name in chart.short_labels]
    if short and all(name[0] and text_width(name[0], True) <= room for name in short):
        return short
    return [(str(number),) for number in range(1, len(chart.labels) + 1)]


def _cell(chart: Chart, index: int) -> str:
    """The cell of a tile; nothing where no number of its table could be read."""
    return chart.series[0].cells[index] if chart.series else ""


def _value(chart: Chart, index: int) -> str:
    """The value of a label; nothing where it has none."""
    number = read_decimal(_cell(chart, index))
    return "" if number is None else format_value(number, chart.unit)


def _reason(chart: Chart, index: int) -> str:
    """Why a label has no value."""
    return missing_words(_cell(chart, index), gettext(NO_VALUE))


def _look(tiles: _Map, class_index: int) -> int:
    """The shade of a class: few classes are spread over all five."""
    last = len(tiles.classes) - 1
    return 1 + round(class_index * 4 / last) if last else 3


def _class_of(tiles: _Map, number: Decimal) -> int:
    return next(i for i, one in enumerate(tiles.classes) if one.holds(number))


def _without_value(chart: Chart) -> list[str]:
    """A sentence for each reason why labels have no value, which names them."""
    missing: dict[str, list[str]] = {}
    for index, label in enumerate(chart.labels):
        if not _value(chart, index):
            missing.setdefault(_reason(chart, index), []).append(label)
    return [f"{reason.capitalize()}: {', '.join(names)}." for reason, names in missing.items()]


# Drawing


def _draw_key(tiles: _Map) -> float:
    """A square and its words for each class and each reason; returns the px of its foot."""
    canvas = tiles.canvas
    x = 0.5
    top = 0.0
    entries = [
        (one.words(tiles.chart.unit), _look(tiles, i)) for i, one in enumerate(tiles.classes)
    ]
    cells = dict.fromkeys(_cell(tiles.chart, i) for i in range(len(tiles.chart.labels)))
    missing = [cell for cell in cells if read_decimal(cell) is None]
    entries += [(missing_words(cell, gettext(NO_VALUE)), empty_look(cell)) for cell in missing]
    for words, look in entries:
        width = SWATCH + 8 + text_width(words)
        if x > 1 and x + width > canvas.width:
            x = 0.5
            top = top + SWATCH + 6
        draw_square(canvas, (x, top + 0.5), (SWATCH, SWATCH - 1), look)
        canvas.text(words, x + SWATCH + 8, top)
        x += width + 20
    return top + SWATCH


def _draw_tile(tiles: _Map, index: int, map_top: float) -> None:
    canvas, chart = tiles.canvas, tiles.chart
    column, row = tiles.places[index]
    x = 0.5 + (column - 1) * (tiles.width + GAP)
    top = map_top + (row - 1) * (tiles.height + GAP)
    cell = _cell(chart, index)
    number = read_decimal(cell)
    look = empty_look(cell) if number is None else _look(tiles, _class_of(tiles, number))
    width = tiles.width - 1
    bold = chart.labels[index] in chart.marked
    draw_square(canvas, (x, top), (width, tiles.height), look)
    if bold:
        right = x + width - 2
        bottom = top + tiles.height - 2
        inner = [
            (x + 2, top + 2),
            (right, top + 2),
            (right, bottom),
            (x + 2, bottom),
            (x + 2, top + 2),
        ]
        canvas.line(inner, f"on-step-{look}" if look > 0 else "ink", 2)
    role = f"on-step-{look}" if look > 0 else "ink"
    value = (_value(chart, index),) if tiles.has_values and look > 0 else ()
    name = tiles.names[index]
    middle = x + width / 2
    text_top = top + (tiles.height - LEADING * (len(name) + len(value))) / 2 - 1
    foot = canvas.text(name, middle, text_top, role=role, anchor="center")
    canvas.text(value, middle, foot, role=role, bold=True, anchor="center")


def _draw_list(tiles: _Map, top: float) -> float:
    """Each short name with the full one and its value, in columns; returns the px of its foot.

    The areas of a value that many share follow in one paragraph, which says it once.
    """
    canvas, chart = tiles.canvas, tiles.chart
    values = [_value(chart, i) or _reason(chart, i) for i in range(len(chart.labels))]
    shared, number = Counter(values).most_common(1)[0]  # check refuses a map without areas
    alone = [i for i, value in enumerate(values) if value != shared or number <= MOST_BY_THEMSELVES]
    foot = _draw_columns(tiles, {i: f"{chart.labels[i]}: {values[i]}" for i in alone}, top)
    areas = [
        f"{label} ({' '.join(tiles.names[i])})"
        for i, label in enumerate(chart.labels)
        if i not in alone
    ]
    words = f"{shared}: {', '.join(areas)}." if areas else ""
    return canvas.text(words, 0, foot + 5, room=canvas.width) if words else foot


def _draw_columns(tiles: _Map, words: Mapping[int, str], top: float) -> float:
    """The short names of some areas with their *words*, in columns; returns the px of the foot."""
    canvas, chart = tiles.canvas, tiles.chart
    short_room = widest([" ".join(name) for name in tiles.names], True) + 10
    columns = 2 if canvas.is_wide else 1
    width = (canvas.width - 24 * (columns - 1)) / columns
    feet = [top] * columns
    count = -(-len(words) // columns)
    for position, (index, text) in enumerate(words.items()):
        column = position // count
        left = column * (width + 24)
        y = feet[column]
        canvas.text(tiles.names[index], left, y, bold=True)
        is_marked = chart.labels[index] in chart.marked
        feet[column] = 3 + canvas.text(
            text, left + short_room, y, room=width - short_room, bold=is_marked
        )
    return max(feet)


# Words


def describe(chart: Chart) -> str:
    """The classes, and which areas are in each; of many areas only how many."""
    classes = value_classes(numbers_shown(chart), chart.unit)
    sentences = [_describe_class(chart, one) for one in reversed(classes)]
    sentences += _without_value(chart)
    count = len(chart.labels)
    areas = ngettext("One area.", "{number} areas.", count).format(number=count)
    return " ".join([areas, *sentences])


def _describe_class(chart: Chart, one: ValueClass) -> str:
    names = [chart.labels[index] for index, number in chart.series[0].points if one.holds(number)]
    text = ", ".join(names)
    if len(names) > MOST_BY_THEMSELVES:
        text = ngettext("{number} area", "{number} areas", len(names)).format(number=len(names))
    return f"{one.words(chart.unit)}: {text or gettext('no area')}."


def faults(chart: Chart) -> Sequence[Fault]:
    """More than one number for an area."""
    return series_faults(chart, least=0, most=1)


def note_of_places(_: Chart) -> str:
    """What the place of a tile says, and what its size does not."""
    return gettext(
        "Each area is a tile of the same size, roughly where the area lies."
        " The tiles show no boundaries."
    )


KIND = ChartKind(
    name="tiles",
    also_called=("map", "tile-map", "choropleth", "cartogram", "hex", "hexes", "heatmap"),
    label=gettext_noop("Map of tiles"),
    has_numbers=True,
    layout=layout,
    describe=describe,
    scale_numbers=numbers_shown,
    scale_direction=ScaleDirection.COLOUR,
    scale_choices=(),
    has_places=True,
    rows_in_order=rows_of_table,
    labels_in_order=labels_of_rows,
    in_order=same_order,
    faults=faults,
    advice=no_faults,
    claims_of_title=itself,
    annotations=frozenset(),
    most_series=None,
    table_headings=headings_of_series,
    subtitle_note=note_of_places,
)
