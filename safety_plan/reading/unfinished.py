"""Words that say that something is still to be written, wherever they stand."""

import re
from functools import cache

from safety_plan.core.resources import load_resource


def find_unfinished(text: str) -> str:
    """The first words in *text* that say so, or nothing."""
    match = _pattern().search(text)
    return match[0] if match else ""


@cache
def _pattern() -> re.Pattern[str]:
    rules = load_resource("checks/page_rules.yml")["left"]
    patterns = [rule["pattern"] for rule in rules if rule["rule"].startswith("words-unfinished")]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
