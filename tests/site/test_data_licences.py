"""A file is offered under the licence of its sources, not under that of its neighbours."""

from safety_plan.models.sources import Source
from safety_plan.site.data_licences import licences_of

OPEN = {"name": "OGL-UK-3.0", "title": "Open Government Licence v3.0"}
PACKAGE = {"licenses": [OPEN]}


def source(licence: str) -> Source:
    return Source(id="a", title="A", publisher="B", licence=licence)


def test_what_all_files_are_under_is_not_said_again():
    assert licences_of([source("Open Government Licence v3.0")], PACKAGE) == {}
    assert licences_of([source("OGL-UK-3.0")], PACKAGE) == {}
    assert licences_of([], PACKAGE) == {}


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
