"""The MkDocs plugin: `mkdocs build` and `mkdocs serve` make the whole site in one run.

MkDocs is given the pages that check has read and resolved, and no other file of `docs/`.
mkdocs-macros answers the calls of the working revision's pages; sealed pages are resolved
already. A sealed revision that nothing touched comes from the cache and is not rendered.

Only documented parts of MkDocs are used: see https://www.mkdocs.org/dev-guide/plugins/
"""

import logging
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from safety_plan.charts.draw import draw_all
from safety_plan.checks.reporters import problems_as_text
from safety_plan.content.macros_file import MACROS_FILE, PLAN_WORDS, PageWords
from safety_plan.content.markdown_ext import EXTENSIONS, TOC, PlanExtension
from safety_plan.content.page_words import PlanWords
from safety_plan.content.templates import TemplateCache, translate_with
from safety_plan.core import cache
from safety_plan.core.advice import advise_on
from safety_plan.core.parallel import cores, interrupts_held_back
from safety_plan.core.problems import PlanError, Problem
from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.core.translation import current_language
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.answered_text import text_of_page
from safety_plan.site.archive import write_archive
from safety_plan.site.compared_pairs import Pair
from safety_plan.site.data_words import finish_html
from safety_plan.site.late_files import LateFiles
from safety_plan.site.number_cards import with_cards_of_page
from safety_plan.site.page_files import (
    SITE_SECTION,
    SiteFile,
    bundle_files,
    contents,
    contents_of_part,
    is_our_asset,
    site_files,
)
from safety_plan.site.page_markup import page_markup
from safety_plan.site.post_build import BuiltPages, finish_site, write_early_files
from safety_plan.site.preview_requests import own_requests_only, whole_files_only
from safety_plan.site.preview_warnings import let_warnings_pass
from safety_plan.site.print_page import PRINT_PAGE, print_page
from safety_plan.site.prompt_marks import mark_prompts, prompts_left
from safety_plan.site.rendering import Rendering, SpokenLanguage
from safety_plan.site.site_model import Site, charts_of, read_preview, read_site, served_below
from safety_plan.site.staging import FolderInUseError, Staging
from safety_plan.site.theme_folders import find_installed_templates, list_our_files_only

log = logging.getLogger(f"mkdocs.plugins.{__name__}")


class SafetyPlanConfig(Config):  # type: ignore[no-untyped-call]
    """What may be set below `safety-plan:` in `mkdocs.yml`."""

    sealed_only = Type(bool, default=False)


class SafetyPlanPlugin(BasePlugin[SafetyPlanConfig]):  # type: ignore[no-untyped-call]
    """Reads the plan, gives its pages to MkDocs, and finishes what MkDocs has built."""

    def __init__(self) -> None:
        self.is_preview = False
        self.sealed_only = False
        self.extra_pairs: frozenset[Pair] = frozenset()
        self.with_archive = True
        #: Every problem of the last build, for whoever called it.
        self.problems: list[Problem] = []
        self.language = SpokenLanguage()
        self.staging: Staging | None = None
        #: Where pages are shown as soon as they are there; None where all is waited for.
        self.late_files: LateFiles | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Tells a build, which is strict, from a preview, which shows what is wrong."""
        self.is_preview = command == "serve"

    @event_priority(100)  # before mkdocs-macros asks macros.py for the words of this plan
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads and checks the plan beside `docs_dir`; ends the build where something is wrong."""
        if self.late_files:
            self.late_files.begin()
        self.problems, self.staging = [], None
        site = self._read_site(Path(config.docs_dir).parent)
        below = served_below(site, config.site_url or "")
        self.site = replace(site, extra_pairs=self.extra_pairs, below=below)
        self.rendering = Rendering(self.site)
        self.language.begin(self.site.language)
        self.markdown = PlanExtension(self.rendering.renderer(self.site.newest))
        self.words = PageWords(self.site.plan)
        self.pages = BuiltPages()
        config.site_name = self.site.plan.settings.name
        # Markdown takes an extension itself as well as the name of one.
        config.markdown_extensions = [*EXTENSIONS, "toc", self.markdown]  # type: ignore[list-item]
        config.mdx_configs = dict(TOC)
        list_our_files_only(config.theme)
        config.extra[PLAN_WORDS] = PlanWords(self.site.plan)
        if not self.is_preview:
            self._build_beside(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Gives MkDocs the pages that were read, in place of what lies in `docs/`."""
        for file in [file for file in files if not is_our_asset(file)]:
            files.remove(file)
        self.files: dict[str, SiteFile] = {}
        self.rendered: dict[str, RevisionBundle] = {}
        for bundle in self.site.bundles:
            if not self.pages.take_from_cache(self.site, bundle):
                self.rendered[bundle.id] = bundle
                self._add(files, bundle_files(config, self.site, bundle))
        self._add(files, site_files(config, self.site))
        config.nav = contents(self.site, self.rendered)
        charts = [chart for bundle in self.rendered.values() for chart in charts_of(bundle)]
        if count := draw_all(charts, cache.CACHE_DIR / "charts", cores()):
            log.info("Drew %s %s", count, "chart" if count == 1 else "charts")
        log.info("Rendering %s pages", len(files.documentation_pages()))
        return files

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
        path, is_preview = file.display_path, self.is_preview
        text, has_calls = text_of_page(file.source, self.words, path, is_preview=is_preview)
        page.meta["render_macros"] = has_calls
        return text

    @event_priority(-100)  # after mkdocs-macros
    def _compare_page(self, markdown: str, /, *, page: MkDocsPage, **_: object) -> str:
        """Holds what mkdocs-macros answered against what check has resolved."""
        file = self.files[page.file.src_uri]
        if file.bundle and file.source and not self.is_preview:
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
        env.globals["current_language"] = current_language
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

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Adds what is no page, checks the whole, and puts the site in its place."""
        self.language.begin(self.site.language)
        out = Path(config.site_dir)
        write_early_files(self.site, out)
        if self.late_files:
            self.late_files.start(out, partial(self._finish_preview, out))
        elif self.is_preview:
            self._finish_preview(out)
        else:
            self._finish(out, config)

    def _finish_preview(self, out: Path) -> None:
        self.problems += finish_site(self.site, self.rendered, self.pages, out, log.info)
        log.info("%s", problems_as_text(self.problems))

    def _finish(self, out: Path, config: MkDocsConfig) -> None:
        problems = finish_site(self.site, self.rendered, self.pages, out, log.info)
        self.problems += problems
        if problems:
            raise PluginError(problems_as_text(problems))
        if self.staging:
            if self.with_archive:
                write_archive(self.site, out)
            config.site_dir = str(self.staging.put_in_place())

    def on_build_error(self, **_: object) -> None:
        """Leaves an earlier site as it was, and nothing of this one."""
        self._end()

    def on_shutdown(self) -> None:
        """Ends what an interruption left: MkDocs tells a build's errors, but not Ctrl-C."""
        self._end()

    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        """Watches all that an author or an engineer may save, and answers this machine only."""
        paths = (self.site.plan.root / name for name in ("data", "revisions", MACROS_FILE))
        for path in filter(Path.exists, paths):
            server.watch(str(path))
        application = server.get_app()
        if self.is_preview:  # a build, as `mkdocs serve --clean` makes, is whole when it is shown
            self.late_files = LateFiles()
            application = whole_files_only(application, self.late_files, server.mount_path)
        server.set_app(own_requests_only(application))
        return server

    def _end(self) -> None:
        """Leaves nothing behind of a build that did not come to its end."""
        self.language.end()
        if self.late_files:
            self.late_files.end()
        if self.staging:
            self.staging.discard()

    def _read_site(self, root: Path) -> Site:
        if self.is_preview:
            let_warnings_pass()
            site = read_preview(root)
            self.problems = list(site.problems)
            return site
        sealed_only = self.sealed_only or bool(self.config.get("sealed_only"))
        try:
            site = read_site(root, sealed_only=sealed_only)
        except PlanError as error:
            self.problems = error.problems
            problems = advise_on(error.problems, doors=root == PROJECT_ROOT)
            raise PluginError(problems_as_text(problems)) from error
        if words := prompts_left(site.problems):
            log.info("%s", words)
        return site

    def _build_beside(self, config: MkDocsConfig) -> None:
        """Lets MkDocs build beside the folder that the site belongs in."""
        try:
            with interrupts_held_back():  # else nobody would know of the folder
                self.staging = Staging(Path(config.site_dir))
        except FolderInUseError as error:
            raise PluginError(str(error)) from error
        config.site_dir = str(self.staging.folder)

    def _add(self, files: Files, more: Iterable[SiteFile]) -> None:
        for entry in more:
            files.append(entry.file)
            self.files[entry.file.src_uri] = entry
