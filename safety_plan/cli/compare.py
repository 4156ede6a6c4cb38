"""`safety-plan compare`: what changed between two revisions."""

from pathlib import Path

import click

from safety_plan.checks.registry import check
from safety_plan.cli.exit_codes import EXIT_OK, EXIT_USAGE
from safety_plan.cli.options import plan_options
from safety_plan.core.problems import PlanError
from safety_plan.core.suggestions import did_you_mean
from safety_plan.diff.compare import compare
from safety_plan.diff.report import as_json, as_text
from safety_plan.revisions.published import sealed_bundles
from safety_plan.revisions.verify import seal_problems


@click.command()
@plan_options
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="How to tell it.",
)
def command(plan: Path, old: str, new: str, output_format: str) -> int:
    """Says what changed from OLD to NEW: words, figures, charts, and why.

    Each is a revision such as 2020-04, sealed (the last sealed one) or working. OLD can
    also be the folder of the plan before an edit.
    """
    content, working, problems = check(plan)
    if broken := seal_problems(plan):
        raise PlanError(broken)
    sealed = {bundle.id: bundle.record for bundle in sealed_bundles(plan)}
    records = {working.id: working.record, **sealed}
    names = {"working": working.id, "sealed": content.sealed[-1] if content.sealed else "sealed"}
    if Path(old, "docs").is_dir():
        _, before, _ = check(Path(old))
        names[old] = "before"
        records["before"] = before.record
    old, new = names.get(old, old), names.get(new, new)
    for name in {old, new} - records.keys():
        fix = did_you_mean(name, records) or f"There are: {', '.join(records)}."
        print(f"There is no revision “{name}”. {fix}")
        return EXIT_USAGE
    between = [record for name, record in sealed.items() if old < name < new]
    comparison = compare(records[old], records[new], between)
    open_problems = problems if new == working.id else []
    if output_format == "json":
        print(as_json(comparison), end="")
    else:
        print(as_text(comparison, output_format, open_problems), end="")
    return EXIT_OK
