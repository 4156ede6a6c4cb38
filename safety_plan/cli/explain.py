"""`safety-plan explain`: what a rule of check is, and why it is there."""

import click

from safety_plan.checks.reporters import explain_rule, load_rules
from safety_plan.cli.exit_codes import EXIT_OK, EXIT_USAGE
from safety_plan.cli.options import debug_option


def explain(rule: str) -> int:
    """Prints the explanation of *rule*, or with "" the list of all; gives the exit code."""
    print(explain_rule(rule))
    exists = rule == "" or rule in load_rules()
    return EXIT_OK if exists else EXIT_USAGE


@click.command()
@debug_option
@click.argument("name", default="")
def command(name: str) -> int:
    """Says what the rule NAME is and why it is there; without NAME, lists every rule."""
    return explain(name)
