"""What every command shares: its options, how it ends, how problems are told."""

import argparse
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from safety_plan.environment import CALLED_WRONGLY, DONE, HOUSE, TO_PUT_RIGHT
from safety_plan.kept import CACHE
from safety_plan.problems import PlanStopped
from safety_plan.telling import problems_as_text

DEFECT = 70


def parser(description: str) -> argparse.ArgumentParser:
    """The options every command has: which plan, and full detail of our own faults."""
    made = argparse.ArgumentParser(description=description)
    told = "the folder with docs/, data/ and revisions/ (this one)"
    made.add_argument("--plan", type=folder, default=HOUSE, metavar="DIR", help=told)
    made.add_argument("--debug", action="store_true", help="show a fault of ours in full")
    return made


def building(made: argparse.ArgumentParser) -> None:
    """Adds the options of every command that builds the site."""
    told = "leave the working revision out"
    made.add_argument("--without-working", action="store_true", help=told)
    made.add_argument("--cache", type=folder, default=CACHE, help=argparse.SUPPRESS)


def say(said: str) -> None:
    """Tells the person waiting, at once."""
    print(said, flush=True)


def folder(text: str) -> Path:
    """The folder that *text* names, from the root of this machine's disk."""
    return Path(text).resolve()


def run(main: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> None:
    """Runs a command and ends the process with its exit code."""
    try:
        if not (options.plan / "docs").is_dir() or not (options.plan / "data").is_dir():
            print(f"There is no plan in {options.plan}: it needs docs/ and data/.")
            sys.exit(CALLED_WRONGLY)
        sys.exit(main(options))
    except PlanStopped as stopped:
        print(problems_as_text(stopped.problems))
        sys.exit(TO_PUT_RIGHT)
    except KeyboardInterrupt:
        print()
        sys.exit(DONE)
    except Exception as error:  # noqa: BLE001 (the top: whatever is left is our fault)
        _own_fault(error, debug=options.debug)


def _own_fault(error: Exception, *, debug: bool) -> None:
    print("This is a fault in the program, not in your work.", file=sys.stderr)
    print(f"It said: {type(error).__name__}: {error}", file=sys.stderr)
    if debug:
        traceback.print_exception(error)
    else:
        print("Please report it. To see all of it, add --debug.", file=sys.stderr)
    sys.exit(DEFECT)
