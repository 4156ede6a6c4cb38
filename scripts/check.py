"""Says everything an author has to put right, and what could be said more simply."""

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import bootstrap

bootstrap.ready()

from safety_plan import cli
from safety_plan.checks import reporters
from safety_plan.checks.accessibility import audit_problems
from safety_plan.checks.plain_english import plain_english
from safety_plan.checks.plan_checks import check, headings_gone
from safety_plan.checks.reporters import explain_rule, load_rules
from safety_plan.core.problems import has_errors


def main(options: argparse.Namespace) -> int:
    """Checks the plan and tells what was found, or explains a rule."""
    if options.explain is not None:
        print(explain_rule(options.explain))
        known = options.explain in ("", *load_rules())
        return bootstrap.DONE if known else bootstrap.CALLED_WRONGLY
    plan, bundle, problems = check(options.plan)
    readings, warnings = plain_english(plan, bundle, problems)
    problems += warnings + headings_gone(plan, bundle)
    problems += [replace(p, warning=True) for p in audit_problems(plan, date.today())]  # noqa: DTZ011
    if options.format == "json":
        print(reporters.problems_as_json(problems))
    elif options.format == "text":
        print(reporters.readings_as_text(readings), reporters.problems_as_text(problems), sep="\n")
        if problems:
            name = problems[0].rule
            print(f"To read more about one: python3 scripts/check.py --explain {name}")
    elif problems:
        print(reporters.problems_as_github(problems, options.plan))
    return bootstrap.TO_PUT_RIGHT if has_errors(problems) else bootstrap.DONE


if __name__ == "__main__":
    cli.run(main, __doc__)
