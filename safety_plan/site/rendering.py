"""What a page is rendered with: its language, the blocks of its revision, what the theme is told.

MkDocs renders pages in a loop of its own, and asks by hooks before and after. So a language that
is begun for one page stays until it is begun for the next.
"""

from contextlib import ExitStack
from typing import Any

from safety_plan.content.renderer import Renderer
from safety_plan.core.translation import current_language, language_of_page
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.context import bundle_context, site_context
from safety_plan.site.site_model import Site


class SpokenLanguage:
    """The language that the site speaks from one hook of MkDocs to the next."""

    def __init__(self) -> None:
        self._begun = ExitStack()

    def begin(self, language: str) -> None:
        """From here on words come in *language*."""
        self.end()
        self._begun.enter_context(language_of_page(language))

    def end(self) -> None:
        """From here on the language is what it was before the build."""
        self._begun.close()


class Rendering:
    """What the pages of one build are rendered with, each made once for each language."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._renderers: dict[tuple[str, str], Renderer] = {}
        self._contexts: dict[tuple[str, str], dict[str, Any]] = {}

    def renderer(self, bundle: RevisionBundle) -> Renderer:
        """What makes the blocks of the pages of *bundle*."""
        key = (bundle.id, current_language())
        if key not in self._renderers:
            self._renderers[key] = self._site.renderer(bundle)
        return self._renderers[key]

    def context(self, bundle: RevisionBundle | None) -> dict[str, Any]:
        """What the theme is told about the site and the revision."""
        key = (bundle.id if bundle else "", current_language())
        if key not in self._contexts:
            site = self._site
            self._contexts[key] = bundle_context(site, bundle) if bundle else site_context(site)
        return self._contexts[key]
