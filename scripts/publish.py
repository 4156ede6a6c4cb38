"""Puts the site where the public reads it: a branch that a host shows, or a folder."""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import bootstrap

bootstrap.ready()

from safety_plan import cli
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, raise_if_errors
from safety_plan.deploy import publish
from safety_plan.site.build import build_site
from safety_plan.site.site_model import publishable


def main(options: argparse.Namespace) -> int:
    """Refuses for every reason at once, or builds the site and puts it there."""
    where = publish.Folder(options.folder) if options.folder else publish.Branch(options.plan)
    try:
        _publish(options, where)
    except OSError as error:
        raise PlanError([problem("publish-disk", Location(f"{where.name}"), said=error)]) from error
    return bootstrap.DONE


def _publish(options: argparse.Namespace, where: publish.Branch | publish.Folder) -> None:
    plan, _, problems = publishable(options.plan, options.without_working)
    problems += publish.refusals(plan, date.today())  # noqa: DTZ011 (the day of whoever asks)
    there: publish.Files = {}
    try:
        problems += publish.unsaved_problems(options.plan)
        there = where.there(cli.say)
    except PlanError as stopped:
        problems += stopped.problems
    raise_if_errors(problems)
    with tempfile.TemporaryDirectory(prefix="plan-") as name:
        site = Path(name) / "site"
        build_site(options.plan, site, sealed_only=options.without_working, on_progress=cli.say)
        (site / ".nojekyll").touch()  # else GitHub Pages would leave files out
        kept = {path: there[path] for path in publish.HOSTS if path in there}
        files = kept | where.files(site)
        told_of = publish.told_of(plan, where, there)
        raise_if_errors(publish.lost_problems(there, files, told_of))
        _tell(there, files, site, options.dry_run)
        if changes := there != files and not options.dry_run:
            where.put(site, files, plan)
        cli.say(f"Published to {where.name}." if changes else "Nothing was published.")


def _tell(there: publish.Files, files: publish.Files, site: Path, every: bool) -> None:
    """How many pages and files change; with *every*, which pages."""
    changed = {path for path in files if there.get(path) != files[path]}
    found = {"Added": changed - there.keys(), "Changed": changed & there.keys()}
    for kind, paths in {**found, "Gone": there.keys() - files.keys()}.items():
        pages = sorted(path for path in paths if path.endswith(".html"))
        heading = f"{kind}: {len(pages)} pages, {len(paths) - len(pages)} other files"
        cli.say("\n  ".join([heading, *pages * every]))
    cli.say(f"{sum((site / path).stat().st_size for path in changed):,} bytes are new.")


if __name__ == "__main__":
    cli.run(main, __doc__)
