"""The last audit of the site (`data/audit.yml`): of these pages, recent, and is all of it told?

SI 2018/952, regulation 8, asks for a statement that says what is not accessible and
why, and that is kept under review. The statement shows the audit, and `data/faults.csv`.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from safety_plan.checks.tested_parts import changed_parts
from safety_plan.core.dates import format_date
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.reading.yaml_files import (
    Value,
    as_list,
    as_mapping,
    as_text,
    as_text_list,
    as_texts,
)

FILE = "data/audit.yml"

#: What the audit says of a fault, and the message quotes.
_FINDING = ("rule", "found", "pages")


def audit_problems(plan: Plan, today: date) -> list[Problem]:
    """Why the statement cannot stand: no audit, one of other pages, a fault left out."""
    if FILE in plan.unread:
        return []
    tested = as_text(plan.audit.value.get("tested"))
    if not tested:
        return [problem("audit-missing", Location(FILE))]
    about_people = [*_days_ahead(plan, today), *_about_review(plan, today)]
    if plan.unread:  # Nobody can say whether what cannot be read is what was tested.
        return about_people
    return [*about_people, *_about_test(plan, tested, today), *_faults_left_out(plan)]


def _days_ahead(plan: Plan, today: date) -> Iterator[Problem]:
    for name in ("prepared", "tested", "reviewed"):
        day = as_text(plan.audit.value.get(name))
        if day > today.isoformat() and format_date(day):
            yield problem("audit-old.ahead", plan.audit.location(name), day=format_date(day))


def is_reviewed(audit: Mapping[str, Value]) -> bool:
    """Whether a person says that they read the statement. A day alone was written by a machine."""
    return bool(as_text(audit.get("reviewed")) and as_text(audit.get("reviewed_by")))


def _tested_digests(plan: Plan) -> dict[str, str]:
    """The digest of each part of what was tested; none from before they were kept."""
    parts = as_mapping(plan.audit.value.get("parts"))
    return as_texts(parts, parts)


def _about_review(plan: Plan, today: date) -> Iterator[Problem]:
    audit = plan.audit
    if not is_reviewed(audit.value):
        yield problem("audit-review", Location(FILE))
    elif (day := as_text(audit.value.get("reviewed"))) < _a_year_before(today):
        yield problem("audit-old.reviewed", audit.location("reviewed"), day=format_date(day))


def _about_test(plan: Plan, tested: str, today: date) -> Iterator[Problem]:
    location = plan.audit.location("tested")
    parts = _tested_digests(plan)
    if tested < _a_year_before(today):
        yield problem("audit-old.tested", location, day=format_date(tested))
    elif not parts:
        yield problem("audit-other.unknown", location, day=format_date(tested))
    elif changed := changed_since_audit(plan):
        yield problem("audit-other", location, day=format_date(tested), parts=_join_words(changed))


def changed_since_audit(plan: Plan) -> list[str]:
    """In words, what of the site is not as it was when it was tested."""
    parts = _tested_digests(plan)
    return changed_parts(plan.root, parts) if parts else []


def _a_year_before(today: date) -> str:
    return f"{today.year - 1}{today.isoformat()[4:]}"


def _join_words(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _faults_left_out(plan: Plan) -> Iterator[Problem]:
    """Findings of the audit that no row of `data/faults.csv` tells readers of."""
    listed = {row["rule"] for row in plan.rows("faults")}
    for index, finding in enumerate(as_list(plan.audit.value.get("findings"))):
        entry = as_mapping(finding)
        params = {key: ", ".join(as_text_list(entry.get(key))) for key in _FINDING}
        if params["rule"] not in listed:
            location = plan.audit.location("findings", str(index))
            yield problem("audit-fault", location, **params)
