"""`safety-plan redact`: words go out of a sealed revision, where the law demands it."""

from datetime import UTC, datetime
from pathlib import Path

import click

from safety_plan.checks.registry import check
from safety_plan.cli.confirm import confirm, yes_option
from safety_plan.cli.exit_codes import EXIT_OK
from safety_plan.cli.options import plan_options
from safety_plan.cli.witness import stamp_or_say
from safety_plan.core.problems import raise_if_errors
from safety_plan.revisions import redact, seal
from safety_plan.revisions.sealed_documents import documents_containing
from safety_plan.revisions.verify import digest_of


@click.command()
@plan_options
@yes_option
@click.argument("revision")
@click.option(
    "--text",
    "--words",
    "text",
    metavar="WORDS",
    required=True,
    help="Exactly these words, as the files hold them.",
)
@click.option(
    "--basis",
    "--ground",
    "basis",
    metavar="WORDS",
    required=True,
    help="Why, in words for the public.",
)
def command(plan: Path, yes: bool, revision: str, text: str, basis: str) -> int:
    """Takes words out of the sealed REVISION, and says so for ever."""
    seal.recover(plan)
    content, _, _ = check(plan)
    seals = plan / "revisions"
    raise_if_errors(redact.check_can_redact(content, revision, text))
    question = f"The day and the ground are shown for ever: {basis}."
    files = _files_with(text, plan, seals / revision)
    if confirm("cli/redact.md", question, yes=yes, revision=revision, text=text, files=files):
        day = datetime.now(UTC).date().isoformat()
        folder = redact.redact(content, revision, text, basis, day)
        print(f"Taken out. The digest is now: {digest_of(folder)}")
        stamp_or_say(content)
        for file in _files_with(text, plan, content.docs, content.data, seals):
            print(f"The words still stand in {file}.")
        print("They also stand in the history of the repository: ask who looks after it.")
    return EXIT_OK


def _files_with(text: str, root: Path, *folders: Path) -> list[str]:
    """The files below *folders* that hold *text*, or are called so, as paths below *root*."""
    files = [file for folder in folders for file in redact.files_containing(folder, text)]
    files += [file for folder in folders for file in documents_containing(folder, text)]
    files += [file for folder in folders for file in folder.rglob("*") if file.name == text]
    return [file.relative_to(root).as_posix() for file in files]
