"""From one commit to the next, pages may be asked to be plainer, and never less plain."""

from pathlib import Path

import pytest

from safety_plan.checks.reading_budget import risen_allowances
from tests.doors import run_door

ROWS = "page_id,age,why\n"


def state(folder: Path, ceiling: str, ages: dict[str, int], pages: tuple[str, ...]) -> Path:
    """A plan that holds nothing but its *pages* and the ages at which they may read."""
    for name in ("data", "docs"):
        (folder / name).mkdir(parents=True)
    (folder / "data" / "plan.yml").write_text(f"name: A plan\n{ceiling}\n")
    rows = "".join(f"{page},{age},Not yet.\n" for page, age in ages.items())
    (folder / "data" / "reading-ages.csv").write_text(ROWS + rows)
    for page in pages:
        text = f"---\ntitle: {page}\npage_id: {page}\ndescription: One.\n---\n# One\n"
        (folder / "docs" / f"{page}.md").write_text(text)
    return folder


NINE, TEN, NONE = "reading_age: 9", "reading_age: 10", ""
EDITS = [
    (NINE, {"law": 12}, NINE, {"law": 11}, []),
    (NINE, {"law": 12}, NINE, {}, []),
    (NINE, {"law": 12}, NINE, {"law": 13}, ["row 2"]),
    (NINE, {}, NINE, {"law": 10}, ["row 2"]),
    (NINE, {}, NINE, {"new": 12}, []),
    (NINE, {"law": 12}, NINE, {"law": 12, "home": 9}, []),
    (TEN, {}, NINE, {"law": 10}, []),
    (NINE, {}, TEN, {}, ["plan.yml"]),
    (NINE, {"law": 12}, NONE, {}, ["plan.yml"]),
    (NONE, {}, NINE, {"law": 12}, []),
]


@pytest.mark.parametrize(("ceiling", "ages", "later_ceiling", "later_ages", "places"), EDITS)
def test_the_age_at_which_a_page_may_read_only_falls(
    ceiling: str,
    ages: dict[str, int],
    later_ceiling: str,
    later_ages: dict[str, int],
    places: list[str],
    tmp_path: Path,
):
    before = state(tmp_path / "before", ceiling, ages, ("law", "home"))
    after = state(tmp_path / "after", later_ceiling, later_ages, ("law", "home", "new"))

    found = [str(problem.location) for problem in risen_allowances(before, after)]

    assert [place in path for place, path in zip(places, found, strict=True)] == [True] * len(
        places
    )


def test_check_lists_the_age_of_every_page_and_nothing_else(tiny: Path):
    done = run_door("scripts/check.py", "--plan", str(tiny), "--reading-ages")

    assert done.returncode == 0
    assert done.stdout.startswith("Reading age, words and longest sentence of each page")
    assert "docs/index.md\n" in done.stdout
    assert "audit" not in done.stdout
