"""`safety-plan reseal`: a seal is made anew from its own sources, before the site is public."""

from pathlib import Path

import click

from safety_plan.checks.registry import check
from safety_plan.cli.confirm import confirm, yes_option
from safety_plan.cli.exit_codes import EXIT_OK
from safety_plan.cli.options import plan_options
from safety_plan.core.problems import raise_if_errors
from safety_plan.revisions import seal
from safety_plan.revisions.verify import digest_of
from safety_plan.revisions.witness import stamped_problems


@click.command()
@plan_options
@yes_option
@click.argument("revision")
@click.option("--reason", metavar="WORDS", required=True, help="Why, in words for the public.")
def command(plan: Path, yes: bool, revision: str, reason: str) -> int:
    """Seals REVISION again from its own sealed words and numbers, before the site opens."""
    seal.recover(plan)
    content, _, _ = check(plan)
    reasons = [*seal.check_can_reseal(content, revision), *stamped_problems(content, revision)]
    raise_if_errors(reasons)
    later = [name for name in content.sealed if name > revision]
    question = f"The reason is kept in the seal: {reason}."
    if confirm("cli/reseal.md", question, yes=yes, revision=revision, later=later):
        folder = seal.reseal(content, revision, reason)
        print(f"Sealed again into {folder}. Its digest: {digest_of(folder)}")
    return EXIT_OK
