"""`safety-plan publish`: the site goes where the public reads it."""

from datetime import date
from pathlib import Path

import click

from safety_plan.cli.browser import find_browser
from safety_plan.cli.exit_codes import EXIT_OK
from safety_plan.cli.options import (
    PATH,
    plan_options,
    print_progress,
    require_site_config,
    without_working_option,
)
from safety_plan.deploy.branch_file import BranchFile
from safety_plan.deploy.deployer import Deployer
from safety_plan.deploy.folder import Folder
from safety_plan.deploy.git_branch import Branch
from safety_plan.deploy.publish import Wishes, publish
from safety_plan.site.build import config_file


@click.command()
@plan_options
@click.option(
    "--folder",
    type=PATH,
    metavar="DIR",
    help="A folder for any host, in place of the branch gh-pages.",
)
@click.option(
    "--file",
    type=PATH,
    metavar="FILE",
    help="Write what would be published into FILE, for whoever may push it.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option(
    "--instead-of",
    metavar="COMMIT",
    default="",
    envvar="PLAN_INSTEAD_OF",
    help="Take the place of a site whose commit is in no history any more.",
)
@without_working_option
def command(
    plan: Path,
    folder: Path | None,
    file: Path | None,
    dry_run: bool,
    instead_of: str,
    without_working: bool,
) -> int:
    """Puts the site where the public reads it: a branch that a host shows, or a folder."""
    require_site_config(plan, config_file(plan))
    if folder and file:
        raise click.UsageError("Name a folder or a file, not both.")
    wishes = Wishes(
        today=date.today(),  # noqa: DTZ011 (the day of whoever asks)
        without_working=without_working,
        dry_run=dry_run,
        every_page=dry_run or file is not None,
        browser=find_browser(),
        instead_of=instead_of.strip().lower(),
    )
    publish(plan, _deployer(plan, folder, file), wishes, print_progress)
    return EXIT_OK


def _deployer(plan: Path, folder: Path | None, file: Path | None) -> Deployer:
    if folder:
        return Folder(folder)
    return BranchFile(plan, file=file) if file else Branch(plan)
