"""The pages of days: a small file that leads on for each day, and a page of links for each year.

So anybody finds a day without a script. A plan without the page `as-at` has none of this. A preview
has no files of days, a thousand for three years: there a link goes where its day leads.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from itertools import groupby
from pathlib import Path

from safety_plan.content.templates import render_template
from safety_plan.content.word_answers import fenced_block
from safety_plan.core.files import write_file
from safety_plan.core.translation import current_language
from safety_plan.core.weekdays import format_weekday, short_weekday_names
from safety_plan.models.in_force import InForcePeriod
from safety_plan.models.pages import Page
from safety_plan.site.days import (
    PAGE_ID,
    Listing,
    day_address,
    day_target,
    days_of,
    has_days,
    period_of,
    years_of,
)
from safety_plan.site.page_scan import PageScan, scan_page
from safety_plan.site.revisions_json import full_titles
from safety_plan.site.security_headers import POLICY
from safety_plan.site.site_model import Site
from safety_plan.site.urls import relative

#: Where the date stands in the page of a period until each of its days has its own.
_DAY = "%DAY%"


def year_pages(site: Site) -> Iterator[Page]:
    """A page for each year, with a link to each of its days below its month."""
    plan, listing = site.plan, site.listing
    if not has_days(plan):
        return
    days, name = days_of(listing), plan.site_pages[f"{PAGE_ID}.md"].title
    years = years_of(listing)
    for year, months in years.items():
        title = f"{name}: {year}"
        by_month = {month: [*_runs(listing, days, month)] for month in months}
        params = {"title": title, "months": by_month, "listing": listing, "plan": plan}
        params |= {"years": [*years], "this_year": year}
        params["weekdays"] = short_weekday_names()
        params["address_of"] = partial(day_target, listing) if site.is_preview else day_address
        html = render_template("year.html", **params, titles=full_titles(listing))
        yield Page(
            path=f"{PAGE_ID}/{year}.md",
            title=title,
            page_id=f"{PAGE_ID}-{year}",
            description=title,
            text=fenced_block("ready", html),
        )


def _runs(
    listing: Listing, days: Sequence[str], month: str
) -> Iterator[tuple[InForcePeriod, list[str]]]:
    """The days of *month*, each run of them after the period that they are in."""
    of_month = [day for day in days if day.startswith(month)]
    for since, run in groupby(of_month, key=lambda day: period_of(listing, day)["since"]):
        yield period_of(listing, since or ""), [*run]


def write_days(site: Site, out: Path) -> dict[str, PageScan]:
    """Writes the file of each day below *out*: it says what was in force, and leads there.

    Days of one period differ in their date alone, so one of them is rendered and scanned for all.
    """
    scans: dict[str, PageScan] = {}
    if site.is_preview or not has_days(site.plan):
        return scans
    for since, days in groupby(days_of(site.listing), key=partial(_start, site.listing)):
        html = _day_page(site, since)
        scan, _ = scan_page(html)
        for day in days:
            file = f"{day_address(day)}index.html"
            write_file(out / file, html.replace(_DAY, escape(format_weekday(day))).encode())
            scans[file] = scan
    return scans


def _start(listing: Listing, day: str) -> str:
    """The first day of the period that *day* is in."""
    return period_of(listing, day)["since"] or ""


def _day_page(site: Site, first: str) -> str:
    """The page of any day of the period from *first* on, with `_DAY` where its date belongs."""
    return render_template(
        "day.html",
        site_name=site.plan.settings.name,
        policy=POLICY,
        language=current_language(),
        listing=site.listing,
        titles=full_titles(site.listing),
        plan=site.plan,
        day=_DAY,
        period=period_of(site.listing, first),
        href=relative(day_target(site.listing, first), day_address(_DAY)),
    )
