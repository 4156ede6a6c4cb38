"""A file is offered under the licence of its sources, not under that of its neighbours."""

import csv
import json
from pathlib import Path

import pytest

from safety_plan.models.sources import Source
from safety_plan.site.data_licences import licences_of

OPEN = {"name": "OGL-UK-3.0", "title": "Open Government Licence v3.0"}
PACKAGE = {"licenses": [OPEN]}


def source(licence: str) -> Source:
    return Source(id="a", title="A", publisher="B", licence=licence)


def test_a_file_says_its_licence_where_all_are_under_the_same():
    own = {"licenses": [OPEN]}

    assert licences_of([source("Open Government Licence v3.0")], PACKAGE) == own
    assert licences_of([source("OGL-UK-3.0")], PACKAGE) == own
    assert licences_of([source("OGL-UK-3.0"), source("Open Government Licence v3.0")], PACKAGE) == (
        own
    )
    assert licences_of([], PACKAGE) == own


def test_a_file_of_a_package_without_a_licence_says_that_it_is_not_known():
    (licence,) = licences_of([], {})["licenses"]

    assert licence["name"] == "notspecified"


def test_a_file_from_a_newspaper_is_not_open_because_the_others_are():
    facts = [source("Facts only, with citation")]

    (licence,) = licences_of(facts, PACKAGE)["licenses"]

    assert licence == {"name": "other-closed", "title": "Facts only, with citation"}


def test_a_licence_that_nobody_knows_is_not_made_up():
    (licence,) = licences_of([source("")], PACKAGE)["licenses"]

    assert licence["name"] == "notspecified"


def test_a_file_of_several_sources_names_the_licence_of_each():
    both = [source("Open Government Licence v3.0"), source("Facts only, with citation")]

    assert [one["title"] for one in licences_of(both, PACKAGE)["licenses"]] == [
        "Open Government Licence v3.0",
        "Facts only, with citation",
    ]


@pytest.mark.parametrize("which", ["real_site", "tiny_site"])
def test_each_file_of_a_revision_names_the_licences_that_the_cards_of_its_sources_name(
    which: str, request: pytest.FixtureRequest
):
    for description in request.getfixturevalue(which).glob("*/data/datapackage.json"):
        sources = json.loads((description.parents[1] / "plan.json").read_text("utf-8"))["sources"]
        package = json.loads(description.read_text("utf-8"))
        for resource in package["resources"]:
            named = {one["title"] for one in resource["licenses"]}
            cited = [sources[one["name"]]["licence"] for one in resource.get("sources", ())]
            on_cards = {licence or "Licence not known to us" for licence in cited}
            assert named >= on_cards or named == {one["title"] for one in package["licenses"]} == (
                on_cards
            ), resource["name"]
            assert named, resource["name"]


def test_a_register_names_the_licence_of_each_source_that_its_rows_name(real_site: Path):
    folder = real_site / "2020-04" / "data"
    sources = json.loads((folder.parent / "plan.json").read_text("utf-8"))["sources"]
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    (figures,) = [one for one in package["resources"] if one["name"] == "figures"]
    with (folder / "figures.csv").open(encoding="utf-8") as file:
        used = {row["source"] for row in csv.DictReader(file) if row["source"]}

    assert {one["title"] for one in figures["licenses"]} == {
        sources[name]["licence"] or "Licence not known to us" for name in used
    }
