"""Seals the working revision, once it is adopted, into revisions/."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import environment

environment.ready()

from safety_plan import commands, removing, sealing
from safety_plan.checks import check
from safety_plan.plan import Plan
from safety_plan.problems import refuse
from safety_plan.seals import digest_of


def main(options: argparse.Namespace) -> int:
    """Refuses, or shows what is about to happen, asks, and does it."""
    sealing.settle(options.plan)
    plan, edition, problems = check(options.plan)
    if options.remove:
        return _remove(plan, options)
    if options.again:
        return _again(plan, options)
    refuse([*problems, *sealing.seal_refusals(plan)])
    adopted = plan.revision.adopted
    print(f"About to seal {edition.id}, “{plan.revision.title}”: {len(edition.pages)} pages,")
    print(f"with figures: {len(plan.figures)}, charts: {len(plan.charts)}.")
    if adopted:
        print(f"Adopted by {adopted.body}, {adopted.date}. Source: {adopted.source}.")
    if lines := sealing.undecided(plan):
        print("These lines still speak of a revision that is not decided:", *lines, sep="\n  ")
    print("Then data/revision.yml becomes the draft of the next revision.")
    if not _agreed(options, "A sealed revision never changes."):
        return environment.DONE
    folder = sealing.write_seal(plan, edition)
    sealing.start_next_draft(plan)
    print(f"Sealed into {folder}. Its digest: {digest_of(folder)}")
    print("data/revision.yml is now the draft of the next revision. Drafts are not published.")
    return environment.DONE


def _again(plan: Plan, options: argparse.Namespace) -> int:
    refuse(sealing.again_refusals(plan, options.again))
    later = [name for name in plan.sealed if name > options.again]
    print(f"About to seal {options.again} again from its own sealed words and numbers.")
    if later:
        print(f"The seals after it will name its new digest: {', '.join(later)}.")
    if not _agreed(options, f"The reason is kept in the seal: {options.reason}."):
        return environment.DONE
    folder = sealing.reseal(plan, options.again, options.reason)
    print(f"Sealed again into {folder}. Its digest: {digest_of(folder)}")
    return environment.DONE


def _remove(plan: Plan, options: argparse.Namespace) -> int:
    name, words, folder = options.remove, options.words, plan.root / "revisions"
    refuse(removing.removal_refusals(plan, name, words))
    print(f"About to take “{words}” out of {name}. It stands in:")
    print(*(f"  {file.relative_to(plan.root).as_posix()}"
            for file in removing.holding(folder / name, words)), sep="\n")  # fmt: skip
    if not _agreed(options, f"The day and the ground are shown for ever: {options.ground}."):
        return environment.DONE
    day = datetime.now(UTC).date().isoformat()
    done = removing.remove(plan, name, words, options.ground, day)
    print(f"Taken out. The digest is now: {digest_of(done)}")
    others = [f for top in (plan.docs, plan.data, folder) for f in removing.holding(top, words)]
    for file in others:
        print(f"The words still stand in {file.relative_to(plan.root).as_posix()}.")
    print("They also stand in the history of the repository: ask who looks after it.")
    return environment.DONE


def _agreed(options: argparse.Namespace, told: str) -> bool:
    if options.yes:
        return True
    print(f"{told} Type yes to go on: ", end="", flush=True)
    answer = sys.stdin.readline().strip().lower()
    print()
    if answer in ("y", "yes"):
        return True
    print("Nothing was sealed.")
    return False


if __name__ == "__main__":
    commands.run(main, __doc__)
