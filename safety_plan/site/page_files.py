"""The pages of the site as files of MkDocs: each revision below its id, then those around it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.contrib import search as mkdocs_search
from mkdocs.structure.files import File, InclusionLevel

from safety_plan.content.resolver import escape_braces
from safety_plan.models.pages import Page
from safety_plan.models.revision import NavSection
from safety_plan.reading.docs_files import list_pictures
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.comparison_pages import PAGE_TEMPLATE
from safety_plan.site.print_page import PRINT_PAGE
from safety_plan.site.site_model import Site

#: The name of the part of the contents that holds the pages about the site.
SITE_SECTION = "site"
SEARCH_PAGE = "search.html"
#: The search engine that MkDocs brings; the notice of its licence stands in it.
SEARCH_ENGINE = Path(mkdocs_search.__file__).parent / "templates/search/lunr.js"


def bundle_files(config: MkDocsConfig, bundle: RevisionBundle) -> Iterator[File]:
    """The pages and pictures of one revision, its search and its page to print."""
    for path, page in bundle.pages.items():
        yield page_file(config, f"{bundle.id}/{path}", page, render_macros=not bundle.sealed)
    yield from _pictures(config, bundle.docs, f"{bundle.id}/")
    for name in (SEARCH_PAGE, PRINT_PAGE):
        yield _template_file(config, f"{bundle.id}/{name}")


def site_files(config: MkDocsConfig, site: Site) -> Iterator[File]:
    """The pages about the site, the page that every comparison is put into, and the search."""
    for path, page in site.plan.living.items():
        yield page_file(config, path, page, render_macros=True)
    yield from _pictures(config, site.plan.docs / "site", "")
    comparison = page_file(config, PAGE_TEMPLATE.path, PAGE_TEMPLATE, render_macros=False)
    comparison.inclusion = InclusionLevel.NOT_IN_NAV
    yield comparison
    engine = f"assets/javascripts/{SEARCH_ENGINE.name}"
    yield File.generated(config, engine, abs_src_path=str(SEARCH_ENGINE))


def page_file(config: MkDocsConfig, path: str, page: Page, *, render_macros: bool) -> File:
    """One page, with the text that was read: nothing else that lies in `docs/` is published."""
    settings = {
        # mkdocs-macros reads titles too.
        "title": escape_braces(page.title) if render_macros else page.title,
        "description": page.description,
        "render_macros": render_macros,
    }
    return File.generated(config, path, content=_front_matter(settings) + page.text)


def contents(site: Site, bundles: Mapping[str, RevisionBundle]) -> list[Any]:
    """The `nav` of MkDocs: a section for each of *bundles*, and one for the site pages."""
    sections: list[Any] = []
    for bundle in bundles.values():
        groups = bundle.record.revision.contents
        sections.append({bundle.id: [item for group in groups for item in _nav(group, bundle)]})
    pages = [{page.title: path} for path, page in site.plan.living.items()]
    return [*sections, {SITE_SECTION: pages}]


def _nav(group: NavSection, bundle: RevisionBundle) -> list[Any]:
    pages = [path for path in group.files if path in bundle.pages]
    entries = [{bundle.pages[path].title: f"{bundle.id}/{path}"} for path in pages]
    return [{group.title: entries}] if group.title else list(entries)


def _pictures(config: MkDocsConfig, folder: Path, start: str) -> Iterator[File]:
    for path in list_pictures(folder):
        yield File.generated(config, start + path, abs_src_path=str(folder / path))


def _template_file(config: MkDocsConfig, address: str) -> File:
    """A page that is all template: `2020-04/search.html` by the theme's `search.html`."""
    name = address.rpartition("/")[2]
    template = "print.html" if name == PRINT_PAGE else name
    front_matter = _front_matter({"template": template, "title": name, "render_macros": False})
    path = address.replace(".html", ".md")
    file = File.generated(config, path, content=front_matter, inclusion=InclusionLevel.NOT_IN_NAV)
    file.dest_uri = address
    return file


def _front_matter(settings: Mapping[str, object]) -> str:
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in settings.items())
    return "".join(["---\n", *lines, "---\n"])
