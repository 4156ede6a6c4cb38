"""`safety-plan audit`: the accessibility of every page of the built site."""

import threading
from datetime import date
from pathlib import Path
from typing import Any

import click

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.accessibility import FILE, audit_problems
from safety_plan.checks.reporters import problems_as_text
from safety_plan.cli.browser import find_browser
from safety_plan.cli.exit_codes import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from safety_plan.cli.options import advise_here, naming_plan, plan_options, print_progress
from safety_plan.content.templates import render_template
from safety_plan.core.errors import MissingToolError
from safety_plan.models.plan import read_plan
from safety_plan.site.http_server import HOST, open_server
from safety_plan.site.redirects import LISTING

FIRST_PORT = 8400


@click.command()
@plan_options
@click.option("--reviewed", is_flag=True, help="Say that the whole statement was read again today.")
def command(plan: Path, reviewed: bool) -> int:
    """Tests every page of the built site, and keeps the result in data/audit.yml."""
    site = plan / "site"
    if not (site / LISTING).is_file():
        advice = advise_here("Run python3 scripts/build.py first.", plan)
        print(f"There is no finished site in {site}. {advice}")
        return EXIT_USAGE
    findings = _audit(site)
    today = date.today()  # noqa: DTZ011 (the day of whoever asks)
    before = read_plan(plan, KINDS)[0].audit.value
    days = {key: before.get(key) or today for key in ("prepared", "reviewed")}
    if reviewed:
        days["reviewed"] = today
    text = render_template("audit.yml", **days, tested=today, **findings)
    (plan / FILE).write_bytes(f"{text.rstrip()}\n".encode())
    problems = [*audit_problems(read_plan(plan, KINDS)[0], today)]
    print(problems_as_text(naming_plan(problems, plan)))
    return EXIT_PROBLEMS if problems else EXIT_OK


def _audit(site: Path) -> dict[str, Any]:
    """What axe-core finds on each page of *site*; raises MissingToolError without a browser."""
    try:
        from safety_plan.site.accessibility_audit import addresses, audited
    except ImportError as error:
        raise MissingToolError(
            f"An audit needs the package {str(error.name).partition('.')[0]}: it comes with "
            "python3 scripts/audit.py, or with pip install --group dev."
        ) from error
    chromium = find_browser()
    if not chromium:
        raise MissingToolError("There is no Chromium. Install it, then run this again.")
    server = open_server(site, FIRST_PORT)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://{HOST}:{server.server_port}"
        return audited(address, addresses(site), chromium, print_progress)
    finally:
        server.shutdown()
