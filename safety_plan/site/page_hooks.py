"""How MkDocs renders a page of ours: the hooks that it calls for each page.

They need to know of the site, and of the files that MkDocs was given; `plugin` sets both.
"""

from dataclasses import replace
from typing import Any

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from safety_plan.content.macros_file import PLAN_WORDS, PageWords
from safety_plan.content.markdown_ext import EXTENSIONS, TOC, PlanExtension
from safety_plan.content.page_words import PlanWords
from safety_plan.content.templates import TemplateCache, translate_with
from safety_plan.core.translation import current_language
from safety_plan.site.answered_text import text_of_page
from safety_plan.site.data_words import finish_html
from safety_plan.site.in_force_words import banner, in_force_sentences
from safety_plan.site.number_cards import with_cards_of_page
from safety_plan.site.page_files import SITE_SECTION, SiteFile, contents_of_part
from safety_plan.site.page_markup import page_markup
from safety_plan.site.post_build import BuiltPages
from safety_plan.site.print_page import PRINT_PAGE, print_page
from safety_plan.site.prompt_marks import mark_prompts
from safety_plan.site.rendering import Rendering, SpokenLanguage
from safety_plan.site.site_model import Site
from safety_plan.site.theme_folders import find_installed_templates


class SafetyPlanConfig(Config):  # type: ignore[no-untyped-call]
    """What may be set below `safety-plan:` in `mkdocs.yml`."""

    sealed_only = Type(bool, default=False)


class PageHooks(BasePlugin[SafetyPlanConfig]):  # type: ignore[no-untyped-call]
    """What happens to each page on its way through MkDocs."""

    def __init__(self) -> None:
        self.language = SpokenLanguage()

    def begin_pages(self, site: Site, config: MkDocsConfig) -> None:
        """From here on pages of *site* are rendered; sets what MkDocs needs for it."""
        self.site = site
        self.files: dict[str, SiteFile] = {}
        self.rendering = Rendering(site)
        self.language.begin(site.language)
        self.markdown = PlanExtension(self.rendering.renderer(site.newest))
        self.words = PageWords(site.plan)
        self.pages = BuiltPages()
        config.site_name = site.plan.settings.name
        # Markdown takes an extension itself as well as the name of one.
        config.markdown_extensions = [*EXTENSIONS, "toc", self.markdown]  # type: ignore[list-item]
        config.mdx_configs = dict(TOC)
        config.extra[PLAN_WORDS] = PlanWords(site.plan)

    def on_nav(self, nav: Navigation, **_: object) -> Navigation:
        """Takes the contents of each revision apart, so that none leads into another."""
        self.navs: dict[str, Navigation] = {}
        for section in nav.items:
            if isinstance(section, Section):
                self.navs[str(section.title)] = contents_of_part(section, nav)
        return nav

    @event_priority(100)  # before mkdocs-macros
    def _prepare_page(self, markdown: str, /, *, page: MkDocsPage, **_: object) -> str:
        """Sets how the page is marked up, and what of it mkdocs-macros may answer."""
        file = self.files[page.file.src_uri]
        self.language.begin(file.language)
        renderer = self.rendering.renderer(file.bundle or self.site.newest)
        self.markdown.renderer = replace(renderer, site=page_markup(self.site, file))
        if file.source is None:
            return markdown
        path, is_preview = file.display_path, self.site.is_preview
        text, has_calls = text_of_page(file.source, self.words, path, is_preview=is_preview)
        page.meta["render_macros"] = has_calls
        return text

    @event_priority(-100)  # after mkdocs-macros
    def _compare_page(self, markdown: str, /, *, page: MkDocsPage, **_: object) -> str:
        """Holds what mkdocs-macros answered against what check has resolved."""
        file = self.files[page.file.src_uri]
        if file.bundle and file.source and not self.site.is_preview:
            resolved = file.bundle.pages[file.path].text
            if markdown.rstrip("\n") != resolved.rstrip("\n"):
                raise PluginError(
                    f"{file.display_path}: mkdocs-macros answers a call otherwise than check."
                )
        return markdown

    on_page_markdown = CombinedEvent(_prepare_page, _compare_page)

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: object) -> str:
        """Keeps the words of each page, for the page to print."""
        self.pages.contents[page.file.src_uri] = html
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: object) -> Environment:
        """Titles and settings are words in the theme, never markup."""
        find_installed_templates(env, config.theme)
        env.autoescape = env.trim_blocks = env.lstrip_blocks = True
        env.bytecode_cache = TemplateCache("theme")
        translate_with(env)
        env.globals |= {
            "current_language": current_language,
            "banner": banner,
            "in_force_sentences": in_force_sentences,
        }
        self.language.begin(self.site.language)
        return env

    def on_page_context(self, context: Any, *, page: MkDocsPage, **_: object) -> Any:  # noqa: ANN401
        """What the theme is told about the site, the revision and the page."""
        file = self.files[page.file.src_uri]
        self.language.begin(file.language)
        context["nav"] = self.navs[file.bundle.id if file.bundle else SITE_SECTION]
        context["plan_site"] = self.rendering.context(file.bundle)
        context["own"] = file.page_context(page.content or "")
        if file.bundle and file.path == PRINT_PAGE:
            start = self.site.plan.settings.whole_address(f"{file.bundle.id}/")
            context["printed_pages"] = print_page(file.bundle, self.pages.of(file.bundle), start)
        return context

    def on_template_context(self, context: Any, **_: object) -> Any:  # noqa: ANN401
        """What a page is told that has no Markdown, such as 404.html."""
        context["nav"] = self.navs[SITE_SECTION]
        context["plan_site"] = self.rendering.context(None)
        # It is shown at any depth, so its links start where the site does.
        context["base_url"] = self.site.below or "/"
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, **_: object) -> str:
        """Finishes each page; keeps those that comparisons and figures are put into."""
        file = self.files[page.file.src_uri]
        output = with_cards_of_page(self.site, self.rendering, file, output)
        output = mark_prompts(finish_html(self.site, file, output), self.site.problems)
        if file.is_frame:
            self.pages.frames[page.file.src_uri] = output
        return "" if file.is_frame else output
