"""Says everything an author has to put right, and what could be said more simply."""

import argparse
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import bootstrap

bootstrap.ready()

from safety_plan import cli
from safety_plan.checks import reporters
from safety_plan.checks.plain_english import page_readings
from safety_plan.checks.registry import Stage, check
from safety_plan.checks.reporters import explain_rule
from safety_plan.core.messages import rule_names
from safety_plan.core.problems import has_errors


def main(options: argparse.Namespace) -> int:
    """Checks the plan and tells what was found, or explains a rule."""
    if options.explain is not None:
        print(explain_rule(options.explain))
        known = options.explain in ("", *rule_names())
        return bootstrap.DONE if known else bootstrap.CALLED_WRONGLY
    today = date.today()  # noqa: DTZ011 (the day of whoever asks)
    plan, bundle, problems = check(options.plan, Stage.CHECK, today)
    if options.format == "json":
        print(reporters.problems_as_json(problems))
    elif options.format == "text":
        print(reporters.readings_as_text(page_readings(plan, bundle)))
        print(reporters.problems_as_text(problems))
        if problems:
            name = reporters.first_shown(problems).rule
            print(f"To read more about one: python3 scripts/check.py --explain {name}")
    elif problems:
        print(reporters.problems_as_github(problems, options.plan))
    return bootstrap.TO_PUT_RIGHT if has_errors(problems) else bootstrap.DONE


if __name__ == "__main__":
    cli.run(main, __doc__)
