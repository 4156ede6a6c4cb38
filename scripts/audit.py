"""Tests every page of the built site for accessibility, and keeps the result in data/audit.yml."""

import argparse
import sys
import threading
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import bootstrap

bootstrap.ready("tests/requirements.txt")

from safety_plan import browser, cli
from safety_plan.charts.kinds import KINDS
from safety_plan.checks.accessibility import FILE, audit_problems
from safety_plan.checks.reporters import problems_as_text
from safety_plan.content.templates import render_template
from safety_plan.models.plan import read_plan
from safety_plan.site.accessibility_audit import addresses, audited
from safety_plan.site.http_server import HOST, open_server
from safety_plan.site.redirects import LISTING


def main(options: argparse.Namespace) -> int:
    """Tests the pages, writes the record, and says what the statement leaves out."""
    site = options.plan / "site"
    if not (site / LISTING).is_file():
        print(f"There is no finished site in {site}. Run python3 scripts/build.py first.")
        return bootstrap.CALLED_WRONGLY
    server = open_server(site, 8400)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://{HOST}:{server.server_port}"
    found = audited(address, addresses(site), browser.ready(), lambda said: print(said, flush=True))
    server.shutdown()
    before, today = read_plan(options.plan, KINDS)[0].audit.value, date.today()  # noqa: DTZ011
    days = {key: before.get(key) or today for key in ("prepared", "reviewed")}
    days |= {"reviewed": today} if options.reviewed else {}
    text = render_template("audit.yml", **days, tested=today, **found)
    (options.plan / FILE).write_bytes(f"{text.rstrip()}\n".encode())
    problems = audit_problems(read_plan(options.plan, KINDS)[0], today)
    print(problems_as_text(problems))
    return bootstrap.TO_PUT_RIGHT if problems else bootstrap.DONE


if __name__ == "__main__":
    cli.run(main, __doc__)
