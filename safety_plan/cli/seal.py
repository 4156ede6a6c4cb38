"""`safety-plan seal`: a revision that was adopted, or has lapsed, goes into `revisions/`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from safety_plan.checks.registry import check
from safety_plan.checks.stages import Stage
from safety_plan.cli.confirm import confirm, yes_option
from safety_plan.cli.exit_codes import EXIT_OK
from safety_plan.cli.options import plan_options
from safety_plan.cli.witness import stamp_or_say
from safety_plan.core.problems import raise_if_errors
from safety_plan.models.revision import STATUSES
from safety_plan.revisions import seal
from safety_plan.revisions.verify import digest_of

_NEXT = "data/revision.yml is now the draft of the next revision. Drafts are not published."


@click.command()
@plan_options
@yes_option
def command(plan: Path, yes: bool) -> int:
    """Seals the working revision, once it is adopted or has lapsed, into revisions/."""
    seal.recover(plan)
    content, bundle, problems = check(plan, Stage.SEAL)
    if seal.is_unfinished(content):
        seal.start_next_draft(content)
        print(
            f"The last run was stopped once {content.revision.id} was sealed. The rest is done now."
        )
        stamp_or_say(content)
        print(_NEXT)
        return EXIT_OK
    day = datetime.now(UTC).date().isoformat()
    raise_if_errors([*problems, *seal.check_can_seal(content), *seal.check_day(content, day)])
    label = STATUSES[content.revision.status]
    params: dict[str, Any] = {"plan": content, "bundle": bundle, "label": label}
    if confirm("cli/seal.md", "A sealed revision never changes.", yes=yes, **params):
        folder = seal.write_seal(content, bundle, day)
        seal.start_next_draft(content)
        print(f"Sealed into {folder}. Its digest: {digest_of(folder)}")
        stamp_or_say(content)
        print(_NEXT)
    return EXIT_OK
