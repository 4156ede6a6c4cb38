"""What stands on a page in place of a call that cannot be answered."""

from safety_plan.content.resolver import OnProblem
from safety_plan.content.word_answers import fenced_block
from safety_plan.core.problems import Problem


def answer_to_problems(*, is_preview: bool) -> OnProblem:
    """What is shown in place of a call with a problem.

    Only what follows from a prompt comes as far as the pages of a build. There it is left out, as
    check leaves it out.
    """
    return problem_box if is_preview else _leave_out


def problem_box(problem: Problem) -> str:
    """A problem as it stands on a previewed page."""
    content = {"place": str(problem.location), "found": problem.found, "fix": problem.fix}
    return f"\n\n{fenced_block('problem', content)}\n\n"


def _leave_out(_: Problem) -> str:
    return ""
