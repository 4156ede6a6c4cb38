"""The links at the top of every page, to what readers look for first."""

from typing import Any

from safety_plan.models.revision import NavSection
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import RecordedPage
from safety_plan.site.site_model import Site

#: A plan of more pages lists its parts only.
MOST_LISTED = 60


def header_links(site: Site, bundle: RevisionBundle | None) -> list[dict[str, Any]]:
    """The links of the header on pages of *bundle*, or on those around every revision.

    Each leads to the page of the same revision, or to that of the newest where it has none.
    *here* are the page_ids of the pages on which it says that the reader is there.
    """
    links = []
    for link in site.plan.settings.header:
        for source in (bundle or site.newest, site.newest):
            if page := source.record.page(link.page):
                words = link.words or page.title
                links.append(
                    {
                        "words": words,
                        "address": f"{source.id}/{page.address}",
                        "part": f"#{link.part}" if link.part else "",
                        "here": _pages_of_part(source, page, words, link.part),
                    }
                )
                break
    return links


def contents_of_newest(site: Site) -> list[tuple[str, list[tuple[str, str]]]]:
    """The parts of the newest revision and their pages: titles, and addresses on the site.

    Of a long plan, the first page of each part.
    """
    newest = site.newest
    groups = []
    for group in newest.record.revision.contents:
        pages = [newest.pages[file] for file in group.files if file in newest.pages]
        if len(newest.pages) > MOST_LISTED and group.title:
            groups.append(("", [(group.title, f"{newest.id}/{pages[0].address}")]))
        else:
            groups.append((group.title, [(p.title, f"{newest.id}/{p.address}") for p in pages]))
    return groups


def _pages_of_part(bundle: RevisionBundle, page: RecordedPage, words: str, part: str) -> list[str]:
    """The pages of the part of the contents that is called so; else the page itself.

    Whoever is on the page need not be at a *part* of it.
    """
    group = next((one for one in bundle.record.revision.contents if _is_called(one, words)), None)
    if group is None:
        return [] if part else [page.page_id]
    pages = bundle.pages
    return [pages[file].page_id for file in group.files if file in pages]


def _is_called(group: NavSection, words: str) -> bool:
    return group.title.casefold() == words.casefold()
