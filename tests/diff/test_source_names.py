"""What a source is called is no part of what a page says; any other word beside it is."""

from pathlib import Path

from safety_plan.checks.registry import check
from safety_plan.diff.compare import compare
from safety_plan.diff.kinds import PageChangeKind
from safety_plan.diff.report import as_text
from tests.diff.test_what_is_told import edited

_TITLE = "title: Report on the safer streets plan\n"


def test_a_source_that_got_a_short_name_changed_no_page(tiny: Path):
    before = check(tiny)[1].record
    edited(tiny, "data/sources.yml", _TITLE, f"{_TITLE}  short: report\n")
    record = check(tiny)[1].record

    for old, new in ((before, record), (record, before)):
        kinds = {page.page_id: page.kind for page in compare(old, new).pages}
        assert set(kinds.values()) == {PageChangeKind.SAME}, kinds
    page = record.page("bicycles")
    assert page is not None
    assert "The report says so too: report, paragraph 3.1." in page.sections[0]["text"]


def test_another_paragraph_of_the_same_source_is_told_in_the_words_of_each_side(tiny: Path):
    before = check(tiny)[1].record
    edited(tiny, "data/sources.yml", _TITLE, f"{_TITLE}  short: report\n")
    edited(tiny, "docs/priorities/bicycles.md", "paragraph 3.1", "paragraph 3.2")

    text = as_text(compare(before, check(tiny)[1].record))

    assert "[-Report on the safer streets plan-]" in text
    assert "[-3.1-]" in text
