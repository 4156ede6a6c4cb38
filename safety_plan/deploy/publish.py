"""Putting the built site before the public: what forbids it, and how it gets there.

The site goes onto a branch that a host shows, or into a folder. What is published
there is read first, and nothing of it may be lost; then the new site takes its
place in one step. No other module runs git.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from subprocess import run

from safety_plan.bootstrap import stop
from safety_plan.checks.registry import Stage, check, run_dated_checks
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, Problem, has_errors
from safety_plan.models.plan import Plan
from safety_plan.models.revision import ID
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.published import NOT_WORKING, published_bundles
from safety_plan.revisions.redact import digests_before
from safety_plan.revisions.verify import SUMS
from safety_plan.site.build import Said
from safety_plan.site.redirects import LISTING

#: The digest of each file of a site, by its path.
Files = dict[str, str]
#: Files that a host wants or makes at the root, and no build does: they stay.
HOSTS = (".htaccess", "CNAME", "web.config")
_FROM = "Publish the site of "


def publishable(
    root: Path, without_working: bool
) -> tuple[Plan, list[RevisionBundle], list[Problem]]:
    """The plan, what the public may read of it, and what is wrong with that."""
    plan, working, problems = check(root)
    if left_out := without_working or plan.revision.status == "draft":
        problems = [p for p in problems if p.location.path.startswith(NOT_WORKING)]
    if has_errors(problems):
        return plan, [], problems
    bundles = published_bundles(root, plan, working, without_working=left_out)
    return plan, bundles, problems if bundles else [problem("revision-none", Location("revisions"))]


def refusals(plan: Plan, today: date) -> list[Problem]:
    """Why the plan may not go before the public on the day *today*, well as it may read.

    What depends on the day is asked here: no build reads the clock.
    """
    return run_dated_checks(plan, Stage.PUBLISH, today)


def unsaved_problems(root: Path) -> list[Problem]:
    """Files that are not as the history of the plan holds them."""
    asked = ("status", "--porcelain", "-z", "--no-renames", "--", ":/", ":!site")
    lines = _git(root, *asked, key="publish-history").split("\0")
    return [problem("publish-unsaved", Location(line[3:])) for line in lines if line]


def lost_problems(there: Files, files: Files, told_of: Collection[str] = ()) -> list[Problem]:
    """What is published *there* and would be lost, or altered though it is sealed.

    *told_of* are the revisions out of which the law had words taken, as each of them tells.
    """
    if there and LISTING not in there:
        return [problem("publish-place", Location(min(there)))]
    revisions = sorted({path[:7] for path in there if ID.fullmatch(path.partition("/")[0])})
    gone = [name for name in revisions if f"{name}/plan.json" not in files]
    if gone:  # and with them their pages, and the ways to those
        return [
            problem("revision-vanished", Location(f"revisions/{name}"), name=name) for name in gone
        ]
    pages = (path for path in there if path.endswith(".html") and path not in files)
    problems = [
        problem("address-vanished", Location(page.removesuffix("index.html"))) for page in pages
    ]
    for name in (name for name in revisions if name not in told_of):
        proofs = [f"{name}/{SUMS}", f"{name}/plan.json"]
        if proofs[0] in there and any(files.get(path) != there.get(path) for path in proofs):
            problems.append(problem("seal-published", Location(f"revisions/{name}"), name=name))
    return problems


def told_of(plan: Plan, where: Branch | Folder, there: Files) -> set[str]:
    """The sealed revisions that tell what was taken out of them since they were published."""
    known = digests_before(plan.root)
    sealed = {name: f"{name}/{SUMS}" for name in plan.sealed}
    return {name for name, sums in sealed.items() if sums in there and where.digest(sums) in known}


@dataclass
class Branch:
    """The branch `gh-pages` of the repository that the plan at *root* comes from."""

    root: Path
    name: str = "gh-pages"
    tip: str = ""

    def there(self, say: Said) -> Files:
        """The files of its latest commit, which is fetched first."""
        if not self._latest():
            say("There is no branch gh-pages yet; this makes it.")
            return {}
        seen = "refs/published/gh-pages"
        _git(self.root, "fetch", "--quiet", "--no-tags", "origin", f"+refs/heads/gh-pages:{seen}")
        self.tip = _git(self.root, "rev-parse", seen)
        said = _git(self.root, "log", "-1", "--format=%s", self.tip)
        if said.startswith(_FROM):
            ancestor = ("merge-base", "--is-ancestor", said.removeprefix(_FROM), "HEAD")
            _git(self.root, *ancestor, key="publish-behind")
        entries = _git(self.root, "ls-tree", "-r", "-z", self.tip).split("\0")
        parts = (entry.partition("\t") for entry in entries if entry)
        return {path: about.split()[2] for about, _, path in parts}

    def files(self, site: Path) -> Files:
        """The files of *site*, byte for byte, laid where git keeps them."""
        paths = _paths(site)
        given = "".join(f"{site / path}\n" for path in paths)
        asked = ("hash-object", "-w", "--no-filters", "--stdin-paths")
        return dict(zip(paths, _git(self.root, *asked, given=given).split(), strict=True))

    def digest(self, path: str) -> str:
        """The digest of a published text that ends with a line end, as `sha256sum` works it out."""
        text = _git(self.root, "cat-file", "blob", f"{self.tip}:{path}")
        return sha256(f"{text}\n".encode()).hexdigest()

    def put(self, site: Path, files: Files, plan: Plan) -> None:
        """Pushes one commit with *files*, if the branch is still as it was read."""
        index = {"GIT_INDEX_FILE": str(site.with_name("index"))}
        given = "".join(f"100644 {digest}\t{path}\0" for path, digest in files.items())
        _git(self.root, "update-index", "-z", "--index-info", given=given, **index)
        tree = _git(self.root, "write-tree", **index)
        who = ("-c", f"user.name={plan.settings.name}", "-c", f"user.email={plan.settings.contact}")
        said = ["-m", _FROM + _git(self.root, "rev-parse", "HEAD")]
        parent = ["-p", self.tip] if self.tip else []
        commit = _git(self.root, *who, "commit-tree", tree, *parent, *said)
        lease = f"--force-with-lease=refs/heads/gh-pages:{self.tip}"
        push = ("push", "--quiet", lease, "origin", f"{commit}:refs/heads/gh-pages")
        try:
            _git(self.root, *push, key="publish-refused")
        except PlanError as refused:
            raced = PlanError([problem("publish-raced", Location(self.name))])
            if (now := self._latest()) != commit:
                raise refused if now == self.tip else raced from None

    def _latest(self) -> str:
        return _git(self.root, "ls-remote", "origin", "refs/heads/gh-pages").partition("\t")[0]


class Folder:
    """A folder that any static host shows."""

    def __init__(self, name: Path) -> None:
        """*name* and, beside it, what only a publish that is under way needs."""
        self.name = name
        parts = ("new", "old", "lock")
        self.new, self.old, self.lock = (name.with_name(f".{name.name}-{part}") for part in parts)

    def there(self, say: Said) -> Files:
        """The files in it, once a run that was stopped half-way is put right."""
        self.name.parent.mkdir(parents=True, exist_ok=True)
        # SQLite locks a file alike on every system; a stop, however hard, lets it go.
        self.lock.touch()
        self.held = sqlite3.connect(self.lock, timeout=0, isolation_level=None)
        try:
            self.held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise PlanError([problem("publish-raced.folder", Location(str(self.name)))]) from None
        if self.new.exists() or self.old.exists():
            say("The last run was stopped half-way. What it left is put right; nothing is lost.")
        if self.old.exists() and not self.name.exists():
            self.old.rename(self.name)
        for path in (self.new, self.old):
            shutil.rmtree(path, ignore_errors=True)
        return self.files(self.name)

    def files(self, site: Path) -> Files:
        """The files of *site*."""
        return {path: sha256((site / path).read_bytes()).hexdigest() for path in _paths(site)}

    def digest(self, path: str) -> str:
        """The digest of a published file."""
        return sha256((self.name / path).read_bytes()).hexdigest()

    def put(self, site: Path, files: Files, plan: Plan) -> None:
        """Copies *site* beside the folder and swaps the two; what was there goes last."""
        shutil.copytree(site, self.new)
        for path in (path for path in files if not (self.new / path).exists()):
            shutil.copy(self.name / path, self.new / path)
        if self.name.exists():
            self.name.rename(self.old)
        self.new.rename(self.name)
        shutil.rmtree(self.old, ignore_errors=True)


def _paths(site: Path) -> list[str]:
    files = (path for path in [site, *site.rglob("*")] if path.is_file())
    return sorted(path.relative_to(site).as_posix() for path in files)


def _git(root: Path, *words: str, key: str = "publish-remote", given: str = "", **env: str) -> str:
    """What git answers; it asks nobody and speaks English. Raises PlanError with *key*."""
    asked, env = ["git", *words], {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **env}
    try:
        done = run(asked, cwd=root, env=env, input=given, capture_output=True, encoding="utf-8")
    except FileNotFoundError:
        stop("Publishing needs git. Install it from https://git-scm.com, then run this again.")
    if done.returncode:
        said = re.search(r"(?m)^(?:fatal: |error: |remote: | ! )(.*)", done.stderr)
        raise PlanError([problem(key, Location("git"), said=said[1] if said else "nothing")])
    return done.stdout.rstrip()
