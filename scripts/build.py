"""Builds the whole site into site/; with --serve, shows it on this machine."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import environment

environment.ready()

from safety_plan import commands
from safety_plan.checks import NOT_WORKING, check, published
from safety_plan.kept import CACHE
from safety_plan.problems import PlanStopped, stops
from safety_plan.site.publication import may_hold_site, publish_into
from safety_plan.site.serving import serve
from safety_plan.telling import problems_as_text


def main(options: argparse.Namespace) -> int:
    """Checks, builds, and serves if asked."""
    plan, working, problems = check(options.plan)
    left_out = options.without_working or plan.revision.status == "draft"
    if left_out:
        problems = [p for p in problems if p.place.path.startswith(NOT_WORKING)]
    if stops(problems):
        raise PlanStopped(problems)
    if problems:
        print(problems_as_text(problems))
    editions = published(options.plan, plan, working, without_working=left_out)
    if not editions:
        print("No revision is published yet: the working one is a draft, and none is sealed.")
        return environment.TO_PUT_RIGHT
    site = options.out or options.plan / "site"
    if not may_hold_site(site):
        print(f"{site} holds something that this command did not make. Name another folder.")
        return environment.CALLED_WRONGLY
    publish_into(site, plan, editions, options.cache, lambda said: print(said, flush=True))
    count = "1 revision" if len(editions) == 1 else f"{len(editions)} revisions"
    print(f"Built {count} into {site}", flush=True)
    if options.serve:
        serve(site, options.port)
    return environment.DONE


if __name__ == "__main__":
    parser = commands.parser(__doc__ or "")
    parser.add_argument(
        "--out", type=commands.folder, metavar="DIR", help="where the site goes (site/)"
    )
    parser.add_argument("--serve", action="store_true", help="show the site afterwards")
    parser.add_argument("--port", type=int, default=8000, help="the port to show it on (8000)")
    parser.add_argument(
        "--without-working", action="store_true", help="leave the working revision out"
    )
    parser.add_argument("--cache", type=commands.folder, default=CACHE, help=argparse.SUPPRESS)
    commands.run(main, parser.parse_args())
