"""Totals and their parts: a wrong sum is told, and so is a cell that can be worked out."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.models.totals import is_small_count, possible_counts, total_problems
from safety_plan.reading.csv_files import Row


def rules(total: str, *parts: str) -> list[tuple[str, int]]:
    """The rule that a *total* and its *parts* break, and the row that is told."""
    rows = [Row("t.csv", number, {"n": cell}) for number, cell in enumerate(parts, start=2)]
    told = total_problems(Row("t.csv", 9, {"n": total}), "n", [(row, "n") for row in rows])
    assert all(problem.location.column == "n" for problem in told)
    return [(problem.rule, problem.location.row) for problem in told]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5), st.integers(-3, 3))
def test_a_total_that_its_parts_do_not_make_is_told_and_no_other(parts: list[int], off: int):
    told = rules(str(sum(parts) + off), *map(str, parts))

    assert told == ([("total-adds", 9)] if off else [])


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        # A part that is not known leaves room above the others, and none below them.
        (("10", "4", "[x]"), []),
        (("10", "10", "[x]"), []),
        (("10", "11", "[x]"), [("total-adds", 9)]),
        (("[x]", "4", "5"), []),
        (("10",), []),
        # One cell that is held back is the rest; two of which little is left are one each.
        (("10", "4", "[c]"), [("held-back-alone", 3)]),
        (("10", "[c]", "4", "[x]"), []),
        (("10", "4", "[c]", "[c]"), []),
        (("6", "4", "[c]", "[c]"), [("held-back-alone", 3)]),
        (("5", "4", "[c]", "[c]"), [("held-back-alone", 3)]),
        (("4", "4", "[c]", "[c]"), [("held-back-alone", 3)]),
        (("7", "4", "[c]", "[c]"), []),
        (("3", "4", "[c]", "[c]"), [("total-adds", 9)]),
        (("[x]", "4", "[c]"), []),
        # A total that is held back is the sum of its parts, but for the only part that it has.
        (("[c]", "4", "5"), [("held-back-alone", 9)]),
        (("[c]", "4", "[c]"), []),
        (("[c]", "4", "[x]"), []),
        (("[c]", "4"), []),
    ],
)
def test_what_a_reader_could_work_out_is_told(cells: tuple[str, ...], told: list[tuple[str, int]]):
    assert rules(*cells) == told


@given(st.fractions(-20, 20), st.fractions(0, 10))
def test_the_counts_between_two_ends_are_counted(low: Fraction, width: Fraction):
    counts = [n for n in range(41) if low <= n <= low + width]

    assert possible_counts(low, low + width) == len(counts)


def test_counts_of_1_to_4_are_small():
    cells = ("-1", "0", "0.5", "1", "4", "4.0", "5", "[c]", "", "many")

    assert [cell for cell in cells if is_small_count(cell)] == ["1", "4", "4.0"]
