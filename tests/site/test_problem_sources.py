"""What only the finished site shows leads to the file and line of the plan it came from."""

from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location
from safety_plan.site.page_scan import scan_page
from safety_plan.site.problem_sources import with_sources
from safety_plan.site.site_model import read_site
from tests.conftest import TINY


def located(page: str, found: str) -> Location:
    told = problem("built-page", Location(f"site/{page}index.html"), found=found)
    (item,) = with_sources([told], read_site(Path(TINY)))
    return item.location


def test_words_are_found_on_their_page_and_in_the_data():
    page = "docs/priorities/bicycles.md"

    assert located("2022-06/priorities/bicycles/", "It holds “Next: [safe”.").path == page
    assert located("2022-06/", "It holds “Adopted the plan”.").path == "data/decisions.csv"
    assert located("2022-06/", "It holds “Adopted the plan”.").line == 3
    assert located("2022-06/priorities/bicycles/", "It holds “nowhere at all”.").path == page
    assert located("2021-06/", "It holds “nowhere at all”.").path == "site/2021-06/index.html"


def test_an_address_that_stands_twice_on_a_page_is_told():
    violations = scan_page('<p id="a">One</p><p id="a">Two</p><p id="b">Three</p>')[0].violations

    assert violations == ["Two places on it have the address “#a”."]
