"""A walk from every number of the built real site to what proves it, and back to its file."""

import csv
import json
import posixpath
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import yaml

from safety_plan.charts.kinds import KINDS
from safety_plan.core.quantities import as_shown, read_decimal
from safety_plan.models.plan import read_plan
from safety_plan.models.sensitivity import neutral_anchor
from safety_plan.reading.csv_files import find_formula
from safety_plan.revisions.bundle import sealed_bundle, working_bundle

HOUSE = Path(__file__).resolve().parents[2]
REVISIONS = ("2019-04", "2020-04")
#: A number that opens its card, and such a card.
NUMBER = re.compile(
    r'<button type="button" class="figure-number" [^>]*popovertarget="([a-z0-9-]+)">'
    r"(?:<span>)?(.*?)(?:</span>[^<]*)?</button>"
)
CARD = re.compile(
    r'<div popover class="number-card" role="dialog" id="([a-z0-9-]+)"[^>]*>'
    r"(.*?)</div>(?=<div popover|</div>)",
    re.S,
)
PROOF = re.compile(r"download>data/([a-z0-9-]+\.csv)</a>, rows? ([0-9, to]+)<")
BLOCK = re.compile(
    r'<div class="table-block">.*?</details></div></div>|<figure class="chart".*?</figure>', re.S
)
CELL = re.compile(r'<td class="n"[^>]*>(.*?)</td>')
#: A figure that words name, and no number.
LINK = re.compile(r'<a(?: class="figure-number"| href="[^"]*"){2}>([^<]*)</a>')
MARKED = re.compile(r"\]\((?:figure|change):")
#: How a card calls the value of its figure.
VALUE = r"(?:Not rounded|As published|Rounded to [^<]+)"
#: What chance may bring: the clause on the page, and how the card says it in full.
CHANCE = {
    "too small to tell from chance": "which is too little to tell from chance.",
    "more than chance alone would bring": "which is more than that.",
}
ROUNDED = "Pages show rounded numbers"
WANTED = (
    *("What it counts", "Period", "Place", "File and row", "Source"),
    *("Published by", "Date", "Address", "Licence", "We read it", "How sure we are of it"),
    *("Used on", "In other revisions", "To cite it"),
)


def words_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def pages(site: Path, revision: str) -> Iterator[tuple[str, str]]:
    for file in sorted((site / revision).rglob("index.html")):
        yield f"{file.parent.relative_to(site)}/", file.read_text("utf-8")


def cards(site: Path, revision: str) -> dict[str, str]:
    """The page of each figure, by the last part of its address."""
    files = (site / revision / "figures").glob("*/index.html")
    return {file.parent.name: file.read_text("utf-8") for file in files}


def rows_of(site: Path, revision: str, html: str) -> list[list[str]]:
    """The rows of the file that a card names, and no others."""
    match = PROOF.search(html)
    assert match, html
    with (site / revision / "data" / match[1]).open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))
    runs = [run.split(" to ") for run in match[2].split(", ")]
    return [rows[n - 1] for run in runs for n in range(int(run[0]), int(run[-1]) + 1)]


def plain(shown: str) -> str:
    """A number as a page shows it, as the file holds it."""
    return re.sub(r"[£,%]", "", words_of(shown)).replace("−", "-")


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_number_opens_a_card_that_says_the_same_and_leads_to_its_page(
    real_site: Path, revision: str
):
    known = cards(real_site, revision)
    wrong, seen = [], 0
    for page, html in pages(real_site, revision):
        shown = dict(CARD.findall(html))
        for name, text in NUMBER.findall(html):
            seen += 1
            card = shown.get(name, "")
            to = re.search(r'<a href="([^"]*)">All about this number</a>', card)
            target = posixpath.normpath(posixpath.join(page, to[1])) if to else ""
            is_there = posixpath.basename(target) in known
            said = CHANCE.get(words_of(text), words_of(text))
            if not is_there or said not in words_of(card):
                wrong.append(f"{page}: {text} → {name}")

    assert wrong == []
    assert seen > 50


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_number_that_a_page_asks_for_opens_a_card(real_site: Path, revision: str):
    plan = read_plan(HOUSE, KINDS)[0]
    sealed = revision in plan.sealed
    bundle = sealed_bundle(HOUSE, revision) if sealed else working_bundle(plan)[0]
    for page in bundle.pages.values():
        html = (real_site / revision / page.address / "index.html").read_text("utf-8")
        words = re.sub(r"```plan-.*?```", "", page.text, flags=re.S)
        if page.page_id != "figures":
            article = BLOCK.sub("", html.partition("</article>")[0])
            # Words without a number break over lines, as a button would not: they lead to its page.
            links = LINK.findall(article)
            assert [link for link in links if re.search(r"\d", link)] == []
            numbers = [*NUMBER.findall(article), *links]
            assert len(numbers) >= len(MARKED.findall(words)), page.path


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_file_and_row_on_each_card_hold_its_value(real_site: Path, revision: str):
    record = json.loads((real_site / revision / "plan.json").read_text("utf-8"))
    known = cards(real_site, revision)
    for name, figure in record["figures"].items():
        card = known[neutral_anchor(name)]

        held = [cell for row in rows_of(real_site, revision, card) for cell in row]
        assert figure["value"] in held or figure["recipe"]  # worked out from those rows
        assert f'<p class="figure-value">{figure["text"]}</p>' in card
        assert [word for word in WANTED if f"<dt>{word}</dt>" not in card] == []
        assert re.search(f'<dt>{VALUE}</dt>|<p class="figure-kind">{VALUE}', card)
        assert ("<dt>What was divided</dt>" in card) == figure["unit"].startswith("per")


def test_no_card_calls_a_number_exact_that_its_source_does_not(real_site: Path):
    record = json.loads((real_site / "2020-04" / "plan.json").read_text("utf-8"))
    known = cards(real_site, "2020-04")
    qualified = [name for name, figure in record["figures"].items() if figure["qualifier"]]

    rates = [name for name, f in record["figures"].items() if f["unit"].startswith("per")]

    assert qualified
    assert rates
    assert [n for n in rates if "Not rounded" in known[neutral_anchor(n)]] == []
    assert [n for n in qualified if "Not rounded" in known[n]] == []
    assert [n for n, card in known.items() if "Exact value" in card] == []
    texts = [
        section["text"]
        for page in record["pages"].values()
        for section in page["sections"]
        if section["anchor"] in {f"figure-{name}-name" for name in qualified}
    ]
    assert [text for text in texts if "Exact value" in text] == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_number_of_a_table_or_chart_stands_in_the_rows_its_card_names(
    real_site: Path, revision: str
):
    seen = 0
    for _, html in pages(real_site, revision):
        for block in BLOCK.findall(html):
            held = {cell for row in rows_of(real_site, revision, block) for cell in row}
            numbers = [plain(cell) for cell in CELL.findall(block)]
            if ROUNDED in block:
                decimals = [number for cell in held if (number := read_decimal(cell)) is not None]
                held |= {str(as_shown(one, places)) for one in decimals for places in "01"}
            seen += len(numbers)

            assert 'class="numbers-card" id="' in block
            assert set(numbers) - {*held, "not available"} == set()

    assert seen > 100


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_to_bear_in_mind_is_on_the_card_and_in_the_description_of_the_file(
    real_site: Path, revision: str
):
    package = json.loads((real_site / revision / "data/datapackage.json").read_text("utf-8"))
    described = {resource["name"]: resource["description"] for resource in package["resources"]
                 if "description" in resource}  # fmt: skip
    record = json.loads((real_site / revision / "plan.json").read_text("utf-8"))
    known = cards(real_site, revision)
    for name, figure in record["figures"].items():
        for caveat in figure["caveats"]:
            assert caveat in words_of(known[neutral_anchor(name)])
            assert caveat in described[figure["table"]]
    for chart in record["charts"].values():
        assert [c for c in chart["caveats"] if c not in described[f"charts-{chart['id']}"]] == []


def test_a_caveat_of_one_offence_is_not_shown_with_another(real_site: Path):
    charts = json.loads((real_site / "2020-04/plan.json").read_text("utf-8"))["charts"]

    assert any("searches" in caveat for caveat in charts["maidstone-drug-offences"]["caveats"])
    assert not any("searches" in caveat for caveat in charts["maidstone-theft"]["caveats"])


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_published_package_is_valid_and_complete(real_site: Path, revision: str):
    from frictionless import Package

    folder = real_site / revision / "data"
    package = Package(str(folder / "datapackage.json"))

    report = package.validate()

    assert report.valid, report.flatten(["name", "type", "message"])
    assert {r.path for r in package.resources} == {
        f.relative_to(folder).as_posix() for f in folder.rglob("*.csv")
    }
    assert all(r.schema.primary_key for r in package.resources)
    assert package.licenses
    assert all(source["title"] for source in package.sources)


def test_the_package_in_the_repository_is_valid_as_it_stands():
    from frictionless import Package

    described = yaml.safe_load((HOUSE / "data" / "datapackage.yml").read_text("utf-8"))

    report = Package(described, basepath=str(HOUSE / "data")).validate()

    assert report.valid, report.flatten(["name", "type", "message"])


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_table_loads_with_the_line_on_the_about_page(real_site: Path, revision: str):
    import pandas as pd

    about = unescape((real_site / "about/index.html").read_text("utf-8"))
    line = re.search(r"pd\.read_csv\(\"[^\"]*\", (.*)\)", about)
    assert line
    words = eval(f"dict({line[1]})")
    right = {"string": {"string"}, "integer": {"Int64"}, "number": {"Int64", "Float64"}}
    folder = real_site / revision / "data"
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in (r for r in package["resources"] if "source" in r):
        table = pd.read_csv(folder / resource["path"], **words)
        for field in resource["schema"]["fields"]:
            assert str(table[field["name"]].dtype) in right[field["type"]], field


def test_no_cell_of_any_download_can_run_as_a_formula(real_site: Path, tiny_site: Path):
    files = [*real_site.rglob("*.csv"), *tiny_site.rglob("*.csv")]
    for file in files:
        with file.open(encoding="utf-8", newline="") as text:
            assert [c for row in csv.reader(text) for c in row if find_formula(c)] == [], file

    assert len(files) > 50
