"""When pandas is started: only where a table has to be worked out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.checks.test_cases import BASE, laid_over

HOUSE = Path(__file__).resolve().parents[3]
TINY = HOUSE / "tests" / "tiny_plan"
CODE = """
import sys
from pathlib import Path
from safety_plan.checks.registry import check
plan, bundle, problems = check(Path(sys.argv[1]))
assert problems == [], problems
print(sum(len(table.rows) for table in plan.tables.values() if table.derivation))
print("pandas" in sys.modules)
"""


def run(plan: Path, cache: Path) -> tuple[int, bool]:
    """How many rows are worked out of the plan at *plan*, and whether pandas was started."""
    env = {**os.environ, "PYTHONPATH": str(HOUSE), "PLAN_CACHE": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(plan)], env=env, capture_output=True, text=True, check=True
    )
    rows, started = done.stdout.split()
    return int(rows), started == "True"


def test_pandas_is_started_once_and_not_where_the_cache_holds_every_table(tmp_path: Path):
    plan = Path(shutil.copytree(TINY, tmp_path / "plan"))

    first, again = run(plan, tmp_path / "cache"), run(plan, tmp_path / "cache")
    quarters = plan / "data" / "theft-quarters.csv"
    quarters.write_text(quarters.read_text("utf-8").replace(",20\n", ",19\n", 1), "utf-8")
    published = plan / "data" / "theft-year-ends.csv"
    published.write_text(published.read_text("utf-8").replace(",100\n", ",99\n"), "utf-8")

    assert first[0] == again[0] > 0
    assert (first[1], again[1]) == (True, False)
    assert run(plan, tmp_path / "cache") == (first[0], True)


def test_the_tables_of_one_plan_do_not_drive_those_of_another_out_of_the_cache(tmp_path: Path):
    plan = Path(shutil.copytree(TINY, tmp_path / "plan"))
    sealed = Path(shutil.copytree(plan, tmp_path / "sealed"))
    quarters = sealed / "data" / "theft-quarters.csv"
    quarters.write_text(quarters.read_text("utf-8").replace(",20\n", ",19\n", 1), "utf-8")
    published = sealed / "data" / "theft-year-ends.csv"
    published.write_text(published.read_text("utf-8").replace(",100\n", ",99\n"), "utf-8")

    started = [run(folder, tmp_path / "cache")[1] for folder in (plan, sealed, plan, sealed)]

    assert started == [True, True, False, False]


def test_pandas_is_not_started_where_nothing_is_worked_out(tmp_path: Path):
    plan = laid_over(BASE, Path(shutil.copytree(TINY, tmp_path / "plan")))
    package = plan / "data" / "datapackage.yml"
    package.write_text(package.read_text("utf-8").partition("recipes:\n")[0], "utf-8")

    assert run(plan, tmp_path / "cache") == (0, False)
