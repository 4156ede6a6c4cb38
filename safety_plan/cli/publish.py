"""`safety-plan publish`: the site goes where the public reads it."""

import tempfile
from datetime import date
from pathlib import Path

import click

from safety_plan.cli.exit_codes import EXIT_OK
from safety_plan.cli.options import PATH, plan_options, print_progress, without_working_option
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, raise_if_errors
from safety_plan.deploy import publish
from safety_plan.site.build import build_site
from safety_plan.site.site_model import publishable

Place = publish.Branch | publish.Folder


@click.command()
@plan_options
@click.option(
    "--folder",
    type=PATH,
    metavar="DIR",
    help="A folder for any host, in place of the branch gh-pages.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@without_working_option
def command(plan: Path, folder: Path | None, dry_run: bool, without_working: bool) -> int:
    """Puts the site where the public reads it: a branch that a host shows, or a folder."""
    place = publish.Folder(folder) if folder else publish.Branch(plan)
    try:
        existing = _check_publishable(plan, place, without_working)
        _publish(plan, place, existing, dry_run=dry_run, without_working=without_working)
    except OSError as error:
        raise PlanError([problem("publish-disk", Location(f"{place.name}"), said=error)]) from error
    return EXIT_OK


def _check_publishable(root: Path, place: Place, without_working: bool) -> publish.Files:
    """The files that are published now; raises PlanError with every reason against publishing."""
    plan, _, problems = publishable(root, without_working)
    problems += publish.refusals(plan, date.today())  # noqa: DTZ011 (the day of whoever asks)
    existing: publish.Files = {}
    try:
        problems += publish.unsaved_problems(root)
        existing = place.there(print_progress)
    except PlanError as error:
        problems += error.problems
    raise_if_errors(problems)
    return existing


def _publish(
    root: Path, place: Place, existing: publish.Files, *, dry_run: bool, without_working: bool
) -> None:
    plan, _, _ = publishable(root, without_working)
    with tempfile.TemporaryDirectory(prefix="plan-") as name:
        site = Path(name) / "site"
        build_site(root, site, sealed_only=without_working, on_progress=print_progress)
        (site / ".nojekyll").touch()  # else GitHub Pages would leave files out
        hosted = {path: existing[path] for path in publish.HOSTS if path in existing}
        files = {**hosted, **place.files(site)}
        redacted = publish.told_of(plan, place, existing)
        raise_if_errors(publish.lost_problems(existing, files, redacted))
        _print_changes(existing, files, site, list_pages=dry_run)
        if existing == files or dry_run:
            print_progress("Nothing was published.")
            return
        place.put(site, files, plan)
        print_progress(f"Published to {place.name}.")


def _print_changes(
    existing: publish.Files, files: publish.Files, site: Path, *, list_pages: bool
) -> None:
    """Prints how many pages and files change; with *list_pages*, which pages."""
    different = {path for path in files if existing.get(path) != files[path]}
    changes = {
        "Added": different - existing.keys(),
        "Changed": different & existing.keys(),
        "Gone": existing.keys() - files.keys(),
    }
    for kind, paths in changes.items():
        pages = sorted(path for path in paths if path.endswith(".html"))
        print_progress(f"{kind}: {len(pages)} pages, {len(paths) - len(pages)} other files")
        for page in pages if list_pages else []:
            print_progress(f"  {page}")
    size = sum((site / path).stat().st_size for path in different)
    print_progress(f"{size:,} bytes are new.")
