"""From a rule and what was found to the problem that a person is told."""

from collections.abc import Iterable

from safety_plan.core.problems import Location, Problem, did_you_mean
from safety_plan.core.resources import load_resource


def problem(key: str, place: Location, /, **facts: object) -> Problem:
    """The problem *key* of `messages.yml`: the name of its rule, or `rule.which`.

    It *leans* on the file that what was found is held against. Where *name* is
    none of those that it should be *among*, the nearest is the fix.
    """
    found, fix, *file = load_resource("core/messages.yml")[key]
    among, leans = facts.get("among"), str(facts.get("leans") or "".join(file))
    names = [*map(str, among)] if isinstance(among, Iterable) else []
    facts |= {"among": ", ".join(names), "leans": leans}
    fix = did_you_mean(str(facts.get("name")), names) or fix.format(**facts)
    return Problem(place, key.partition(".")[0], found.format(**facts), fix, depends_on=leans)
