"""`safety-plan build`: the whole site."""

from pathlib import Path

import click

from safety_plan.cli.exit_codes import EXIT_OK, EXIT_USAGE
from safety_plan.cli.options import (
    PATH,
    plan_options,
    port_option,
    print_progress,
    require_site_config,
    without_working_option,
)
from safety_plan.site.build import build_site, config_file
from safety_plan.site.http_server import serve
from safety_plan.site.staging import may_hold_site


@click.command()
@plan_options
@click.option("--out", type=PATH, metavar="DIR", help="Where it goes (site/).")
@click.option("--serve", "show", is_flag=True, help="Show the site afterwards.")
@port_option(8000)
@without_working_option
def command(plan: Path, out: Path | None, show: bool, port: int, without_working: bool) -> int:
    """Builds the whole site into site/; with --serve, shows it on this machine."""
    require_site_config(plan, config_file(plan))
    site = out or plan / "site"
    if not may_hold_site(site):
        print(f"{site} holds something that this command did not make. Name another folder.")
        return EXIT_USAGE
    if within := _folder_of_plan(site, plan):
        print(f"{site} lies in {within}, which the plan is read from. Name a folder outside it.")
        return EXIT_USAGE
    built = build_site(plan, site, sealed_only=without_working, on_progress=print_progress)
    count = "1 revision" if built == 1 else f"{built} revisions"
    print(f"Built {count} into {site}", flush=True)
    if show:
        serve(site, port)
    return EXIT_OK


def _folder_of_plan(site: Path, plan: Path) -> Path | None:
    """The folder of *plan* that *site* would be read with, if it lies in one."""
    folders = [plan / name for name in ("docs", "data", "revisions")]
    place = site.resolve()
    return next((folder for folder in folders if folder.resolve() in place.parents), None)
