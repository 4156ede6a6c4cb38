"""What may go before the public, and every reason why something may not."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

from safety_plan.checks.prompts import RULE as PROMPT_RULE
from safety_plan.checks.registry import run_dated_checks
from safety_plan.checks.stages import Stage
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.deploy.deployer import Deployer, Files, Say
from safety_plan.deploy.earlier_commit import earlier_commit
from safety_plan.deploy.folder import WORKSPACE
from safety_plan.deploy.history import commit_problems
from safety_plan.deploy.published_seals import lost_published_corrections, published_history
from safety_plan.deploy.source import changed_files, ignored_files
from safety_plan.models.plan import Plan
from safety_plan.models.revision import ID
from safety_plan.reading.docs_files import is_desktop_file
from safety_plan.revisions.published import NOT_WORKING
from safety_plan.revisions.verify import CHECKSUMS, STAMP
from safety_plan.site.redirects import LISTING

#: Where git looks for changes: all of the repository but the built site, and what a publish
#: into a folder left that was killed.
_SAVED = (":/", ":!site", f":(exclude,glob)**/.*{WORKSPACE}/**")

#: What a host puts at a place before a site is there.
_OFTEN_FIRST = re.compile(r"\.[^/]|(?:CNAME|web\.config)$")


def readiness_problems(plan: Plan, today: date, *, without_working: bool = False) -> list[Problem]:
    """Why the plan may not go before the public on the day *today*, well as it may read.

    What depends on the day is asked here: no build reads the clock. With *without_working*, what
    is not published need not be noted; that, and a draft, need not be written to its end either.
    """
    problems = [p for p in run_dated_checks(plan, Stage.PUBLISH, today) if not p.is_warning]
    if without_working:
        problems = [found for found in problems if found.rule != "proposal-behind"]
    if without_working or plan.revision.status == "draft":
        problems = [found for found in problems if not _is_prompt_of_draft(found)]
    return problems


def _is_prompt_of_draft(found: Problem) -> bool:
    return found.rule == PROMPT_RULE and not found.location.path.startswith(NOT_WORKING)


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
        stamp = f"{name}/{STAMP}"
        if stamp in published and files.get(stamp) != published[stamp]:
            yield problem("witness-published", Location(f"revisions/{name}"), name=name)
        sealed = proofs[0] in published
        if sealed and any(files.get(path) != published.get(path) for path in proofs):
            yield problem("seal-published", Location(f"revisions/{name}"), name=name)


def public_problems(
    plan: Plan, deployer: Deployer, published: Files, files: Files, say: Say
) -> list[Problem]:
    """What the public reads now and would lose, or read otherwise though it may not change.

    Tells whoever approves of every removal that is proved, and why it was made.
    """
    history = published_history(plan, deployer, published)
    for removal in history.removals:
        say(f"Taken out of revision {removal.name} on {removal.date}. Why: {removal.ground}")
    redacted = [] if history.problems else history.compared
    return [
        *lost_problems(published, files, redacted),
        *lost_published_corrections(plan, deployer, published, history),
    ]


def history_problems(root: Path) -> list[Problem]:
    """Seals and corrections that are not what they were in the commit before."""
    base = earlier_commit(root)
    return commit_problems(root, base) if base else []
