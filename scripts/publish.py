"""Puts the site where the public reads it: a branch that a host shows, or a folder."""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import environment

environment.ready()

from safety_plan import commands, publishing
from safety_plan.kept import CACHE
from safety_plan.problems import Place, PlanStopped, refuse
from safety_plan.site.publication import publish_into
from safety_plan.yaml_files import told


def main(options: argparse.Namespace) -> int:
    """Refuses for every reason at once, or builds the site and puts it there."""
    where = publishing.Folder(options.folder) if options.folder else publishing.Branch(options.plan)
    try:
        _publish(options, where)
    except OSError as error:
        raise PlanStopped([told("publish-disk", Place(f"{where.name}"), said=error)]) from error
    return environment.DONE


def _publish(options: argparse.Namespace, where: publishing.Branch | publishing.Folder) -> None:
    plan, editions, problems = publishing.publishable(options.plan, options.without_working)
    problems += publishing.refusals(plan, date.today())  # noqa: DTZ011 (the day of whoever asks)
    there: publishing.Files = {}
    try:
        problems += publishing.unsaved_problems(options.plan)
        there = where.there(commands.say)
    except PlanStopped as stopped:
        problems += stopped.problems
    refuse(problems)
    with tempfile.TemporaryDirectory(prefix="plan-") as name:
        site = Path(name) / "site"
        publish_into(site, plan, editions, CACHE, commands.say)
        (site / ".nojekyll").touch()  # else GitHub Pages would leave files out
        kept = {path: there[path] for path in publishing.HOSTS if path in there}
        files = kept | where.files(site)
        told_of = publishing.told_of(plan, where, there)
        refuse(publishing.lost_problems(there, files, told_of))
        _tell(there, files, site, options.dry_run)
        if changes := there != files and not options.dry_run:
            where.put(site, files, plan)
        commands.say(f"Published to {where.name}." if changes else "Nothing was published.")


def _tell(there: publishing.Files, files: publishing.Files, site: Path, every: bool) -> None:
    """How many pages and files change; with *every*, which pages."""
    changed = {path for path in files if there.get(path) != files[path]}
    found = {"Added": changed - there.keys(), "Changed": changed & there.keys()}
    for kind, paths in {**found, "Gone": there.keys() - files.keys()}.items():
        pages = sorted(path for path in paths if path.endswith(".html"))
        heading = f"{kind}: {len(pages)} pages, {len(paths) - len(pages)} other files"
        commands.say("\n  ".join([heading, *pages * every]))
    commands.say(f"{sum((site / path).stat().st_size for path in changed):,} bytes are new.")


if __name__ == "__main__":
    commands.run(main, __doc__)
