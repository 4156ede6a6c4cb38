"""The bridge to the site generator; with `macros.py`, all that knows MkDocs.

An edition is handed over through the configuration (`extra`), so that
`define_env` can give its pages their macros and their Markdown.
"""

import json
import logging
import os
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import mkdocs
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs_macros import context

from safety_plan.content.markdown_ext import EXTENSIONS, TOC, PlanExtension
from safety_plan.content.page_words import PageWords, fenced_block
from safety_plan.content.renderer import Renderer
from safety_plan.content.resolver import as_words, gate
from safety_plan.content.templates import TemplateCache
from safety_plan.core.problems import Problem
from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.models.revision import NavSection
from safety_plan.reading.docs_files import list_pictures
from safety_plan.revisions.bundle import RevisionBundle

#: The search engine that the generator brings; the notice of its licence stands in it.
ENGINE = Path(mkdocs.__file__).parent / "contrib/search/templates/search/lunr.js"


class RenderingStopped(Exception):
    """The generator would not build; carries what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run of the generator: what to render, with what, and to where.

    *asking* are the pages that hold calls; those of a sealed edition ask for nothing.
    *told* makes the Markdown that stands where a call went wrong. *besides* are the
    pages of the theme's own that are made too.
    """

    plan: Plan
    pages: Mapping[str, Page]
    contents: tuple[NavSection, ...]
    docs: Path
    out: Path
    renderer: Renderer
    asking: Collection[str]
    extra: dict[str, Any] = field(default_factory=dict)
    told: Callable[[Problem], str] | None = None
    shown: str = "docs"
    besides: tuple[str, ...] = ("search.html", "whole.html")


def render(job: Job) -> None:
    """Renders the pages of *job* into its folder, strictly unless it is a preview.

    Raises RenderingStopped with the generator's own words.
    """
    # The theme prints a notice about its end of life on every run.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # No build reads the clock: without this the sitemap holds the day.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    # The plugin (1.5.0) would run git a dozen times for what no page may ask for.
    context.get_git_info = dict
    strict = job.told is None
    with _listening() as said, TemporaryDirectory() as folder:
        _lay_out(job, Path(folder))
        config = load_config(
            str(PROJECT_ROOT / "mkdocs.yml"),
            docs_dir=folder,
            site_dir=str(job.out),
            site_name=job.plan.settings.name,
            nav=[item for group in job.contents for item in _nav(group, job.pages)],
            extra={**job.extra, "job": job, "generator": False},
            strict=strict,
        )
        config.theme.get_env = environment  # type: ignore[method-assign]
        config.theme.static_templates = {*job.besides}
        config.plugins.events["env"].append(_escaping)
        # The plugin (1.5.0) only writes down all it knows there, for a log that nobody reads.
        config.plugins.events["pre_build"].clear()
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        except (Exception, SystemExit) as error:
            raise RenderingStopped("\n".join([*said, str(error)])) from error
        finally:
            config.plugins.on_shutdown()


@cache
def environment() -> Any:  # noqa: ANN401
    """The theme's templates, read once for every run; it publishes only files of our own."""
    env: Any = load_config(str(PROJECT_ROOT / "mkdocs.yml")).theme.get_env()
    look = Path(env.loader.searchpath[0])
    own = sorted(f.relative_to(look).as_posix() for f in look.glob("assets/**/*") if f.is_file())
    env.loader.list_templates = lambda: own
    env.bytecode_cache = TemplateCache("theme")
    return env


def _escaping(env: Any, **_: object) -> Any:  # noqa: ANN401
    """Titles and settings are words in the theme; the generator takes them for HTML."""
    env.autoescape = env.trim_blocks = env.lstrip_blocks = True
    return env


def _lay_out(job: Job, folder: Path) -> None:
    """Gives the generator what was read, and nothing else that lies in the folder."""
    for path, page in job.pages.items():
        settings = {"title": as_words(page.title), "description": page.description}
        head = [f"{key}: {json.dumps(said)}\n" for key, said in settings.items()]
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes("".join(["---\n", *head, "---\n"]).encode())
    for path in list_pictures(job.docs):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(job.docs / path, folder / path)


def _nav(group: NavSection, pages: Mapping[str, Page]) -> list[Any]:
    entries = [{as_words(pages[file].title): file} for file in group.files if file in pages]
    return [{group.title: entries}] if group.title else list(entries)


class _listening:
    """Gathers the generator's warnings instead of printing them."""

    def __enter__(self) -> list[str]:
        self.said: list[str] = []
        self.handler = logging.Handler(logging.WARNING)
        self.handler.emit = lambda record: self.said.append(  # type: ignore[method-assign]
            record.getMessage()
        )
        self.logger = logging.getLogger("mkdocs")
        self.before = (self.logger.propagate, self.logger.level)
        self.logger.propagate = False
        self.logger.addHandler(self.handler)
        return self.said

    def __exit__(self, *_: object) -> None:
        self.logger.propagate, level = self.before
        self.logger.setLevel(level)
        self.logger.removeHandler(self.handler)


def job_of(env: Any) -> Job:  # noqa: ANN401 (the plugin's own object has no type)
    """The job that is being rendered, from the plugin's environment."""
    job = env.conf["extra"].get("job")
    if not isinstance(job, Job):
        raise RuntimeError("Use python3 scripts/build.py or scripts/preview.py.")
    return job


def define(env: Any, answers: Callable[[PageWords], Mapping[str, Any]]) -> None:  # noqa: ANN401
    """Gives the generator our Markdown, and a working edition its macros."""
    job = job_of(env)
    env.conf["markdown_extensions"] = [*EXTENSIONS, "toc", PlanExtension(job.renderer)]
    env.conf["mdx_configs"] = dict(TOC)
    for name, answer in answers(PageWords(job.plan)).items():
        env.macro(answer, name)
        # The plugin lets a setting of the same name hide a macro (1.5.0).
        env.variables.pop(name, None)


def before_page(env: Any) -> None:  # noqa: ANN401
    """Lets only answerable calls of a page through to the generator."""
    job = job_of(env)
    page = job.pages.get(env.page.file.src_uri)
    if page is None:
        return
    if page.path not in job.asking:
        env.page.title, env.markdown = page.title, page.text
        env.page.meta["render_macros"] = False
        return
    told = job.told or _stop
    vocabulary = PageWords(job.plan)
    env.markdown = gate(page, vocabulary, f"{job.shown}/{page.path}", told)


def _stop(problem: Problem) -> str:
    raise RenderingStopped(f"{problem.location}: {problem.found} {problem.fix}")


def problem_box(problem: Problem) -> str:
    """A problem as it stands on a previewed page."""
    words = {"place": str(problem.location), "found": problem.found, "fix": problem.fix}
    return f"\n\n{fenced_block('problem', words)}\n\n"


def bundle_job(
    plan: Plan,
    bundle: RevisionBundle,
    out: Path,
    renderer: Renderer,
    extra: dict[str, Any],
    told: Callable[[Problem], str] | None,
) -> Job:
    """The job of rendering one edition."""
    return Job(
        plan=plan,
        pages=bundle.pages if bundle.sealed else plan.pages,
        contents=bundle.record.revision.contents,
        docs=bundle.docs,
        out=out,
        renderer=renderer,
        asking=() if bundle.sealed else plan.pages.keys(),
        extra=extra,
        told=None if bundle.sealed else told,
    )
