"""How one page is finished on the site: where its links lead, and what can be cited on it."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial

from safety_plan.content.markdown_ext import BLOCK
from safety_plan.content.site_markup import SiteMarkup
from safety_plan.content.templates import render_template
from safety_plan.models.pages import Page
from safety_plan.models.twins import is_foreign, site_language, twin_in, words_language
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.page_files import SiteFile
from safety_plan.site.page_languages import pages_around
from safety_plan.site.site_model import Site
from safety_plan.site.urls import relative


def page_markup(site: Site, file: SiteFile) -> SiteMarkup:
    """The markup of one page.

    Only pages of a revision can be cited part by part, and paragraph by paragraph.
    """
    address, bundle = file.address, file.bundle
    comments = (file.context or {}).get("comments")
    links = comments.get("links") if comments else None

    def link_target(mark: str) -> str | None:
        target = site.urls.resolve(mark, bundle)
        return None if target is None else relative(in_its_language(target), address)

    in_its_language = _twin_finder(site, file)
    blocks_language = _blocks_language(site, file)
    if bundle is None:
        return SiteMarkup(link_target=link_target, blocks_language=blocks_language)
    return SiteMarkup(
        link_target=link_target,
        blocks_language=blocks_language,
        has_permalinks=True,
        has_paragraph_links=True,
        brought_in=partial(_brought_in, site, bundle),
        comment_link=links.html if links else None,
        notes=_notes(site, bundle, file.path),
        name_page=partial(_name_page, bundle),
    )


def _name_page(bundle: RevisionBundle, page_id: str) -> str:
    """The title of a page of *bundle*, or nothing where it has none."""
    return next((page.title for page in bundle.pages.values() if page.page_id == page_id), "")


def _brought_in(site: Site, bundle: RevisionBundle, name: str) -> str:
    """The title of the revision before *bundle* that had the paragraph *name* first, or nothing."""
    first = site.first_revisions.get(name, bundle.record.revision)
    return "" if first.id == bundle.id else first.title


def _notes(site: Site, bundle: RevisionBundle, path: str) -> dict[str, list[str]]:
    """The corrections of a page, as HTML, by the anchor of the heading that they stand below."""
    page = bundle.pages.get(path)
    notes: dict[str, list[str]] = defaultdict(list)
    for row in site.corrections(bundle):
        if page and row["page_id"] == page.page_id:
            notes[row["anchor"]].append(render_template("correction.html", row=row))
    return dict(notes)


def _blocks_language(site: Site, file: SiteFile) -> str:
    """The language of blocks on a page whose own the site does not speak; else nothing."""
    page = pages_around(site, file.bundle).get(file.path)
    language = site.plan.settings.language
    speaks = page is None or site_language(page, language) == words_language(page, language)
    return "" if speaks else language


def _twin_finder(site: Site, file: SiteFile) -> Callable[[str], str]:
    """A function from an address of the revision to that of its twin in the page's language.

    A twin that lacks the list which the address leads into is none.
    """
    bundle, language = file.bundle, site.plan.settings.language
    page = bundle.pages.get(file.path) if bundle else None
    if bundle is None or page is None or not is_foreign(page, language):
        return lambda address: address
    pages = bundle.pages.values()
    twins = {
        f"{bundle.id}/{original.address}": f"{bundle.id}/{twin.address}"
        for original in pages
        if (twin := twin_in(original, words_language(page, language), pages, language))
        and _blocks(original) <= _blocks(twin)
    }

    def find(address: str) -> str:
        path, mark, anchor = address.partition("#")
        return f"{twins.get(path, path)}{mark}{anchor}"

    return find


def _blocks(page: Page) -> set[str]:
    return {match[1] for match in BLOCK.finditer(page.text)}
