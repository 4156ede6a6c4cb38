"""The repository of a plan: whether it is known how its pages are changed there."""

from collections.abc import Iterator

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.fields import rules_of
from safety_plan.models.plan import Plan
from safety_plan.models.repository import leads_inside, repository_kind
from safety_plan.models.settings import Settings
from safety_plan.revisions.bundle import RevisionBundle


def repository_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """A kind of repository that is none of ours, or that nobody can tell."""
    settings, document = plan.settings, plan.settings_document
    kind = settings.repository_kind
    if kind and kind not in rules_of(Settings)["repository_kind"].choices:
        yield problem("repository-kind.other", document.location("repository_kind"), cell=kind)
    elif settings.repository and not repository_kind(settings):
        location = document.location("repository")
        yield problem("repository-kind", location, address=settings.repository)
    elif leads_inside(settings):
        location = document.location("repository")
        yield problem("repository-kind.more", location, address=settings.repository)
