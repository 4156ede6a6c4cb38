"""What an edited file of a seal was when it was sealed comes from git, and only with its digest."""

from pathlib import Path

from safety_plan.deploy.sealed_sources import edited_sources_as_sealed
from tests.deploy.test_publishing import git

SEAL = "revisions/2021-06"


def test_an_edited_file_is_given_as_it_was_sealed_from_the_last_commit_that_has_it(tiny: Path):
    page = tiny / SEAL / "docs" / "index.md"
    was = page.read_bytes()
    page.write_bytes(was + b"More.\n")
    (tiny / SEAL / "docs" / "added.md").write_bytes(b"New.\n")
    assert edited_sources_as_sealed(tiny, "2021-06") == {}  # this copy has no history

    page.write_bytes(was)
    git(tiny, "init", "--quiet")
    git(tiny, "add", "--all")
    git(tiny, "commit", "--quiet", "-m", "As sealed")
    page.write_bytes(was + b"More.\n")
    assert edited_sources_as_sealed(tiny, "2021-06") == {"docs/index.md": was}

    git(tiny, "commit", "--quiet", "--all", "-m", "Edited")
    git(tiny, "commit", "--quiet", "--allow-empty", "-m", "Another")
    assert edited_sources_as_sealed(tiny, "2021-06") == {"docs/index.md": was}
