"""A table that is worked out is published as any other, with how and from what."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

from safety_plan.checks.registry import check
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.record import from_json, to_json
from safety_plan.revisions.seal import is_unfinished, reseal, write_seal
from safety_plan.revisions.verify import published_problems, seal_problems
from tests.conftest import TINY, build

NAMES = ("years-by-town", "goods-over-time", "changes-of-towns", "rates-of-areas", "towns-beside")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_each_table_is_a_download_with_the_rows_that_pages_show(tiny_site: Path):
    plan = check(TINY)[0]
    for name in NAMES:
        text = (tiny_site / "2022-06" / "data" / f"{name}.csv").read_text("utf-8")
        rows = [*csv.DictReader(text.splitlines())]

        assert rows == [row.cells for row in plan.tables[name].rows]


def test_the_published_package_is_valid_and_says_how_each_table_was_worked_out(tiny_site: Path):
    from frictionless import Package

    file = tiny_site / "2022-06" / "data" / "datapackage.json"
    resources = {one["name"]: one for one in json.loads(file.read_text("utf-8"))["resources"]}

    assert Package(str(file)).validate().valid
    for name in NAMES:
        assert resources[name]["recipe_in_words"][0].startswith("We start with the table")
        assert resources[name]["sources"]
    assert "One station was closed." in resources["years-by-town"]["caveats"]
    assert {one["name"] for one in resources["rates-of-areas"]["sources"]} == {
        "police-counts",
        "committee-report-2022",
    }


def test_cards_say_how_a_number_was_worked_out_and_from_which_rows(tiny_site: Path):
    figure = (tiny_site / "2022-06/figures/break-in-rate/index.html").read_text("utf-8")
    page = (tiny_site / "2022-06" / "charts" / "index.html").read_text("utf-8")
    card = figure.partition("<article")[2].partition("</article>")[0]
    chart = page.partition('id="chart-years-of-fernbrook"')[2].partition("</figure>")[0]

    assert "out of “People”, per 1,000 people, rounded to 1 decimal." in words(card)
    assert "worked out from data/break-ins.csv , row 5; data/people-of-areas.csv , row 5" in words(
        card
    )
    assert "Source Counts of reported theft ; Report on the revised plan" in words(card)
    assert 'href="../../data/people-of-areas.csv" download' in card
    assert "worked out from data/theft-quarters.csv , rows 2 to 6" in words(chart)
    assert "One station was closed." not in words(chart)
    assert "worked out from data/theft-quarters.csv , rows 7 to 11" in words(page)


def adopt(plan: Path) -> None:
    file = plan / "data" / "revision.yml"
    text = file.read_text("utf-8").replace("status: proposed", "status: adopted")
    adopted = "adopted: {body: Town council, date: 2022-06-20, source: council-minutes}\n"
    file.write_text(f"{text}{adopted}", "utf-8")


def test_a_seal_holds_what_was_worked_out_and_data_stays_as_it_was(tiny: Path):
    root = tiny
    before = {path.name for path in (root / "data").iterdir()}
    adopt(root)
    plan, bundle, _ = check(root)
    write_seal(plan, bundle)
    sealed = root / "revisions" / "2022-06" / "data" / "years-by-town.csv"
    rows = sealed.read_bytes()

    assert b"Fernbrook,year to 2021-03,115" in rows
    assert {path.name for path in (root / "data").iterdir()} == before
    assert seal_problems(root) == []
    assert is_unfinished(check(root)[0])
    record = sealed_bundle(root, "2022-06").record
    assert record.figures["thefts-in-year"].inputs == {"theft-quarters": [3, 4, 5, 6]}
    assert from_json(to_json(record)) == record
    reseal(replace(plan, sealed=("2021-06", "2022-06")), "2022-06", "again")
    assert sealed.read_bytes() == rows


def test_what_is_served_of_a_sealed_revision_is_what_was_sealed(tiny: Path, tmp_path: Path):
    from frictionless import Package

    root = tiny
    adopt(root)
    plan, bundle, _ = check(root)
    write_seal(plan, bundle)
    site = tmp_path / "site"
    build(root, site)

    assert published_problems(site, [sealed_bundle(root, "2022-06")]) == []
    assert Package(str(site / "2022-06" / "data" / "datapackage.json")).validate().valid
