"""Builds the site as `mkdocs build` does, for the commands of this project.

A plan that has no `mkdocs.yml` of its own is built with the one of this checkout.
"""

import os
from collections.abc import Collection
from importlib.metadata import entry_points
from pathlib import Path
from typing import Literal

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, Problem
from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.core.system_errors import find_system_error
from safety_plan.site.compared_pairs import Pair
from safety_plan.site.mkdocs_messages import MkDocsMessages, Progress
from safety_plan.site.plugin import SafetyPlanPlugin
from safety_plan.site.site_model import Site

CONFIG_FILE = "mkdocs.yml"
_PLUGIN = "safety-plan"


def build_site(
    root: Path, out: Path, *, sealed_only: bool = False, on_progress: Progress | None = None
) -> int:
    """Builds the whole site of the plan in *root* into *out*; gives how many revisions it has.

    Raises PlanError with every problem; an earlier site then stays as it was.
    """
    site = build_and_read_site(root, out, sealed_only=sealed_only, on_progress=on_progress)
    return len(site.bundles)


def build_and_read_site(
    root: Path,
    out: Path,
    *,
    sealed_only: bool = False,
    extra_pairs: Collection[Pair] = (),
    with_archive: bool = True,
    on_progress: Progress | None = None,
) -> Site:
    """Builds as build_site does; gives all that the pages were made from.

    *extra_pairs* are pairs of revisions that are compared even where the site has no page on them.
    Who adds files to the site builds it without the archive, and writes that last.
    """
    config, plugin = load_site_config(root, out)
    plugin.sealed_only, plugin.with_archive = sealed_only, with_archive
    plugin.extra_pairs = frozenset(extra_pairs)
    run_build(config, plugin, command="build", on_progress=on_progress)
    return plugin.site


def build_preview(root: Path, out: Path) -> SafetyPlanPlugin:
    """Builds the preview of the plan in *root* into *out*: problems stand on its pages.

    Gives the plugin, which has every problem and the words of each page.
    """
    config, plugin = load_site_config(root, out)
    run_build(config, plugin, command="serve")
    return plugin


def config_file(root: Path) -> Path:
    """The `mkdocs.yml` of the plan in *root*: its own, or else that of this checkout.

    Where our plugin is not installed, as in a checkout, MkDocs does not find it by its name; the
    file of the checkout brings it, unless that of the plan does so itself.
    """
    own, ours = root / CONFIG_FILE, PROJECT_ROOT / CONFIG_FILE
    if not own.is_file():
        return ours
    is_known = any(entry_points(group="mkdocs.plugins", name=_PLUGIN))
    brings_it = "\nhooks:" in own.read_text(encoding="utf-8")
    return own if is_known or brings_it or not ours.is_file() else ours


def load_site_config(root: Path, out: Path) -> tuple[MkDocsConfig, SafetyPlanPlugin]:
    """The configuration of MkDocs for the plan in *root*, and our plugin in it."""
    # The theme prints a notice about its end of life on every run.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    config = load_config(
        str(config_file(root)), docs_dir=str(root / "docs"), site_dir=str(out), strict=True
    )
    # A file under `hooks:` holds our plugin where the package is not installed.
    plugins = (getattr(entry, "plugin", entry) for entry in config.plugins.values())
    plugin = next(entry for entry in plugins if isinstance(entry, SafetyPlanPlugin))
    # MkDocs keeps one plugin as long as the process runs, with what an earlier build was asked for.
    plugin.sealed_only = False
    plugin.with_archive = True
    plugin.extra_pairs = frozenset()
    return config, plugin


def run_build(
    config: MkDocsConfig,
    plugin: SafetyPlanPlugin,
    *,
    command: Literal["build", "serve"],
    on_progress: Progress | None = None,
) -> None:
    """Runs MkDocs; raises PlanError with the problems of the plan, or with MkDocs' own words.

    Raises OSError where the system refuses a file or a folder.
    """
    config.strict = command == "build"
    with MkDocsMessages(on_progress) as messages:
        config.plugins.on_startup(command=command, dirty=False)
        try:
            mkdocs_build(config)
        except (Exception, SystemExit) as error:
            refused = None if plugin.problems else find_system_error(error)
            if refused:
                raise refused from error
            raise PlanError(plugin.problems or [_build_problem(messages, error)]) from error
        finally:
            config.plugins.on_shutdown()


def _build_problem(messages: "MkDocsMessages", error: BaseException) -> Problem:
    text = "\n".join([*messages.warnings, str(error)])
    return problem("page-build", Location("docs"), message=text)
