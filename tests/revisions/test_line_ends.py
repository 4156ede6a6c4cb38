"""Line ends, and what git makes of them, break no seal; nor do the files of a desktop."""

import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.revisions.line_ends import sealed_bytes
from safety_plan.revisions.seal import write_seal
from safety_plan.revisions.verify import CHECKSUMS, published_problems, seal_problems
from tests.conftest import TINY, build
from tests.revisions.test_seals import SEAL, adopt

GIT = (
    "git",
    "-c",
    "user.email=a@b.example",
    "-c",
    "user.name=A",
    "-c",
    "protocol.file.allow=always",
)


def git(folder: Path, *arguments: str) -> None:
    subprocess.run([*GIT, *arguments], cwd=folder, check=True, capture_output=True)


def windows(file: Path) -> None:
    """Gives *file* the line ends that a spreadsheet on Windows saves."""
    file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def seal_adopted(plan: Path) -> None:
    adopt(plan)
    content, bundle, problems = check(plan)
    assert problems == []
    write_seal(content, bundle)


@pytest.fixture(scope="module")
def sealed_on_windows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny plan, adopted and sealed, with files in it that a spreadsheet on Windows saved."""
    plan = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("windows") / "plan"))
    for name in ("data/thefts.csv", "data/revision.yml", "docs/index.md"):
        windows(plan / name)
    seal_adopted(plan)
    return plan


@pytest.mark.parametrize(
    "attributes", ["* text=auto eol=lf\n", "* text eol=crlf\n", "*.csv ident text\n", ""]
)
@pytest.mark.parametrize("autocrlf", ["true", "input", "false"])
def test_a_seal_survives_a_clone_whatever_git_is_told(
    attributes: str, autocrlf: str, sealed_on_windows: Path, tmp_path: Path
):
    repository = tmp_path / "repository"
    shutil.copytree(sealed_on_windows, repository / "plans" / "fernbrook")
    (repository / ".gitattributes").write_bytes(attributes.encode())

    git(repository, "init", "-q")
    git(repository, "-c", f"core.autocrlf={autocrlf}", "add", ".")
    git(repository, "commit", "-qm", "Our plan")
    git(tmp_path, "clone", "-q", "-c", f"core.autocrlf={autocrlf}", "repository", "clone")

    plan = tmp_path / "clone" / "plans" / "fernbrook"
    assert seal_problems(plan) == []
    sealed = plan / "revisions" / "2022-06"
    assert all(b"\r\n" not in file.read_bytes() for file in sealed.rglob("*") if file.is_file())


def test_what_is_sealed_holds_line_ends_that_git_leaves_alone(tiny: Path):
    windows(tiny / "data" / "thefts.csv")
    words = (tiny / "data" / "thefts.csv").read_text("utf-8")

    seal_adopted(tiny)

    sealed = tiny / "revisions" / "2022-06" / "data" / "thefts.csv"
    assert sealed.read_bytes() == words.encode()
    assert (tiny / "revisions" / ".gitattributes").read_text("utf-8").endswith("-encoding\n")


def test_line_ends_that_were_written_anew_break_no_seal_and_are_served_as_sealed(
    tiny: Path, tmp_path: Path
):
    for file in (tiny / SEAL).rglob("*"):
        if file.suffix in {".csv", ".md", ".yml", ".json"} or file.name == CHECKSUMS:
            windows(file)

    assert seal_problems(tiny) == []
    _, bundle, _ = check(tiny)
    build(tiny, tmp_path / "site")
    site = tmp_path / "site"
    done = subprocess.run(
        ["sha256sum", "--ignore-missing", "--quiet", "-c", CHECKSUMS],
        cwd=site / "2021-06",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert published_problems(site, [bundle]) == []


def test_a_changed_word_among_changed_line_ends_is_still_caught(tiny: Path):
    file = tiny / SEAL / "data" / "thefts.csv"
    windows(file)
    file.write_bytes(file.read_bytes().replace(b"1204", b"1205"))

    assert [p.location.path for p in seal_problems(tiny)] == [f"{SEAL}/data/thefts.csv"]


@pytest.mark.parametrize(
    "name",
    [
        "data/._thefts.csv",
        "data/ehthumbs.db",
        "data/thefts.csv~",
        "docs/~$old.docx",
        pytest.param("docs/Icon\r", marks=pytest.mark.skipif(os.name == "nt", reason="no name")),
        "__MACOSX/docs/index.md",
        "@eaDir/thumb.md",
        "$RECYCLE.BIN/a.csv",
        ".~lock.plan.json#",
    ],
)
@pytest.mark.parametrize("folder", ["", SEAL])
def test_what_desktops_leave_is_passed_over_in_the_plan_and_in_its_seals(
    folder: str, name: str, tiny: Path
):
    file = tiny / folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"Bud1")

    assert check(tiny)[2] == []


@pytest.mark.parametrize("name", ["data/icons.csv", "docs/icon.md", "data/backup of thefts.csv"])
def test_a_file_that_somebody_wrote_is_still_told(name: str, tiny: Path):
    (tiny / SEAL / name).write_bytes(b"words")

    assert [p.location.path for p in seal_problems(tiny)] == [f"{SEAL}/{name}"]


@pytest.mark.parametrize("sealed", [b"a\nb\n", b"a\r\nb\r\n", b"a\nb\r\n", b"a", b""])
def test_the_sealed_bytes_are_found_again_and_no_others(sealed: bytes, tmp_path: Path):
    file, digest = tmp_path / "file", sha256(sealed).hexdigest()
    unix = sealed.replace(b"\r\n", b"\n")
    is_mixed = sealed not in (unix, unix.replace(b"\n", b"\r\n"))

    for content in (sealed, unix, unix.replace(b"\n", b"\r\n")):
        file.write_bytes(content)
        # Of line ends of both kinds nobody can tell which stood where.
        lost = is_mixed and content != sealed
        assert sealed_bytes(file, digest) == (None if lost else sealed)
    for content in (sealed + b" ", b"b" + sealed, unix.replace(b"\n", b" ") + b"\n"):
        file.write_bytes(content)
        assert sealed_bytes(file, digest) is None
