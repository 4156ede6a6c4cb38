"""The same on Windows, macOS and Linux: no shell, no shortcut, no case, no odd path."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
CODE = sorted(
    [*HOUSE.glob("safety_plan/**/*.py"), *HOUSE.glob("scripts/*.py"), HOUSE / "macros.py"]
)
#: The commands among the files of `scripts/`; the others are what these share.
DOORS = [f for f in HOUSE.glob("scripts/*.py") if "__main__" in f.read_text("utf-8")]
#: Names that Windows keeps for itself, whatever follows the dot.
KEPT = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")
UNIX_ONLY = {"fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty"}


def tracked() -> dict[str, str]:
    """The kind of each file that git keeps, by its path."""
    listed = subprocess.run(
        ["git", "ls-files", "-s", "-z"], cwd=HOUSE, capture_output=True, check=True
    ).stdout.decode()
    parts = (entry.partition("\t") for entry in listed.split("\0") if entry)
    return {path: about.split()[0] for about, _, path in parts}


def test_no_file_is_a_shortcut_and_only_the_start_of_the_tests_is_a_program():
    kinds = tracked()

    assert [path for path, kind in kinds.items() if kind not in {"100644", "100755"}] == []
    assert [path for path, kind in kinds.items() if kind == "100755"] in ([".ci/run"], [])


def test_no_two_files_differ_only_in_small_and_capital_letters():
    folded = Counter(path.casefold() for path in tracked())

    assert [path for path, count in folded.items() if count > 1] == []


def test_every_name_is_one_that_windows_allows_and_short_enough():
    for path in tracked():
        for part in path.split("/"):
            assert not re.search(r'[<>:"|?*\\\x00-\x1f]|[. ]$', part), path
            assert not KEPT.match(part), path
            assert part.isascii(), path
        assert len(path) <= 120, path  # 260 in all, with the folder that holds the plan


def attributes(*names: str) -> dict[str, dict[str, str]]:
    given = "\0".join(tracked()).encode()
    said = subprocess.run(
        ["git", "check-attr", "-z", "--stdin", *names],
        cwd=HOUSE,
        input=given,
        capture_output=True,
        check=True,
    ).stdout.decode()
    cells = said.split("\0")[:-1]
    found: dict[str, dict[str, str]] = {}
    for path, name, value in zip(cells[::3], cells[1::3], cells[2::3], strict=True):
        found.setdefault(path, {})[name] = value
    return found


def test_line_endings_are_the_same_on_every_machine():
    """Text has one ending everywhere; evidence and pictures are never touched."""
    for path, said in attributes("text", "eol").items():
        plans = r"tests/(tiny_plan|older)/|examples/[^/]+/"
        evidence = re.match(rf"({plans})?revisions/|tests/cases/", path)
        pictures = (".png", ".jpg", ".jpeg", ".webp")
        picture = path.endswith((*pictures, ".zip", ".xlsx", ".docx", ".pdf", ".ods"))
        if evidence or picture:
            assert said["text"] == "unset", path
        else:
            assert said == {"text": "auto", "eol": "lf"}, path


def test_no_file_outside_the_evidence_holds_a_windows_line_ending():
    read = {p: (HOUSE / p).read_bytes() for p in tracked() if not p.startswith("tests/cases/")}

    assert [p for p, raw in read.items() if b"\r\n" in raw and b"\0" not in raw] == []


@cache
def trees() -> dict[str, ast.AST]:
    """The syntax of each file of code, by its path: read when a test asks, not when it is found."""
    return {f.relative_to(HOUSE).as_posix(): ast.parse(f.read_text("utf-8")) for f in CODE}


@pytest.fixture(autouse=True, scope="module")
def _forget_trees() -> Iterator[None]:
    yield
    trees.cache_clear()


def nodes(kind: type[ast.AST] = ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for shown, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield f"{shown}:{getattr(node, 'lineno', 0)}", node


def called(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def test_nothing_runs_through_a_shell():
    for place, node in nodes(ast.Call):
        assert isinstance(node, ast.Call)
        assert "shell" not in {keyword.arg for keyword in node.keywords}, place
        assert called(node) not in {"os.system", "os.popen", "subprocess.getoutput"}, place
        if called(node).endswith(("subprocess.run", "subprocess.Popen")):
            assert not isinstance(node.args[0], ast.Constant | ast.JoinedStr), place


def test_nothing_makes_a_shortcut_or_asks_for_what_only_unix_has():
    for place, node in nodes():
        name = called(node).rpartition(".")[2]
        assert name not in {"symlink", "symlink_to", "hardlink_to", "fork", "mkfifo"}, place
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} | {getattr(node, "module", "") or ""}
            if not place.startswith("scripts/bootstrap.py"):  # it asks first which system this is
                assert not names & UNIX_ONLY, place


def test_no_path_is_written_out_for_one_system():
    own = re.compile(r"(/(tmp|usr|dev|bin|etc|home|var|opt)(/|$)|[A-Za-z]:\\)")
    for place, node in nodes(ast.Constant):
        assert isinstance(node, ast.Constant)
        if isinstance(node.value, str):
            assert not own.match(node.value), place


def test_a_path_that_is_told_or_kept_has_forward_slashes_everywhere():
    """`relative_to` gives backslashes on Windows, unless asked for as_posix or parts."""
    asked = {
        id(node.value)
        for _, node in nodes(ast.Attribute)
        if isinstance(node, ast.Attribute) and node.attr in {"as_posix", "parts", "parent"}
    }
    loose = [
        place
        for place, node in nodes(ast.Call)
        if called(node).endswith(".relative_to") and id(node) not in asked
    ]

    assert loose == []


def test_text_is_read_and_written_as_utf_8_whatever_the_machine_prefers():
    for place, node in nodes(ast.Call):
        assert isinstance(node, ast.Call)
        words = ast.unparse(node)
        if called(node).endswith((".read_text", ".write_text")):
            assert re.search(r"['\"]utf-8(-sig)?['\"]", words), place
        if called(node) == "open":
            assert re.search(r"encoding=|b['\"]", words), place


def test_what_is_published_or_sealed_is_written_as_bytes():
    """`write_text` ends lines as the machine does; digests would differ on Windows."""
    users = {p.partition(":")[0] for p, n in nodes(ast.Call) if called(n).endswith(".write_text")}

    assert users <= {"scripts/bootstrap.py"}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_door_runs_no_compiled_code_that_came_with_the_folder(door: Path):
    start = door.read_text("utf-8").partition('if __name__ == "__main__":\n')[2]

    assert start.startswith("    sys.pycache_prefix = os.devnull")
    assert "\nimport bootstrap" not in door.read_text("utf-8")


@pytest.mark.parametrize("name", ["build.py", "check.py", "publish.py", "seal.py"])
def test_a_door_starts_from_any_folder_and_says_what_it_does(name: str, tmp_path: Path):
    door = HOUSE / "scripts" / name

    done = subprocess.run(
        [sys.executable, str(door), "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert f"Usage: scripts/{name} [OPTIONS]" in done.stdout
    assert "--plan DIR" in done.stdout
