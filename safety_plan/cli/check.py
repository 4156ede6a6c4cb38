"""`safety-plan check`: what an author has to put right."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from safety_plan.checks import reporters
from safety_plan.checks.accessibility import audit_problems
from safety_plan.checks.plain_english import plain_english
from safety_plan.checks.plan_checks import check, headings_gone
from safety_plan.cli.exit_codes import EXIT_OK, EXIT_PROBLEMS
from safety_plan.cli.explain import explain
from safety_plan.cli.options import plan_options
from safety_plan.core.problems import Problem, has_errors


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
def command(plan: Path, output_format: str, rule: str | None) -> int:
    """Says everything an author has to put right, and what could be said more simply."""
    if rule is not None:
        return explain(rule)
    content, bundle, problems = check(plan)
    readings, warnings = plain_english(content, bundle, problems)
    problems += warnings + headings_gone(content, bundle)
    today = date.today()  # noqa: DTZ011 (the day of whoever asks)
    problems += [replace(p, warning=True) for p in audit_problems(content, today)]
    if output_format == "text":
        print(reporters.readings_as_text(readings))
    _print_problems(problems, output_format, plan)
    return EXIT_PROBLEMS if has_errors(problems) else EXIT_OK


def _print_problems(problems: list[Problem], output_format: str, plan: Path) -> None:
    if output_format == "json":
        print(reporters.problems_as_json(problems))
    elif output_format == "text":
        print(reporters.problems_as_text(problems))
        if problems:
            name = problems[0].rule
            print(f"To read more about one: python3 scripts/check.py --explain {name}")
    elif problems:
        print(reporters.problems_as_github(problems, plan))
