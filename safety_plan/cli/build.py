"""`safety-plan build`: the whole site."""

from pathlib import Path

import click

from safety_plan.cli.exit_codes import EXIT_OK, EXIT_USAGE
from safety_plan.cli.options import (
    PATH,
    plan_options,
    port_option,
    print_progress,
    without_working_option,
)
from safety_plan.site.kept_site import keep_site, kept_site, site_key


@click.command()
@plan_options
@click.option("--out", type=PATH, metavar="DIR", help="Where it goes (site/).")
@click.option("--serve", "show", is_flag=True, help="Show the site afterwards.")
@port_option(8000)
@without_working_option
def command(plan: Path, out: Path | None, show: bool, port: int, without_working: bool) -> int:
    """Builds the whole site into site/; with --serve, shows it on this machine."""
    site = out or plan / "site"
    key = site_key(plan, sealed_only=without_working)
    built = kept_site(site, key)
    if built:
        print_progress("Nothing has changed since this site was built.")
    else:
        # Imported late: a site that is there already needs none of what builds one.
        from safety_plan.cli.build_site import build_site, why_not_there

        if refusal := why_not_there(site, plan):
            print(refusal)
            return EXIT_USAGE
        built, is_done = build_site(plan, site, sealed_only=without_working)
        # Where a file was saved meanwhile, nobody knows which of its two states was read.
        if is_done and site_key(plan, sealed_only=without_working) == key:
            keep_site(site, key, built)
    count = "1 revision" if built == 1 else f"{built} revisions"
    print(f"Built {count} into {site}", flush=True)
    if show:
        from safety_plan.site.http_server import serve

        serve(site, port)
    return EXIT_OK
