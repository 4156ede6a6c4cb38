"""The pages of the site as files of MkDocs: each revision below its id, then those around it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Navigation, Section

from safety_plan.content.resolver import escape_braces
from safety_plan.models.pages import Page
from safety_plan.models.revision import NavSection
from safety_plan.reading.docs_files import list_pictures
from safety_plan.reading.pictures.kinds import published_bytes
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.any_two_page import any_two_pages
from safety_plan.site.comments import with_paragraphs
from safety_plan.site.comparison_pages import PAGE_TEMPLATE
from safety_plan.site.context import figure_context, page_contexts, site_page_contexts, with_exit
from safety_plan.site.day_pages import year_pages
from safety_plan.site.figure_frames import figure_frames
from safety_plan.site.page_lead import split_lead
from safety_plan.site.page_parts import parts_of, without_stops
from safety_plan.site.page_sources import citations_of
from safety_plan.site.print_page import PRINT_PAGE
from safety_plan.site.site_model import Site
from safety_plan.site.theme_folders import THEME

#: The name of the part of the contents that holds the pages about the site.
SITE_SECTION = "site"
SEARCH_PAGE = "search.html"


@dataclass(frozen=True, kw_only=True)
class SiteFile:
    """A file of MkDocs and what we know of it.

    *bundle* is None for what stands outside every revision, *path* is the name of the file
    within its part of the site. *language* is what the site speaks there. *context* is what the
    theme is told about a page. *source* is a page as its author wrote it, with its calls; None
    where nothing is left to answer. Into an *is_frame* others are put at the end of the build.
    """

    file: File
    path: str
    language: str
    bundle: RevisionBundle | None = None
    context: Mapping[str, Any] | None = None
    source: Page | None = None
    is_frame: bool = False

    @property
    def address(self) -> str:
        """Where it stands below the root of the site."""
        return self.file.dest_uri.removesuffix("index.html")

    @property
    def display_path(self) -> str:
        """What messages call it."""
        return f"docs/{self.path}" if self.bundle else f"docs/site/{self.path}"

    def page_context(self, html: str) -> Mapping[str, Any] | None:
        """What the theme is told about the page, now that its *html* is known."""
        if self.context is None:
            return None
        lead, rest = split_lead(html)
        context = {"lead": lead, "rest": rest, **self.context}
        if self.source and not self.bundle:
            return with_exit(self.source, context, html)
        context = {**with_paragraphs(context, html)}
        if self.bundle is None:
            return context
        parts = parts_of(html) if context.get("address") else []
        quiet = {name: without_stops(context[name], parts) for name in ("lead", "rest")}
        citations = citations_of(self.bundle, self.path, html)
        return {**context, **quiet, "parts": parts, "citations": citations}


def bundle_files(config: MkDocsConfig, site: Site, bundle: RevisionBundle) -> Iterator[SiteFile]:
    """The pages and pictures of one revision, its search and its page to print."""
    contexts, language = page_contexts(site, bundle), site.language_around(bundle)
    for path, page in bundle.pages.items():
        source = None if bundle.sealed else site.plan.pages.get(path)
        file = _page_file(config, f"{bundle.id}/{path}", page, render_macros=source is not None)
        if page.translation_of and path not in bundle.record.revision.files:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        yield SiteFile(
            file=file,
            path=path,
            language=site.language_of(page),
            bundle=bundle,
            context=contexts[path],
            source=source,
        )
    for path in list_pictures(bundle.docs, sealed=bundle.sealed):
        file = _picture_file(config, f"{bundle.id}/{path}", bundle.docs / path)
        yield SiteFile(file=file, path=path, language=language, bundle=bundle)
    for name in (SEARCH_PAGE, PRINT_PAGE):
        file = _template_file(config, f"{bundle.id}/{name}")
        yield SiteFile(file=file, path=name, language=language, bundle=bundle)
    yield from _figure_frames(config, site, bundle)


def _figure_frames(config: MkDocsConfig, site: Site, bundle: RevisionBundle) -> Iterator[SiteFile]:
    """The pages that the figures of a revision are put into, where a page lists them."""
    language = site.language_around(bundle)
    for frame in figure_frames(bundle):
        file = _template_file(config, frame.file, "figure.html")
        yield SiteFile(
            file=file,
            path=frame.address,
            language=language,
            bundle=bundle,
            context=figure_context(site, bundle, frame),
            is_frame=True,
        )


def site_files(config: MkDocsConfig, site: Site) -> Iterator[SiteFile]:
    """The pages about the site, those of days, and the one that every comparison is put into."""
    generated = [*year_pages(site), *any_two_pages(site)]
    contexts = site_page_contexts(site, generated)
    for path, page in site.plan.site_pages.items():
        file = _page_file(config, path, page, render_macros=True)
        if page.translation_of:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        language = site.language_of(page)
        yield SiteFile(file=file, path=path, language=language, context=contexts[path], source=page)
    for page in (PAGE_TEMPLATE, *generated):
        path, is_frame = page.path, page is PAGE_TEMPLATE
        file = _page_file(config, path, page, render_macros=False)
        file.inclusion = InclusionLevel.NOT_IN_NAV
        context = contexts[path]
        yield SiteFile(
            file=file, path=path, language=site.language, context=context, is_frame=is_frame
        )
    folder = site.plan.docs / "site"
    for path in list_pictures(folder):
        picture = _picture_file(config, path, folder / path)
        yield SiteFile(file=picture, path=path, language=site.language)


def nav_of_revisions(bundles: Iterable[RevisionBundle]) -> list[Any]:
    """The `nav` of MkDocs: a section for each of *bundles*."""
    sections: list[Any] = []
    for bundle in bundles:
        groups = bundle.record.revision.contents
        sections.append({bundle.id: [item for group in groups for item in _nav(group, bundle)]})
    return sections


def nav_around_revisions(site: Site) -> list[Any]:
    """The section of the `nav` of MkDocs that holds the pages about the site."""
    pages = site.plan.site_pages.items()
    return [{SITE_SECTION: [{p.title: path} for path, p in pages if not p.translation_of]}]


def contents_of_part(section: Section, nav: Navigation) -> Navigation:
    """The contents in *section* by themselves, of all that MkDocs has in *nav*."""
    pages = [page for page in nav.pages if section in page.ancestors]
    for child in section.children:
        child.parent = None
    if pages:
        pages[0].previous_page = pages[-1].next_page = None
    return Navigation(section.children, pages)


def _nav(group: NavSection, bundle: RevisionBundle) -> list[Any]:
    paths = [path for path in group.files if path in bundle.pages]
    entries = [{bundle.pages[path].title: f"{bundle.id}/{path}"} for path in paths]
    return [{group.title: entries}] if group.title else list(entries)


def _page_file(config: MkDocsConfig, uri: str, page: Page, *, render_macros: bool) -> File:
    """One page, with the text that was read: nothing else that lies in `docs/` is published."""
    settings = {
        # mkdocs-macros reads titles too.
        "title": escape_braces(page.title) if render_macros else page.title,
        "description": page.description,
        "render_macros": render_macros,
    }
    return File.generated(config, uri, content=_front_matter(settings) + page.text)


def _picture_file(config: MkDocsConfig, uri: str, source: Path) -> File:
    """One picture, without what it says about where it was taken; the file itself stays."""
    return File.generated(config, uri, content=published_bytes(source))


def _template_file(config: MkDocsConfig, address: str, template: str = "") -> File:
    """A page that is all template: `2020-04/search.html` by the theme's `search.html`."""
    name = address.rpartition("/")[2]
    template = template or ("print.html" if name == PRINT_PAGE else name)
    front_matter = _front_matter({"template": template, "title": name, "render_macros": False})
    uri = f"{address}.md"  # which no page of an author can be called
    file = File.generated(config, uri, content=front_matter, inclusion=InclusionLevel.NOT_IN_NAV)
    file.dest_uri = address
    return file


def _front_matter(settings: Mapping[str, object]) -> str:
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in settings.items())
    return "".join(["---\n", *lines, "---\n"])


def is_our_asset(file: File) -> bool:
    """True for a file of our theme: of Material's only templates are used.

    Scripts are written at the end, with their words in.
    """
    return file.src_dir == str(THEME) and not file.src_uri.endswith(".js")
