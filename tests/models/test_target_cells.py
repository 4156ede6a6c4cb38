"""Whatever stands in a cell of a target, it is read or told, and never raises."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.models.plan import read_plan
from safety_plan.models.target_rows import TargetRow
from safety_plan.models.verdicts import Verdict
from tests.conftest import TINY

ODD = (
    *("", "x", "-1", "0", "1e9", "1,000", "10%", "[c]", "½", "9" * 15, "9" * 16, "0.0000000001"),
    *("40 to 60", "60 to 40", "a to b", "1 to 2 to 3", "undated", "2019/20", "year to 2019-09"),
    *("thefts-latest", "light-day", "area=", "=;=", "between", "fall", "fall by", "rise", "green"),
    *("percent", "percentage_points", "count", "date", "committee-report", "thefts", "decisions"),
)
ROWS = {
    "look-up": {"table": "thefts", "row": "area=Fernbrook", "column": "thefts"},
    "figure": {"figure": "feel-safe"},
}


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("column", TargetRow.__dataclass_fields__)
def test_a_cell_is_read_or_told(tmp_path: Path, column: str, kind: str):
    plan = Path(shutil.copytree(TINY, tmp_path / "plan"))
    file = plan / "data" / "targets.csv"
    headings = file.read_text("utf-8").splitlines()[0].split(",")
    usual = {"what": "x", "direction": "at most", "value": "50", "by": "2023 to 2024"}
    usual |= {"set_by": "x", "source": "committee-report", **ROWS[kind]}
    with file.open("a", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, headings, restval="", lineterminator="\n")
        for index, cell in enumerate(ODD):
            # Each has a body of its own, or it would be the same target as another.
            row = {"id": f"odd-{index}", **usual, "set_by": f"body {index}"}
            writer.writerow({**row, column: cell})

    result, problems = read_plan(plan, KINDS)

    rows = {row["id"]: row.number for row in result.rows("targets")}
    told = {p.location.row for p in problems if p.location.path == "data/targets.csv"}
    silent = {name for name, row in rows.items() if name not in result.targets and row not in told}
    assert silent <= {""}
    for target in result.targets.values():
        assert target.judgement.verdict in Verdict
        assert all(isinstance(words, str) for words in target.words.values())
        assert target.line is None or target.line.is_finite()
