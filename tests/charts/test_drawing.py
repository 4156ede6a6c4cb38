"""What a drawing promises to whoever puts it on a page."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import matplotlib
import pytest

from safety_plan.charts.axes import short_labels, ticks
from safety_plan.charts.draw import draw
from safety_plan.charts.kinds import KINDS
from safety_plan.charts.text import text_width, wrap
from safety_plan.models.charts import DRAWING_RULE, Chart, ChartNote, ReferenceLine, Series

ROOT = Path(__file__).resolve().parents[2]
YEARS = tuple(f"{year} to {year + 1}" for year in range(2010, 2018))
SEASONS = ("January to March", "April to June", "July to September", "October to December")
QUARTERS = tuple(f"{SEASONS[i % 4]} {2014 + i // 4}" for i in range(24))
LONG = "Upper Marsh with Saint Somebody-under-the-Hill and Nether Wallop Without"


class Drawing(NamedTuple):
    wide: str
    narrow: str


def draw_both(chart: Chart) -> Drawing:
    return Drawing(*re.findall("<svg.*?</svg>", draw(chart)))


def chart(kind: str, labels: tuple[str, ...], *series: Series, **more: object) -> Chart:
    words = {"title": "Title", "subtitle": "Subtitle", "description": "Words"}
    fields = {"unit": "count", "labels_heading": "Year", **words, **more}
    return Chart(id=kind, kind=kind, labels=labels, series=series, **fields)  # type: ignore[arg-type]


def rising(name: str, start: int, count: int, *, marked: bool = False) -> Series:
    cells = tuple(str(start + 97 * i) for i in range(count))
    return Series(name=name, cells=cells, marked=marked)


CHARTS = {
    "lines": chart(
        "lines",
        YEARS,
        *(rising(f"Group {i} of the forces most like ours", 900 + i, 8) for i in range(4)),
    ),
    "lines of quarters": chart("lines", QUARTERS, rising("Thefts", 11200, 24)),
    "bars": chart(
        "bars",
        (LONG, "Ferry & Bridge", "Mill <Old>"),
        Series(name="Rate", cells=("1204.5", "", "0")),
        marked=("Mill <Old>",),
        unit="pounds",
    ),
    "bars in groups": chart("bars", ("Day", "Night"), rising("2023", 40, 2), rising("2025", 50, 2)),
    "multiples": chart(
        "multiples", QUARTERS, *(rising(f"{LONG} {i}", 9 * i, 24) for i in range(9))
    ),
    "timeline": chart(
        "timeline",
        ("2 June 2020", "not dated in the source"),
        Series(name="Event", cells=(f"{LONG}. {LONG}: {'x' * 90}", "Adopted")),
        marked=("2 June 2020",),
    ),
    "lineage": chart(
        "lineage",
        ("2011", "2012", "The third edition as revised in draft", "2014"),
        Series(name=LONG, cells=(LONG, LONG, "", "Theft")),
        Series(name="Thefts", cells=("", "Thefts", "Thefts of bicycles", LONG)),
    ),
    "lineage of 12 editions": chart(
        "lineage", YEARS + YEARS[:4], Series(name=LONG, cells=("Theft", "Fires") * 6)
    ),
    "timeline of nothing": chart("timeline", ("2020",), Series(name="Event", cells=("",))),
    "lineage of nothing": chart("lineage", ("2020",), Series(name="Event", cells=("",))),
}

AREAS = tuple(f"{LONG if i % 7 == 3 else 'Area'} {i}" for i in range(24))
#: With what an author may say of a drawing.
CHARTS |= {
    "lines of quarters on a cut scale": chart(
        "lines", QUARTERS, rising("Thefts", 11200, 24), scale="cut", drawing_rule=2
    ),
    "lines beside a marked one": chart(
        "lines",
        QUARTERS[1:],
        rising("Ours", 11200, 23, marked=True),
        rising(LONG, 9000, 23),
        drawing_rule=2,
    ),
    "multiples on their own scales": chart(
        "multiples",
        QUARTERS,
        *(rising(f"{LONG} {i}", 9 ** (i + 1), 24, marked=i == 2) for i in range(5)),
        Series(name="Short", cells=("5",) + ("",) * 23),
        Series(name="Nothing", cells=("",) * 24),
        scale="own",
        drawing_rule=2,
    ),
    "low multiples on one scale": chart(
        "multiples", QUARTERS, *(rising(f"{LONG} {i}", 9 * i, 24) for i in range(9)), drawing_rule=2
    ),
    "tiles in many columns": chart(
        "tiles",
        AREAS,
        Series(name="Thefts", cells=("7", "1204.5", "[c]", "") * 6),
        marked=AREAS[3:5],
        places=tuple(f"{i % 12 + 1},{i // 12 * 3 + 1}" for i in range(24)),
        short_labels=tuple(f"A{i}" for i in range(24)),
        unit="pounds",
    ),
    "tiles with short names that are too long": chart(
        "tiles",
        AREAS[:6],
        Series(name="Thefts", cells=("7", "12", "-3", "0", "5", "99")),
        places=tuple(f"{i + 3},2" for i in range(6)),
        short_labels=("Monchelsea",) * 6,
    ),
    **{
        f"{kind} of five parts": chart(
            kind, AREAS, *(rising(f"{LONG} {i}", 900 * i, 24) for i in range(5)), marked=AREAS[:1]
        )
        for kind in ("stacked", "shares")
    },
}

#: What a table may hold that nobody has drawn yet: labels, cells and their unit.
UNUSUAL = {
    "one value": (YEARS[:1], ("5",), "percent"),
    "one value among gaps": (YEARS[:4], ("", "", "4", ""), "count"),
    "no values": (YEARS[:4], ("",) * 4, "percent"),
    "equal values": (tuple(f"Area {i}" for i in range(13)), ("412.5",) * 13, "per_1000"),
    "zeros": (YEARS[:4], ("0",) * 4, "pounds"),
    "values below zero": (YEARS[:4], ("-50", "-20", "-35", "-45"), "percent"),
    "values about zero": (YEARS[:4], ("-50", "20", "0", "-5"), "pounds"),
    "small values": (YEARS[:4], ("0.02", "0.05", "0.01", "0.04"), "percent"),
    "smallest values": (YEARS[:2], ("0.0000002", "0.0000001"), "count"),
    "millions": (YEARS[:4], ("1234567", "8234588", "912345", "10234567"), "pounds"),
    "many decimals": (YEARS[:4], tuple(f"3.14159265{i}" for i in range(4)), "pounds"),
    "60 labels": (tuple(f"{y} to {y + 1}" for y in range(1960, 2020)), ("7", "40") * 30, "count"),
    "long labels": ((f"{LONG} and so on"[:80], "Antisocial" * 8, "A"), ("1", "2", "3"), "count"),
    "an index": (YEARS[:4], ("100.0", "100.1", "100.2", "100.1"), "index"),
}
for kind in [kind.name for kind in KINDS.values() if kind.has_numbers]:
    for case, (labels, cells, unit) in UNUSUAL.items():
        ours = Series(name="Thefts", cells=cells, marked=True)
        others = (Series(name=LONG, cells=("",) * len(cells)), Series(name="Fires", cells=cells))
        CHARTS[f"{kind} of {case}"] = chart(kind, labels, ours, unit=unit, marked=labels[-1:])
        CHARTS[f"{kind} of {case}, thrice"] = chart(kind, labels, ours, *others, unit=unit)
#: What the newest rule draws otherwise.
RENEWED = (
    *("bars of values about zero", "bars of equal values", "bars of long labels"),
    *("multiples on their own scales", "low multiples on one scale", "multiples of one value"),
    *("lines", "lines of an index", "lines of equal values, thrice"),
)
CHARTS |= {
    f"{name}, by the newest rule": replace(CHARTS[name], drawing_rule=DRAWING_RULE)
    for name in RENEWED
}
CHARTS["bars of areas, by the newest rule"] = chart(
    "bars",
    ("Thanet", "Folkestone and Hythe", "Dartford", "Gravesham", "Medway", "Swale", "Ashford"),
    Series(name="Rate", cells=("12.9", "8.1", "7.5", "7.5", "[x]", "3.1", "0")),
    marked=("Medway",),
    notes=(
        ChartNote(
            start="2",
            end="3",
            when="Dartford and Gravesham",
            words="one partnership",
            labels=("Dartford", "Gravesham"),
        ),
    ),
    reference_lines=(ReferenceLine(value="7.7", words="Kent and Medway as a whole"),),
    unit="per_1000",
    drawing_rule=DRAWING_RULE,
)


def note(start: str, end: str, words: str, labels: tuple[str, ...] = ()) -> ChartNote:
    return ChartNote(start=start, end=end, when="2014 to 2015", words=words, labels=labels)


#: What a chart may carry besides its cells: at its edges, close together, long, and all at once.
LONG_WORDS = "a note of as many letters as there are allowed, sixty, so it is"
NOTES = {
    "a note at each edge": (note("0", "0", LONG_WORDS), note("7", "7", LONG_WORDS)),
    "a span": (note("1.25", "4.5", "recording improved"),),
    "a span over everything": (note("0", "7", LONG_WORDS),),
    "six notes": tuple(note(f"{i / 2}", f"{i / 2}", f"{LONG_WORDS} {i}") for i in range(6)),
    "notes at one place": (note("7", "7", "one"), note("7", "7", "other"), note("6", "7", "both")),
}
LEVELS = (
    ReferenceLine(value="1500", words="Target for 2030"),
    ReferenceLine(value="12.5", words=LONG),
)
for case, notes in NOTES.items():
    for quarters in (YEARS, QUARTERS[:8], (*YEARS[:4], *(f"{y} to {y + 1}" for y in (2020, 2030)))):
        label_count = len(quarters)
        placed = [one for one in notes if float(one.end) < label_count]
        placed = [replace(one, labels=quarters[int(float(one.end)) :][:1]) for one in placed]
        first = rising("Thefts", 900, label_count)
        ranges = {
            "low": tuple(str(int(cell) - 90) for cell in first.cells),
            "high": (*(str(int(cell) + 250) for cell in first.cells[:-1]), ""),
        }
        for name in ("lines", "bars", "dots"):
            CHARTS[f"{name} with {case}, {label_count} of {quarters[0]}"] = chart(
                name,
                quarters,
                replace(first, **ranges),
                rising("Fires", 700, label_count),
                notes=tuple(placed),
                reference_lines=LEVELS,
                drawing_rule=2,
            )
for scale in ("", "own"):
    CHARTS[f"multiples with two notes, scale {scale}"] = chart(
        "multiples",
        QUARTERS,
        *(rising(f"Group {i}", 9 * i, 24) for i in range(5)),
        notes=(note("3.5", "19", LONG_WORDS), note("23", "23", "new lights")),
        scale=scale,
        drawing_rule=2,
    )
CHARTS["lines of which one is marked, with ranges"] = chart(
    "lines",
    YEARS[:3],
    Series(name="Ours", cells=("4", "5", "6"), marked=True),
    Series(name="Others", cells=("5", "5", "5"), low=("3", "4", "4"), high=("6", "7", "7")),
    drawing_rule=2,
)
for name in ("bars", "dots"):
    CHARTS[f"{name} with a line, notes and ranges"] = chart(
        name,
        ("North", "South", LONG),
        Series(
            name="Share", cells=("40", "[x]", "44"), low=("30", "", "42"), high=("51", "", "49")
        ),
        marked=("South",),
        notes=(replace(note("1", "1", LONG_WORDS), labels=("South",)),),
        reference_lines=(ReferenceLine(value="43", words="Brookshire"),),
        unit="percent",
        drawing_rule=2,
    )

STYLE_SHEET = (ROOT / "safety_plan/theme/assets/stylesheets/charts.css").read_text(encoding="utf-8")
Box = tuple[float, float, float, float]


def box_of_text(text: ElementTree.Element) -> Box:
    """Left, top, right and bottom of the letters, in px."""
    long = text_width(text.text or "", text.get("font-weight") == "700")
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")]
    left, base = float(text.attrib["x"]) - share * long, float(text.attrib["y"])
    return left, base - 11, left + long, base + 3


def box_of_shape(shape: ElementTree.Element) -> Box:
    if shape.tag == "circle":
        x, y, r = (float(shape.attrib[name]) for name in ("cx", "cy", "r"))
        return x - r, y - r, x + r, y + r
    xs: list[float] = []
    ys: list[float] = []
    for step, *numbers in re.findall(r"([MlHV])(-?[\d.]+)(?: (-?[\d.]+))?", shape.attrib["d"]):
        first, *second = (float(number) for number in numbers if number)
        x, y = (xs[-1], ys[-1]) if xs else (0.0, 0.0)
        if step == "l":
            xs.append(x + first)
            ys.append(y + second[0])
        else:
            xs.append(x if step == "V" else first)
            ys.append(first if step == "V" else second[0] if second else y)
    return min(xs), min(ys), max(xs), max(ys)


def are_apart(one: Box, other: Box) -> bool:
    return (
        one[0] >= other[2] - 0.2
        or one[2] <= other[0] + 0.2
        or one[1] >= other[3] - 0.2
        or one[3] <= other[1] + 0.2
    )


@cache
def drawing(name: str) -> Drawing:
    return draw_both(CHARTS[name])


def of_every_drawing(promise: Callable[[str], None]) -> Callable[[str], None]:
    """A test for each kind of chart that *promise* holds of each drawing of it, wide and narrow."""

    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test(kind: str) -> None:
        for name in [name for name, one in CHARTS.items() if one.kind == kind]:
            for width, svg in drawing(name)._asdict().items():
                try:
                    promise(svg)
                except AssertionError as error:
                    error.add_note(f"This is the {width} drawing of “{name}”.")
                    raise

    return test


def test_every_kind_of_chart_is_drawn_here() -> None:
    assert {chart.kind for chart in CHARTS.values()} == set(KINDS)


@of_every_drawing
def test_a_drawing_is_one_decorative_svg_of_a_known_width(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    width = {"chart-svg chart-wide": "680", "chart-svg chart-narrow": "288"}[root.attrib["class"]]
    assert root.attrib["width"] == width
    assert root.attrib["viewBox"] == f"0 0 {width} {root.attrib['height']}"
    assert root.attrib["aria-hidden"] == "true"
    assert root.attrib["focusable"] == "false"


@of_every_drawing
def test_nothing_in_a_drawing_repeats_leaks_or_breaks_a_strict_policy(svg: str) -> None:
    assert not re.search(r"\s(id|style|on\w+|href|xmlns\S*|clip-path)=", svg)
    assert not re.search(r"<(style|script|defs|metadata|use|image|title|!)", svg)
    assert not re.search(r"#[0-9a-f]{3,6}|rgb\(|\bnan\b", svg)
    assert "\n" not in svg


@of_every_drawing
def test_words_are_never_smaller_than_12_px(svg: str) -> None:
    assert {float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)} == {14.0}


def marks_of(root: ElementTree.Element) -> list[ElementTree.Element]:
    """Every mark of a drawing, with what is said once for several."""
    marks = []
    for mark in root[0]:
        for one in mark if mark.tag == "g" else [mark]:
            one.attrib |= {**mark.attrib, **one.attrib}
            marks.append(one)
    return marks


@of_every_drawing
def test_everything_stays_inside_the_drawing(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for mark in marks_of(root):
        box = box_of_text(mark) if mark.tag == "text" else box_of_shape(mark)
        assert box[0] >= -0.2, mark.attrib
        assert box[1] >= -0.2, mark.attrib
        assert box[2] <= width + 0.2, mark.attrib
        assert box[3] <= height + 0.2, mark.attrib


def is_within(one: Box, other: Box) -> bool:
    return all(one[i] >= other[i] for i in (0, 1)) and all(one[i] <= other[i] for i in (2, 3))


@of_every_drawing
def test_no_words_lie_over_other_words_or_under_a_bar_or_a_dot(svg: str) -> None:
    """Words of a tile or a part lie wholly within it, in the colour that goes with it."""
    root = ElementTree.fromstring(svg)
    filled = [m for m in marks_of(root) if m.tag != "text" and m.get("fill") != "none"]
    boxes = [(box_of_shape(mark), mark.attrib["class"]) for mark in filled]
    for text in [mark for mark in marks_of(root) if mark.tag == "text"]:
        box, ground = box_of_text(text), text.attrib["class"].replace("f-on-", "f-")
        for other, name in boxes:
            is_on_ground = name == ground != "f-ink" and is_within(box, other)
            assert are_apart(box, other) or is_on_ground, (text.text, name)
        boxes.append((box, text.text or ""))


@of_every_drawing
def test_a_drawing_holds_nothing_that_the_style_sheet_does_not_know(svg: str) -> None:
    classes = set(re.findall(r"\.chart-svg \.([fk]-[\w-]+)", STYLE_SHEET))
    for mark in marks_of(ElementTree.fromstring(svg)):
        assert mark.tag in ("text", "path", "circle")
        assert set(mark.attrib["class"].split()) <= classes


def test_the_same_chart_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests/charts'); import test_drawing as t;"
        "print([t.drawing(name) for name in t.CHARTS])"
    )
    # The order of a set here, which its seed settles, is another one there.
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    elsewhere = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    ).stdout

    assert elsewhere.strip() == str([drawing(name) for name in CHARTS])
    assert len(elsewhere) > 10000


def test_settings_of_the_machine_change_nothing() -> None:
    machine_settings = {
        "axes.autolimit_mode": "round_numbers",
        "text.usetex": True,
        "lines.marker": "x",
    }
    with matplotlib.rc_context(machine_settings):
        assert draw_both(CHARTS["lines"]) == drawing("lines")


def test_importing_the_package_does_not_import_matplotlib() -> None:
    code = "import sys, safety_plan.charts.draw; sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_a_missing_value_breaks_the_line() -> None:
    whole = chart("lines", YEARS[:5], Series(name="A", cells=("1", "2", "3", "4", "5")))
    broken = chart("lines", YEARS[:5], Series(name="A", cells=("1", "2", "", "4", "5")))
    line = re.compile(r'<path d="([^"]+)" class="k-1"')
    assert [d.count("M") for d in line.findall(draw_both(whole).wide)] == [1]
    assert [d.count("M") for d in line.findall(draw_both(broken).wide)] == [2]


def test_a_value_alone_between_gaps_is_a_dot() -> None:
    alone = chart("lines", YEARS[:5], Series(name="A", cells=("1", "", "3", "", "5")))
    assert draw_both(alone).wide.count("<circle") == 3


def test_a_line_that_stops_early_says_when() -> None:
    early = chart("lines", YEARS[:3], Series(name="A", cells=("1", "2", "")))
    assert "A (2011–12)" in draw_both(early).wide


def test_our_own_bar_is_in_colour_and_its_name_is_bold() -> None:
    svg = drawing("bars").wide
    assert re.search(r'font-weight="700"[^>]*>Mill &lt;Old&gt;<', svg)
    assert re.search(r'class="f-other"', svg)


def test_a_name_is_cut_only_where_it_has_no_room() -> None:
    assert ">Area 12<" in drawing("bars of equal values").wide
    assert ">2010 to 2011<" in drawing("lineage of 12 editions").wide


def test_a_line_without_values_is_named_and_nothing_leads_to_it() -> None:
    svg = drawing("lines of no values").wide
    assert ">Thefts: no values<" in svg
    assert 'class="k-1"' not in svg


def test_bars_start_from_zero() -> None:
    twice = chart("bars", ("A", "B"), Series(name="Rate", cells=("100", "50")))
    bars = re.findall(
        r'<path d="M([\d.]+) [\d.]+H([\d.]+)[^"]*" class="f-1"', draw_both(twice).narrow
    )
    first, second = (float(end) - float(start) for start, end in bars)
    assert first == pytest.approx(2 * second, abs=0.2)


def test_a_missing_bar_is_named_in_words() -> None:
    assert "no value" in drawing("bars").narrow


def test_series_differ_by_more_than_colour() -> None:
    svg = drawing("lines").wide
    dashes = re.findall(r'class="k-\d"([^>]*stroke-dasharray="[^"]+")', svg)
    assert len(set(dashes)) == 3


def test_wording_is_written_only_where_it_changes() -> None:
    svg = drawing("lineage").wide
    assert svg.count("<circle") == 6 + 2  # one for each entry, two in the key
    assert svg.count(">Thefts of bicycles<") == 1


def test_words_that_look_like_markup_or_mathematics_stay_words() -> None:
    odd = chart("timeline", ("2020",), Series(name="E", cells=("<b> & $x_1$ cost $5",)))
    assert "&lt;b&gt; &amp; $x_1$ cost $5" in draw_both(odd).wide


def test_ticks_are_few_round_and_start_from_zero() -> None:
    def tick_text(unit: str, *cells: str) -> str:
        return " ".join(str(tick) for tick in ticks([Decimal(cell) for cell in cells], unit))

    assert tick_text("per_1000", "31.2", "44.0") == "0 20 40 60"
    assert tick_text("per_1000", "0.4", "1.9") == "0.0 0.5 1.0 1.5 2.0"
    assert tick_text("percent", "-3", "1") == "-3 -2 -1 0 1"
    assert tick_text("index", "103", "108") == "102 104 106 108"


def test_labels_are_shortened_along_the_axis_only_in_ways_a_reader_can_undo() -> None:
    assert short_labels(["2014 to 2015", "2015 to 2016"]) == [("2014–15",), ("2015–16",)]
    assert short_labels(["April to June 2014", "July to September 2014"]) == [
        ("Apr–Jun", "2014"),
        ("Jul–Sep", "2014"),
    ]
    assert short_labels(["year ending June 2014", "year ending June 2015"]) == [
        ("2014",),
        ("2015",),
    ]


def test_wrapped_words_keep_every_letter_and_their_room() -> None:
    lines = wrap(f"{LONG} {'w' * 60}", 100)
    assert "".join(lines).replace(" ", "") == f"{LONG}{'w' * 60}".replace(" ", "")
    assert all(text_width(line) <= 100 for line in lines)


def upright_lines(svg: str) -> list[tuple[float, float, float]]:
    """The x, top and bottom of each stretch of each line at a value among bars."""
    stretches = []
    for path in re.findall(r'<path d="([^"]+)" class="k-ink"[^>]*stroke-dasharray', svg):
        for x, top, bottom in re.findall(r"M([\d.]+) ([\d.]+)V([\d.]+)", path):
            stretches.append((float(x), float(top), float(bottom)))
    return stretches


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("name", [n for n, one in CHARTS.items() if one.reference_lines])
def test_a_line_at_a_value_crosses_no_words(name: str, width: str) -> None:
    svg = str(getattr(drawing(name), width))
    texts = [mark for mark in marks_of(ElementTree.fromstring(svg)) if mark.tag == "text"]
    boxes = [box_of_text(text) for text in texts]
    for x, top, bottom in upright_lines(svg):
        for box in boxes:
            assert are_apart((x, top, x, bottom), box)


def test_bars_are_held_against_a_line_at_its_value() -> None:
    one = chart(
        "bars",
        ("A", "B"),
        Series(name="Rate", cells=("100", "50")),
        reference_lines=(ReferenceLine(value="75", words="Target"),),
    )
    svg = draw_both(one).wide
    (start, end), _ = re.findall(r'<path d="M([\d.]+) [\d.]+H([\d.]+)[^"]*" class="f-1"', svg)
    (x, _, _), *_ = upright_lines(svg)
    assert x == pytest.approx(float(start) + (float(end) - float(start)) * 0.75, abs=0.2)
    assert ">Target, 75<" in svg


def test_a_note_stands_over_its_time_with_a_rule_below_it() -> None:
    one = chart(
        "lines", YEARS, rising("A", 9, 8), notes=(note("3.5", "3.5", "new lights"),), drawing_rule=2
    )
    svg = draw_both(one).wide
    text = next(t for t in ElementTree.fromstring(svg).iter("text") if t.text == "new lights")
    left, _, right, foot = box_of_text(text)
    rule = re.search(r'<path d="M([\d.]+) ([\d.]+)V[\d.]+" class="k-soft"[^>]*dasharray', svg)
    assert rule
    assert left <= float(rule[1]) <= right
    assert foot <= float(rule[2])


def test_notes_without_room_for_their_words_have_numbers_and_a_key() -> None:
    name = f"lines with six notes, 8 of {YEARS[0]}"
    texts = [text.text for text in ElementTree.fromstring(drawing(name).narrow).iter("text")]
    assert [texts.count(str(number)) for number in range(1, 7)] == [2] * 6


def test_a_scale_that_starts_above_zero_says_so() -> None:
    cells = Series(name="A", cells=("960", "980", "990"))
    free = chart("lines", YEARS[:3], cells, scale="cut", drawing_rule=2)
    svg = draw_both(free)
    assert re.search(">The scale starts at 9[0-9]{2}, not at zero.<", svg.wide)
    assert "not at zero" in svg.narrow
    assert "not at zero" not in draw_both(replace(free, scale="")).wide


def test_nothing_dark_lies_at_the_floor_of_an_index() -> None:
    name = "lines of an index"
    assert 'class="k-soft"' in drawing(name).wide
    newer = draw_both(replace(CHARTS[name], drawing_rule=2)).wide
    levels = re.findall(r'<path d="M([\d.]+) ([\d.]+)H([\d.]+)" class="k-soft"', newer)
    assert levels == []


def test_the_base_of_an_index_is_a_line_of_its_own_and_no_floor() -> None:
    base = ReferenceLine(value="100", words="100 = 2010 to 2011")
    cells = Series(name="Thefts", cells=("100", "130", "150"))
    one = chart("lines", YEARS[:3], cells, reference_lines=(base,), unit="index", drawing_rule=3)
    for svg, old in zip(draw_both(one), draw_both(replace(one, drawing_rule=2)), strict=True):
        assert svg.count(">100 = 2010 to 2011<") == 1
        assert ">80<" in svg
        assert ">80<" not in old


def test_many_bars_on_a_phone_stand_beside_their_names() -> None:
    areas = CHARTS["bars of areas, by the newest rule"]
    drawings = [draw_both(replace(areas, drawing_rule=rule)).narrow for rule in (3, 2)]
    new, old = (float(ElementTree.fromstring(svg).get("height") or 0) for svg in drawings)
    assert new < 0.75 * old


def test_on_a_phone_notes_stand_below_all_bars_and_part_none() -> None:
    areas = CHARTS["bars of areas, by the newest rule"]
    words, last = "partnership", "Ashford"  # the last line of the note, and the last bar
    new, old = (draw_both(replace(areas, drawing_rule=rule)) for rule in (4, 3))
    assert box_of_words(new.narrow, words)[1] > box_of_words(new.narrow, last)[3]
    assert box_of_words(old.narrow, words)[1] < box_of_words(old.narrow, last)[1]
    assert new.wide == old.wide


def test_bars_that_a_note_joins_have_a_bracket() -> None:
    areas = CHARTS["bars of areas, by the newest rule"]
    bracket = r'<path d="M[^"]+" class="k-ink" fill="none" stroke-width="1.5"/>'
    for svg, bare in zip(draw_both(areas), draw_both(replace(areas, notes=())), strict=True):
        assert len(re.findall(bracket, svg)) == len(re.findall(bracket, bare)) + 1


def test_panels_have_one_axis_below_each_column() -> None:
    six = chart("multiples", YEARS, *(rising(f"P{i}", i, 8) for i in range(6)), drawing_rule=3)
    assert draw_both(six).wide.count(">2010–11<") == 3
    assert draw_both(replace(six, drawing_rule=2)).wide.count(">2010–11<") == 6


def test_a_narrow_line_chart_names_its_first_label_and_its_last() -> None:
    newer = draw_both(replace(CHARTS["lines of quarters"], drawing_rule=2)).narrow
    texts = [text.text for text in ElementTree.fromstring(newer).iter("text")]
    assert "Jan–Mar" in texts
    assert "2014" in texts
    assert "2019" in texts


def test_a_line_is_only_hinted_at_where_periods_are_left_out() -> None:
    years = ("2015", "2017", "2018", "2019")
    one = chart("lines", years, Series(name="A", cells=("1", "2", "3", "4")), drawing_rule=2)
    svg = draw_both(one).wide
    assert re.search(r'class="k-1"[^>]*stroke-dasharray="1,4"', svg)
    assert svg.count("<circle") == 4
    old = draw_both(replace(one, drawing_rule=1)).wide
    assert "1,4" not in old


def test_bars_say_which_periods_are_left_out() -> None:
    years = ("2014", "2017", "December 2018", "2019")
    one = chart("bars", years, Series(name="A", cells=("1", "2", "3", "4")), drawing_rule=2)
    svg = draw_both(one).narrow
    assert ">No numbers between 2014 and 2017<" in svg
    # A whole year follows the December before it at once.
    assert "December 2018 and 2019" not in svg


def box_of_words(svg: str, words: str) -> Box:
    texts = [mark for mark in marks_of(ElementTree.fromstring(svg)) if mark.tag == "text"]
    return next(box_of_text(text) for text in texts if text.text == words)


@pytest.mark.parametrize("kind", ["bars", "dots"])
@pytest.mark.parametrize("value", ["20", "43", "60", "61", "63", "70", "75"])
def test_no_value_stands_on_a_line_or_a_range_and_the_words_of_a_line_are_beside_it(
    kind: str, value: str
) -> None:
    one = chart(
        kind,
        ("North", "South"),
        Series(name="Share", cells=("60", "48"), low=("50", "45"), high=("62", "52")),
        reference_lines=(ReferenceLine(value=value, words="Shire"),),
        unit="percent",
        drawing_rule=2,
    )
    for svg in draw_both(one):
        lines = upright_lines(svg)
        assert {x for x, _, _ in lines} == {lines[0][0]}
        x, top, _ = lines[0]
        for words in ("60%", "48%"):
            left, _, right, _ = box_of_words(svg, words)
            assert x < left or x > right
        left, words_top, right, foot = box_of_words(svg, f"Shire, {value}%")
        assert min(abs(left - x), abs(right - x)) < 8
        assert words_top - 4 <= top <= foot


@pytest.mark.parametrize("kind", ["bars", "dots", "lines"])
def test_a_drawing_says_what_its_ranges_are(kind: str) -> None:
    with_ranges = Series(name="A", cells=("4", "5"), low=("3", "4"), high=("5", "6"))
    one = chart(kind, YEARS[:2], with_ranges, drawing_rule=2)
    bare = replace(one, series=(replace(with_ranges, low=(), high=()),))
    for svg, without in zip(draw_both(one), draw_both(bare), strict=True):
        assert "The number may be" in svg
        assert "The number may be" not in without


@pytest.mark.parametrize("kind", ["bars", "dots"])
def test_a_note_at_a_label_says_which(kind: str) -> None:
    few = ChartNote(start="1", end="1", when="South", words="few asked", labels=("South",))
    one = chart(kind, ("North", "South"), rising("A", 4, 2), notes=(few,), drawing_rule=2)
    assert all(">South: few asked<" in svg for svg in draw_both(one))


def test_a_line_stands_beside_its_words_and_in_each_strip_of_dots_on_a_phone() -> None:
    one = chart(
        "dots",
        ("North", "South"),
        rising("2023", 40, 2),
        rising("2025", 50, 2),
        reference_lines=(ReferenceLine(value="75", words="Target"),),
    )
    svg = draw_both(one).narrow
    stretches = upright_lines(svg)
    left, top, right, foot = box_of_words(svg, "Target, 75")
    assert len({x for x, _, _ in stretches}) == 1
    assert len(stretches) == 3
    assert min(abs(stretches[0][0] - left), abs(stretches[0][0] - right)) < 8
    assert stretches[0][1] <= foot
    assert stretches[0][2] >= top


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("900", "997", "1094"), "900 to 1,094"),
        (("", "997", "1094"), "1,094"),
        (("900", "", ""), "900"),
    ],
)
def test_a_key_says_what_each_line_goes_from_and_to(cells: tuple[str, ...], said: str):
    thefts = chart("lines", YEARS[:3], Series(name="Thefts", cells=cells))
    newest = draw_both(replace(thefts, drawing_rule=DRAWING_RULE)).narrow
    before = draw_both(replace(thefts, drawing_rule=4)).narrow

    assert f">{said}</text>" in newest
    assert f">{said.rpartition(' ')[2]}</text>" in before
