"""`safety-plan witness`: an outside witness puts its time stamp on what is sealed."""

from dataclasses import replace
from pathlib import Path

import click

from safety_plan.checks.registry import check
from safety_plan.cli.exit_codes import EXIT_OK
from safety_plan.cli.options import advise_here, plan_options
from safety_plan.core.dates import format_date
from safety_plan.core.errors import MissingToolError
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, raise_if_errors
from safety_plan.models.plan import Plan, sealed_ids
from safety_plan.revisions import seal, stamping
from safety_plan.revisions.time_stamp import TimeStamp
from safety_plan.revisions.witness import without_stamp

#: The problems that stand in the way of a time stamp; the rest of a plan may be unfinished.
_IN_THE_WAY = ("revisions", "data/plan.yml")


@click.command()
@plan_options
def command(plan: Path) -> int:
    """Asks the witness for a time stamp over the newest sealed revision, where it has none.

    The witness is shown a digest, and nothing else. Commit the file that is added.
    """
    seal.recover(plan)
    content, _, problems = check(plan)
    raise_if_errors(p for p in problems if p.location.path.startswith(_IN_THE_WAY))
    witness = content.settings.witness
    if not witness or not witness.address:
        raise PlanError([problem("witness-answer.setting", Location("data/plan.yml"))])
    name = without_stamp(content)
    if name:
        print(_stamp_sentence(plan, *stamping.ask_for_stamp(content, name)))
    else:
        print("Nothing to do: there is no sealed revision, or the newest one has its time stamp.")
    return EXIT_OK


def stamp_or_say(plan: Plan) -> None:
    """After a seal changed: asks the witness, if one is named, and says how that went.

    Never stops what was done already: where there is no answer, it says what to do later.
    """
    plan = replace(plan, sealed=sealed_ids(plan.root))
    name = without_stamp(plan)
    if not name:
        return
    try:
        print(_stamp_sentence(plan.root, *stamping.ask_for_stamp(plan, name)))
    except PlanError as refused:
        for found in refused.problems:
            print(f"{found.found} {advise_here(found.fix, plan.root)}")
    except MissingToolError as missing:
        then = advise_here("Then run python3 scripts/seal.py --witness.", plan.root)
        print(f"No time stamp yet. {missing} {then}")


def _stamp_sentence(root: Path, file: Path, stamp: TimeStamp) -> str:
    path = file.relative_to(root).as_posix()
    return f"The witness put its time stamp on it on {format_date(stamp.day)}. Commit {path} too."
