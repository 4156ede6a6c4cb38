"""Builds the whole site into site/; with --serve, shows it on this machine."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import bootstrap

bootstrap.ready()

from safety_plan import cli
from safety_plan.site.build import build_site
from safety_plan.site.http_server import serve
from safety_plan.site.staging import may_hold_site


def main(options: argparse.Namespace) -> int:
    """Checks, builds, and serves if asked."""
    site = options.out or options.plan / "site"
    if not may_hold_site(site):
        print(f"{site} holds something that this command did not make. Name another folder.")
        return bootstrap.CALLED_WRONGLY
    built = build_site(options.plan, site, sealed_only=options.without_working, on_progress=cli.say)
    count = "1 revision" if built == 1 else f"{built} revisions"
    print(f"Built {count} into {site}", flush=True)
    if options.serve:
        serve(site, options.port)
    return bootstrap.DONE


if __name__ == "__main__":
    cli.run(main, __doc__)
