"""Who signed what is about to be published, where anybody did. Nobody has to.

A signature is shown to whoever approves; a publish is never stopped by one that is not there.
"""

from collections.abc import Iterator
from pathlib import Path

from safety_plan.core.problems import PlanError
from safety_plan.deploy.git import run_git

#: What git says of a signature (`%G?`), as the end of a sentence.
_STATES = {
    "G": "is signed by {who}",
    "U": "is signed by {who}, whose key this machine has no reason to trust",
    "X": "was signed by {who}; the signature has run out since",
    "Y": "was signed by {who}, with a key that has run out since",
    "R": "was signed by {who}, with a key that was withdrawn since",
    "B": "has a signature that does not fit it",
}
#: No fault: nobody is asked to sign.
_NOT_SIGNED = "is not signed, which it need not be"
_NOT_PROVEN = "has a signature, which this machine cannot prove"


def describe_signatures(root: Path, newest_seal: str) -> Iterator[str]:
    """Sentences on the commit of the plan at *root*, its tags, and the commit of a seal.

    *newest_seal* is its id, or empty. Raises PlanError where git cannot tell.
    """
    head = run_git(root, "rev-parse", "--short", "HEAD")
    yield f"The commit {head} {_describe_commit(root, head)}."
    for tag in run_git(root, "tag", "--points-at", "HEAD").splitlines():
        yield f"The tag {tag} {_describe_tag(root, tag)}."
    if newest_seal:
        folder = f"revisions/{newest_seal}"
        commit = run_git(root, "log", "-1", "--format=%h", "--", folder)
        if commit and commit != head:
            yield f"The commit {commit}, of {folder}, {_describe_commit(root, commit)}."


def _describe_commit(root: Path, commit: str) -> str:
    heading = run_git(root, "cat-file", "commit", commit).partition("\n\n")[0]
    if "\ngpgsig" not in heading:
        return _NOT_SIGNED
    answer = run_git(root, "log", "-1", "--format=%G? %GS", commit)
    state, _, who = answer.partition(" ")
    return _STATES.get(state, _NOT_PROVEN).format(who=who or "somebody")


def _describe_tag(root: Path, tag: str) -> str:
    text = run_git(root, "for-each-ref", "--format=%(contents:signature)", f"refs/tags/{tag}")
    if not text.strip():
        return _NOT_SIGNED
    try:
        run_git(root, "verify-tag", f"refs/tags/{tag}")
    except PlanError:
        return _NOT_PROVEN
    return "is signed"
