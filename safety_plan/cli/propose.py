"""`safety-plan propose`: notes the proposed revision as it is put before the public."""

from pathlib import Path

import click

from safety_plan.checks.registry import check
from safety_plan.checks.stages import Stage
from safety_plan.cli.exit_codes import EXIT_OK
from safety_plan.cli.options import plan_options
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, raise_if_errors
from safety_plan.revisions.proposals import proposal_rows, write_proposals


@click.command()
@plan_options
def command(plan: Path) -> int:
    """Notes the proposed revision and its figures in data/proposals.csv, as the public reads them.

    From then on its addresses cannot vanish, and a figure that changes asks for its reason.
    """
    content, _, problems = check(plan, Stage.SEAL)
    status = content.revision.status
    if status != "proposed":
        problems.append(problem("propose-status", Location("data/revision.yml"), status=status))
    raise_if_errors(found for found in problems if found.rule != "proposal-unlisted")
    rows = proposal_rows(content)
    write_proposals(content, rows)
    name = content.revision.id
    count = len(rows) - 1
    figures = "one figure" if count == 1 else f"{count} figures"
    print(f"Noted {name} and {figures} of it in data/proposals.csv.")
    return EXIT_OK
