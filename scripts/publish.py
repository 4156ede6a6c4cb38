"""Puts the site where the public reads it: a branch that a host shows, or a folder."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import bootstrap

bootstrap.ready()

from safety_plan import cli
from safety_plan.deploy.deployer import Deployer
from safety_plan.deploy.folder import Folder
from safety_plan.deploy.git_branch import Branch
from safety_plan.deploy.publish import publish


def main(options: argparse.Namespace) -> int:
    """Refuses for every reason at once, or builds the site and puts it there."""
    deployer: Deployer = Folder(options.folder) if options.folder else Branch(options.plan)
    publish(
        options.plan,
        deployer,
        date.today(),  # noqa: DTZ011 (the day of whoever asks)
        cli.say,
        without_working=options.without_working,
        dry_run=options.dry_run,
    )
    return bootstrap.DONE


if __name__ == "__main__":
    cli.run(main, __doc__)
