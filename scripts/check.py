"""Says everything an author has to put right, all of it at once."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import environment

environment.ready()

from safety_plan import commands
from safety_plan.checks import check
from safety_plan.problems import stops
from safety_plan.telling import problems_as_github, problems_as_json, problems_as_text

STYLES = {"text": problems_as_text, "github": problems_as_github, "json": problems_as_json}


def main(options: argparse.Namespace) -> int:
    """Checks the plan and tells what was found."""
    _, _, problems = check(options.plan)
    print(STYLES[options.format](problems))
    return environment.TO_PUT_RIGHT if stops(problems) else environment.DONE


if __name__ == "__main__":
    parser = commands.parser(__doc__ or "")
    parser.add_argument("--format", choices=STYLES, default="text", help="how to tell it")
    commands.run(main, parser.parse_args())
