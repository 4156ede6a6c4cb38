"""What would be published, in one file, for whoever may push it and builds nothing.

The file is a bundle of git: it holds the next commit of the branch, and git itself refuses it
where one byte is other than it was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from safety_plan.core.files import make_folder
from safety_plan.deploy.deployer import Files
from safety_plan.deploy.git import run_git
from safety_plan.deploy.git_branch import Branch
from safety_plan.models.plan import Plan


@dataclass
class BranchFile(Branch):
    """The next commit of the branch, in the file *file*; the branch itself stays as it is."""

    file: Path = Path("site.bundle")

    def push(self, site: Path, files: Files, plan: Plan, commit: str) -> str:
        """Writes the file. Raises PlanError, and OSError."""
        new = self.make_commit(site.with_name("index"), files, plan, commit)
        # In a repository of its own, so that no name of ours is left in that of the plan.
        own = site.with_name("bundle.git")
        run_git(self.root, "init", "--quiet", "--bare", str(own))
        objects = ("rev-parse", "--path-format=absolute", "--git-path", "objects")
        others = {"GIT_ALTERNATE_OBJECT_DIRECTORIES": run_git(self.root, *objects)}
        ref = f"refs/prepared/{self.name}"
        base = [f"^{self.tip}"] if self.tip else []
        run_git(own, "update-ref", ref, new, rule="publish-history", **others)
        make_folder(self.file.parent)
        command = ("bundle", "create", "--quiet", str(self.file), ref, *base)
        run_git(own, *command, rule="publish-history", **others)
        return f"Written to {self.file}. Nothing is published yet."
