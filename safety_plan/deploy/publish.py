"""Publishing: refused for every reason at once, or built and put before the public.

What is published already is read first, and nothing of it may be lost. The new site is built
in a clean folder from a commit that others have approved, and takes its place in one step.
"""

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, raise_if_errors
from safety_plan.core.system_errors import advice_on, first_error, reason_of
from safety_plan.core.workspaces import temporary_folder
from safety_plan.deploy.deployer import Deployer, Files, Say, is_host_file
from safety_plan.deploy.preflight import (
    history_problems,
    public_problems,
    readiness_problems,
    unsaved_problems,
)
from safety_plan.deploy.published_documents import kept_document
from safety_plan.deploy.published_files import add_published_files
from safety_plan.deploy.published_seals import changed_seals
from safety_plan.deploy.signatures import describe_signatures
from safety_plan.deploy.source import (
    order_problems,
    read_commit,
    read_main,
    review_problems,
    write_commit,
)
from safety_plan.site.archive import write_archive
from safety_plan.site.build import build_and_read_site
from safety_plan.site.packs.comparison_links import add_comparison_documents
from safety_plan.site.packs.links import add_documents
from safety_plan.site.site_model import publishable

#: How many pages are named of those that are added, changed or gone.
_MOST_NAMED = 2000


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the person who publishes asked for.

    *dry_run* changes nothing; *every_page* says which pages would change. *instead_of* is a
    published commit that may be replaced though it is in no history any more. *browser* is
    the Chromium that prints documents; empty where there is none.
    """

    today: date
    without_working: bool = False
    dry_run: bool = False
    every_page: bool = False
    instead_of: str = ""
    browser: str = ""


def publish(root: Path, deployer: Deployer, wishes: Wishes, say: Say) -> bool:
    """Puts the site of the plan at *root* where *deployer* says; True where that changed it.

    Raises PlanError with every reason why the site may not be published.
    """
    try:
        with closing(deployer):
            commit, published = _preflight(root, deployer, wishes, say)
            with temporary_folder() as folder:
                plan = write_commit(root, commit, folder / "plan")
                return _publish(plan, commit, folder / "site", deployer, published, wishes, say)
    except OSError as error:
        first = first_error(error)
        location = Location(str(first.filename or deployer.name))
        raise PlanError(
            [problem("publish-disk", location, said=reason_of(first), fix=advice_on(first))]
        ) from error


def _preflight(root: Path, deployer: Deployer, wishes: Wishes, say: Say) -> tuple[str, Files]:
    """The commit to publish, and what is published now.

    Raises PlanError with every reason why not that can be told before anything is built.
    """
    plan, _, problems = publishable(root, wishes.without_working)
    problems += readiness_problems(plan, wishes.today, without_working=wishes.without_working)
    commit = ""
    published = Files()
    try:
        problems += unsaved_problems(root)
        problems += history_problems(root)
        commit = read_commit(root)
        published = deployer.read(say)
        main = read_main(root, say)
        problems += review_problems(root, commit, main)
        earlier = deployer.published_commit()
        problems += order_problems(root, commit, earlier, main, wishes.instead_of)
    except PlanError as stopped:
        problems += stopped.problems
    raise_if_errors(problems)
    for sentence in describe_signatures(root, plan.sealed[-1] if plan.sealed else ""):
        say(sentence)
    return commit, published


def _publish(
    root: Path,
    commit: str,
    site: Path,
    deployer: Deployer,
    published: Files,
    wishes: Wishes,
    say: Say,
) -> bool:
    """Builds the plan at *root*, which holds *commit*, into *site*, and puts that in place."""
    sealed_only = wishes.without_working
    content = build_and_read_site(
        root, site, sealed_only=sealed_only, with_archive=False, on_progress=say
    )
    resealed = changed_seals(content.plan, deployer, published)
    keep = partial(kept_document, deployer, published, resealed)
    add_documents(content, site, wishes.browser, keep, say)
    add_comparison_documents(content, site, wishes.browser, keep)
    write_archive(content, site)
    add_published_files(site, commit)
    files = files_to_publish(deployer, published, site)
    plan, _, _ = publishable(root, wishes.without_working)
    raise_if_errors(public_problems(plan, deployer, published, files, say))
    _say_changes(published, files, site, say, every_page=wishes.every_page)
    changed = published != files and not wishes.dry_run
    done = deployer.push(site, files, plan, commit) if changed else "Nothing was published."
    say(done)
    return changed


def files_to_publish(deployer: Deployer, published: Files, site: Path) -> Files:
    """The files of *site*, and those *published* that are the host's own."""
    host_files = {path: digest for path, digest in published.items() if is_host_file(path)}
    return host_files | deployer.stage(site)


def _say_changes(published: Files, files: Files, site: Path, say: Say, every_page: bool) -> None:
    """How many pages and files change, and which stay; with *every_page*, which pages.

    Of very many pages the first are named: what an approver reads on GitHub has a limit.
    """
    host_files = sorted(path for path in files if not (site / path).exists())
    if host_files:
        say(f"Kept, because no build made them: {', '.join(host_files)}")
    changed = {path for path in files if published.get(path) != files[path]}
    groups = {
        "Added": changed - published.keys(),
        "Changed": changed & published.keys(),
        "Gone": published.keys() - files.keys(),
    }
    for heading, paths in groups.items():
        pages = sorted(path for path in paths if path.endswith(".html"))
        named = pages[:_MOST_NAMED]
        more = [f"… and {len(pages) - len(named)} more pages"] if pages != named else []
        lines = [f"{heading}: {len(pages)} pages, {len(paths) - len(pages)} other files"]
        say("\n  ".join([*lines, *named, *more] if every_page else lines))
    say(f"{sum((site / path).stat().st_size for path in changed):,} bytes are new.")
