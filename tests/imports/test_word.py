"""A Word document becomes pages; what does not come over is said, with its place."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from safety_plan.checks.registry import check
from safety_plan.cli import load_command
from safety_plan.core.problems import PlanError
from safety_plan.imports.free_names import FreeNames
from safety_plan.imports.import_file import read_import
from safety_plan.imports.list_entries import add_entries
from safety_plan.imports.office_file import read_office_file
from safety_plan.imports.word_file import read_word
from safety_plan.imports.word_losses import describe_losses
from safety_plan.imports.word_pages import NewFiles, make_pages
from safety_plan.reading.attachments import zip_parts
from tests.conftest import TINY
from tests.imports.word_file import (
    WELSH,
    item,
    link,
    note,
    p,
    picture,
    r,
    table,
    text_box,
    tracked,
    word_file,
    zip_file,
)

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _Ref1 </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>part 3</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def pages_of(tmp_path: Path, content: bytes, names: FreeNames | None = None) -> NewFiles:
    """The pages of a document with *content*."""
    file = tmp_path / "plan.docx"
    file.write_bytes(content)
    parts, problems = read_office_file(file)
    text = read_word(parts)
    assert problems == []
    assert text
    return make_pages(text, "plan", names or FreeNames())


def body(files: NewFiles, name: str) -> str:
    """The words of the page *name*, below its settings and its heading."""
    return files.pages[name].split("---\n", 2)[2].partition("\n\n")[2].strip()


def test_what_a_document_says_stays_as_it_is_built(tmp_path: Path):
    content = word_file(
        p("Safer Streets", "Title")
        + p("Our aims", "Heading1")
        + p(r("Some ") + r("bold", "<w:b/>") + r(" words, ") + link("a link", "l1") + note(2))
        + p("How", "Heading2")
        + item("first")
        + item("below it", 1)
        + item("one", 0, 2)
        + item("two", 0, 2)
        + table(["Body", "Task"], ["Council", "Pay | lights"])
        + p(picture("i1", "A map"))
        + p("Next", "Heading1")
        + p("More words."),
        notes={2: "A note."},
        links={"l1": "https://a.example/x"},
        files={"i1.png": PNG},
    )

    files = pages_of(tmp_path, content)

    assert [*files.pages] == ["our-aims.md", "next.md"]
    assert "“Safer Streets”" in "\n".join(describe_losses(files.losses))
    assert [*files.pictures] == ["images/our-aims-1.png"]
    assert body(files, "our-aims.md") == (
        "Some **bold** words, [a link](https://a.example/x)[^1]\n\n## How\n\n"
        "- first\n    - below it\n\n1. one\n2. two\n\n"
        "| Body | Task |\n|---|---|\n| Council | Pay \\| lights |\n\n"
        "![A map](images/our-aims-1.png)\n\n[^1]: A note."
    )


def test_headings_are_known_by_their_level_in_whatever_language_their_style_is_called(
    tmp_path: Path,
):
    own = "".join(
        f'<w:style w:type="paragraph" w:styleId="{i}"><w:name w:val="{name}"/>{rest}</w:style>'
        for i, name, rest in (
            ("Adran", "Teitl Adran", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
            ("Rhan", "Rhan fach", '<w:basedOn w:val="Is"/>'),
            ("Is", "Is-adran", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
            ("P3", "Pennawd 3", ""),
        )
    )
    text = p("Un", "Pennawd1") + p("Dau", "Pennawd2") + p("Tri", "P3") + p("Pedwar", "Adran")

    files = pages_of(tmp_path, word_file(text + p("Pump", "Rhan"), WELSH, own_styles=own))

    assert body(files, "un.md") == "## Dau\n\n### Tri"
    assert body(files, "pedwar.md") == "## Pump"


def test_what_does_not_come_over_is_said_with_its_place(tmp_path: Path):
    text = (
        p("Aims", "Heading1")
        + p(r("We ") + tracked("ins", "will") + tracked("del", "shall") + r(" act."))
        + p(r("Boxed here.") + text_box("Box words"))
        + p(
            r("secret", "<w:vanish/>")
            + r("Plain", '<w:vanish w:val="0"/>')
            + r("old", "<w:strike/>")
        )
        + p(r("See ") + FIELD)
        + p(r("Said") + '<w:r><w:commentReference w:id="0"/></w:r>')
        + p(picture("i1", "A drawing"))
        + p("Contents 3", "TOC1")
        + table(["v Area", "> Thefts"], ["^ ", "2020", "2021"], ["North", "5", "6"])
    )

    files = pages_of(tmp_path, word_file(text, files={"i1.emf": b"no picture"}))
    page, said = body(files, "aims.md"), "\n".join(describe_losses(files.losses))

    assert "We will act." in page
    assert page.count("Box words") == 1
    assert "| Area | Thefts, 2020 | Thefts, 2021 |" in page
    assert "[Write here: what the picture showed. A drawing]" in page
    assert not any(word in page for word in ("shall", "secret", "old", "Contents"))
    for words in (
        "“shall” under “Aims”",
        "“Box words”",
        "6 letters",
        "“old”",
        "REF:",
        "image/x-emf",
    ):
        assert words in said
    for sentence in ("Comments", "list of contents", "several rows or columns"):
        assert sentence in said


def test_a_name_is_never_taken_twice_and_says_nothing_that_puts_a_reader_at_risk(tmp_path: Path):
    text = p("Law", "Heading1") + p("a") + p("Domestic abuse", "Heading1") + p("b")

    files = pages_of(tmp_path, word_file(text), FreeNames(pages={"law"}, page_ids={"law"}))

    assert [*files.pages] == ["law-2.md", "page.md"]
    assert "page_id: law-2\n" in files.pages["law-2.md"]
    assert "page_id: domestic-abuse\n" in files.pages["page.md"]


def test_a_document_without_headings_is_one_page(tmp_path: Path):
    files = pages_of(
        tmp_path, word_file(p("• one thing") + p("•\u00a0another") + p("2020. A year"))
    )

    assert body(files, "plan.md") == "- one thing\n- another\n\n2020\\. A year"


def test_check_names_what_is_left_and_nothing_is_overwritten(tmp_path: Path):
    plan = Path(shutil.copytree(TINY, tmp_path / "plan"))
    before = {file: file.read_bytes() for file in plan.glob("docs/**/*") if file.is_file()}
    file = tmp_path / "Our glossary.docx"
    file.write_bytes(word_file(p("Glossary", "Heading1") + p("We met 412 people.")))

    said = CliRunner().invoke(load_command("import"), ["--plan", str(plan), str(file)]).output
    problems = [
        problem for problem in check(plan)[2] if problem.location.path == "docs/glossary-2.md"
    ]

    assert "docs/glossary.md is docs/glossary-2.md" in said
    assert {problem.rule for problem in problems} <= {"hand-typed-number", "prompt-left"}
    assert "412" in "".join(problem.found for problem in problems)
    assert all(file.read_bytes() == content for file, content in before.items())
    assert "  - glossary-2.md\n" in (plan / "data/revision.yml").read_text("utf-8")


ENTRIES = {
    "contents:\n  - a.md\n  - Two:\n      - b.md\n\n# more\nmoved: {}\n": (
        "contents:\n  - a.md\n  - Two:\n      - b.md\n  - new.md\n\n# more\nmoved: {}\n"
    ),
    "contents:\n- a.md\n": "contents:\n- a.md\n- new.md\n",
    "title: x\ncontents: []\n": "title: x\ncontents:\n  - new.md\n",
    "contents: [a.md]\n": "",
    "title: x\n": "",
}


@pytest.mark.parametrize(("text", "after"), ENTRIES.items())
def test_an_entry_is_added_only_where_the_list_is_understood(text: str, after: str):
    assert add_entries(text, "contents", ["new.md"]) == after


def refusal(tmp_path: Path, content: bytes) -> str:
    """The sentence with which a file of *content* is refused."""
    file = tmp_path / "plan.docx"
    file.write_bytes(content)
    with pytest.raises(PlanError) as stop:
        read_import(file, TINY)
    return stop.value.problems[0].found


MACROS = zip_file({"word/document.xml": "<a/>", "word/vbaProject.bin": b"x"})
REFUSALS = {
    "old or locked": (b"\xd0\xcf\x11\xe0rest", "password"),
    "text": (b"only words", "no Word document"),
    "macros": (MACROS, "macros"),
    "cut off": (word_file(p("a"))[:-50], "damaged"),
    "no document": (zip_file({"word/document.xml": "<a"}), "damaged"),
    "entities": (zip_file({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "damaged"),
    "wide letters": (zip_file({"word/document.xml": "<a/>".encode("utf-16")}), "damaged"),
    "another zip file": (zip_file({"a.txt": "x"}), "no Word document"),
    "nothing to read": (word_file(""), "no words"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_cannot_be_read_is_refused_in_plain_words(tmp_path: Path, name: str):
    content, words = REFUSALS[name]

    assert words in refusal(tmp_path, content)


def test_a_file_that_grows_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(zip_parts, "MOST_BYTES_OF_PARTS", 10_000)
    content = zip_file({"word/document.xml": b"<a>" + b" " * 1_000_000})
    file = tmp_path / "bomb.docx"
    file.write_bytes(content)

    assert len(ZipFile(file).read("word/document.xml")) > len(content) * 100
    assert "too large" in refusal(tmp_path, content)
