"""What every kind of chart answers for, and that nothing else asks for a kind by its name."""

import ast
import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from safety_plan.charts.axes import STYLES
from safety_plan.charts.draw import draw
from safety_plan.charts.kind import ChartKind
from safety_plan.charts.kinds import KINDS, kind_of, on_one_scale, shared_scale_direction
from safety_plan.checks.chart_titles import contradictions
from safety_plan.checks.registry import check
from safety_plan.content.renderer import Renderer
from safety_plan.core.palette import Mode, palette
from safety_plan.core.problems import Location
from safety_plan.diff.charts import chart_scale
from safety_plan.models.chart_settings import ChartSettings
from safety_plan.models.charts import DRAWING_RULE, Chart, Series
from safety_plan.models.fields import rules_of
from safety_plan.reading.yaml_files import as_mapping, read_yaml
from tests.conftest import HOUSE, TINY

PACKAGE = HOUSE / "safety_plan"
SHEET = (PACKAGE / "theme/assets/stylesheets/charts.css").read_text(encoding="utf-8")
YEARS = ("2018", "2019", "2020")
WORDS = ("Adopted", "Revised", "Adopted again")


@pytest.fixture(scope="module")
def tiny_charts() -> list[Chart]:
    """Every chart of the tiny plan, which has one of each kind."""
    return [*check(TINY)[0].charts.values()]


@pytest.fixture(scope="module")
def examples(tiny_charts: list[Chart]) -> dict[str, Chart]:
    """A chart of each kind."""
    return {chart.kind: chart for chart in tiny_charts}


@pytest.fixture(params=KINDS.values(), ids=lambda kind: kind.name)
def kind(request: pytest.FixtureRequest) -> ChartKind:
    """Each kind of the registry."""
    kind = request.param
    assert isinstance(kind, ChartKind)
    return kind


@pytest.fixture
def example(kind: ChartKind, examples: dict[str, Chart]) -> Chart:
    """The chart of the examples that is of this kind."""
    assert kind.name in examples, f"no chart in {TINY}/data/charts.yml is a {kind.name}"
    return examples[kind.name]


def chart(kind: str, *cells: str, title: str = "Thefts", unit: str = "count") -> Chart:
    return Chart(
        id="thefts",
        kind=kind,
        title=title,
        subtitle="Reported thefts",
        description="",
        unit=unit,
        labels_heading="Year",
        labels=YEARS[: len(cells)],
        series=(Series(name="Northmere", cells=cells, rows=(0,) * len(cells)),),
    )


def chart_of_kind(kind: ChartKind) -> Chart:
    return chart(kind.name, *(("4", "9", "6") if kind.has_numbers else WORDS))


def modules_with_a_kind() -> list[str]:
    files = sorted((PACKAGE / "charts").glob("*.py"))
    return [f.stem for f in files if re.search(r"^KIND\b", f.read_text("utf-8"), re.M)]


@pytest.mark.parametrize("module", modules_with_a_kind())
def test_a_module_that_defines_a_kind_is_in_the_registry_under_its_own_name(module: str):
    assert module in KINDS


def test_the_registry_holds_nothing_else():
    assert sorted(KINDS) == modules_with_a_kind()


def test_the_tiny_plan_has_a_chart_of_every_kind_and_every_setting(tiny_charts: list[Chart]):
    entries = read_yaml(TINY / "data" / "charts.yml", "")[0].value
    settings = {key for name in entries for key in as_mapping(entries[name])}

    assert {chart.kind for chart in tiny_charts} == {*KINDS}
    assert settings == {*rules_of(ChartSettings)}


def test_the_tiny_plan_draws_all_that_a_chart_may_have_beside_its_cells(tiny_charts: list[Chart]):
    notes = [note for chart in tiny_charts for note in chart.notes]

    assert any(note.start == note.end and note.source for note in notes)
    assert any(note.start != note.end for note in notes)
    assert {chart.scale for chart in tiny_charts} == {
        *("", *(choice for kind in KINDS.values() for choice in kind.scale_choices))
    }
    assert any(series.ranges for chart in tiny_charts for series in chart.series)


def test_a_chart_of_one_place_says_so_where_its_table_holds_several(tiny_charts: list[Chart]):
    places = {chart.subtitle.partition(", 2018")[0]: chart.place for chart in tiny_charts}

    assert places["Reported thefts per 1,000 people, Fernbrook"] == "Fernbrook"
    assert "Fernbrook" != places["Reported thefts per 1,000 people"] != ""


def test_the_tiny_plan_shows_each_of_its_charts_on_a_page():
    plan, bundle, _ = check(TINY)
    shown = {name for page in bundle.record.pages.values() for name in page.charts}

    assert shown == {*plan.charts}


def test_each_kind_has_its_own_label(kind: ChartKind):
    others = [other.label for other in KINDS.values() if other is not kind]

    assert kind.label.strip()
    assert kind.label not in others


def test_a_chart_of_each_kind_is_described(kind: ChartKind):
    text = kind.description(chart_of_kind(kind))
    words = ["4", "9", "6"] if kind.has_numbers else [*WORDS]

    assert text.startswith(f"{kind.label}. ")
    assert text.endswith(". All the values are in the table that follows.")
    assert sum(word in text for word in words) >= 2
    assert sum(year in text for year in YEARS) >= 2


def test_a_chart_of_each_kind_is_laid_out_wide_and_narrow(example: Chart):
    wide, narrow = re.findall("<svg.*?</svg>", draw(example))

    assert "chart-wide" in wide
    assert "chart-narrow" in narrow
    for svg in (wide, narrow):
        height = re.search(r'height="(\d+)"', svg)
        assert height
        assert int(height[1]) > 50
        assert svg.count("<text") > 3


def test_the_style_sheet_has_a_rule_for_each_class_of_a_drawing(example: Chart):
    classes = {
        name for names in re.findall(r'class="([^"]+)"', draw(example)) for name in names.split()
    }
    missing = [name for name in sorted(classes) if f".{name}" not in SHEET]

    assert missing == []


def test_a_kind_has_a_scale_for_its_numbers_or_none_for_its_words(kind: ChartKind):
    sample = chart_of_kind(kind)
    numbers = [str(number) for number in kind.scale_numbers(sample)]

    assert numbers == (["4", "9", "6"] if kind.has_numbers else [])
    assert (kind.scale_direction is not None) == kind.has_numbers


def test_titles_of_a_kind_are_held_against_its_numbers_or_claim_nothing(kind: ChartKind):
    cells = ("9", "6", "4") if kind.has_numbers else WORDS
    false = chart(kind.name, *cells, title="Thefts rose every year")

    problems = contradictions(false, Location("data/charts.yml"))

    assert len(problems) == (1 if kind.has_numbers else 0)


def test_a_chart_of_each_kind_has_its_numbers_as_a_table(kind: ChartKind, example: Chart):
    headings = kind.table_headings(example)
    html = Renderer(figures={}, sources={}).block("chart", asdict(example))
    columns = re.findall(r"<th scope=\"col\"[^>]*>([^<]+)</th>", html)

    assert len(headings) == 1 + len(example.series)
    notes = ["Notes"] if example.notes else []
    ends = ["lower end", "upper end"] if example.series[0].low else []
    assert columns == [*headings, *(f"{headings[1]}: {end}" for end in ends), *notes]
    assert html.count('<th scope="row"') == len(example.labels)
    assert ('<td class="n"' in html) == kind.has_numbers
    assert kind.subtitle_note(example) in html


def test_every_row_and_every_label_has_its_place_in_the_order_of_a_kind(kind: ChartKind):
    plan, _, _ = check(TINY)
    rows = plan.tables["thefts"].rows
    labels = ["2020", "2018", "2019"]

    assert sorted(row.number for row in kind.rows_in_order(rows, "rate")) == [
        row.number for row in rows
    ]
    assert sorted(kind.labels_in_order(labels)) == sorted(labels)


def strings_of_code(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return {value for value in constants if isinstance(value, str)}


def strings_of_template(file: Path) -> set[str]:
    return {*re.findall(r"[\"']([^\"']*)[\"']", file.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def strings() -> dict[Path, set[str]]:
    """Each text that stands in the code or in a template of the package, by its file."""
    templates = [file for file in PACKAGE.rglob("*") if file.suffix in (".html", ".xml")]
    read = {file: strings_of_code(file) for file in PACKAGE.rglob("*.py")}
    return read | {file: strings_of_template(file) for file in templates}


def test_only_its_own_module_knows_the_name_of_a_kind(
    kind: ChartKind, strings: dict[Path, set[str]]
):
    own = PACKAGE / "charts" / f"{kind.name}.py"

    users = [file for file, texts in strings.items() if kind.name in texts and file != own]

    assert users == []


@pytest.mark.parametrize(
    ("one", "other", "direction"),
    [
        ("bars", "bars", "horizontal"),
        ("lines", "lines", "vertical"),
        ("lines", "multiples", "vertical"),
        ("lines", "bars", None),
        ("bars", "dots", None),
        ("bars", "shares", None),
        ("tiles", "tiles", "colour"),
        ("timeline", "timeline", None),
        ("lines", "lineage", None),
    ],
)
def test_two_charts_share_a_scale_that_runs_the_same_way(
    one: str, other: str, direction: str | None
):
    assert shared_scale_direction(chart(one, "4", "9"), chart(other, "5", "7")) == direction


def test_charts_of_different_units_share_no_scale():
    assert shared_scale_direction(chart("bars", "4"), chart("bars", "5", unit="percent")) is None


def test_charts_on_one_scale_have_room_for_the_numbers_of_both():
    before, after = on_one_scale(chart("lines", "4", "9"), chart("multiples", "5", "70"))

    for one in (before, after):
        assert {*map(str, kind_of(one).scale_numbers(one))} == {"4", "9", "5", "70"}
    assert on_one_scale(chart("lines", "4"), chart("bars", "9")) == (
        chart("lines", "4"),
        chart("bars", "9"),
    )


@pytest.mark.parametrize(
    ("kind_name", "sentence"),
    [
        ("bars", "Both have the same horizontal scale."),
        ("lines", "Both have the same vertical scale."),
        ("timeline", ""),
    ],
)
def test_a_comparison_says_which_way_the_scale_of_both_charts_runs(kind_name: str, sentence: str):
    old, new = (asdict(chart(kind_name, cell)) for cell in ("4", "9"))

    assert chart_scale(old, new) == sentence


def test_a_kind_that_nobody_knows_is_an_error_and_not_another_kind():
    with pytest.raises(KeyError, match="pies"):
        kind_of(chart("pies", "1"))


def declared_colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--chart-(\d+): ([^;]+);", css))


def test_no_two_series_have_the_same_colour_of_the_readers_own():
    forced = SHEET.partition("@media (forced-colors: active) {")[2].partition("\n}\n")[0]
    colours = declared_colours(forced)

    assert len(set(colours.values())) == len(colours) == len(STYLES)


def test_no_two_series_have_the_same_colour_on_any_ground():
    for mode in Mode:
        colours = {
            palette(mode)[name] for name in palette(mode) if re.fullmatch(r"chart-\d+", name)
        }
        assert len(colours) == len(STYLES)


def end_of_largest(svg: str) -> float:
    """The px of the right edge of the bar, or of the middle of the dot, furthest to the right."""
    bars = re.findall(r'd="M[\d.]+ [\d.]+H([\d.]+)[^"]*" class="f-', svg)
    dots = re.findall(r'<circle cx="([\d.]+)"', svg)
    return max(float(x) for x in bars + dots)


@pytest.mark.parametrize("kind", ["bars", "stacked", "shares", "dots", "dumbbell", "pyramid"])
def test_charts_of_a_kind_that_are_compared_stand_on_the_same_px(kind: str):
    def two_series(name: str, *cells: str) -> Chart:
        both = (Series(name="A", cells=cells), Series(name="B", cells=cells))
        labels = tuple(f"{name} {index}" for index in range(len(cells)))
        return replace(chart(kind, *cells), labels=labels, series=both)

    short = two_series("Wend", "900000", "5")
    long = two_series("A town with a name that is much longer", "900000", "0", "[c]")
    before, after = (end_of_largest(draw(one)) for one in on_one_scale(short, long))

    assert before == pytest.approx(after, abs=0.2)


def test_panels_that_are_compared_stand_in_one_order_and_are_equally_high():
    def panels(*names: str, rule: int) -> Chart:
        series = tuple(Series(name=name, cells=("4", "9", "6")) for name in names)
        return replace(chart("multiples", "4", "9", "6"), series=series, drawing_rule=rule)

    old, new = panels("Fires", "Thefts", "Gone", rule=1), panels("Thefts", "Fires", rule=2)
    before, after = on_one_scale(old, new)

    assert [series.name for series in before.series] == ["Thefts", "Fires", "Gone"]
    assert after.series == new.series
    assert before.drawing_rule == after.drawing_rule == 2
    assert draw(replace(before, series=before.series[:2])) == draw(after)


@pytest.mark.parametrize("rule", range(1, DRAWING_RULE + 1))
def test_a_chart_is_drawn_before_any_of_its_numbers_is_known(kind: ChartKind, rule: int):
    if kind.has_numbers:
        drawn = draw(replace(chart(kind.name, "", "", ""), drawing_rule=rule))

        assert drawn.count("</svg>") == 2
        assert kind.name != "bars" or drawn.count(">no value<") == 6
