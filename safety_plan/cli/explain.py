"""`safety-plan explain`: what a rule of check is, and why it is there."""

import click

from safety_plan.checks.reporters import explain_rule
from safety_plan.cli.exit_codes import EXIT_OK, EXIT_USAGE
from safety_plan.cli.options import debug_option
from safety_plan.core.messages import rule_names


def explain(rule: str) -> int:
    """Prints the explanation of *rule*, or with "" the list of all; gives the exit code."""
    print(explain_rule(rule))
    exists = rule in ("", *rule_names())
    return EXIT_OK if exists else EXIT_USAGE


@click.command()
@debug_option
@click.argument("name", default="")
def command(name: str) -> int:
    """Says what the rule NAME is and why it is there; without NAME, lists every rule."""
    return explain(name)
