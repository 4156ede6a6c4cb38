"""Makes the document of a revision from its pages in a finished site."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import html as lxml_html

from safety_plan.content.templates import render_template
from safety_plan.core.translation import language_of_page
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.packs.chapters import Chapter, chapters_of
from safety_plan.site.packs.cover import Cover, cover_of
from safety_plan.site.packs.places import places_of
from safety_plan.site.packs.printing import Printable, style_sheets
from safety_plan.site.print_page import PRINT_PAGE
from safety_plan.site.site_model import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A revision as one document: all that its sheets show but the numbers of the contents."""

    cover: Cover
    chapters: tuple[Chapter, ...]
    sources: tuple[str, ...]
    left_out: tuple[str, ...]
    style_sheets: tuple[str, ...]

    def printable(self, *, is_large: bool = False) -> Printable:
        """What is printed of it."""
        cover = self.cover
        return Printable(
            title=cover.title,
            author=cover.partnership,
            language=cover.language,
            html=lambda sheet_numbers: self.html(sheet_numbers, is_large=is_large),
        )

    def html(self, sheet_numbers: Mapping[str, int], *, is_large: bool = False) -> str:
        """The page to print, with the *sheet_numbers* of its places."""
        params = {name: getattr(self, name) for name in self.__slots__}
        with language_of_page(self.cover.language):
            return render_template(
                "site/packs/document.html", **params, sheet_numbers=sheet_numbers, is_large=is_large
            )


def document_of(site: Site, bundle: RevisionBundle, folder: Path) -> Document:
    """The document of *bundle*, whose finished pages stand in *folder*."""
    whole = (folder / PRINT_PAGE).read_text(encoding="utf-8")
    start = site.plan.settings.whole_address(f"{bundle.id}/")
    places = places_of(bundle.record, folder, start)
    anchors = {path: bundle.record.pages[path].anchor for path in bundle.record.pages}
    alone = [anchors[path] for path, page in bundle.pages.items() if page.one_sheet]
    with language_of_page(site.language_around(bundle)):
        chapters, sources = chapters_of(whole, places, alone, start)
        cover = cover_of(site, bundle, folder)
    return Document(
        cover=cover,
        chapters=tuple(chapters),
        sources=tuple(lxml_html.tostring(entry, encoding="unicode") for entry in sources),
        left_out=tuple(places[anchor].title for anchor in alone),
        style_sheets=style_sheets(whole),
    )
