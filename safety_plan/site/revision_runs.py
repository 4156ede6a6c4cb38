"""Builds sealed revisions that are not kept, each by a run of MkDocs of its own.

No page of a sealed revision waits for a page of another one. So other processes build them, as
many at once as there are cores, while this one builds what is new and what stands around them.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError

from safety_plan.core.parallel import background_map
from safety_plan.core.system_errors import find_system_error
from safety_plan.core.workspaces import temporary_folder
from safety_plan.site.mkdocs_messages import MkDocsMessages
from safety_plan.site.post_build import FinishedRevision
from safety_plan.site.site_model import Site

log = logging.getLogger(f"mkdocs.plugins.{__name__}")

#: Where the `extra` of MkDocs' settings names the run that they are for.
REVISION_RUN = "safety_plan_revision_run"


# mkdocs-macros writes down all that it is told, at every build; of a whole site that takes seconds.
@dataclass(repr=False)
class RevisionRun:
    """One sealed revision of *site*, which a run of MkDocs builds; *key* is what it is kept under.

    The run leaves *finished*.
    """

    site: Site
    revision_id: str
    key: str
    finished: FinishedRevision | None = None


def leave_out_site_templates(config: MkDocsConfig) -> None:
    """Pages such as 404.html stand around the revisions: a run of one has none."""
    config.theme.static_templates = set()
    config.extra_templates = []


@contextmanager
def revision_runs(
    site: Site, config: MkDocsConfig, keys: Sequence[tuple[str, str]]
) -> Iterator[Iterable[FinishedRevision]]:
    """Begins to build revisions, by their id and what they are kept under; gives each when asked.

    What is left early waits for the revisions that were begun.
    """
    settings: dict[str, Any] = {
        "config_file": config.config_file_path,
        "docs_dir": config.docs_dir,
        "site_url": config.site_url,
        "use_directory_urls": config.use_directory_urls,
    }
    with background_map(partial(_build_revision, site, settings), keys) as finished:
        yield _tell_warnings(finished)


def _tell_warnings(finished: Iterable[FinishedRevision]) -> Iterator[FinishedRevision]:
    """Each of *finished*, as it is asked for, once its warnings are told as this process's own."""
    for revision in finished:
        for warning in revision.warnings:
            log.warning("%s", warning)
        yield revision


def _build_revision(
    site: Site, settings: Mapping[str, Any], revision: tuple[str, str]
) -> FinishedRevision:
    """Builds one revision in this process, which does nothing else.

    Raises OSError where the system refuses a file, and PluginError with what MkDocs says.
    """
    run = RevisionRun(site, *revision)
    # What is told here too, the process that asked for the run would tell twice.
    logging.getLogger("mkdocs").handlers.clear()
    with temporary_folder() as out, MkDocsMessages() as messages:
        config = load_config(**settings, site_dir=str(out), strict=False)
        config.extra[REVISION_RUN] = run
        try:
            build(config)
        except Abort as error:
            raise find_system_error(error) or PluginError("\n".join(messages.warnings)) from error
    if run.finished is None:
        raise RuntimeError(f"MkDocs ended without the revision {run.revision_id}.")
    return replace(run.finished, warnings=messages.warnings)
