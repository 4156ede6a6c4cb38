"""The last audit of the site (`data/audit.yml`): is it recent, and is all of it told?

SI 2018/952, regulation 8, asks for a statement that says what is not accessible and
why, and that is kept under review. The statement shows the audit, and `data/faults.csv`.
"""

from datetime import date

from safety_plan.core.dates import format_date
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.reading.yaml_files import as_mapping, as_text, as_text_list

FILE = "data/audit.yml"


def audit_problems(plan: Plan, today: date) -> list[Problem]:
    """Why the statement cannot stand: no audit, one over a year old, a fault left out."""
    audit, year_ago = plan.audit.value, f"{today.year - 1}{today.isoformat()[4:]}"
    days = {key: as_text(audit.get(key)) for key in ("reviewed", "tested")}
    if not all(days.values()):
        return [problem("audit-missing", Location(FILE))]
    problems = [
        problem(f"audit-old.{key}", plan.audit.location(key), day=format_date(day))
        for key, day in days.items()
        if day < year_ago
    ]
    listed = {row["rule"] for row in plan.rows("faults")}
    found = audit.get("findings")
    for index, finding in enumerate(found if isinstance(found, list) else []):
        facts = {key: ", ".join(as_text_list(said)) for key, said in as_mapping(finding).items()}
        if facts.get("rule") not in listed:
            problems.append(
                problem("audit-fault", plan.audit.location("findings", str(index)), **facts)
            )
    return problems
