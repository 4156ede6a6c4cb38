"""`safety-plan migrate`: a plan in an older format is brought up to date."""

from pathlib import Path

import click

from safety_plan.checks.registry import check
from safety_plan.checks.reporters import problems_as_text
from safety_plan.cli.confirm import confirm, yes_option
from safety_plan.cli.exit_codes import EXIT_OK, EXIT_PROBLEMS
from safety_plan.cli.options import naming_plan, plan_options
from safety_plan.content.templates import render_template
from safety_plan.core.problems import has_errors
from safety_plan.migrations.migrate import migrate
from safety_plan.migrations.outcome import Outcome
from safety_plan.migrations.plan_files import read_files, write_files

_TODAY = "This plan is in the format of today, so there is nothing to migrate."
_QUESTION = "Sealed revisions are not touched."
_NOTHING = "Nothing was changed."
_MEANWHILE = "Files of the plan changed meanwhile, so nothing was changed. Run migrate again."


@click.command()
@plan_options
@yes_option
@click.option("--dry-run", is_flag=True, help="Say what it would do, and change nothing.")
def command(plan: Path, yes: bool, dry_run: bool) -> int:
    """Brings a plan that was written in an older format up to date, and says what it did.

    What only a person can decide is left, with its file and row.
    """
    files, unread = read_files(plan)
    outcome = migrate(files)
    left = [*unread, *outcome.left]
    if dry_run or not outcome.changes:
        text = render_template("cli/migrate.md", steps=outcome.steps, left=left)
        print(f"{text}\n{_NOTHING}" if text.strip() else _TODAY)
        return EXIT_OK
    params = {"steps": outcome.steps, "left": left}
    if not confirm("cli/migrate.md", _QUESTION, yes=yes, refusal=_NOTHING, **params):
        return EXIT_OK
    if read_files(plan)[0] != files:
        print(_MEANWHILE)
        return EXIT_PROBLEMS
    return _write(plan, outcome)


def _write(plan: Path, outcome: Outcome) -> int:
    """Writes the changes, and says what check finds in the plan afterwards."""
    write_files(plan, outcome.changes)
    print(f"\nChanged {len(outcome.changes)} files. This is what check finds in the plan now:\n")
    problems = naming_plan(check(plan)[2], plan)
    print(problems_as_text(problems))
    return EXIT_PROBLEMS if has_errors(problems) else EXIT_OK
