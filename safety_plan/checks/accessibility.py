"""The last audit of the site (`data/audit.yml`): is it recent, and is all of it told?

SI 2018/952, regulation 8, asks for a statement that says what is not accessible and
why, and that is kept under review. The statement shows the audit, and `data/faults.csv`.
"""

from collections.abc import Iterator
from datetime import date

from safety_plan.core.dates import format_date
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.reading.yaml_files import as_list, as_mapping, as_text, as_text_list

FILE = "data/audit.yml"
#: The rule that each day of the audit breaks once it is a year ago.
_TOO_OLD = {"reviewed": "audit-old.reviewed", "tested": "audit-old.tested"}

#: What the audit says of a fault, and the message quotes.
_FINDING = ("rule", "found", "pages")


def audit_problems(plan: Plan, today: date) -> list[Problem]:
    """Why the statement cannot stand: no audit, one over a year old, a fault left out."""
    days = {key: as_text(plan.audit.value.get(key)) for key in _TOO_OLD}
    if not all(days.values()):
        return [problem("audit-missing", Location(FILE))]
    a_year_ago = f"{today.year - 1}{today.isoformat()[4:]}"
    problems = [
        problem(_TOO_OLD[key], plan.audit.location(key), day=format_date(day))
        for key, day in days.items()
        if day < a_year_ago
    ]
    return [*problems, *_faults_left_out(plan)]


def _faults_left_out(plan: Plan) -> Iterator[Problem]:
    """Findings of the audit that no row of `data/faults.csv` tells readers of."""
    listed = {row["rule"] for row in plan.rows("faults")}
    for index, finding in enumerate(as_list(plan.audit.value.get("findings"))):
        entry = as_mapping(finding)
        params = {key: ", ".join(as_text_list(entry.get(key))) for key in _FINDING}
        if params["rule"] not in listed:
            location = plan.audit.location("findings", str(index))
            yield problem("audit-fault", location, **params)
