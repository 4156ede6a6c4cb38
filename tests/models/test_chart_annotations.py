"""What a chart is given besides its cells is what its kind draws."""

from safety_plan.charts.kinds import KINDS
from safety_plan.models.chart_annotations import ChartRows, with_annotations
from safety_plan.models.chart_settings import ChartSettings
from safety_plan.models.charts import Annotation, Chart, ReferenceLine, Series
from safety_plan.models.tables import Table

YEARS = ("2018", "2019")
TABLE = Table(
    name="thefts",
    title="",
    description="",
    source="",
    place="",
    caveats=(),
    columns=(),
    key=(),
    rows=(),
)


def index_of_kind(kind: str) -> Chart:
    """An index whose base is its first year, as a chart of *kind*."""
    words = {"title": "", "subtitle": "", "table": "thefts", "labels": "period", "values": "index"}
    series = Series(name="Thefts", cells=("100", "120"))
    chart = Chart(
        id="thefts",
        kind=kind,
        title="",
        subtitle="",
        description="",
        unit="index",
        labels_heading="Year",
        labels=YEARS,
        series=(series,),
    )
    settings = ChartSettings(kind=kind, where={}, **words)
    of = ChartRows(table=TABLE, line_table=TABLE, rows=(), labels=YEARS)
    return with_annotations(chart, settings, KINDS[kind].annotations, of)


def test_the_base_of_an_index_is_a_line_only_where_the_kind_draws_lines():
    for name, kind in KINDS.items():
        lines = index_of_kind(name).reference_lines
        base = (ReferenceLine(value="100", words="100 = 2018"),)
        assert lines == (base if Annotation.LINES in kind.annotations else ())
