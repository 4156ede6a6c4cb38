"""Tells problems: to a person in a terminal, to GitHub, to a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from safety_plan.problems import Problem, in_file_order


def problems_as_text(problems: Iterable[Problem]) -> str:
    """Every problem: where, what was found, what to do, and the rule's short name."""
    told = in_file_order(problems)
    if not told:
        return "Nothing to put right."
    parts = [f"{p.place}\n  {_found(p)}\n  {p.fix}  [{p.name}]\n" for p in told]
    return "\n".join([*parts, _summary(told)])


def _found(problem: Problem) -> str:
    return f"(Warning) {problem.found}" if problem.warning else problem.found


def _summary(told: Sequence[Problem]) -> str:
    things = "1 thing" if len(told) == 1 else f"{len(told)} things"
    count = len({problem.place.path for problem in told})
    return f"{things} to put right in {'1 file' if count == 1 else f'{count} files'}."


def problems_as_github(problems: Iterable[Problem]) -> str:
    """Every problem as an annotation on its line, as GitHub Actions reads them."""
    return "\n".join(_annotation(problem) for problem in in_file_order(problems))


def _annotation(problem: Problem) -> str:
    level = "warning" if problem.warning else "error"
    line = problem.place.line or problem.place.row or 1
    message = f"{problem.place}: {problem.found} {problem.fix}"
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{level} file={problem.place.path},line={line},title={problem.name}::{escaped}"


def problems_as_json(problems: Iterable[Problem]) -> str:
    """Every problem as JSON: file, row, line, column, name, message, fix, warning.

    *text* is there where the exact words found are known.
    """
    listed = [
        {
            "file": p.place.path,
            "row": p.place.row or None,
            "line": p.place.line or None,
            "column": p.place.column or None,
            "name": p.name,
            "message": p.found,
            "fix": p.fix,
            "warning": p.warning,
            **({"text": p.text} if p.text else {}),
        }
        for p in in_file_order(problems)
    ]
    return json.dumps({"format": 1, "problems": listed}, ensure_ascii=False, indent=1)
