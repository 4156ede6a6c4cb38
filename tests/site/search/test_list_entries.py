"""A row of a list of a living plan is found by itself, at its own place."""

from safety_plan.checks.registry import check
from safety_plan.site.search.revision_entries import revision_entries
from tests.conftest import HOUSE, TINY


def test_a_row_is_found_by_its_title_and_leads_to_it():
    entries = {entry.address: entry for entry in revision_entries(check(TINY)[1], (), ())}

    gap = entries["figures/#gaps-thefts-by-street"]
    assert gap.title == "Stolen bicycles in each street"
    assert gap.text == "The police count by town only."


def test_an_action_is_found_on_the_page_of_all_where_that_page_can_be_left_in_a_hurry():
    bundle = check(HOUSE)[1]
    (path,) = [page.path for page in bundle.record.pages.values() if page.page_id == "actions"]
    for exits in ((), (path,)):
        entries = revision_entries(bundle, (), exits)
        found = [e for e in entries if "awareness session for councillors" in e.title + e.words]

        assert {entry.address.partition("#")[0] for entry in found} == {"plan/actions/"}
        assert all(("#" in entry.address) is not bool(exits) for entry in found)


def test_what_people_said_is_found_with_what_they_were_asked():
    entries = {entry.address: entry for entry in revision_entries(check(TINY)[1], (), ())}

    text = entries["figures/#consultations-bridge-lights"].text
    assert "The steps are darker than the bridge." in text
    assert "Report on the safer streets plan" not in text
