"""`safety-plan audit`: the accessibility of every page of the built site."""

from collections.abc import Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.accessibility import FILE, audit_problems, is_reviewed
from safety_plan.checks.reporters import problems_as_text
from safety_plan.checks.tested_parts import newest_source, tested_parts
from safety_plan.cli.browser import find_browser
from safety_plan.cli.exit_codes import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from safety_plan.cli.options import advise_here, naming_plan, plan_options, print_progress
from safety_plan.content.templates import render_template
from safety_plan.core.dates import format_date
from safety_plan.core.errors import MissingToolError
from safety_plan.models.plan import read_plan
from safety_plan.site.http_server import serving
from safety_plan.site.redirects import LISTING

FIRST_PORT = 8400


@click.command()
@plan_options
@click.option("--reviewed", metavar="DATE", help="When you read the whole statement: 2026-11-30.")
@click.option("--by", "role", metavar="ROLE", help="The role of who read it, not a name.")
def command(plan: Path, reviewed: str | None, role: str | None) -> int:
    """Tests every page of the built site, and keeps the result in data/audit.yml.

    With --reviewed and --by it tests nothing, and writes down that somebody read the statement.
    """
    today = date.today()  # noqa: DTZ011 (the day of whoever asks)
    audit = read_plan(plan, KINDS)[0].audit.value
    refusal = _no_review(audit, reviewed, role, today) if reviewed or role else _no_test(plan)
    if refusal:
        print(advise_here(refusal, plan))
        return EXIT_USAGE
    if reviewed:
        _write(plan, {**audit, "reviewed": reviewed, "reviewed_by": role})
    else:
        review = ("reviewed", "reviewed_by") if is_reviewed(audit) else ()
        days = {key: audit[key] for key in ("prepared", *review) if audit.get(key)}
        parts = tested_parts(plan)
        _write(plan, {"prepared": today, **days, "tested": today, "parts": parts, **_test(plan)})
    problems = audit_problems(read_plan(plan, KINDS)[0], today)
    print(problems_as_text(naming_plan(problems, plan)))
    return EXIT_PROBLEMS if problems else EXIT_OK


def _no_review(
    audit: Mapping[str, Any], reviewed: str | None, role: str | None, today: date
) -> str:
    """Why no review can be written down, or nothing."""
    if not reviewed or not role or not role.strip():
        return (
            "A review needs its day and the role of who read the statement: "
            '--reviewed 2026-11-30 --by "Community Safety Manager".'
        )
    if len(reviewed) != len(today.isoformat()) or not format_date(reviewed):
        return f"“{reviewed}” is not a day. Write it as year, month and day: 2026-11-30."
    if reviewed > today.isoformat():
        return f"{format_date(reviewed)} is still to come. Write the day on which it was read."
    return "" if audit else "There is no test yet that a statement could tell of. Run this alone."


def _no_test(plan: Path) -> str:
    """Why the site cannot be tested, or nothing."""
    site = plan / "site"
    if not (site / LISTING).is_file():
        return f"There is no finished site in {site}. Run python3 scripts/build.py first."
    newest = newest_source(plan)
    if newest.stat().st_mtime > (site / LISTING).stat().st_mtime:
        return (
            f"{newest} was changed after the site was built, so the test would be of other pages. "
            "Run python3 scripts/build.py first."
        )
    return ""


def _write(plan: Path, content: Mapping[str, Any]) -> None:
    text = advise_here(render_template("audit.yml", audit=content))
    (plan / FILE).write_bytes(f"{text.rstrip()}\n".encode())


def _test(plan: Path) -> dict[str, Any]:
    """What axe-core finds on each page of the site; raises MissingToolError without a browser."""
    from safety_plan.site.accessibility_audit import addresses, audit_pages

    for package in ("playwright", "axe_playwright_python"):
        if find_spec(package) is None:
            raise MissingToolError(
                f"An audit needs the package {package}. In a checkout python3 scripts/audit.py "
                "brings it; beside a plan of its own: pip install -r requirements-audit.txt"
            )
    chromium = find_browser()
    if not chromium:
        raise MissingToolError("There is no Chromium. Install it, then run this again.")
    site = plan / "site"
    with serving(site, FIRST_PORT) as address:
        return audit_pages(site, address, addresses(site), chromium, print_progress)
