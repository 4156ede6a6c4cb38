"""Whatever a limit is: a cell beyond it is refused, and its neighbour at the limit is not."""

import re
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.models.test_constraints import rules, table

#: A limit of each kind: the constraints, the type, cells that keep to it, and a cell that does not.
Case = tuple[dict, str, list[str], str]
WORDS = st.text(alphabet="abcdefgBCDÉ", min_size=1, max_size=8)
PATTERNS = st.sampled_from(["[A-Z]{2}[0-9]{3}", "(North|South)", "E0[0-9]{7}", "a+b?"])


@st.composite
def numbers(draw: st.DrawFn) -> Case:
    """A least or a greatest number: the cell at it stays, the next one beyond it does not."""
    decimals = draw(st.integers(0, 3))
    step = Decimal(1).scaleb(-decimals)
    limit = draw(st.integers(-10_000, 10_000)) * step
    key, beyond = draw(st.sampled_from([("minimum", -step), ("maximum", step)]))
    within = limit - draw(st.integers(0, 50)) * beyond
    kind = "number" if decimals else "integer"
    return {key: str(limit)}, kind, [str(limit), str(within)], str(limit + beyond)


@st.composite
def lengths(draw: st.DrawFn) -> Case:
    """The fewest or the most letters."""
    count = draw(st.integers(2, 20))
    key, beyond = draw(st.sampled_from([("minLength", -1), ("maxLength", 1)]))
    return {key: str(count)}, "string", ["é" * count], "é" * (count + beyond)


@st.composite
def patterns(draw: st.DrawFn) -> Case:
    """A pattern: it holds of the whole cell, so a letter more breaks it."""
    pattern = draw(PATTERNS)
    cell = draw(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))
    beyond = draw(st.sampled_from([f"{cell}z", f"z{cell}"]))
    return {"pattern": pattern}, "string", [cell], beyond


@st.composite
def choices(draw: st.DrawFn) -> Case:
    """The cells that there may be, and one that is nearly one of them."""
    cells = draw(st.lists(WORDS, min_size=1, max_size=5, unique=True))
    other = draw(
        st.sampled_from([f"{cells[0]}x", cells[0].swapcase()]).filter(
            lambda cell: cell not in cells
        )
    )
    return {"enum": cells}, "string", cells, other


@st.composite
def single(draw: st.DrawFn) -> Case:
    """No two alike: one cell more is as good as it is another."""
    cells = draw(st.lists(WORDS, min_size=1, max_size=5, unique=True))
    return {"unique": "yes"}, "string", cells, draw(st.sampled_from(cells))


@st.composite
def needed(draw: st.DrawFn) -> Case:
    """A value in each row: neither an empty cell is one, nor a mark for a number nobody has."""
    cells = draw(st.lists(WORDS, min_size=1, max_size=5))
    return {"required": "yes"}, "string", cells, draw(st.sampled_from(["", "[x]", "[c]", "[z]"]))


@pytest.mark.parametrize("kind", [numbers, lengths, patterns, choices, single, needed])
def test_the_neighbour_beyond_a_limit_is_refused_and_the_one_at_it_is_not(
    kind: Callable[[], SearchStrategy[Case]],
):
    @settings(max_examples=40)
    @given(kind())
    def holds(case: Case) -> None:
        constraints, column, good, bad = case
        with tempfile.TemporaryDirectory() as folder:
            assert rules(table(Path(folder), constraints, good, column)) == []
            assert rules(table(Path(folder), constraints, [*good, bad], column)) == [
                "constraint-broken"
            ]

    holds()


@settings(max_examples=60)
@given(st.lists(st.one_of(numbers(), lengths(), choices()), min_size=2, max_size=3))
def test_a_cell_that_keeps_to_one_limit_and_breaks_another_is_refused(cases: list[Case]):
    case, *others = (one for one in cases if one[1] == cases[0][1])
    constraints, column, good, bad = case
    merged = {key: value for other in others for key, value in other[0].items()} | constraints
    with tempfile.TemporaryDirectory() as folder:
        assert "constraint-broken" in rules(table(Path(folder), merged, [*good, bad], column))
