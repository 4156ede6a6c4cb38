"""`safety-plan publish`: the site goes where the public reads it."""

from datetime import date
from pathlib import Path

import click

from safety_plan.cli.exit_codes import EXIT_OK
from safety_plan.cli.options import (
    PATH,
    plan_options,
    print_progress,
    require_site_config,
    without_working_option,
)
from safety_plan.deploy.deployer import Deployer
from safety_plan.deploy.folder import Folder
from safety_plan.deploy.git_branch import Branch
from safety_plan.deploy.publish import publish
from safety_plan.site.build import config_file


@click.command()
@plan_options
@click.option(
    "--folder",
    type=PATH,
    metavar="DIR",
    help="A folder for any host, in place of the branch gh-pages.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@without_working_option
def command(plan: Path, folder: Path | None, dry_run: bool, without_working: bool) -> int:
    """Puts the site where the public reads it: a branch that a host shows, or a folder."""
    require_site_config(plan, config_file(plan))
    deployer: Deployer = Folder(folder) if folder else Branch(plan)
    publish(
        plan,
        deployer,
        date.today(),  # noqa: DTZ011 (the day of whoever asks)
        print_progress,
        without_working=without_working,
        dry_run=dry_run,
    )
    return EXIT_OK
