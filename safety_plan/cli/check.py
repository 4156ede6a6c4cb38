"""`safety-plan check`: what an author has to put right."""

import json
from datetime import date
from pathlib import Path

import click

from safety_plan.cli.options import advise_here, plan_options
from safety_plan.core import cache
from safety_plan.core.inputs import inputs_digest
from safety_plan.deploy.earlier_commit import earlier_commit, index_of

#: Any command of ours, to tell how commands are named where this runs.
_A_COMMAND = "python3 scripts/check.py"


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
        from safety_plan.cli.explain import explain  # and with it every rule

        return explain(rule)
    today = date.today()  # noqa: DTZ011 (the day of whoever asks)
    base = "" if reading_ages else earlier_commit(plan)
    form = "ages" if reading_ages else output_format
    text, exit_code = _kept_answer(plan, form, today, base)
    if text:
        print(text)
    return exit_code


def _kept_answer(plan: Path, form: str, today: date, base: str) -> tuple[str, int]:
    """What check says of *plan*, with the exit code; from the cache while nothing has changed.

    It is kept under all that it can come from: our code and the tools, every file of the plan,
    the day, what git holds of the plan now and held at *base*, and how commands are named here.
    """
    from_files = inputs_digest(plan)
    key = cache.key(
        from_files, form, today.isoformat(), base, index_of(plan), advise_here(_A_COMMAND, plan)
    )
    file = cache.CACHE_DIR / "answers" / cache.key(str(plan), form)[:20]
    entry = cache.get(file, key) if from_files else None
    if entry is None:
        from safety_plan.cli.check_answer import check_answer  # and with it all that reads

        answer = check_answer(plan, form, today, base)
        # Where a file was saved meanwhile, nobody knows which of its two states was read.
        if from_files and inputs_digest(plan) == from_files:
            cache.set(file, key, json.dumps(answer).encode())
        return answer
    text, exit_code = json.loads(entry)
    return text, exit_code
