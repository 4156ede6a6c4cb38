"""Pictures that were sealed with what a camera wrote into them, before seals left that out."""

from collections.abc import Iterator

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.reading.docs_files import list_pictures
from safety_plan.reading.pictures.kinds import published_bytes
from safety_plan.revisions.bundle import RevisionBundle


def sealed_picture_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Sealed pictures that tell whoever downloads the seal more than they show."""
    for revision_id in plan.sealed:
        docs = plan.root / "revisions" / revision_id / "docs"
        for path in list_pictures(docs, sealed=True):
            if published_bytes(docs / path) != (docs / path).read_bytes():
                yield problem("picture-notes", Location(f"revisions/{revision_id}/docs/{path}"))
