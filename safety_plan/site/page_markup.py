"""How one page is finished on the site: where its links lead, and what can be cited on it."""

from collections import defaultdict

from safety_plan.content.site_markup import SiteMarkup
from safety_plan.content.templates import render_template
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.page_files import SiteFile
from safety_plan.site.site_model import Site
from safety_plan.site.urls import relative


def page_markup(site: Site, file: SiteFile) -> SiteMarkup:
    """The markup of one page.

    Only pages of a revision can be cited part by part. By paragraph only sealed ones can, and
    those that are open for comments.
    """
    address, bundle = file.address, file.bundle
    comments = (file.context or {}).get("comments")
    links = comments.get("links") if comments else None

    def link_target(mark: str) -> str | None:
        target = site.urls.resolve(mark, bundle)
        return None if target is None else relative(target, address)

    if bundle is None:
        return SiteMarkup(link_target=link_target)
    return SiteMarkup(
        link_target=link_target,
        has_permalinks=True,
        has_paragraph_links=bundle.sealed or links is not None,
        comment_link=links.html if links else None,
        notes=_notes(site, bundle, file.path),
    )


def _notes(site: Site, bundle: RevisionBundle, path: str) -> dict[str, list[str]]:
    """The corrections of a page, as HTML, by the anchor of the heading that they stand below."""
    page = bundle.pages.get(path)
    notes: dict[str, list[str]] = defaultdict(list)
    for row in site.corrections(bundle):
        if page and row["page_id"] == page.page_id:
            notes[row["anchor"]].append(render_template("correction.html", row=row))
    return dict(notes)
