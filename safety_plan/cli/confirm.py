"""Asking before something that cannot be undone."""

import sys
from typing import Any

import click

from safety_plan.content.templates import render_template

yes_option = click.option("--yes", is_flag=True, help="Do not ask.")


def confirm(
    template: str,
    question: str,
    *,
    yes: bool,
    refusal: str = "Nothing was sealed.",
    **params: Any,  # noqa: ANN401
) -> bool:
    """Shows what is about to happen, as *template* says it of *params*, and asks.

    True where the person agrees, or *yes* says that they have; *refusal* is said where not.
    """
    print(render_template(template, **params).rstrip("\n"))
    if yes:
        return True
    print(f"{question} Type yes, or y, to go on: ", end="", flush=True)
    agreed = sys.stdin.readline().strip().lower() in ("y", "yes")
    print("" if agreed else f"\n{refusal}")
    return agreed
