"""A sealed revision never changes, and any change to it is named."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from safety_plan.checks import check
from safety_plan.record import from_json, to_json
from safety_plan.seals import SUMS, seal_problems

HOUSE = Path(__file__).resolve().parents[1]
SEAL = "revisions/2021-06"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=HOUSE, capture_output=True, text=True, check=False
    )


def test_the_seal_of_the_tiny_plan_is_whole(tiny: Path):
    assert seal_problems(tiny) == []


def test_one_changed_byte_in_any_file_is_named(tiny: Path):
    for file in sorted((tiny / SEAL).rglob("*")):
        if file.is_dir() or file.name == SUMS:
            continue
        raw = file.read_bytes()
        file.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))

        named = [problem.place.path for problem in seal_problems(tiny)]

        assert named == [file.relative_to(tiny).as_posix()]
        file.write_bytes(raw)


def test_an_added_and_a_missing_file_are_named(tiny: Path):
    (tiny / SEAL / "docs" / "new.md").write_text("new", encoding="utf-8")
    (tiny / SEAL / "data" / "thefts.csv").unlink()

    found = {problem.found for problem in seal_problems(tiny)}

    assert found == {"The file was added after sealing.", "The sealed file is missing."}


def test_a_seal_with_new_digests_still_betrays_new_words(tiny: Path):
    from safety_plan.seals import sums

    page = tiny / SEAL / "pages" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("wrote it", "sang it"), "utf-8")
    (tiny / SEAL / SUMS).write_text(sums(tiny / SEAL), encoding="utf-8")

    assert [p.found for p in seal_problems(tiny)] == [
        "The page no longer reads as its record says."
    ]


@pytest.mark.parametrize("words", ["{", '{"format": 99}', "[]"])
def test_a_record_that_cannot_be_read_is_told_and_not_a_fault(tiny: Path, words: str):
    from safety_plan.seals import sums

    (tiny / SEAL / "plan.json").write_text(words, encoding="utf-8")
    (tiny / SEAL / SUMS).write_text(sums(tiny / SEAL), encoding="utf-8")

    assert [p.place.path for p in seal_problems(tiny)] == [f"{SEAL}/plan.json"]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="a Unix tool")
def test_the_stock_tool_confirms_the_digests(tiny: Path):
    done = subprocess.run(
        ["sha256sum", "--quiet", "-c", SUMS], cwd=tiny / SEAL, capture_output=True, check=False
    )

    assert done.returncode == 0


def test_a_record_reads_back_as_itself(tiny: Path):
    text = (tiny / SEAL / "plan.json").read_text(encoding="utf-8")

    assert to_json(from_json(text)) == text


def test_a_proposed_revision_cannot_be_sealed(tiny: Path):
    done = run("scripts/seal.py", "--plan", str(tiny), "--yes")

    assert done.returncode == 1
    assert "The revision is proposed; only an adopted one is sealed." in done.stdout
    assert sorted(p.name for p in (tiny / "revisions").iterdir()) == ["2021-06"]


def test_an_adopted_revision_is_sealed_whole_and_named_in_the_chain(tiny: Path):
    file = tiny / "data" / "revision.yml"
    decision = "adopted: {body: Town council, date: 2022-06-13, source: committee-report-2022}\n"
    text = file.read_text(encoding="utf-8").replace("status: proposed", "status: adopted")
    file.write_text(text + decision, encoding="utf-8")

    done = run("scripts/seal.py", "--plan", str(tiny), "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert check(tiny)[2] == []
    assert 'previous: "2021-06"' in (tiny / "revisions/2022-06/seal.yml").read_text("utf-8")
    assert not (tiny / "revisions/2022-06/data/contacts.csv").exists()
