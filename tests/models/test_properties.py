"""What holds whatever the data files say: no number is guessed, no message is lost."""

import csv
import io
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.registry import check
from safety_plan.core.problems import Location
from safety_plan.core.quantities import format_number, read_decimal
from safety_plan.models.cells import cell_problems
from safety_plan.models.columns import Column
from safety_plan.models.plan import Plan, read_plan
from safety_plan.reading.csv_files import Row

TINY = Path(__file__).parents[1] / "tiny_plan"
BOUNDED = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
NUMBERISH = st.text(alphabet="0123456789.,-−+eE£%()[]cxz '١１ \u00a0", max_size=20)
BAD = ["=1+1", "#REF!", "<b>", "1,204", "N/A", " 12", "\u200b", "03-May", "[C]", "â€™", "-1", "x"]
#: Cells whose content nothing else leans on: file, row as the file counts, column.
CELLS = [
    *(("thefts", row, column) for row in range(5, 12) for column in (2, 3)),
    *(("figures", row, column) for row in (3, 6, 7) for column in (2, 3, 4, 5, 7)),
    *(("glossary", 2, 1), ("contacts", 1, 4), ("contacts", 2, 6)),
    *(("actions", 2, 6), ("money", 1, 4)),
]


def edited(root: Path, name: str, row: int, column: int, cell: str) -> None:
    file = root / "data" / f"{name}.csv"
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    rows[row][column] = cell
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    file.write_bytes(text.getvalue().encode())


@settings(max_examples=500)
@given(st.one_of(NUMBERISH, st.from_regex(r"-?[0-9]{1,17}(\.[0-9]{1,12})?", fullmatch=True)))
def test_no_accepted_number_differs_from_what_the_file_says(cell: str):
    row = Row("data/x.csv", 2, {"value": cell})

    if not cell_problems(row, Column(name="value", title="", type="number")):
        number = read_decimal(cell)
        said = cell if number is None else format_number(number).replace(",", "").replace("−", "-")
        assert said == cell
        assert number is not None or cell in ("[c]", "[x]", "[z]")


def messages(root: Path) -> set[tuple[Location, str]]:
    return {(problem.location, problem.found) for problem in check(root)[2]}


@pytest.fixture(scope="module")
def with_bad_cells(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny plan with a mistake in each of five files."""
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("bad") / "plan"))
    edited(root, "thefts", 1, 2, "1,204")
    edited(root, "figures", 4, 3, "more then")
    edited(root, "glossary", 1, 3, "comittee-report")
    edited(root, "contacts", 2, 4, "none")
    edited(root, "actions", 1, 6, "finished")
    return root


@pytest.fixture(scope="module")
def five_messages(with_bad_cells: Path) -> set[tuple[Location, str]]:
    return messages(with_bad_cells)


@BOUNDED
@given(place=st.sampled_from(CELLS), cell=st.sampled_from(BAD))
def test_one_more_bad_cell_never_hides_an_earlier_message(
    with_bad_cells: Path,
    five_messages: set[tuple[Location, str]],
    place: tuple[str, int, int],
    cell: str,
):
    file = with_bad_cells / "data" / f"{place[0]}.csv"
    before = file.read_bytes()
    edited(with_bad_cells, *place, cell)
    try:
        found = messages(with_bad_cells)
    finally:
        file.write_bytes(before)

    assert len(five_messages) == 5
    assert five_messages - found == set()


def shown_by(plan: Plan) -> object:
    figures = {f.id: (f.text, f.source, f.caveats) for f in plan.figures.values()}
    lines = {
        c.id: (c.labels, {s.name: s.cells for s in c.series}, c.title)
        for c in plan.charts.values()
        if c.kind != "lineage"
    }
    return figures, lines


@pytest.fixture(scope="module")
def shown_by_tiny() -> object:
    return shown_by(read_plan(TINY, KINDS)[0])


@settings(max_examples=15)
@given(chance=st.randoms(use_true_random=False))
def test_shuffled_rows_change_no_figure_and_no_chart(shown_by_tiny: object, chance: random.Random):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(TINY, Path(folder) / "plan"))
        for name in ("thefts", "figures", "decisions"):
            file = root / "data" / f"{name}.csv"
            head, *rows = file.read_text(encoding="utf-8").splitlines()
            chance.shuffle(rows)
            file.write_bytes("\n".join([head, *rows, ""]).encode())

        plan, _, problems = check(root)
        assert problems == []
        assert shown_by(plan) == shown_by_tiny
