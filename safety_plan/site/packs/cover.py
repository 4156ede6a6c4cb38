"""What the cover and the last sheet say: which revision this is, and how to prove it."""

from dataclasses import dataclass
from pathlib import Path

from lxml import html as lxml_html

from safety_plan.core.digests import digest_of_file
from safety_plan.core.translation import gettext
from safety_plan.models.revision import STATUSES, Decision
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.identity import settings_of
from safety_plan.revisions.verify import digest_of
from safety_plan.site.print_page import PRINT_PAGE
from safety_plan.site.site_model import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Which revision a document is of; *address* is that of the revision on the web, or empty."""

    revision: str
    title: str
    partnership: str
    status: str
    status_note: str
    summary: str
    decisions: tuple[Decision, ...]
    statement: str
    address: str
    danger: str
    record_digest: str
    seal_digest: str
    language: str


def cover_of(site: Site, bundle: RevisionBundle, folder: Path) -> Cover:
    """The cover of *bundle*, whose finished pages stand in *folder*."""
    settings = settings_of(site.plan.settings, bundle.record)
    revision = bundle.record.revision
    return Cover(
        revision=revision.id,
        title=f"{settings.name}: {revision.title}",
        partnership=settings.partnership,
        status=gettext(STATUSES.get(revision.status, revision.status)),
        status_note=revision.status_note,
        summary=revision.summary,
        decisions=revision.all_decisions,
        statement=settings.statement,
        address=site.plan.settings.whole_address(f"{revision.id}/"),
        danger=danger_line(folder / PRINT_PAGE),
        record_digest=digest_of_file(folder / "plan.json"),
        seal_digest=digest_of(bundle.docs.parent) if bundle.sealed else "",
        language=site.language_around(bundle),
    )


def danger_line(page: Path) -> str:
    """Whom to call in danger, as the built *page* says it; empty where it says nothing."""
    tree = lxml_html.parse(str(page)).getroot()
    lines = tree.xpath("//main//*[contains(@class, 'help-line')]")
    words = [part.text_content() for part in lines[0].xpath("./b | ./a[1]")] if lines else []
    return " ".join(" ".join(words).split())
