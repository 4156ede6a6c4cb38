"""What the record says of a page, against what a person reads there.

`read/` holds, written out, what each type of page of the tiny plan says: headings with
a `#`, a line for each paragraph, and `|` between the cells of a row.
"""

from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.content.page_text import CELL
from safety_plan.revisions.record import Record

READ = sorted((Path(__file__).parents[1] / "read").glob("*.txt"))
TINY = Path(__file__).parents[1] / "tiny_plan"


@pytest.fixture(scope="module")
def record() -> Record:
    return check(TINY)[1].record


@pytest.mark.parametrize("file", READ, ids=lambda file: file.stem)
def test_the_record_says_what_a_person_reads(file: Path, record: Record):
    page = record.page(file.stem)
    assert page
    said = [
        line
        for section in page.sections
        for line in (f"# {section['heading']}", *section["text"].split("\n"))
        if line
    ]

    assert [line.replace(CELL, " | ") for line in said] == file.read_text("utf-8").splitlines()


def test_every_page_of_the_plan_is_written_out(record: Record):
    # But for those that are another page in a second language.
    pages = [page for page in record.pages.values() if not page.path.startswith("cy/")]
    assert {page.page_id for page in pages} == {file.stem for file in READ}
