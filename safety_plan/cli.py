"""What every command shares: its options, how it ends, how problems are told."""

import argparse
import re
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from safety_plan.bootstrap import CALLED_WRONGLY, DONE, HOUSE, TO_PUT_RIGHT
from safety_plan.checks.reporters import problems_as_text
from safety_plan.core.problems import PlanError
from safety_plan.core.resources import load_resource

DEFECT = 70


def asked(description: str | None) -> argparse.Namespace:
    """What was asked of this command, which `options.yml` has under the name of its script."""
    parser, name = argparse.ArgumentParser(description=description), Path(sys.argv[0]).stem
    parser.register("type", "folder", lambda text: Path(text).resolve())
    parser.register("type", "number", int)
    known = load_resource("options.yml")
    for option, said in {**known["every"], **known[name]}.items():
        parser.add_argument(option, **said)
    parser.set_defaults(plan=HOUSE)
    options = parser.parse_args()
    for names in known["together"].get(name, []):
        if len({bool(getattr(options, option)) for option in re.findall(r"--(\w+)", names)}) > 1:
            parser.error(f"{names} belong together")
    return options


def say(said: str) -> None:
    """Tells the person waiting, at once."""
    print(said, flush=True)


def run(main: Callable[[argparse.Namespace], int], description: str | None) -> None:
    """Runs a command and ends the process with its exit code."""
    options = asked(description)
    try:
        if not (options.plan / "docs").is_dir() or not (options.plan / "data").is_dir():
            print(f"There is no plan in {options.plan}: it needs docs/ and data/.")
            sys.exit(CALLED_WRONGLY)
        sys.exit(main(options))
    except PlanError as stopped:
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
