"""Days in the archive: there a year leads straight to what was in force, without a file for a day.

A day has an address so that it can be typed, cited and linked to. Nobody types one into a folder,
and the days of 25 years would be 9,000 small files, a quarter of the archive.
"""

import re

from safety_plan.models.plan import Plan
from safety_plan.site.days import PAGE_ID, Listing, day_address, day_target, days_of, has_days
from safety_plan.site.urls import relative

#: A link of the page of a year to one of its days.
_DAY = re.compile(r'(?<= href=")\.\./(\d{4}-\d{2}-\d{2})/(?=")')
_YEAR = re.compile(rf"({PAGE_ID}/\d{{4}}/)index\.html")


def files_of_days(plan: Plan, listing: Listing) -> set[str]:
    """The file of each day that has an address."""
    days = days_of(listing) if has_days(plan) else []
    return {f"{day_address(day)}index.html" for day in days}


def page_without_days(path: str, page: str, listing: Listing) -> str:
    """The finished *page* at *path*; of a year, with links that lead where its days lead."""
    year = _YEAR.fullmatch(path)
    if not year:
        return page
    return _DAY.sub(lambda day: relative(day_target(listing, day[1]), year[1]), page)
