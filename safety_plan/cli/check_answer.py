"""What `safety-plan check` says: it reads the plan and asks every check."""

from datetime import date
from pathlib import Path

from safety_plan.checks import reporters
from safety_plan.checks.languages import language_notes
from safety_plan.checks.plain_english import page_readings
from safety_plan.checks.reading_budget import allowances
from safety_plan.checks.registry import check
from safety_plan.checks.stages import Stage
from safety_plan.cli.exit_codes import EXIT_OK, EXIT_PROBLEMS
from safety_plan.cli.options import advise_here, naming_plan
from safety_plan.core.problems import Problem, has_errors, sort_problems
from safety_plan.deploy.history import commit_problems
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

_WITHOUT_HISTORY = (
    "This copy has no earlier commit, so sealed revisions and corrections were not compared with"
    " what they were.\n"
)


def check_answer(plan: Path, form: str, today: date, base: str) -> tuple[str, int]:
    """What check says of *plan* on the day *today*, and its exit code.

    *form* is `ages` for the ages of reading alone, or else the form of the problems: `text`,
    `json` or `github`. *base* is the commit that the plan is held against, or nothing.
    """
    if form == "ages":
        content, bundle, _ = check(plan)
        return _ages(content, bundle), EXIT_OK
    content, bundle, problems = check(plan, Stage.CHECK, today)
    problems = sort_problems(problems + (commit_problems(plan, base) if base else []))
    parts = []
    if form == "text":
        parts.append(
            reporters.readings_as_text(page_readings(content, bundle), allowances(content))
        )
        if content.sealed and not base:
            parts.append(_WITHOUT_HISTORY)
    parts += _problems(naming_plan(problems, plan), language_notes(content), form, plan)
    return "\n".join(parts), EXIT_PROBLEMS if has_errors(problems) else EXIT_OK


def _ages(content: Plan, bundle: RevisionBundle) -> str:
    return reporters.readings_as_text(page_readings(content, bundle), allowances(content))


def _problems(problems: list[Problem], notes: list[str], form: str, plan: Path) -> list[str]:
    """What is printed of *problems* and *notes*, each text with a line end after it."""
    if form == "json":
        return [reporters.problems_as_json(problems, notes)]
    if form == "github":
        return [reporters.problems_as_github(problems, plan, notes)] if problems or notes else []
    texts = ["".join(f"{note}\n\n" for note in notes) + reporters.problems_as_text(problems)]
    if problems:
        name = reporters.first_shown(problems).rule
        more = f"To read more about one: python3 scripts/check.py --explain {name}"
        texts.append(advise_here(more, plan))
    return texts
