"""A site on a branch that a host shows.

One commit holds the whole of it, and the branch moves to that commit only if nobody
else moved it meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError
from safety_plan.deploy.deployer import Files, Say, list_files
from safety_plan.deploy.git import fetch, read_blobs, run_git
from safety_plan.deploy.source import COMMIT
from safety_plan.models.plan import Plan

#: Starts the message of each commit of the branch; the commit of the plan follows.
_SITE_OF = "Publish the site of "


@dataclass
class Branch:
    """The branch `gh-pages` of the repository that the plan at *root* comes from.

    *tip* is its latest commit as it was read; empty while there is no such branch.
    """

    root: Path
    name: str = "gh-pages"
    tip: str = ""

    def read(self, say: Say) -> Files:
        """The files of the latest commit, which is fetched first, with the digests of git.

        Raises PlanError where the repository does not answer.
        """
        self.tip = self._latest()
        if not self.tip:
            say(f"There is no branch {self.name} yet; this makes it.")
            return {}
        fetch(self.root, f"refs/heads/{self.name}")
        entries = run_git(self.root, "ls-tree", "-r", "-z", self.tip).split("\0")
        parts = (entry.partition("\t") for entry in entries if entry)
        return {path: about.split()[2] for about, _, path in parts}

    def published_commit(self) -> str:
        """The commit that the message of the latest commit names."""
        message = run_git(self.root, "log", "-1", "--format=%s", self.tip) if self.tip else ""
        commit = message.removeprefix(_SITE_OF)
        return commit if message != commit and COMMIT.fullmatch(commit) else ""

    def stage(self, site: Path) -> Files:
        """The files of *site*, byte for byte, laid where git keeps them."""
        paths = list_files(site)
        command = ("hash-object", "-w", "--no-filters", "--stdin-paths")
        digests = run_git(self.root, *command, stdin="".join(f"{site / path}\n" for path in paths))
        return dict(zip(paths, digests.split(), strict=True))

    def published_digest(self, path: str) -> str:
        """The SHA-256 of a published text that ends with a line end, as `sha256sum` says it."""
        text = run_git(self.root, "cat-file", "blob", f"{self.tip}:{path}")
        return sha256(f"{text}\n".encode()).hexdigest()

    def published_bytes(self, path: str) -> bytes:
        """The bytes of a published file."""
        return read_blobs(self.root, [f"{self.tip}:{path}"])[0]

    def push(self, site: Path, files: Files, plan: Plan, commit: str) -> str:
        """Pushes one commit with *files*, if the branch is still as it was read.

        Raises PlanError where somebody else published meanwhile, or where it is refused.
        """
        new = self.make_commit(site.with_name("index"), files, plan, commit)
        branch = f"refs/heads/{self.name}"
        lease = f"--force-with-lease={branch}:{self.tip}"
        command = ("push", "--quiet", lease, "origin", f"{new}:{branch}")
        try:
            run_git(self.root, *command, rule="publish-refused")
        except PlanError as refused:
            latest = self._latest()
            if latest == self.tip:
                raise refused from None
            if latest != new:  # else it arrived, though the answer did not
                raise PlanError([problem("publish-raced", Location(self.name))]) from None
        return f"Published to {self.name}."

    def make_commit(self, index: Path, files: Files, plan: Plan, commit: str) -> str:
        """Makes the commit with *files* and gives its name; *index* is a file to use for it."""
        env = {"GIT_INDEX_FILE": str(index)}
        entries = "".join(f"100644 {digest}\t{path}\0" for path, digest in files.items())
        run_git(self.root, "update-index", "-z", "--index-info", stdin=entries, **env)
        tree = run_git(self.root, "write-tree", **env)
        author = ("-c", f"user.name={_author(plan)}", "-c", f"user.email={plan.settings.contact}")
        parent = ["-p", self.tip] if self.tip else []
        return run_git(self.root, *author, "commit-tree", tree, *parent, "-m", _SITE_OF + commit)

    def _latest(self) -> str:
        """The commit that the branch of `origin` stands at now; empty where there is none."""
        answer = run_git(self.root, "ls-remote", "origin", f"refs/heads/{self.name}")
        return answer.partition("\t")[0]

    def close(self) -> None:
        """Nothing is held: git itself tells of another who was quicker."""


def _author(plan: Plan) -> str:
    """What git takes for a name: that of the plan, where there is a letter or digit in it."""
    name = plan.settings.name
    return name if any(map(str.isalnum, name)) else "Plan"
