"""A term of the glossary that stands on a page is met, and one that does not is told."""

from datetime import date
from pathlib import Path

import pytest

from safety_plan.checks.registry import Stage, check


@pytest.mark.parametrize(
    ("sentence", "is_met"),
    [
        ("Wombling falls.", True),
        ("They see less wombling.", True),
        ("Violent wombling falls.", True),
        # "violent wombling" begins within a word here; "wombling" does not.
        ("Nonviolent wombling falls.", True),
        ("A wombling-free town.", True),
        ("Cyberwombling falls.", False),
        ("A womblingful town.", False),
    ],
)
def test_a_term_is_met_where_a_word_starts(tiny: Path, sentence: str, is_met: bool):
    glossary, page = tiny / "data/glossary.csv", tiny / "docs/index.md"
    columns = glossary.read_text("utf-8").splitlines()[0].split(",")
    values = {"term": "wombling", "expansion": "violent wombling", "meaning": "To pick up litter."}
    row = ",".join(values.get(column, "") for column in columns)
    glossary.write_text(f"{glossary.read_text('utf-8')}{row}\n", "utf-8")
    page.write_text(f"{page.read_text('utf-8')}\n{sentence}\n", "utf-8")

    problems = check(tiny, Stage.CHECK, date(2022, 7, 1))[2]

    told = [one.found for one in problems if one.rule == "term-unused" and "wombling" in one.found]
    assert (told == []) == is_met
