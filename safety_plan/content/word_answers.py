"""What the answer of a page word can be: Markdown, a block of a resolved page, or a problem."""

import json

from safety_plan.core.problems import Location, Problem

#: The name of a problem that only follows from another, which is told instead.
SUPPRESSED = "told-elsewhere"
#: The place of a problem before it is known who asks.
UNKNOWN_LOCATION = Location("")


class PageWordError(Exception):
    """A call that is well formed but cannot be answered, and the problem it makes."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.found)


def fenced_block(kind: str, content: object) -> str:
    """A block of the resolved page: *kind* and its content as JSON."""
    body = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    return f"```plan-{kind}\n{body}\n```"
