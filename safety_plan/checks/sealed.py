"""The working revision held against the sealed ones.

But for `seal_problems` and `order_problems` these ask for sealed revisions that are whole.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from safety_plan.checks.pages import all_readable
from safety_plan.core.dates import format_date
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.models.revision import KEPT_STATUSES, Decision
from safety_plan.models.terms import date_bounds
from safety_plan.reading.yaml_files import as_text, read_yaml
from safety_plan.revisions import (
    action_changes,
    change_reasons,
    corrections,
    proposals,
    seal,
    succession,
    verify,
    witness,
)
from safety_plan.revisions.bundle import RevisionBundle, sealed_bundle
from safety_plan.revisions.published import sealed_bundles


def seal_problems(plan: Plan, _: RevisionBundle) -> Iterable[Problem]:
    """Every way in which the sealed revisions are not what was sealed."""
    return verify.seal_problems(plan.root)


def witness_problems(plan: Plan, _: RevisionBundle) -> Iterable[Problem]:
    """Every way in which what is sealed is not what an outside witness was shown."""
    return witness.witness_problems(plan)


def missing_witness_problems(plan: Plan, _: date) -> Iterator[Problem]:
    """The newest sealed revision, where a witness could be asked about it and was not."""
    name = witness.without_stamp(plan)
    if name and plan.settings.witness:
        location = Location(f"revisions/{name}")
        yield problem("witness-missing", location, name=name, witness=plan.settings.witness.name)


def order_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """A working revision that is not later than the last sealed one."""
    if not plan.sealed:
        return
    name = plan.revision.id
    last = plan.sealed[-1]
    is_the_sealed_one = name == last and plan.revision.status == "adopted"
    if name <= last and not is_the_sealed_one and not seal.is_unfinished(plan):
        location = Location("data/revision.yml", line=1)
        yield problem("revision-id.order", location, name=name, last=last)


def unfinished_seal_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """A working revision that is sealed, because the run that sealed it was stopped."""
    if seal.is_unfinished(plan):
        location = Location("data/revision.yml", line=1)
        yield problem("seal-unfinished", location, name=plan.revision.id)


def proposal_problems(plan: Plan, _: RevisionBundle) -> Iterable[Problem]:
    """Revisions that were put before the public as proposed, and would vanish."""
    return proposals.lost_proposals(plan)


def unnoted_figure_problems(plan: Plan, _: date) -> Iterable[Problem]:
    """Figures that would be published, and that no register notes as they are."""
    return proposals.unnoted_figures(plan)


def feed_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """A change of the status that whoever follows the feed would not be told of."""
    revision = plan.revision
    if revision.id in plan.sealed or revision.status not in ("adopted", *KEPT_STATUSES):
        return
    adopted = revision.adopted.date if revision.adopted else ""
    if revision.status == "adopted" and not format_date(adopted):
        return
    document = read_yaml(plan.data / "revision.yml", "data/revision.yml")[0]
    dates = [one.date for one in revision.decisions if not _is_adoption(one, revision.adopted)]
    last = max([date_bounds(day)[0] for day in dates if format_date(day)], default="")
    recorded = [adopted, as_text(document.value.get("recorded"))]
    days = [date_bounds(day)[0] for day in recorded if day and format_date(day)]
    # Who refused it is among the decisions, and may have done so on the day it is recorded.
    is_moved = any(day > last or (day == last and revision.status == "refused") for day in days)
    if last and not is_moved:
        location = document.location("status")
        yield problem("feed-unmoved", location, last=format_date(last))


def _is_adoption(decision: Decision, adopted: Decision | None) -> bool:
    """Whether a *decision* of the list is the one that *adopted* names, with its day or without."""
    if adopted is None:
        return False
    return decision.body == adopted.body and decision.date.startswith(adopted.date)


def reason_problems(plan: Plan, bundle: RevisionBundle) -> Iterable[Problem]:
    """Figures that changed for no stated reason, and reasons for what did not change."""
    if seal.is_unfinished(plan):  # the reasons are sealed; nobody has to give them again
        return []
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


def action_change_problems(plan: Plan, bundle: RevisionBundle) -> Iterable[Problem]:
    """Promises of the last sealed revision that are gone, or changed for no stated reason."""
    if not plan.sealed or plan.revision.id in plan.sealed:
        return []
    last = sealed_bundle(plan.root, plan.sealed[-1]).record
    return action_changes.action_change_problems(plan, bundle.record, last)


def vanished_heading_problems(plan: Plan, bundle: RevisionBundle) -> Iterable[Problem]:
    """Headings of the last sealed revision that are no longer on their page: a warning."""
    # What cannot be read takes headings of lists away with it: nobody changed those.
    if not plan.sealed or plan.unread:
        return []
    last = sealed_bundle(plan.root, plan.sealed[-1])
    return succession.gone_headings(bundle.record, last.record)
