"""What a drawing promises to whoever puts it on a page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from safety_plan.charts import KINDS, Chart, Series
from safety_plan.drawing import draw
from safety_plan.drawing.axes import short_labels, ticks
from safety_plan.drawing.measure import text_width, wrap
from safety_plan.drawing.style import SENTINELS
from safety_plan.drawing.svg import clean

ROOT = Path(__file__).resolve().parent.parent
YEARS = tuple(f"{year} to {year + 1}" for year in range(2010, 2018))
SEASONS = ("January to March", "April to June", "July to September", "October to December")
QUARTERS = tuple(f"{SEASONS[i % 4]} {2014 + i // 4}" for i in range(24))
LONG = "Upper Marsh with Saint Somebody-under-the-Hill and Nether Wallop Without"


def chart(kind: str, labels: tuple[str, ...], *series: Series, **more: object) -> Chart:
    words = {"title": "Title", "subtitle": "Subtitle", "description": "Words"}
    rest = {"unit": "count", "labels_heading": "Year", **words, **more}
    return Chart(id=kind, kind=kind, labels=labels, series=series, **rest)  # type: ignore[arg-type]


def rising(name: str, start: int, count: int, *, marked: bool = False) -> Series:
    cells = tuple(str(start + 97 * i) for i in range(count))
    return Series(name=name, cells=cells, marked=marked)


def words(*cells: str) -> tuple[str, ...]:
    return cells


CHARTS = {
    "lines": chart(
        "lines",
        YEARS,
        *(rising(f"Group {i} of the forces most like ours", 900 + i, 8) for i in range(4)),
    ),
    "lines of quarters": chart("lines", QUARTERS, rising("Thefts", 11200, 24)),
    "lines of one point": chart("lines", YEARS[:1], rising("Thefts", 5, 1)),
    "lines of nothing": chart("lines", YEARS[:2], Series(name="Thefts", cells=("", ""))),
    "bars": chart(
        "bars",
        (LONG, "Ferry & Bridge", "Mill <Old>"),
        Series(name="Rate", cells=("1204.5", "", "0")),
        marked=("Mill <Old>",),
        unit="pounds",
    ),
    "bars below zero": chart("bars", ("Up", "Down"), Series(name="Change", cells=("4", "-7"))),
    "bars in groups": chart("bars", ("Day", "Night"), rising("2023", 40, 2), rising("2025", 50, 2)),
    "multiples": chart(
        "multiples", QUARTERS, *(rising(f"{LONG} {i}", 9 * i, 24) for i in range(9))
    ),
    "timeline": chart(
        "timeline",
        ("2 June 2020", "not dated in the source"),
        Series(name="Event", cells=words(f"{LONG}. {LONG}: {'x' * 90}", "Adopted")),
        marked=("2 June 2020",),
    ),
    "lineage": chart(
        "lineage",
        ("2011", "2012", "The third edition as revised in draft", "2014"),
        Series(name=LONG, cells=words(LONG, LONG, "", "Theft")),
        Series(name="Thefts", cells=words("", "Thefts", "Thefts of bicycles", LONG)),
    ),
}
DRAWN = [
    pytest.param(svg, id=f"{name}, {width}")
    for name, drawn in ((name, draw(made)) for name, made in CHARTS.items())
    for width, svg in (("wide", drawn.wide), ("narrow", drawn.narrow))
]


def inside(source: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg">{source}</svg>'


def cleaned(source: str) -> str:
    return clean(inside(source), 10, 10, "chart-wide")


def test_every_kind_of_chart_is_drawn_here() -> None:
    assert {made.kind for made in CHARTS.values()} == set(KINDS)


@pytest.mark.parametrize("svg", DRAWN)
def test_a_drawing_is_one_decorative_svg_of_a_known_width(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    width = {"chart-svg chart-wide": "680", "chart-svg chart-narrow": "288"}[root.attrib["class"]]
    assert root.attrib["width"] == width
    assert root.attrib["viewBox"] == f"0 0 {width} {root.attrib['height']}"
    assert root.attrib["aria-hidden"] == "true"
    assert root.attrib["focusable"] == "false"


@pytest.mark.parametrize("svg", DRAWN)
def test_nothing_in_a_drawing_repeats_leaks_or_breaks_a_strict_policy(svg: str) -> None:
    assert not re.search(r"\s(id|style|on\w+|href|xmlns\S*|clip-path)=", svg)
    assert not re.search(r"<(style|script|defs|metadata|use|image|title|!)", svg)
    assert not re.search(r"#[0-9a-f]{3,6}|rgb\(|\bnan\b", svg)
    assert "\n" not in svg


@pytest.mark.parametrize("svg", DRAWN)
def test_words_are_never_smaller_than_12_px(svg: str) -> None:
    assert {float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)} == {14.0}


@pytest.mark.parametrize("svg", DRAWN)
def test_words_stay_inside_the_drawing(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for text in root.iter("text"):
        long = text_width(text.text or "", text.get("font-weight") == "700")
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")]
        left, y = float(text.attrib["x"]) - share * long, float(text.attrib["y"])
        assert left >= -0.2, text.text
        assert left + long <= width + 0.2, text.text
        assert 11 <= y <= height - 3, text.text


@pytest.mark.parametrize("svg", DRAWN)
def test_no_words_lie_over_other_words(svg: str) -> None:
    boxes: list[tuple[float, float, float, str]] = []
    for text in ElementTree.fromstring(svg).iter("text"):
        long = text_width(text.text or "", text.get("font-weight") == "700")
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")]
        x, y = float(text.attrib["x"]) - share * long, float(text.attrib["y"])
        for left, right, base, other in boxes:
            apart = x >= right - 0.2 or x + long <= left + 0.2 or abs(y - base) >= 14
            assert apart, (text.text, other)
        boxes.append((x, x + long, y, text.text or ""))


def test_the_same_chart_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests'); import test_drawing as t;"
        "print([t.draw(c) for c in t.CHARTS.values()])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10000


def test_importing_the_package_does_not_import_matplotlib() -> None:
    code = "import sys, safety_plan.drawing; sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_a_missing_value_breaks_the_line() -> None:
    whole = chart("lines", YEARS[:5], Series(name="A", cells=("1", "2", "3", "4", "5")))
    broken = chart("lines", YEARS[:5], Series(name="A", cells=("1", "2", "", "4", "5")))
    line = re.compile(r'<path d="([^"]+)" class="k-1"')
    assert [d.count("M") for d in line.findall(draw(whole).wide)] == [1]
    assert [d.count("M") for d in line.findall(draw(broken).wide)] == [2]


def test_a_value_alone_between_gaps_is_a_dot() -> None:
    alone = chart("lines", YEARS[:5], Series(name="A", cells=("1", "", "3", "", "5")))
    assert draw(alone).wide.count("<circle") == 3


def test_a_line_that_stops_early_says_when() -> None:
    early = chart("lines", YEARS[:3], Series(name="A", cells=("1", "2", "")))
    assert "A (2011–12)" in draw(early).wide


def test_our_own_bar_is_in_colour_and_its_name_is_bold() -> None:
    svg = draw(CHARTS["bars"]).wide
    assert re.search(r'font-weight="700"[^>]*>Mill &lt;Old&gt;<', svg)
    assert re.search(r'class="f-other"', svg)


def test_bars_start_from_zero() -> None:
    twice = chart("bars", ("A", "B"), Series(name="Rate", cells=("100", "50")))
    bars = re.findall(r'<path d="M([\d.]+) [\d.]+H([\d.]+)[^"]*" class="f-1"', draw(twice).narrow)
    first, second = (float(end) - float(start) for start, end in bars)
    assert first == pytest.approx(2 * second, abs=0.2)


def test_a_missing_bar_is_named_in_words() -> None:
    assert "no value" in draw(CHARTS["bars"]).narrow


def test_series_differ_by_more_than_colour() -> None:
    svg = draw(CHARTS["lines"]).wide
    dashes = re.findall(r'class="k-\d"([^>]*stroke-dasharray="[^"]+")', svg)
    assert len(set(dashes)) == 3


def test_wording_is_written_only_where_it_changes() -> None:
    svg = draw(CHARTS["lineage"]).wide
    assert svg.count("<circle") == 6 + 2  # one for each entry, two in the key
    assert svg.count(">Thefts of bicycles<") == 1


@pytest.mark.parametrize(
    "source",
    [
        '<path d="M 0 0 L 1 1" style="stroke: #ff0000"/>',
        f'<path d="M 0 0 L 1 1" style="stroke: {SENTINELS["ink"]}"/>',
        f'<path d="M 0 0 L 1 1" style="stroke: {SENTINELS["1"]}; opacity: 0.5"/>',
        '<text style="font-size: 9px" x="1" y="2">Small</text>',
        '<text x="1" y="2" transform="rotate(-90 1 2)">Turned</text>',
        '<image href="x.png"/>',
    ],
    ids=["colour", "ink line", "style", "small words", "turned words", "image"],
)
def test_what_the_cleaner_does_not_know_is_refused(source: str) -> None:
    with pytest.raises(RuntimeError):
        cleaned(source)


def test_words_that_look_like_markup_or_mathematics_stay_words() -> None:
    odd = chart("timeline", ("2020",), Series(name="E", cells=("<b> & $x_1$ cost $5",)))
    assert "&lt;b&gt; &amp; $x_1$ cost $5" in draw(odd).wide


def test_ticks_are_few_round_and_start_from_zero() -> None:
    def said(*cells: str) -> str:
        return " ".join(str(tick) for tick in ticks(cells, "per_1000"))

    assert said("31.2", "44.0") == "0 20 40 60"
    assert said("0.4", "1.9") == "0.0 0.5 1.0 1.5 2.0"
    assert ticks(["103", "108"], "index")[0] > 100


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
