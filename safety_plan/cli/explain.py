"""`safety-plan explain`: what a rule of check is, and why it is there."""

import click

from safety_plan.checks.reporters import explain_numbers, explain_rule
from safety_plan.cli.exit_codes import EXIT_OK, EXIT_USAGE
from safety_plan.cli.options import advise_here, debug_option
from safety_plan.core.messages import rule_names


def explain(rule: str) -> int:
    """Prints the explanation of *rule*, or with "" the list of all; gives the exit code."""
    print(advise_here(explain_rule(rule)))
    exists = rule in ("", *rule_names())
    return EXIT_OK if exists else EXIT_USAGE


@click.command()
@debug_option
@click.argument("name", default="")
@click.option(
    "--number",
    "sentence",
    metavar="SENTENCE",
    help="Say for each number in SENTENCE whether check reports it, and which line decides.",
)
def command(name: str, sentence: str | None) -> int:
    """Says what the rule NAME is and why it is there; without NAME, lists every rule."""
    if sentence is not None:
        print(explain_numbers(sentence))
        return EXIT_OK
    return explain(name)
