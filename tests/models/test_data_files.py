"""Files of `data/` that are no ordinary files, or larger than a plan can be."""

import os
import time
from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.reading.yaml_files import read_yaml_text

#: Seconds in which check must answer, whatever it is given; several times what it takes.
SOON = 10


def broken_rules(plan: Path) -> list[tuple[str, str]]:
    started = time.monotonic()
    problems = check(plan)[2]
    assert time.monotonic() - started < SOON
    return [(problem.location.path, problem.rule) for problem in problems]


@pytest.mark.parametrize("name", ["thefts.csv", "actions.csv", "sources.yml"])
def test_a_link_to_itself_is_a_shortcut(tiny: Path, name: str):
    (tiny / "data" / name).unlink()
    (tiny / "data" / name).symlink_to(name)

    assert broken_rules(tiny) == [(f"data/{name}", "file-shortcut")]


@pytest.mark.parametrize("name", ["thefts.csv", "glossary.csv", "charts.yml"])
def test_a_folder_or_a_pipe_in_place_of_a_file_is_refused(tiny: Path, name: str):
    file = tiny / "data" / name
    for make in (Path.mkdir, os.mkfifo):
        file.unlink(missing_ok=True) if not file.is_dir() else file.rmdir()
        make(file)

        assert broken_rules(tiny) == [(f"data/{name}", "file-kind")]


def test_a_file_that_cannot_be_opened_is_told(tiny: Path, monkeypatch: pytest.MonkeyPatch):
    whole = Path.read_bytes

    def refused(file: Path) -> bytes:
        if file == tiny / "data/thefts.csv":
            raise PermissionError(file)
        return whole(file)

    monkeypatch.setattr(Path, "read_bytes", refused)

    assert broken_rules(tiny) == [("data/thefts.csv", "file-unopened")]


@pytest.mark.parametrize("name", ["thefts.csv", "sources.yml"])
def test_a_file_too_large_to_be_ours_is_not_even_read(tiny: Path, name: str):
    with (tiny / "data" / name).open("ab") as file:
        file.truncate(30_000_000_000)

    assert broken_rules(tiny) == [(f"data/{name}", "file-too-large")]


@pytest.mark.parametrize(
    "text",
    ["\n" * 999_000, "a,b\n" * 200_000, "," * 900_000, "x," * 300_000, "\0" * 900_000, '"' * 9_001],
    ids=["lines", "rows", "commas", "columns", "nothing", "quotation marks"],
)
def test_check_answers_soon_about_a_table_of_junk(tiny: Path, text: str):
    (tiny / "data" / "thefts.csv").write_bytes(text.encode())

    assert {path for path, _ in broken_rules(tiny)} == {"data/thefts.csv"}


def test_check_answers_soon_about_ten_thousand_misspelt_rows(tiny: Path):
    file = tiny / "data" / "figures.csv"
    rows = "".join(f"f{i},F{i},1,,coount,20{i},,comittee-report-{i},,,,,\n" for i in range(9_900))
    file.write_bytes(file.read_bytes() + rows.encode())

    assert len(broken_rules(tiny)) > 9_900


def test_check_answers_soon_about_ten_thousand_files(tiny: Path):
    for number in range(10_000):
        (tiny / "data" / f"{number}.txt").touch()

    assert broken_rules(tiny).count(("data/77.txt", "file-unread")) == 1


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: &a [x,x]\n" + "".join(f"{c}: &{c} [*a,*a]\n" for c in "bcdefgh"), "yaml-repeats"),
        ("a: " + "[" * 100_000, "yaml-unreadable"),
        ("a: " + "[\n" * 90_000, "yaml-unreadable"),
        ("- " * 90_000, "yaml-unreadable"),
        ("a: !!python/object/apply:os.system [ls]", "yaml-tag"),
        ("a: 1\n" * 100_000, "file-too-large"),
        ("? {a: b}\n: c", "yaml-key"),
        ("<<: {a: b}", "yaml-key"),
    ],
)
def test_settings_that_could_grow_or_run_are_refused_soon(text: str, rule: str):
    started = time.monotonic()

    problems = read_yaml_text(text, "data/x.yml")[1]

    assert [problem.rule for problem in problems] == [rule]
    assert time.monotonic() - started < SOON
