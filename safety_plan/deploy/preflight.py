"""What may go before the public, and every reason why something may not."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

from safety_plan.checks.registry import Stage, run_dated_checks
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.deploy.deployer import Deployer, Files
from safety_plan.deploy.folder import WORKSPACE
from safety_plan.deploy.source import changed_files, ignored_files
from safety_plan.models.plan import Plan
from safety_plan.models.revision import ID
from safety_plan.reading.docs_files import is_desktop_file
from safety_plan.revisions.redact import digests_before
from safety_plan.revisions.verify import CHECKSUMS
from safety_plan.site.redirects import LISTING

#: Where git looks for changes: all of the repository but the built site, and what a publish
#: into a folder left that was killed.
_SAVED = (":/", ":!site", f":(exclude,glob)**/.*{WORKSPACE}/**")

#: What a host puts at a place before a site is there.
_OFTEN_FIRST = re.compile(r"\.[^/]|(?:CNAME|web\.config)$")


def readiness_problems(plan: Plan, today: date) -> list[Problem]:
    """Why the plan may not go before the public on the day *today*, well as it may read.

    What depends on the day is asked here: no build reads the clock.
    """
    return run_dated_checks(plan, Stage.PUBLISH, today)


def unsaved_problems(root: Path) -> list[Problem]:
    """Files that are not as the history of the plan holds them, but those of a desktop.

    Raises PlanError where git cannot tell.
    """
    changed = [
        problem("publish-unsaved", Location(path))
        for state, path in changed_files(root, _SAVED)
        if not _is_left_by_a_desktop(state, path)
    ]
    ignored = [problem("publish-unsaved.ignored", Location(path)) for path in ignored_files(root)]
    return changed + ignored


def _is_left_by_a_desktop(state: str, path: str) -> bool:
    """True for a file that git does not keep, and that nothing here reads either."""
    return state == "??" and any(map(is_desktop_file, path.split("/")))


def lost_problems(published: Files, files: Files, redacted: Collection[str] = ()) -> list[Problem]:
    """What is *published* and would be lost, or altered though it is sealed, with *files*.

    *redacted* are the revisions out of which the law had words taken, as each of them says.
    """
    strange = [path for path in published if not _OFTEN_FIRST.match(path)]
    if strange and LISTING not in published:
        return [problem("publish-place", Location(min(strange)))]
    names = sorted({path[:7] for path in published if ID.fullmatch(path.partition("/")[0])})
    lost = [name for name in names if f"{name}/plan.json" not in files]
    if lost:  # and with them their pages, and the ways to those
        return [*_lost_revisions(lost)]
    unchangeable = [name for name in names if name not in redacted]
    return [*_lost_pages(published, files), *_changed_seals(unchangeable, published, files)]


def _lost_revisions(names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        yield problem("revision-vanished", Location(f"revisions/{name}"), name=name)


def _lost_pages(published: Files, files: Files) -> Iterator[Problem]:
    for path in published:
        if path.endswith(".html") and path not in files:
            yield problem("address-vanished", Location(path.removesuffix("index.html")))


def _changed_seals(names: Iterable[str], published: Files, files: Files) -> Iterator[Problem]:
    for name in names:
        proofs = (f"{name}/{CHECKSUMS}", f"{name}/plan.json")
        sealed = proofs[0] in published
        if sealed and any(files.get(path) != published.get(path) for path in proofs):
            yield problem("seal-published", Location(f"revisions/{name}"), name=name)


def redacted_revisions(plan: Plan, deployer: Deployer, published: Files) -> set[str]:
    """The sealed revisions that tell what was taken out of them since they were published."""
    earlier = digests_before(plan.root)
    return {
        name
        for name in plan.sealed
        if f"{name}/{CHECKSUMS}" in published
        and deployer.published_digest(f"{name}/{CHECKSUMS}") in earlier
    }
