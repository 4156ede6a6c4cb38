"""The MkDocs plugin: `mkdocs build` and `mkdocs serve` make the whole site in one run.

MkDocs is given the pages that check has read and resolved, and no other file of `docs/`.
mkdocs-macros answers the calls of the working revision's pages; sealed pages are resolved
already. A sealed revision that nothing touched comes from the cache and is not rendered.

Only documented parts of MkDocs are used: see https://www.mkdocs.org/dev-guide/plugins/
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from safety_plan.charts.draw import draw_all
from safety_plan.checks.reporters import problems_as_text
from safety_plan.content.macros_file import MACROS_FILE
from safety_plan.core import cache, parallel
from safety_plan.core.advice import advise_on
from safety_plan.core.parallel import background_map, interrupts_held_back
from safety_plan.core.problems import PlanError, Problem
from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.archive import offer_archive, pack_archive
from safety_plan.site.build_warnings import let_warnings_pass, will_end_at_warnings
from safety_plan.site.compared_pairs import Pair
from safety_plan.site.late_files import LateFiles
from safety_plan.site.page_files import (
    SiteFile,
    bundle_files,
    is_our_asset,
    nav_around_revisions,
    nav_of_revisions,
    site_files,
)
from safety_plan.site.page_hooks import PageHooks
from safety_plan.site.page_scan import PageScan
from safety_plan.site.post_build import (
    FinishedRevision,
    finish_revision,
    finished_site_problems,
    write_early_files,
    write_late_files,
)
from safety_plan.site.preview_requests import own_requests_only, whole_files_only
from safety_plan.site.prompt_marks import prompts_left
from safety_plan.site.revision_runs import (
    REVISION_RUN,
    RevisionRun,
    leave_out_site_templates,
    revision_runs,
)
from safety_plan.site.site_model import Site, charts_of, read_preview, read_site, served_below
from safety_plan.site.staging import FolderInUseError, Staging
from safety_plan.site.theme_folders import list_our_files_only
from safety_plan.site.typeface import faces_not_kept, keep_faces

log = logging.getLogger(f"mkdocs.plugins.{__name__}")


class SafetyPlanPlugin(PageHooks):  # type: ignore[no-untyped-call]
    """Reads the plan, gives its pages to MkDocs, and finishes what MkDocs has built."""

    def __init__(self) -> None:
        super().__init__()
        self.is_preview = False
        self.sealed_only = False
        self.extra_pairs: frozenset[Pair] = frozenset()
        self.with_archive = True
        #: Every problem of the last build, for whoever called it.
        self.problems: list[Problem] = []
        self.staging: Staging | None = None
        #: Where pages are shown as soon as they are there; None where all is waited for.
        self.late_files: LateFiles | None = None
        #: Set where this run builds one sealed revision, and nothing around it.
        self.revision_run: RevisionRun | None = None
        self.other_runs = ExitStack()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Tells a build, which is strict, from a preview, which shows what is wrong."""
        self.is_preview = command == "serve"

    @event_priority(100)  # before mkdocs-macros asks macros.py for the words of this plan
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads and checks the plan beside `docs_dir`; ends the build where something is wrong."""
        list_our_files_only(config.theme)
        self.revision_run = config.extra.get(REVISION_RUN)
        if self.revision_run:
            self.begin_pages(self.revision_run.site, config)
            leave_out_site_templates(config)
        else:
            self.begin_pages(self._begin(config), config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Gives MkDocs the pages that were read, in place of what lies in `docs/`."""
        for file in [file for file in files if not is_our_asset(file)]:
            files.remove(file)
        bundles = self._revisions_not_kept()
        if parallel.cores() > 1 and not self.revision_run:
            bundles = self._give_sealed_away(config, bundles)
        self.rendered = {bundle.id: bundle for bundle in bundles}
        for bundle in bundles:
            self._add(files, bundle_files(config, self.site, bundle))
        config.nav = nav_of_revisions(bundles)
        if self.revision_run is None:
            self._add(files, site_files(config, self.site))
            config.nav += nav_around_revisions(self.site)
        charts = [chart for bundle in bundles for chart in charts_of(bundle)]
        if count := draw_all(charts, cache.CACHE_DIR / "charts", parallel.cores()):
            log.info("Drew %s %s", count, "chart" if count == 1 else "charts")
        log.info("Rendering %s pages", len(files.documentation_pages()))
        return files

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Adds what is no page, checks the whole, and puts the site in its place."""
        self.language.begin(self.site.language)
        out = Path(config.site_dir)
        if run := self.revision_run:
            bundle = self.site.bundle(run.revision_id)
            run.finished = finish_revision(self.site, self.pages, out, bundle, run.key)
            return
        write_early_files(self.site, out)
        if self.late_files:
            self.late_files.start(out, partial(self._finish_preview, out))
        elif self.is_preview:
            self._finish_preview(out)
        else:
            self._finish(out, config)

    def _finish_preview(self, out: Path) -> None:
        scans = self._write_late_files(out)
        self.problems += finished_site_problems(self.site, scans, out, log.info)
        log.info("%s", problems_as_text(self.problems))

    def _write_late_files(self, out: Path) -> dict[str, PageScan]:
        scans, problems = write_late_files(self.site, self.rendered, self.pages, out, log.info)
        self.problems += problems
        return scans

    def _finish(self, out: Path, config: MkDocsConfig) -> None:
        scans = self._write_late_files(out)
        to_pack = [out] if self.staging and self.with_archive else []
        with background_map(partial(pack_archive, self.site), to_pack) as archives:
            self.problems += finished_site_problems(self.site, scans, out, log.info)
            if self.problems:
                raise PluginError(problems_as_text(self.problems))
            for archive in archives:
                offer_archive(self.site, out, archive)
        if self.staging and not will_end_at_warnings():
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
        if self.revision_run:
            return  # all else is that of the process which asked for this run
        if self.late_files:
            self.late_files.end()  # first, for it takes what the other runs give
        self.other_runs.close()
        if self.staging:
            self.staging.discard()

    def _begin(self, config: MkDocsConfig) -> Site:
        """Reads the plan for a build of its whole site."""
        if self.late_files:
            self.late_files.begin()
        self.problems, self.staging = [], None
        log.info("Reading and checking the plan")
        # Letters are those of the program: they need not wait for the plan, nor it for them.
        missing = faces_not_kept()
        with background_map(keep_faces, [missing] if missing else []) as letters:
            site = self._read_site(Path(config.docs_dir).parent)
            list(letters)
        below = served_below(site, config.site_url or "")
        if not self.is_preview:
            self._build_beside(config)
        return replace(site, extra_pairs=self.extra_pairs, below=below)

    def _revisions_not_kept(self) -> list[RevisionBundle]:
        """Those that have to be rendered; in a run of one revision that one."""
        if self.revision_run:
            return [self.site.bundle(self.revision_run.revision_id)]
        return [
            bundle
            for bundle in self.site.bundles
            if not self.pages.take_from_cache(self.site, bundle)
        ]

    def _give_sealed_away(
        self, config: MkDocsConfig, bundles: Sequence[RevisionBundle]
    ) -> list[RevisionBundle]:
        """Has each sealed one of *bundles* built by a run of its own; gives those that are left."""
        if keys := [(one.id, self.pages.keys[one.id]) for one in bundles if one.sealed]:
            runs = revision_runs(self.site, config, keys)
            self.pages.other_runs = self._until_finished(self.other_runs.enter_context(runs))
        return [bundle for bundle in bundles if not bundle.sealed]

    def _until_finished(self, revisions: Iterable[FinishedRevision]) -> Iterator[FinishedRevision]:
        """Each of *revisions*; then their processes go, for what comes next needs memory too."""
        yield from revisions
        self.other_runs.close()

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
