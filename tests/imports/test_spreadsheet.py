"""A spreadsheet becomes tables: with the digits that its reader sees, and nothing hidden."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook
from yaml import safe_load

from safety_plan.checks.registry import check
from safety_plan.cli import load_command
from safety_plan.core.problems import PlanError
from safety_plan.imports.import_file import read_import
from safety_plan.imports.new_files import Import
from safety_plan.imports.number_formats import show_date, show_number
from tests.conftest import TINY
from tests.imports.word_file import zip_file

NUMBERS: dict[tuple[float, str], tuple[str, str]] = {
    (1204, "#,##0"): ("1204", ""),
    (0.1234, "0.0%"): ("12.3", "percent"),
    (0.1, "0%"): ("10", "percent"),
    (8, "0.0"): ("8.0", ""),
    (2.675, "0.00"): ("2.68", ""),
    (0.125, "0.00"): ("0.13", ""),
    (12.5, "£#,##0.00"): ("12.50", "pounds"),
    (40000, "[$£-809]#,##0;[Red]-[$£-809]#,##0"): ("40000", "pounds"),
    (-3.9, "#,##0.0;(#,##0.0)"): ("-3.9", ""),
    (-3.9, '_-* #,##0.0_-;-* #,##0.0_-;_-* "-"??_-;_-@_-'): ("-3.9", ""),
    (1234567, '#,##0.0,"k"'): ("1234.6", ""),
    (0, '0;-0;"-"'): ("0", ""),
    (5.5, "0.##"): ("5.5", ""),
    (-0.04, "0.0"): ("-0.0", ""),
    (0.1 + 0.2, "General"): ("0.3", ""),
    (2019, "General"): ("2019", ""),
    (1e12, "General"): ("1000000000000", ""),
}


@pytest.mark.parametrize(("cell", "shown"), NUMBERS.items())
def test_a_number_has_the_digits_that_its_reader_sees(
    cell: tuple[float, str], shown: tuple[str, str]
):
    answer = show_number(*cell)

    assert (answer.text, answer.unit) == shown


def test_a_day_is_as_exact_as_it_is_shown():
    day = date(2020, 6, 1)

    assert [show_date(day, code) for code in ("dd/mm/yyyy", "mmm-yy", "yyyy", "[$-809]d mmmm")] == [
        "2020-06-01",
        "2020-06",
        "2020",
        "2020-06-01",
    ]


def save(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_with(*rows: list[Any], title: str = "Thefts") -> tuple[Workbook, Any]:
    """A workbook with one sheet of *rows*."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book, sheet


def imported(tmp_path: Path, content: bytes, name: str = "book.xlsx", plan: Path = TINY) -> Import:
    file = tmp_path / name
    file.write_bytes(content)
    return read_import(file, plan)


def csv_of(work: Import, name: str) -> list[str]:
    return work.files[f"data/{name}.csv"].decode().splitlines()


def published_sheet() -> bytes:
    """A sheet as councils publish them: a title, headings in two rows, a total, notes."""
    book, sheet = sheet_with(
        ["Table 1: Thefts [provisional]"],
        [],
        ["Town", "Thefts", None, "Rate", None, "Secret"],
        [None, "2019", "2020", None, None, None],
        ["North", 1204, 1100, 0.1234, None, 1],
        ["South", 300, "..", 0.08, None, 2],
        ["Hidden", 1, 2, 0.5, None, 3],
        ["Total", "=B5+B6", 1410, 0.2, None, 4],
        [],
        ["Source: police counts."],
    )
    for area in ("A1:D1", "B3:C3", "A3:A4", "D3:D4"):
        sheet.merge_cells(area)
    for row in range(5, 9):
        sheet.cell(row, 4).number_format = "0.0%"
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["F"].hidden = True
    hidden = book.create_sheet("Working")
    hidden.append(["a", "b"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Cover")["A1"] = "Only words"
    return save(book)


def test_a_published_sheet_becomes_a_table_and_everything_else_is_said(tmp_path: Path):
    work = imported(tmp_path, published_sheet())
    package, said = work.changes["data/datapackage.yml"].decode(), "\n".join(work.sentences)

    assert [*work.files] == ["data/thefts-2.csv"]  # the plan has a table of that name
    assert csv_of(work, "thefts-2") == [
        "town,thefts_2019,thefts_2020,rate",
        "North,1204,1100,12.3",
        "South,300,..,8.0",
        'Total,"[Write here: the number, in digits only]",1410,20.0',
    ]
    for words in (
        'what the table is called. The sheet says: Table 1: Thefts provisional]"',
        'caveats: ["Source: police counts."]',
        'totals: {town: "Total"}',
        "primaryKey: [town]",
        'title: "Thefts, 2019"',
        'title: "Rate", unit: percent',
    ):
        assert words in package
    for words in ("Hidden rows were left out: 7.", "columns were left out: F.", "B8", "Cover"):
        assert words in said
    assert "“Working” is hidden" in said
    assert "Secret" not in package + said


def test_check_names_the_prompts_of_a_new_table_and_nothing_else(tmp_path: Path):
    plan = Path(shutil.copytree(TINY, tmp_path / "plan"))
    file = tmp_path / "Burglaries.xlsx"
    book, _ = sheet_with(["Area", "Year", "Homes"], ["North", 2019, "1,204"], title="Sheet1")
    file.write_bytes(save(book))

    CliRunner().invoke(load_command("import"), ["--plan", str(plan), str(file)])
    problems = [one for one in check(plan)[2] if not one.is_warning]

    assert (plan / "data/burglaries.csv").read_text("utf-8") == "area,year,homes\nNorth,2019,1204\n"
    assert {one.location.path for one in problems} == {"data/datapackage.yml"}
    assert all("[Write here:" in one.found for one in problems)


def test_rows_that_do_not_belong_to_the_table_are_named(tmp_path: Path):
    book, _ = sheet_with(
        *[["Town", "Thefts"], ["North"], ["A", 5], ["B", 6], [], ["Year", "Fires"], ["2019", 4]]
    )

    work = imported(tmp_path, save(book))
    said = "\n".join(work.sentences)

    assert csv_of(work, "thefts-2") == ["town,thefts", "A,5", "B,6"]
    assert "Row 2 holds only “North”" in said
    assert "A second table seems to begin in row 6" in said


def test_an_empty_row_within_a_table_ends_nothing(tmp_path: Path):
    book, _ = sheet_with(["Town", "Thefts"], ["A", 5], [], ["B", 6], title="Gap")

    assert csv_of(imported(tmp_path, save(book)), "gap") == ["town,thefts", "A,5", "B,6"]


def test_codes_and_years_stay_the_words_they_are(tmp_path: Path):
    book, _ = sheet_with(["Code", "Year", "Phone"], ["E07000110", 2020, "01622 602440"], title="C")

    work = imported(tmp_path, save(book))

    assert csv_of(work, "c") == ["code,year,phone", "E07000110,2020,01622 602440"]
    assert work.changes["data/datapackage.yml"].decode().count('type: string, title: "') >= 3


#: By heading: cells, their format, and the type, unit and first cell that the column gets.
COLUMNS: dict[str, tuple[list[Any], str, tuple[str, str, str]]] = {
    "Crimes per year": ([1204, 300], "#,##0", ("integer", "[", "1204")),
    "Homes let in the year": ([1950, 2010], "General", ("integer", "[", "1950")),
    "Year ending March 2020": ([1950, 2010], "General", ("integer", "[", "1950")),
    "Change on year before": ([0.25, -0.35], "0%", ("integer", "percent_change", "25")),
    "Year-on-year increase": ([0.25, 0.3], "0.0%", ("number", "percent_change", "25.0")),
    "Against the period before": ([0.25, -0.3], "0%", ("integer", "percent_change", "25")),
    "Share in the year": ([0.25, 0.3], "0%", ("integer", "percent", "25")),
    "Move (percentage points)": ([0.25, -0.3], "0%", ("integer", "percentage_points", "25")),
    "Cost per year": ([-12.5, 3], "£#,##0.00", ("number", "pounds", "-12.50")),
    "Rise as written": (["+25%", "-3%"], "@", ("integer", "percent_change", "25")),
    "Telephone": (["+441622", "+441623"], "@", ("string", "", "+441622")),
    "Year": ([2019, 2020], "General", ("string", "", "2019")),
    "Financial year": ([201920, 202021], "General", ("string", "", "201920")),
    "Year of birth": ([1961, 1975], "General", ("string", "", "1961")),
    "Period": ([1, 2], "General", ("string", "", "1")),
    "Result in the year": ([0.25, "Not yet"], "0%", ("string", "", "25%")),
}


def test_what_a_column_holds_is_decided_by_its_cells_and_said(tmp_path: Path):
    rows = [["Town", *COLUMNS]]
    rows += [[town, *(c[0][n] for c in COLUMNS.values())] for n, town in enumerate("AB")]
    book, sheet = sheet_with(*rows, title="Kinds")
    for column, (_, code, _) in enumerate(COLUMNS.values(), start=2):
        for row in (2, 3):
            sheet.cell(row, column).number_format = code

    work = imported(tmp_path, save(book))
    fields = safe_load(work.changes["data/datapackage.yml"])["resources"][-1]["schema"]["fields"]
    cells = csv_of(work, "kinds")[1].split(",")[1:]
    found = {
        field["title"]: (field["type"], field.get("unit", ""), cell)
        for field, cell in zip(fields[1:], cells, strict=True)
    }
    prompts = {t: (k, "[" if u.startswith("[") else u, c) for t, (k, u, c) in found.items()}
    said = "\n".join(work.sentences)

    assert prompts == {title: answer for title, (_, _, answer) in COLUMNS.items()}
    assert (
        "“Change on year before” have the unit percent_change, because the heading says “Change”"
        in said
    )
    assert "“-30%” is below zero, as no share can be" in said
    assert "The column “Year of birth” holds years or periods." in said
    assert "holds words among its numbers, such as “Not yet”." in said


def cell(text: str, kind: str = "string", more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" {more}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def open_document(rows: str) -> bytes:
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    style = (
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    )
    hidden = f'<table:table table:name="Old" table:style-name="h">{rows}</table:table>'
    return zip_file(
        {
            "content.xml": f"<office:document-content{spaces}>{style}<office:body>"
            f'<office:spreadsheet><table:table table:name="Fires">{rows}</table:table>{hidden}'
            "</office:spreadsheet></office:body></office:document-content>"
        }
    )


def test_an_open_document_gives_what_its_cells_show(tmp_path: Path):
    empty = '<table:table-cell table:number-columns-repeated="1000"/>'
    wide = 'table:number-columns-spanned="2"'
    gone = '<table:table-row table:visibility="collapse">'
    rows = (
        f"<table:table-row>{cell('Town')}{cell('Fires', more=wide)}"
        f"<table:covered-table-cell/>{empty}</table:table-row>"
        f"<table:table-row>{cell('Town')}{cell('Homes')}{cell('Cost')}</table:table-row>"
        f"<table:table-row>{cell('North')}{cell('1,204', 'float')}{cell('£5.20', 'currency')}"
        f"{empty}</table:table-row>"
        f"{gone}{cell('Secret')}{cell('1', 'float')}{cell('2', 'float')}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1000000">{empty}</table:table-row>'
    )

    work = imported(tmp_path, open_document(rows), "fires.ods")

    assert csv_of(work, "fires") == ["town,fires_homes,fires_cost", "North,1204,5.20"]
    assert "“Old” is hidden" in "\n".join(work.sentences)
    assert "unit: pounds" in work.changes["data/datapackage.yml"].decode()


REFUSALS = {
    "macros": (zip_file({"xl/workbook.xml": "<a/>", "xl/vbaProject.bin": b"x"}), "macros"),
    "damaged": (zip_file({"xl/workbook.xml": "<a"}), "damaged"),
    "a text of LibreOffice": (zip_file({"content.xml": "<a/>"}), "no Word document"),
    "no table": (save(sheet_with(["Only words"])[0]), "no table"),
    "with a password": (
        zip_file({"content.xml": "<a/>", "META-INF/manifest.xml": "<encryption-data/>"}),
        "password",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_cannot_be_read_is_refused_in_plain_words(tmp_path: Path, name: str):
    content, words = REFUSALS[name]

    with pytest.raises(PlanError) as stop:
        imported(tmp_path, content)

    assert words in stop.value.problems[0].found


def test_a_file_that_is_not_there_is_said_not_to_be_there(tmp_path: Path):
    (tmp_path / "Crimes 2024.xlsx").write_bytes(b"")
    (tmp_path / "notes").mkdir()
    names = ("Crime 2024.xlsx", "Crimes 2024.docx", "crimes-2023.xlsx", "notes", "away/a.xlsx")

    problems = {}
    for name in names:
        with pytest.raises(PlanError) as stop:
            read_import(tmp_path / name, TINY)
        problems[name] = stop.value.problems[0]

    assert all("There is no file" in problems[name].found for name in names if name != "notes")
    near = [name for name in names if "“Crimes 2024.xlsx”" in problems[name].fix]
    assert near == ["Crime 2024.xlsx", "Crimes 2024.docx"]  # of another year is another file
    assert "is a folder" in problems["notes"].found


def test_an_import_says_what_would_be_or_what_to_do_next(tmp_path: Path):
    plan = Path(shutil.copytree(TINY, tmp_path / "plan"))
    file = tmp_path / "Fires.xlsx"
    file.write_bytes(save(sheet_with(["Town", "Fires"], ["North", 3], title="Fires")[0]))
    command, before = load_command("import"), {*plan.rglob("*")}

    dry = CliRunner().invoke(command, ["--plan", str(plan), "--dry-run", str(file)]).output
    after_dry = {*plan.rglob("*")}
    wet = CliRunner().invoke(command, ["--plan", str(plan), str(file)]).output

    assert after_dry == before
    assert "would write these files:\n    data/fires.csv\n    data/datapackage.yml\n" in dry
    assert "was written" not in dry + wet
    assert "Numbers were left in the text" not in wet
    assert "is data/fires.csv now: 1 row.\n" in wet
    assert wet.endswith("a spreadsheet seldom says them.\n")
