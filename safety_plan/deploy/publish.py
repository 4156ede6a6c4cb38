"""Publishing: refused for every reason at once, or built and put before the public.

What is published already is read first, and nothing of it may be lost; then the new site
takes its place in one step.
"""

import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, raise_if_errors
from safety_plan.core.system_errors import advice_on
from safety_plan.deploy.deployer import Deployer, Files, Say, is_host_file
from safety_plan.deploy.preflight import (
    history_problems,
    public_problems,
    readiness_problems,
    unsaved_problems,
)
from safety_plan.deploy.signatures import describe_signatures
from safety_plan.site.build import build_site
from safety_plan.site.site_model import publishable


def publish(
    root: Path,
    deployer: Deployer,
    today: date,
    say: Say,
    *,
    without_working: bool = False,
    dry_run: bool = False,
) -> bool:
    """Puts the site of the plan at *root* where *deployer* says; True where that changed it.

    *today* is the day of whoever asks. A dry run says what would change, page by page, and
    changes nothing. Raises PlanError with every reason why the site may not be published.
    """
    try:
        with closing(deployer):
            return _publish(root, deployer, today, say, without_working, dry_run)
    except OSError as error:
        location = Location(deployer.name)
        raise PlanError(
            [problem("publish-disk", location, said=error, fix=advice_on(error))]
        ) from error


def _publish(
    root: Path, deployer: Deployer, today: date, say: Say, without_working: bool, dry_run: bool
) -> bool:
    plan, _, problems = publishable(root, without_working)
    readiness = readiness_problems(plan, today)
    if without_working:  # what is not published need not be noted
        readiness = [found for found in readiness if found.rule != "proposal-behind"]
    problems += readiness
    published: Files = {}
    try:
        problems += unsaved_problems(root)
        problems += history_problems(root)
        published = deployer.read(say)
    except PlanError as stopped:
        problems += stopped.problems
    raise_if_errors(problems)
    for sentence in describe_signatures(root, plan.sealed[-1] if plan.sealed else ""):
        say(sentence)
    with tempfile.TemporaryDirectory(prefix="plan-") as name:
        site = Path(name) / "site"
        build_site(root, site, sealed_only=without_working, on_progress=say)
        (site / ".nojekyll").touch()  # else GitHub Pages would leave files out
        files = files_to_publish(deployer, published, site)
        raise_if_errors(public_problems(plan, deployer, published, files, say))
        _say_changes(published, files, site, say, every_page=dry_run)
        changed = published != files and not dry_run
        if changed:
            deployer.push(site, files, plan)
    say(f"Published to {deployer.name}." if changed else "Nothing was published.")
    return changed


def files_to_publish(deployer: Deployer, published: Files, site: Path) -> Files:
    """The files of *site*, and those *published* that are the host's own."""
    host_files = {path: digest for path, digest in published.items() if is_host_file(path)}
    return host_files | deployer.stage(site)


def _say_changes(published: Files, files: Files, site: Path, say: Say, every_page: bool) -> None:
    """How many pages and files change, and which stay; with *every_page*, which pages."""
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
        lines = [f"{heading}: {len(pages)} pages, {len(paths) - len(pages)} other files"]
        say("\n  ".join([*lines, *pages] if every_page else lines))
    say(f"{sum((site / path).stat().st_size for path in changed):,} bytes are new.")
