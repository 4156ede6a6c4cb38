"""An approver is shown who signed what is published; nobody has to sign anything."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from safety_plan.deploy.signatures import describe_signatures

NAMED = {
    **{f"GIT_{who}_NAME": "An officer" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "o@plan.example" for who in ("AUTHOR", "COMMITTER")},
}

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="signs with a key of ssh")


def git(root: Path, *words: str) -> None:
    subprocess.run(
        ["git", *words], cwd=root, check=True, capture_output=True, env=os.environ | NAMED
    )


def commit(root: Path, path: str, *words: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("words", "utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", path, *words)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a key to sign with, which it knows to be the officer's."""
    root, key = tmp_path / "plan", tmp_path / "key"
    root.mkdir()
    call = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)]
    subprocess.run(call, check=True, capture_output=True)
    git(root, "init", "--quiet", "-b", "main")
    known = tmp_path / "known"
    known.write_text(f"o@plan.example {key.with_suffix('.pub').read_text('utf-8')}", "utf-8")
    for name, value in (
        ("gpg.format", "ssh"),
        ("user.signingkey", str(key)),
        ("gpg.ssh.allowedSignersFile", str(known)),
    ):
        git(root, "config", name, value)
    return root


def test_without_signatures_that_is_said_and_nothing_stops(repository: Path):
    commit(repository, "revisions/2021-06/plan.json")
    git(repository, "tag", "1.0")
    commit(repository, "docs/index.md")

    said = list(describe_signatures(repository, "2021-06"))

    assert len(said) == 2
    assert all(sentence.endswith("is not signed, which it need not be.") for sentence in said)
    assert "of revisions/2021-06, is not signed" in said[1]
    assert len(list(describe_signatures(repository, ""))) == 1


def test_who_signed_the_commit_the_tag_and_the_seal_is_said(repository: Path):
    commit(repository, "revisions/2021-06/plan.json", "-S")
    commit(repository, "docs/index.md", "-S")
    git(repository, "tag", "-s", "1.0", "-m", "As adopted")

    said = list(describe_signatures(repository, "2021-06"))

    assert said[0].endswith(" is signed by o@plan.example.")
    assert said[1] == "The tag 1.0 is signed."
    assert said[2].endswith(", of revisions/2021-06, is signed by o@plan.example.")


def test_a_signature_that_this_machine_cannot_prove_is_not_taken_for_one(repository: Path):
    commit(repository, "docs/index.md", "-S")
    git(repository, "tag", "-s", "1.0", "-m", "As adopted")
    git(repository, "config", "--unset", "gpg.ssh.allowedSignersFile")

    said = list(describe_signatures(repository, ""))

    assert len(said) == 2
    assert all("is signed by o@" not in sentence for sentence in said)
    assert all(sentence.endswith("this machine cannot prove.") for sentence in said)


def test_a_signature_of_another_commit_does_not_pass(repository: Path):
    commit(repository, "docs/index.md", "-S")
    raw = subprocess.run(
        ["git", "cat-file", "commit", "HEAD"], cwd=repository, check=True, capture_output=True
    ).stdout
    forged = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=repository,
        check=True,
        capture_output=True,
        input=raw.replace(b"docs/index.md", b"Approved by the council"),
    ).stdout.decode()
    git(repository, "reset", "--quiet", "--hard", forged.strip())

    said = list(describe_signatures(repository, ""))

    assert said[0].endswith("has a signature that does not fit it.")
