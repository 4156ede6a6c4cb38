"""What people call a unit, and what is meant: the nearest name may be that of another unit."""

import re

from safety_plan.core.resources import load_resource


def unit_hint(name: str) -> str:
    """What to write in place of *name*, or nothing where that is not known."""
    written = name.strip().lower()
    for entry in load_resource("core/unit_hints.yml"):
        if re.fullmatch(entry["like"], written):
            return str(entry["fix"])
    return ""
