"""What the cover and the last sheet say: which revision this is, and how to prove it."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from safety_plan.core.translation import gettext
from safety_plan.models.revision import STATUSES, Decision
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.identity import settings_of
from safety_plan.revisions.verify import digest_of
from safety_plan.site.site_model import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Which revision a document is of; *address* is that of the revision on the web, or empty."""

    title: str
    partnership: str
    status: str
    status_note: str
    summary: str
    decisions: tuple[Decision, ...]
    statement: str
    address: str
    record_digest: str
    seal_digest: str
    language: str


def cover_of(site: Site, bundle: RevisionBundle, folder: Path) -> Cover:
    """The cover of *bundle*, whose finished pages stand in *folder*."""
    settings, revision = settings_of(site.plan.settings, bundle.record), bundle.record.revision
    address = site.plan.settings.address.rstrip("/")
    return Cover(
        title=f"{settings.name}: {revision.title}",
        partnership=settings.partnership,
        status=gettext(STATUSES.get(revision.status, revision.status)),
        status_note=revision.status_note,
        summary=revision.summary,
        decisions=revision.all_decisions,
        statement=settings.statement,
        address=f"{address}/{revision.id}/" if address else "",
        record_digest=sha256((folder / "plan.json").read_bytes()).hexdigest(),
        seal_digest=digest_of(bundle.docs.parent) if bundle.sealed else "",
        language=site.language_around(bundle),
    )
