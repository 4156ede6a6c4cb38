"""Which revisions the public may read."""

from collections.abc import Sequence
from pathlib import Path

from safety_plan.models.plan import Plan, sealed_ids
from safety_plan.models.revision import front_revision
from safety_plan.revisions.bundle import RevisionBundle, sealed_bundle
from safety_plan.revisions.verify import NOT_SEALED

#: Where what is published stands even while the working revision is left out.
NOT_WORKING = ("revisions/", "docs/site/", *(f"data/{name}" for name in NOT_SEALED))


def published_bundles(
    root: Path, plan: Plan, working: RevisionBundle, *, without_working: bool = False
) -> list[RevisionBundle]:
    """The revisions the public may read, oldest first.

    A draft is never published; an adopted working revision that is sealed is
    rendered from its seal.
    """
    bundles = sealed_bundles(root)
    is_sealed = any(bundle.id == working.id for bundle in bundles)
    if plan.revision.status == "draft" or without_working or is_sealed:
        return bundles
    return [*bundles, working]


def front_bundle(bundles: Sequence[RevisionBundle]) -> RevisionBundle:
    """The one of *bundles* that the site opens with: the newest that may hold.

    One that lapsed or was refused stays published, but nobody who asks for the plan is led to it.
    """
    front = front_revision([bundle.record.revision for bundle in bundles])
    return next(bundle for bundle in bundles if bundle.record.revision is front)


def sealed_bundles(root: Path) -> list[RevisionBundle]:
    """Every sealed revision, oldest first."""
    return [sealed_bundle(root, name) for name in sealed_ids(root)]
