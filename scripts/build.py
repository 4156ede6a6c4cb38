"""Builds the whole site into site/; with --serve, shows it on this machine."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import bootstrap

bootstrap.ready()

from safety_plan import cli
from safety_plan.checks.reporters import problems_as_text
from safety_plan.core.cache import CACHE_DIR
from safety_plan.core.problems import raise_if_errors
from safety_plan.deploy.preflight import publishable
from safety_plan.site.build import may_hold_site, publish_into
from safety_plan.site.http_server import serve


def main(options: argparse.Namespace) -> int:
    """Checks, builds, and serves if asked."""
    plan, bundles, problems = publishable(options.plan, options.without_working)
    raise_if_errors(problems)
    if problems:
        print(problems_as_text(problems))
    site = options.out or options.plan / "site"
    if not may_hold_site(site):
        print(f"{site} holds something that this command did not make. Name another folder.")
        return bootstrap.CALLED_WRONGLY
    publish_into(site, plan, bundles, CACHE_DIR, cli.say)
    count = "1 revision" if len(bundles) == 1 else f"{len(bundles)} revisions"
    print(f"Built {count} into {site}", flush=True)
    if options.serve:
        serve(site, options.port)
    return bootstrap.DONE


if __name__ == "__main__":
    cli.run(main, __doc__)
