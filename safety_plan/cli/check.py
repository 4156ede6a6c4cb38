"""`safety-plan check`: what an author has to put right."""

from datetime import date
from pathlib import Path

import click

from safety_plan.checks import reporters
from safety_plan.checks.languages import language_notes
from safety_plan.checks.plain_english import page_readings
from safety_plan.checks.reading_budget import allowances
from safety_plan.checks.registry import check
from safety_plan.checks.stages import Stage
from safety_plan.cli.exit_codes import EXIT_OK, EXIT_PROBLEMS
from safety_plan.cli.explain import explain
from safety_plan.cli.options import advise_here, naming_plan, plan_options
from safety_plan.core.problems import Problem, has_errors, sort_problems
from safety_plan.deploy.history import commit_problems, earlier_commit

_WITHOUT_HISTORY = (
    "This copy has no earlier commit, so sealed revisions and corrections were not compared with"
    " what they were.\n"
)


@click.command()
@plan_options
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    help="How to tell it.",
)
@click.option(
    "--explain",
    "rule",
    is_flag=False,
    flag_value="",
    metavar="[NAME]",
    help="What a rule is and why it is there; without NAME, every rule.",
)
@click.option("--reading-ages", is_flag=True, help="Only the age at which each page can be read.")
def command(plan: Path, output_format: str, rule: str | None, reading_ages: bool) -> int:
    """Says everything an author has to put right, and what could be said more simply."""
    if rule is not None:
        return explain(rule)
    if reading_ages:
        content, bundle, _ = check(plan)
        print(reporters.readings_as_text(page_readings(content, bundle), allowances(content)))
        return EXIT_OK
    today = date.today()  # noqa: DTZ011 (the day of whoever asks)
    content, bundle, problems = check(plan, Stage.CHECK, today)
    base = earlier_commit(plan)
    problems = sort_problems(problems + (commit_problems(plan, base) if base else []))
    if output_format == "text":
        print(reporters.readings_as_text(page_readings(content, bundle), allowances(content)))
        if content.sealed and not base:
            print(_WITHOUT_HISTORY)
    notes = language_notes(content)
    _print_problems(naming_plan(problems, plan), notes, output_format, plan)
    return EXIT_PROBLEMS if has_errors(problems) else EXIT_OK


def _print_problems(
    problems: list[Problem], notes: list[str], output_format: str, plan: Path
) -> None:
    if output_format == "json":
        print(reporters.problems_as_json(problems, notes))
    elif output_format == "text":
        print("".join(f"{note}\n\n" for note in notes) + reporters.problems_as_text(problems))
        if problems:
            name = reporters.first_shown(problems).rule
            more = f"To read more about one: python3 scripts/check.py --explain {name}"
            print(advise_here(more, plan))
    elif problems or notes:
        print(reporters.problems_as_github(problems, plan, notes))
