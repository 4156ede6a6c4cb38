"""Each day of the plan has an address, and says what was in force as far as it is known."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from safety_plan.site.day_pages import write_days
from safety_plan.site.days import days_of, period_of, years_of
from safety_plan.site.page_scan import scan_page
from safety_plan.site.site_model import read_site
from tests.conftest import TINY, build

#: What one day may add to the site.
MOST_BYTES = 1000


@pytest.fixture(params=["real_site", "tiny_site"])
def site(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(request.param))


def listing(site: Path) -> dict:
    return json.loads((site / "revisions.json").read_text("utf-8"))


def day_page(site: Path, day: str) -> str:
    return (site / "as-at" / day / "index.html").read_text("utf-8")


def text_of(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", "", html.partition("<body>")[2]).split())


def test_every_day_from_the_first_decision_to_the_end_of_the_term_has_an_address(real_site: Path):
    day, last = date(2019, 3, 19), date(2022, 3, 31)
    assert not (real_site / "as-at" / "2019-03-18").exists()
    assert not (real_site / "as-at" / "2022-04-01").exists()

    while day <= last:
        assert (real_site / "as-at" / day.isoformat() / "index.html").is_file()
        day += timedelta(days=1)


def test_a_day_leads_to_the_revision_that_was_in_force_and_says_so_in_words(site: Path):
    listed = listing(site)
    titles = {revision["id"]: revision["title"] for revision in listed["revisions"]}
    for day in days_of(listed):
        period, html = period_of(listed, day), day_page(site, day)
        assert period["since"] <= day < (period["until"] or "9")
        target = f"../../{period['revision']}/" if period["revision"] else f"../#{period['since']}"
        assert f'content="0; url={target}"' in html
        assert f'<a href="{target}">' in html
        if period["revision"]:
            assert titles[period["revision"]] in text_of(html)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2019-03-19", "On Tuesday 19 March 2019: No plan is published here for these days."),
        ("2019-04-15", "On Monday 15 April 2019: Which revision was in force is not known."),
        ("2020-07-15", "On Wednesday 15 July 2020: Which revision was in force is not known."),
        ("2022-03-31", "On Thursday 31 March 2022: Which revision was in force is not known."),
    ],
)
def test_a_day_of_which_nothing_is_known_says_that(real_site: Path, day: str, words: str):
    assert text_of(day_page(real_site, day)).replace("\xa0", " ").startswith(words)


def test_without_a_script_years_and_months_lead_to_every_day(site: Path):
    listed = listing(site)
    start = (site / "as-at" / "index.html").read_text("utf-8")
    reached: list[str] = []
    for year, months in years_of(listed).items():
        html = (site / "as-at" / year / "index.html").read_text("utf-8")
        assert "<script" not in html.partition("<main")[2].partition("</main>")[0]
        for month in months:
            assert f'href="{year}/#{month}"' in start
            assert f'id="{month}"' in html
        reached += re.findall(r'href="\.\./(\d{4}-\d\d-\d\d)/"', html)

    assert reached == days_of(listed)


def test_the_link_of_a_day_shows_its_number_and_is_called_by_its_whole_date(real_site: Path):
    html = (real_site / "as-at" / "2019" / "index.html").read_text("utf-8").replace("\xa0", " ")

    assert '<a href="../2019-09-30/" aria-label="Monday 30 September 2019">30</a>' in html
    assert '<a href="../2019-10-01/" aria-label="Tuesday 1 October 2019">1</a>' in html


def test_each_month_stands_under_the_days_of_the_week(site: Path):
    for year in years_of(listing(site)):
        html = (site / "as-at" / year / "index.html").read_text("utf-8")
        runs = re.findall(r'numbered from-(\d)">\s*<li><a href="\.\./(\d{4}-\d\d-\d\d)/"', html)

        assert runs
        assert [date.fromisoformat(day).isoweekday() for _, day in runs] == [
            int(n) for n, _ in runs
        ]
        assert html.count('class="weekdays"') == len(runs)


def test_a_day_costs_little_and_is_no_page_for_search_engines(site: Path):
    days = days_of(listing(site))
    sizes = [len(day_page(site, day).encode()) for day in days]

    assert max(sizes) <= MOST_BYTES
    assert 'name="robots" content="noindex"' in day_page(site, days[0])
    if (site / "sitemap.xml").is_file():
        assert f"as-at/{days[0]}/" not in (site / "sitemap.xml").read_text("utf-8")


def test_a_plan_without_the_page_of_days_has_no_addresses_of_days(tiny: Path, tmp_path: Path):
    (tiny / "docs" / "site" / "as-at.md").unlink()

    assert not (build(tiny, tmp_path / "site") / "as-at").exists()


def test_a_plan_of_which_nothing_was_adopted_has_none():
    assert days_of({"as_at": [], "revisions": []}) == []


def test_a_plan_without_an_end_has_days_up_to_the_last_that_is_known():
    turns = [{"since": day, "revision": None} for day in ("0001-01-01", "2020-02-27")]
    decisions = [{"date": "2020-02"}, {"date": "2020-03-01"}]

    days = days_of({"as_at": turns, "revisions": [{"decisions": decisions, "term": None}]})

    assert (days[0], days[-1], len(days)) == ("2020-02-01", "2020-03-01", 30)


def test_a_plan_without_an_end_that_follows_one_that_ended_has_days_beyond_that_end():
    periods = [
        {"since": "0001-01-01", "revision": None, "state": "none"},
        {"since": "2020-04-01", "revision": "2020-04", "state": "in force"},
        {"since": "2021-04-01", "revision": None, "state": "over"},
        {"since": "2021-06-14", "revision": "2021-06", "state": "in force"},
    ]
    ended = {"decisions": [{"date": "2020-04-01"}], "term": {"last": "2021-03-31"}}
    goes_on = {"decisions": [{"date": "2021-06-14"}], "term": {"last": None}}

    days = days_of({"as_at": periods, "revisions": [ended, goes_on]})

    assert (days[0], days[-1]) == ("2020-04-01", "2021-06-14")


def test_what_is_read_once_for_the_days_of_a_period_is_true_of_each_of_them(tmp_path: Path):
    scans = write_days(read_site(TINY), tmp_path)
    files = {file.relative_to(tmp_path).as_posix(): file for file in tmp_path.rglob("*.html")}

    assert scans.keys() == files.keys()
    for path in [*files][::20]:
        assert scan_page(files[path].read_text("utf-8"))[0] == scans[path]
