"""Seals the working revision, once it is adopted, into revisions/."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import environment

environment.ready()

from safety_plan import commands
from safety_plan.checks import check
from safety_plan.problems import Place, PlanStopped, Problem, stops
from safety_plan.seals import digest_of, write_seal


def main(options: argparse.Namespace) -> int:
    """Checks, shows what is about to be sealed, asks, and seals."""
    plan, edition, problems = check(options.plan)
    if plan.revision.status != "adopted":
        found = f"The revision is {plan.revision.status}; only an adopted one is sealed."
        fix = "Record the decision first: status: adopted, with body, date and source."
        place = Place("data/revision.yml")
        problems.append(Problem(place, "seal-adopted", found, fix))
    if edition.id in plan.sealed:
        found, fix = f"{edition.id} is sealed already.", "Start the next revision instead."
        problems.append(Problem(Place(f"revisions/{edition.id}"), "seal-again", found, fix))
    if stops(problems):
        raise PlanStopped(problems)
    adopted = plan.revision.adopted
    print(f"About to seal {edition.id}, “{plan.revision.title}”: {len(edition.pages)} pages, ")
    print(
        f"{len(plan.figures)} figures. Adopted by {adopted.body}, {adopted.date}."
        if adopted
        else ""
    )
    if not options.yes and input("A sealed revision never changes. Type yes to seal: ") != "yes":
        print("Nothing was sealed.")
        return environment.DONE
    folder = write_seal(plan, edition)
    print(f"Sealed into {folder}. Its digest: {digest_of(folder)}")
    return environment.DONE


if __name__ == "__main__":
    parser = commands.parser(__doc__ or "")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    commands.run(main, parser.parse_args())
