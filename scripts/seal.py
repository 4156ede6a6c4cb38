"""Seals the working revision, once it is adopted, into revisions/."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import bootstrap

bootstrap.ready()

from safety_plan import cli
from safety_plan.checks.registry import check
from safety_plan.content.templates import render_template
from safety_plan.core.problems import raise_if_errors
from safety_plan.models.plan import Plan
from safety_plan.revisions import redact, seal
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.verify import digest_of


def main(options: argparse.Namespace) -> int:
    """Refuses, or shows what is about to happen, asks, and does it."""
    seal.settle(options.plan)
    plan, bundle, problems = check(options.plan)
    if options.remove:
        _remove(plan, options)
    elif options.again:
        _again(plan, options)
    else:
        raise_if_errors([*problems, *seal.seal_refusals(plan)])
        _seal(plan, bundle, options)
    return bootstrap.DONE


def _seal(plan: Plan, bundle: RevisionBundle, options: argparse.Namespace) -> None:
    about = {"plan": plan, "bundle": bundle, "undecided": seal.undecided(plan)}
    if _agreed(options, "A sealed revision never changes.", **about):
        folder = seal.write_seal(plan, bundle)
        seal.start_next_draft(plan)
        print(f"Sealed into {folder}. Its digest: {digest_of(folder)}")
        print("data/revision.yml is now the draft of the next revision. Drafts are not published.")


def _again(plan: Plan, options: argparse.Namespace) -> None:
    raise_if_errors(seal.again_refusals(plan, options.again))
    later = [name for name in plan.sealed if name > options.again]
    if _agreed(options, f"The reason is kept in the seal: {options.reason}.", later=later):
        folder = seal.reseal(plan, options.again, options.reason)
        print(f"Sealed again into {folder}. Its digest: {digest_of(folder)}")


def _remove(plan: Plan, options: argparse.Namespace) -> None:
    name, words, seals = options.remove, options.words, plan.root / "revisions"

    def holding(*folders: Path) -> list[str]:
        files = (file for folder in folders for file in redact.holding(folder, words))
        return [file.relative_to(plan.root).as_posix() for file in files]

    raise_if_errors(redact.removal_refusals(plan, name, words))
    told = f"The day and the ground are shown for ever: {options.ground}."
    if _agreed(options, told, files=holding(seals / name)):
        day = datetime.now(UTC).date().isoformat()
        done = redact.remove(plan, name, words, options.ground, day)
        print(f"Taken out. The digest is now: {digest_of(done)}")
        for file in holding(plan.docs, plan.data, seals):
            print(f"The words still stand in {file}.")
        print("They also stand in the history of the repository: ask who looks after it.")


def _agreed(options: argparse.Namespace, told: str, **about: object) -> bool:
    """Shows what is about to happen, and asks."""
    print(render_template("seal.md", asked=options, **about), end="")
    if options.yes:
        return True
    print(f"{told} Type yes to go on: ", end="", flush=True)
    agreed = sys.stdin.readline().strip().lower() in ("y", "yes")
    print("" if agreed else "\nNothing was sealed.")
    return agreed


if __name__ == "__main__":
    cli.run(main, __doc__)
