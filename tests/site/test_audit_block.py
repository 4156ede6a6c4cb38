"""The paragraphs of the accessibility statement about its last test."""

from pathlib import Path

from lxml.html import fromstring

from safety_plan.charts.kinds import KINDS
from safety_plan.models.plan import read_plan
from safety_plan.site.dynamic_blocks import dynamic_blocks
from tests.conftest import record_audit


def test_each_sentence_of_the_statement_is_apart_from_the_next(tiny: Path):
    record_audit(tiny)
    plan = read_plan(tiny, KINDS)[0]

    page = fromstring(dynamic_blocks(plan, {"revisions": [], "as_at": []}, [])["audit"]({}))
    words = " ".join(page.findall(".//p")[0].text_content().split())

    assert words.startswith("This statement was prepared on ")
    assert ". It was last reviewed on " in words
