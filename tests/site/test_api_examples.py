"""Each line that the page for developers shows reads the files of the built site."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from urllib.request import urlopen

import pytest

from safety_plan.site.http_server import serving
from tests.conftest import HOUSE, build, rscript_path

PAGES = ("docs/site", "safety_plan/starter/plan/docs/site", "examples/lichfield/docs/site")


@pytest.fixture(scope="module", params=["real_site", "tiny_site"])
def served_site(request: pytest.FixtureRequest) -> Iterator[tuple[Path, str]]:
    site = request.getfixturevalue(request.param)
    with serving(site) as address:
        yield site, address


def line(served_site: tuple[Path, str], name: str) -> str:
    """The line *name* of the page, with the address at which the site is served here."""
    site, address = served_site
    html = (site / "api" / "index.html").read_text("utf-8")
    (shown,) = re.findall(rf'<code data-line="{name}">(.*?)</code>', html, re.S)
    text = unescape(shown)
    assert re.search(r"https://(?:ADDRESS|plan\.fernbrook\.example)/", text)
    return re.sub(r"https://(?:ADDRESS|plan\.fernbrook\.example)(?=/)", address, text)


def read_csv(address: str) -> list[list[str]]:
    with urlopen(address) as answer:
        return [*csv.reader(io.StringIO(answer.read().decode("utf-8")))]


def first_figures(site: Path) -> list[dict[str, str]]:
    file = site / "api" / "v1" / "latest" / "figures.csv"
    with file.open(encoding="utf-8", newline="") as text:
        return [*csv.DictReader(text)][:5]


def test_the_lines_in_python_print_the_first_figures(served_site: tuple[Path, str]):
    command = [sys.executable, "-I", "-X", "utf8", "-c", line(served_site, "python")]

    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    figures = first_figures(served_site[0])
    assert done.stdout.splitlines() == [f"{row['text']}: {row['label']}" for row in figures], (
        done.stderr
    )


def test_the_lines_in_r_read_a_file_with_the_columns_that_they_name(served_site: tuple[Path, str]):
    lines = line(served_site, "r")
    (address,) = re.findall(r'address <- "([^"]+)"', lines)
    (file,) = re.findall(r'paste0\(address, "([^"]+)"\)', lines)
    columns = re.findall(r'"(\w+)"', lines.partition("figures[c(")[2])

    assert columns == ["text", "label"]
    assert {*columns} <= {*read_csv(address + file)[0]}


def test_the_lines_in_r_print_the_first_figures(served_site: tuple[Path, str], tmp_path: Path):
    script = tmp_path / "example.R"
    script.write_text(line(served_site, "r"), "utf-8")
    command = [rscript_path(), "--vanilla", str(script)]
    env = os.environ | {"LC_ALL": "C.UTF-8"}  # else R writes a pound sign as its code

    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)

    for row in first_figures(served_site[0]):
        assert row["text"] in done.stdout, done.stderr
        assert row["label"] in done.stdout, done.stderr


def test_the_formulas_of_a_spreadsheet_read_a_file_and_give_a_number(served_site: tuple[Path, str]):
    (of_all,) = re.findall(r'=IMPORTDATA\("([^"]+)"\)', line(served_site, "sheet"))
    formula = r'=VLOOKUP\("([^"]+)"; IMPORTDATA\("([^"]+)"\); (\d); FALSE\)'
    ((name, address, column),) = re.findall(formula, line(served_site, "number"))

    assert of_all == address
    headings, *rows = read_csv(address)
    assert headings[0] == "id"
    assert headings[int(column) - 1] == "value"
    assert [row for row in rows if row[0] == name]


#: A sheet with the rows of a list, and another whose first cell looks one of them up.
WORKBOOK = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"><office:body><office:spreadsheet>
<table:table table:name="answer"><table:table-row><table:table-cell table:formula="{formula}"/>
</table:table-row></table:table><table:table table:name="list">{rows}</table:table>
</office:spreadsheet></office:body></office:document>"""


def looked_up_in_calc(name: str, column: str, list_of: list[list[str]], folder: Path) -> str:
    """What LibreOffice Calc gives for the row *name* of a list in a column, counted from 1."""
    cells = [
        "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(text)}</text:p></table:table-cell>"
            for text in row
        )
        for row in list_of
    ]
    formula = f'of:=VLOOKUP("{name}";[$list.$A$1:.$H${len(list_of)}];{column};FALSE)'
    book = folder / "book.fods"
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    book.write_text(WORKBOOK.format(formula=escape(formula), rows=rows), "utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "csv", "--outdir", str(folder)]
    subprocess.run([*command, str(book)], capture_output=True, check=True)
    return (folder / "book.csv").read_text("utf-8").strip()


@pytest.mark.skipif(not shutil.which("soffice"), reason="No LibreOffice on this machine")
def test_a_spreadsheet_looks_up_the_number_that_the_formula_names(real_site: Path, tmp_path: Path):
    with serving(real_site) as address:
        formula = r'VLOOKUP\("([^"]+)"; IMPORTDATA\("([^"]+)"\); (\d); FALSE\)'
        ((name, file, column),) = re.findall(formula, line((real_site, address), "number"))
        rows = read_csv(file)
    (value,) = (row[int(column) - 1] for row in rows if row[0] == name)

    assert looked_up_in_calc(name, column, rows, tmp_path) == value


def test_every_file_that_the_page_lists_is_there(served_site: tuple[Path, str]):
    site, address = served_site
    html = (site / "api" / "index.html").read_text("utf-8")
    links = re.findall(r'href="(v1/[^"]+)"', html)

    assert len(links) == 28
    for link in links:
        with urlopen(f"{address}/api/{link}") as answer:
            assert answer.read()


def test_every_page_names_the_catalogue_and_the_page_for_developers_to_programs(
    served_site: tuple[Path, str],
):
    site, _ = served_site
    home = (site / "help" / "index.html").read_text("utf-8")

    assert '<link rel="service-desc" type="application/ld+json" href="../api/v1/catalogue' in home
    assert '<link rel="service-doc" href="../api/">' in home
    assert '<a href="../api/">Use the data</a>' in home


def test_a_plan_without_the_page_leads_nowhere_and_has_the_files(tiny: Path, tmp_path: Path):
    (tiny / "docs" / "site" / "api.md").unlink()
    site = build(tiny, tmp_path / "site")

    assert "service-doc" not in (site / "help" / "index.html").read_text("utf-8")
    assert (site / "api" / "v1" / "latest" / "figures.json").is_file()


def test_each_plan_has_the_same_words_on_the_page():
    texts = {(HOUSE / folder / "api.md").read_text("utf-8") for folder in PAGES}

    assert len(texts) == 1
