"""A list of files says of each what it is, how large it is, and how else to get at its content."""

from __future__ import annotations

from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.content.markdown_ext import find_blocks
from safety_plan.content.page_words import PlanWords
from safety_plan.content.word_answers import PageWordError
from safety_plan.models.plan import read_plan
from safety_plan.revisions.bundle import working_bundle
from safety_plan.site.print_page import print_page
from safety_plan.site.search.entries import Kind
from safety_plan.site.search.revision_entries import revision_entries
from tests.conftest import TINY
from tests.office_files import pdf

ROW = "{id},{file},{id} form,The form.,figures,{accessible},{why_not},{language},2022-04,,\n"
NAMES = ("id", "file", "accessible", "why_not", "language")


def words_of(plan: Path, *rows: tuple[str, str, str, str, str]) -> PlanWords:
    """The page words of the plan in the folder *plan*, with *rows* in its register of files."""
    file = plan / "data" / "files.csv"
    heading = file.read_text("utf-8").splitlines()[0]
    lines = "".join(ROW.format(**dict(zip(NAMES, row, strict=True))) for row in rows)
    file.write_text(f"{heading}\n{lines}", "utf-8")
    return PlanWords(read_plan(plan, KINDS)[0])


def test_each_way_to_the_same_content_is_a_sentence_of_its_own(tiny: Path):
    (tiny / "docs" / "files" / "scan.pdf").write_bytes(pdf(tags=False))
    survey, answers = "bicycle-marking-survey.pdf", "survey-answers.csv"
    words = words_of(
        tiny,
        ("page", survey, "figures#targets", "", ""),
        ("other", "scan.pdf", "", "Only paper is left. Write to clerk@fernbrook.example.", "cy"),
        ("itself", answers, "itself", "", ""),
    )
    page, other, itself = find_blocks(words.downloads(), "files")[0]

    assert page["link"] == "page form (PDF, 1 kB, 2 pages)"
    assert page["ways"] == [
        "The same content is on a page: [Figures and sources](page:figures#targets)."
    ]
    assert other["ways"] == [
        "There is no other form of this file that everybody can use.",
        "Only paper is left. Write to clerk@fernbrook.example.",
        "A screen reader may not read this PDF in the right order: it has no tags.",
    ]
    assert other["facts"] == [["Language", "Welsh"], ["Date", "April 2022"]]
    assert itself["ways"] == ["The file is made to be read with a screen reader too."]
    assert (
        words.download("itself")
        == f"[itself form (CSV, 100 bytes, 2 rows)](download:files/{answers})"
    )


def test_a_list_leads_to_a_heading_of_its_own_page_and_to_pages_about_the_site(tiny: Path):
    pages = ("figures#sources", "figures", "figures#gone", "actions-trail", "site/as-at")
    rows = [(f"f{n}", "survey-answers.csv", page, "", "") for n, page in enumerate(pages)]
    words = words_of(tiny, *rows)

    listed = [one["ways"][0] for one in find_blocks(words.downloads("figures"), "files")[0]]

    assert listed == [
        "The same content is under the heading [Sources](page:figures#sources).",
        "The same content is on the page “Figures and sources”.",
        "The same content is on the page “Figures and sources”.",
        "The same content is on a page: [Each action through the revisions](site:actions).",
        "The same content is on a page: [In force on a day](site:as-at).",
    ]


def test_a_plan_without_files_has_no_list_of_them(tiny: Path):
    with pytest.raises(PageWordError):
        words_of(tiny).downloads()


def test_a_file_is_found_by_its_title_and_its_address_stands_on_paper():
    bundle = working_bundle(read_plan(TINY, KINDS)[0])[0]
    files = [one for one in revision_entries(bundle, (), ()) if one.kind is Kind.DOCUMENT]
    page = '<a href="../data/files/survey-answers.csv">Answers</a>'
    contents = dict.fromkeys(bundle.record.pages, "") | {"charts.md": page}

    assert [(one.title, one.address) for one in files] == [
        ("Survey on marking bicycles (PDF, 1 kB, 2 pages)", "charts/#file-marking-survey"),
        ("Answers to the survey on marking bicycles (CSV, 100 bytes, 2 rows)",
         "charts/#file-survey-answers"),
    ]  # fmt: skip
    assert revision_entries(bundle, (), {"charts.md"})[-1].kind is not Kind.DOCUMENT
    printed = print_page(bundle, contents, "https://plan.example/2022-06/")
    assert "https://plan.example/2022-06/data/files/survey-answers.csv" in printed
    assert "https://" not in print_page(bundle, contents)
