"""`safety-plan compare`: what changed between two revisions."""

from pathlib import Path

import click

from safety_plan.checks.registry import check
from safety_plan.cli.exit_codes import EXIT_OK, EXIT_USAGE
from safety_plan.cli.options import naming_plan, plan_options
from safety_plan.core.problems import PlanError
from safety_plan.core.suggestions import did_you_mean
from safety_plan.deploy.plan_states import changes_between
from safety_plan.diff.changes import changes_as_text, fit_pages
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
@click.option(
    "--part",
    type=click.Choice(["files", "pages"]),
    help="Only one part: which files changed, for which nothing of the plan is run, or the pages.",
)
def command(plan: Path, old: str, new: str, output_format: str, part: str | None) -> int:
    """Says what changed from OLD to NEW: words, figures, charts, and why.

    Each is a revision such as 2020-04, sealed (the last sealed one) or working. OLD can
    also be the folder of the plan before an edit: then every file that changed is told too.
    """
    before = Path(old).resolve() if Path(old, "docs").is_dir() else None
    if part == "files" and not before:
        print("With --part files, name the folder of the plan before the edit first.")
        return EXIT_USAGE
    has_changes = False
    if before:
        changes = changes_between(before, plan)
        has_changes = bool(changes.areas)
        if output_format != "json" and part != "pages":
            # First, before anything that came with the change is run.
            print(changes_as_text(changes, output_format), flush=True)
    if part == "files":
        return EXIT_OK
    return _print_comparison(plan, before, old, new, output_format, has_changes)


def _print_comparison(
    plan: Path, before: Path | None, old: str, new: str, form: str, has_changes: bool
) -> int:
    content, working, problems = check(plan)
    if broken := seal_problems(plan):
        raise PlanError(broken)
    sealed = {bundle.id: bundle.record for bundle in sealed_bundles(plan)}
    records = {working.id: working.record, **sealed}
    names = {"working": working.id, "sealed": content.sealed[-1] if content.sealed else "sealed"}
    if before:
        names[old] = "before"
        records["before"] = check(before)[1].record
    old, new = names.get(old, old), names.get(new, new)
    for name in {old, new} - records.keys():
        fix = did_you_mean(name, records) or f"There are: {', '.join(records)}."
        print(f"There is no revision “{name}”. {fix}")
        return EXIT_USAGE
    between = [record for name, record in sealed.items() if old < name < new]
    comparison = compare(records[old], records[new], between, compiled=content.settings.compiled)
    open_problems = naming_plan(problems, plan) if new == working.id else []
    if form == "json":
        print(as_json(comparison, beside_others=has_changes), end="")
        return EXIT_OK
    text = as_text(comparison, form, open_problems, beside_others=has_changes)
    print(fit_pages(text) if form == "markdown" else text, end="")
    return EXIT_OK
