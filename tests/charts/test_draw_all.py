"""Every chart drawn before it is asked for, on several cores."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from safety_plan.charts import draw as drawing
from safety_plan.charts.draw import cached_svg, draw, draw_all
from safety_plan.core.translation import language_of_page
from safety_plan.models.charts import Chart, Series
from tests.conftest import HOUSE

CHART = Chart(
    id="thefts",
    kind="lines",
    title="Thefts",
    subtitle="Reported thefts",
    description="",
    unit="count",
    labels_heading="Year",
    labels=("2018", "2019", "2020"),
    series=(Series(name="Northmere", cells=("4", "9", "6")),),
)
CHARTS = [replace(CHART, series=(Series(name=name, cells=("4", "9", "6")),)) for name in "ABCD"]
#: Draws for longer than this test waits, in two processes.
MANY_CHARTS = """
import sys
from dataclasses import replace
from pathlib import Path
from safety_plan.charts.draw import draw_all
from tests.charts.test_draw_all import CHART
if __name__ == "__main__":
    charts = [replace(CHART, id=str(number)) for number in range(5000)]
    draw_all(charts, Path(sys.argv[1]), 2)
"""


@pytest.fixture(autouse=True)
def _processes_for_few_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a few charts be worth a process, as many are."""
    monkeypatch.setattr(drawing, "CHARTS_FOR_A_PROCESS", 1)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_charts_are_drawn_in_other_processes_as_they_are_in_this_one(tmp_path: Path, method: str):
    without_values = replace(CHART, series=(Series(name="A", cells=("", "", "")),))
    charts = [*CHARTS, without_values]

    with language_of_page("cy"):
        count = draw_all(charts, tmp_path, 2, multiprocessing.get_context(method))

        assert count == len(charts)
        assert len(list(tmp_path.iterdir())) == len(charts)
        assert [cached_svg(tmp_path, chart) for chart in charts] == [draw(c) for c in charts]
        assert "A: dim gwerthoedd" in cached_svg(tmp_path, without_values)
    assert "A: no values" in cached_svg(tmp_path, without_values)


def test_one_worker_draws_the_same_files(tmp_path: Path):
    draw_all(CHARTS, tmp_path / "one", 1)
    draw_all(CHARTS, tmp_path / "two", 2)

    one, two = ([cached_svg(tmp_path / name, chart) for chart in CHARTS] for name in ("one", "two"))
    assert one == two
    assert {file.name for file in (tmp_path / "one").iterdir()} == {
        file.name for file in (tmp_path / "two").iterdir()
    }


def test_a_chart_is_drawn_once_however_often_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert draw_all([*CHARTS, *CHARTS], tmp_path, 1) == len(CHARTS)

    def fail(_: Chart) -> str:
        raise AssertionError("drawn again")

    monkeypatch.setattr(drawing, "draw", fail)
    assert draw_all(CHARTS, tmp_path, 2) == 0
    assert cached_svg(tmp_path, CHARTS[0]).startswith("<svg")


def test_a_chart_that_cannot_be_drawn_is_an_error_of_whoever_asked(tmp_path: Path):
    unknown = replace(CHART, kind="pies")

    with pytest.raises(KeyError, match="pies"):
        draw_all([*CHARTS, unknown], tmp_path, 2)


@pytest.mark.skipif(os.name != "posix", reason="sends a signal to a group of processes")
@pytest.mark.usefixtures("interruptible")
def test_an_interruption_ends_every_process(tmp_path: Path):
    script, folder = tmp_path / "many.py", tmp_path / "charts"
    script.write_text(MANY_CHARTS, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script), str(folder)],
        env={**os.environ, "PYTHONPATH": str(HOUSE)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not any(folder.glob("*.svg")) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)

    assert process.returncode != 0
    assert errors.count("KeyboardInterrupt") == errors.count("Traceback") == 1
    assert 0 < len(list(folder.glob("*.svg"))) < 5000
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
