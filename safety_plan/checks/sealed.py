"""The working revision held against the sealed ones.

But for `seal_problems` and `order_problems` these ask for sealed revisions that are whole.
"""

from collections.abc import Iterable, Iterator

from safety_plan.checks.pages import all_readable
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions import change_reasons, corrections, succession, verify
from safety_plan.revisions.bundle import RevisionBundle, sealed_bundle
from safety_plan.revisions.published import sealed_bundles


def seal_problems(plan: Plan, _: RevisionBundle) -> Iterable[Problem]:
    """Every way in which the sealed revisions are not what was sealed."""
    return verify.seal_problems(plan.root)


def order_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """A working revision that is not later than the last sealed one."""
    if not plan.sealed:
        return
    name, last = plan.revision.id, plan.sealed[-1]
    is_the_sealed_one = name == last and plan.revision.status == "adopted"
    if name <= last and not is_the_sealed_one:
        location = Location("data/revision.yml", line=1)
        yield problem("revision-id.order", location, name=name, last=last)


def reason_problems(plan: Plan, bundle: RevisionBundle) -> Iterable[Problem]:
    """Figures that changed for no stated reason, and reasons for what did not change."""
    return change_reasons.reason_problems(plan, bundle.record)


def correction_problems(plan: Plan, _: RevisionBundle) -> Iterable[Problem]:
    """Corrections of words that no sealed page says, and corrections out of order."""
    return corrections.correction_problems(plan, sealed_bundles(plan.root))


def vanished_page_problems(plan: Plan, bundle: RevisionBundle) -> Iterable[Problem]:
    """Pages of the last sealed revision that are gone; a page that cannot be read is not gone."""
    is_incomplete = not all_readable(plan) or {*plan.revision.files} - plan.pages.keys()
    if is_incomplete or not plan.sealed or plan.revision.id in plan.sealed:
        return []
    last = sealed_bundle(plan.root, plan.sealed[-1])
    return succession.succession_problems(plan, bundle, last)


def vanished_heading_problems(plan: Plan, bundle: RevisionBundle) -> Iterable[Problem]:
    """Headings of the last sealed revision that are no longer on their page: a warning."""
    if not plan.sealed:
        return []
    last = sealed_bundle(plan.root, plan.sealed[-1])
    return succession.gone_headings(bundle.record, last.record)
