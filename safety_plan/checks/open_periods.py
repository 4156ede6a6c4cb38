"""Figures that were counted since a time, and whose period says that time alone."""

import re
from collections.abc import Iterator

from safety_plan.core.messages import problem
from safety_plan.core.period_spellings import suggest_period
from safety_plan.core.period_words import MONTHS
from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

_SINCE = re.compile(rf"\bsince (?:[0-9]{{1,2}} )?(?:(?:{'|'.join(MONTHS)}) )?[0-9]{{4}}\b", re.I)


def open_period_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Figures whose label or note says since when they were counted, and whose period does not."""
    for row in plan.rows("figures"):
        for words in _SINCE.findall(f"{row['label']} {row['note']}"):
            if suggest_period(words).endswith(f" since {row['period']}."):
                location = row.location("period")
                yield problem("period-since", location, words=words, period=row["period"])
