"""A small line in a sentence: a mark in the resolved page, and the HTML that it becomes.

The mark holds the words and all that is drawn, so that a sealed page says the same for ever:
`[from 12 in 2015 to 9 in 2019](spark:better/thefts/0~12,0.5~10,1~9)`. It names the page and
the chart that show where the numbers come from. A run of values ends with a semicolon.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from html import escape

from markupsafe import Markup

from safety_plan.charts.kinds import kind_of
from safety_plan.charts.spark import Runs, has_line, spark_runs, spark_svg
from safety_plan.core.messages import problem
from safety_plan.core.period_words import period_words
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import format_value
from safety_plan.core.translation import gettext
from safety_plan.models.charts import Chart, Series
from safety_plan.models.pages import Page

_VALUE = r"-?[0-9]+(?:\.[0-9]+)?"
_POINT = rf"{_VALUE}~{_VALUE}"
_RUN = rf"{_POINT}(?:,{_POINT})*"
_TARGET = re.compile(rf"spark:([a-z0-9-]+)/([a-z0-9-]+)/({_RUN}(?:;{_RUN})*)")


def spark_words(chart: Chart, series: Series) -> str:
    """The first and the last value of *series* in words, which is all that a listener needs."""
    (start, first), *_, (end, last) = series.points
    old, new = format_value(first, chart.unit), format_value(last, chart.unit)
    then, now = _at(old, chart.labels[start]), _at(new, chart.labels[end])
    return gettext("from {then} to {now}").format(then=then, now=now)


def _at(value: str, label: str) -> str:
    """A value and when it was, told apart from the words around it: 2015 to 2016 is a year too."""
    if any(join in label for join in period_words().joins):
        return gettext("{value} ({label})").format(value=value, label=label)
    return gettext("{value} in {label}").format(value=value, label=label)


def spark_mark(chart: Chart, series: Series, page_id: str) -> str:
    """The Markdown of the line; *page_id* is that of the page that shows the chart."""
    runs = ";".join(
        ",".join(f"{place:f}~{value:f}" for place, value in run)
        for run in spark_runs(chart, series)
    )
    return f"[{spark_words(chart, series)}](spark:{page_id}/{chart.id}/{runs})"


def page_of_chart(pages: Mapping[str, Page], name: str) -> str:
    """The page_id of the first page that shows the chart *name*; empty where none does."""
    call = re.compile(rf"""\{{\{{\s*chart\(\s*["']{re.escape(name)}["']""")
    return next((page.page_id for page in pages.values() if call.search(page.text)), "")


def answer_spark(chart: Chart, series: str, page_id: str) -> str | Problem:
    """The mark of the line *series* of a chart, or of its only or marked one where that is empty.

    A problem where there is no such line; it has no location.
    """
    lines = {one.name: one for one in chart.series if kind_of(chart).has_numbers}
    marked = [one.name for one in lines.values() if one.marked]
    if not series and len(lines) > 1 and not marked:
        return problem("spark-line.which", Location(""), name=chart.id, choices=lines)
    name = series or next(iter([*marked, *lines]), "")
    if lines and name not in lines:
        return problem("spark-line.series", Location(""), name=name, choices=lines)
    if not lines or not has_line(chart, lines[name]):
        return problem("spark-line", Location(""), name=chart.id)
    if not page_id:
        return problem("spark-line.page", Location(""), name=chart.id)
    return spark_mark(chart, lines[name], page_id)


def is_spark(target: str) -> bool:
    """Whether a link with this *target* is a small line."""
    return _TARGET.fullmatch(target) is not None


def spark_html(target: str, text: str) -> Markup:
    """The line with its words, which lead to the chart.

    Raises ValueError where *target* is that of no small line.
    """
    match = _TARGET.fullmatch(target)
    if not match:
        raise ValueError(f"not the target of a small line: {target}")
    words = f'<a href="page:{match[1]}#chart-{match[2]}">{escape(text, quote=False)}</a>'
    return Markup(f'<span class="spark">{spark_svg(_read_runs(match[3]))} {words}</span>')


def _read_runs(text: str) -> Runs:
    return [[_read_point(point) for point in run.split(",")] for run in text.split(";")]


def _read_point(text: str) -> tuple[Decimal, Decimal]:
    place, value = text.split("~")
    return Decimal(place), Decimal(value)
