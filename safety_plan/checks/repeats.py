"""Problems that are the same on many rows of a file: told once, with each of the rows.

Somebody who takes one row out of a register may leave scores of others behind that name it. They
see one problem, and not as many as there are rows.
"""

from collections.abc import Iterable
from dataclasses import replace

from safety_plan.core.problems import Problem
from safety_plan.core.text import all_of

#: Fewer than this stand one by one: each is read, and none hides another.
_LEAST = 4
#: What has to be written, each in words of its own.
_OF_THEIR_OWN = frozenset(["prompt-left"])
#: What makes two problems the same but for their row.
_Key = tuple[str, str, str, str, str]


def gather_repeats(problems: Iterable[Problem]) -> list[Problem]:
    """*problems*, those that are the same on many rows as one, in the place of the first."""
    groups: dict[_Key, list[Problem]] = {}
    keys = [(_key(problem, number), problem) for number, problem in enumerate(problems)]
    for key, problem in keys:
        groups.setdefault(key, []).append(problem)
    result: list[Problem] = []
    for key, problem in keys:
        if len(groups[key]) < _LEAST:
            result.append(problem)
        elif problem is groups[key][0]:
            result.append(_as_one(groups[key]))
    return result


def _key(problem: Problem, number: int) -> _Key:
    """The same for problems that differ in their row alone; others get the *number* of theirs."""
    location = problem.location
    alone = "" if location.row and problem.rule not in _OF_THEIR_OWN else str(number)
    return (problem.rule, location.path, location.column, f"{problem.found}\n{problem.fix}", alone)


def _as_one(group: list[Problem]) -> Problem:
    others = [str(problem.location.row) for problem in group[1:]]
    more = f"The same stands on {len(others)} more rows: {all_of(others)}."
    fix = f"{group[0].fix} Put each of these rows right in the same way."
    return replace(group[0], found=f"{group[0].found} {more}", fix=fix)
