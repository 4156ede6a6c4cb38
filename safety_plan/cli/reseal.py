"""`safety-plan reseal`: a seal is made anew from its own sources, before the site is public."""

from pathlib import Path
from typing import Any

import click

from safety_plan.checks.edited_seal import edited_problems
from safety_plan.checks.registry import check
from safety_plan.cli.confirm import confirm, yes_option
from safety_plan.cli.exit_codes import EXIT_OK
from safety_plan.cli.options import plan_options
from safety_plan.core.problems import raise_if_errors
from safety_plan.deploy.sealed_sources import edited_sources_as_sealed
from safety_plan.revisions import seal
from safety_plan.revisions.edits import edited_files
from safety_plan.revisions.verify import digest_of
from safety_plan.revisions.witness import stamped_problems


@click.command()
@plan_options
@yes_option
@click.argument("revision")
@click.option("--reason", metavar="WORDS", required=True, help="Why, in words for the public.")
@click.option(
    "--edited",
    is_flag=True,
    help="Take in what was edited in docs/ and data/ of the sealed revision.",
)
def command(plan: Path, yes: bool, revision: str, reason: str, edited: bool) -> int:
    """Seals REVISION again from its own words and numbers, before the site opens."""
    seal.recover(plan)
    content, _, _ = check(plan)
    reasons = seal.check_can_reseal(content, revision, is_edited=edited)
    raise_if_errors([*reasons, *stamped_problems(content, revision)])
    if edited:
        as_sealed = edited_sources_as_sealed(plan, revision)
        raise_if_errors(edited_problems(content, revision, as_sealed))
    files = edited_files(plan / "revisions" / revision) if edited else ()
    later = [name for name in content.sealed if name > revision]
    question = f"The reason is kept in the seal: {reason}."
    params: dict[str, Any] = {"revision": revision, "later": later, "files": files}
    if confirm("cli/reseal.md", question, yes=yes, **params):
        folder = seal.reseal(content, revision, reason, is_edited=edited)
        print(f"Sealed again into {folder}. Its digest: {digest_of(folder)}")
    return EXIT_OK
