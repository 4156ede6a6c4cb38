"""Files to download are sealed, served and compared by digest, and go whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from safety_plan.checks.registry import check
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle, sealed_bundle
from safety_plan.revisions.history import compare_seals
from safety_plan.revisions.redact import check_can_redact, redact
from safety_plan.revisions.seal import write_seal
from safety_plan.revisions.verify import checksums, published_problems, seal_problems
from safety_plan.site.downloads import write_downloads
from tests.conftest import TINY
from tests.revisions.test_seals import adopt

NAME = "2022-06"
SURVEY = "bicycle-marking-survey.pdf"
ANSWERS = "survey-answers.csv"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny plan with its files sealed; no test changes it."""
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("files") / "plan"))
    adopt(root)
    page = root / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + '\nSee {{ download("marking-survey") }}.\n', "utf-8")
    plan, bundle, _ = check(root)
    write_seal(plan, bundle)
    return root


@pytest.fixture
def sealed(before: Path, tmp_path: Path) -> Path:
    """A copy of it, which a test may change."""
    return Path(shutil.copytree(before, tmp_path / "plan"))


def digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def row_of(bundle: RevisionBundle, name: str) -> dict[str, str]:
    return next(row for row in bundle.record.registers["files"] if row["file"] == name)


def served(root: Path, site: Path) -> tuple[RevisionBundle, Path]:
    """The sealed revision, and the folder that it is served from."""
    plan, bundle = check(root)[0], sealed_bundle(root, NAME)
    write_downloads(plan, bundle, site / NAME)
    return bundle, site / NAME


def test_the_record_and_the_seal_name_each_file_with_its_digest(before: Path):
    folder = before / "revisions" / NAME
    sums = (folder / "SHA256SUMS").read_text("utf-8")

    for name in (SURVEY, ANSWERS):
        row = row_of(sealed_bundle(before, NAME), name)
        assert row["sha256"] == digest(TINY / "docs" / "files" / name)
        assert f"{row['sha256']}  docs/files/{name}\n" in sums
    assert row_of(sealed_bundle(before, NAME), SURVEY)["count"] == "2"
    assert not (folder / "pages" / "files").exists()


def test_a_file_that_changed_after_sealing_is_named(sealed: Path):
    file = sealed / "revisions" / NAME / "docs" / "files" / SURVEY
    file.write_bytes(file.read_bytes() + b"\n")

    assert {p.location.path for p in seal_problems(sealed)} == {
        f"revisions/{NAME}/docs/files/{SURVEY}"
    }


def record_sums(root: Path) -> None:
    """Writes the list of digests anew, as somebody does who hides a change."""
    folder = root / "revisions" / NAME
    (folder / "SHA256SUMS").unlink()
    (folder / "SHA256SUMS").write_text(checksums(folder), "utf-8")


def change_record(root: Path, change: Callable[[dict[str, Any]], object]) -> None:
    file = root / "revisions" / NAME / "plan.json"
    content = json.loads(file.read_text("utf-8"))
    change(content)
    file.write_text(json.dumps(content), "utf-8")


def test_a_file_is_held_against_its_record_though_the_list_of_digests_fits(sealed: Path):
    files = sealed / "revisions" / NAME / "docs" / "files"
    (files / SURVEY).unlink()
    (files / ANSWERS).write_text("question,yes\nOther,1\n", "utf-8")
    (files / "more.csv").write_text("question,yes\nMore,1\n", "utf-8")
    record_sums(sealed)

    found = {p.location.path.rpartition("/")[2]: p.found for p in seal_problems(sealed)}
    assert found == {
        SURVEY: "The sealed file is missing.",
        ANSWERS: "The sealed file has changed.",
        "more.csv": "The file was added after sealing.",
    }


BRAND = {"logo": "", "logo_text": "", "colour": "#1d5b3a", "accent": "", "partners": []}


@pytest.mark.parametrize(
    ("key", "value", "is_whole"),
    [
        ("brand", [1], False),
        ("brand", None, False),
        ("brand", {**BRAND, "colour": "red; } body {"}, False),
        ("brand", {**BRAND, "partners": [1]}, False),
        ("brand", {**BRAND, "logo": "../../plan.yml"}, False),
        ("moved", [1], False),
        ("brand", BRAND, True),
    ],
)
def test_a_record_of_another_shape_is_broken(sealed: Path, key: str, value: object, is_whole: bool):
    change_record(sealed, lambda content: content.update({key: value}))
    record_sums(sealed)

    found = [(p.rule, p.location.path) for p in seal_problems(sealed)]
    expected = [] if is_whole else [("seal-broken", f"revisions/{NAME}/plan.json")]
    assert found == expected


def test_what_readers_download_is_what_was_sealed_and_described(before: Path, tmp_path: Path):
    bundle, folder = served(before, tmp_path)
    package = json.loads((folder / "data" / "datapackage.json").read_text("utf-8"))
    described = {one["path"]: one for one in package["resources"] if "hash" in one}

    assert {*described} == {f"files/{SURVEY}", f"files/{ANSWERS}"}
    for path, one in described.items():
        assert one["hash"] == f"sha256:{digest(folder / 'data' / path)}"
        assert one["bytes"] == (folder / "data" / path).stat().st_size
    assert described[f"files/{SURVEY}"]["mediatype"] == "application/pdf"
    assert published_problems(tmp_path, [bundle]) == []

    (folder / "data" / "files" / SURVEY).write_bytes(b"%PDF-1.7")
    assert [p.location.path for p in published_problems(tmp_path, [bundle])] == [
        f"{NAME}/data/files/{SURVEY}"
    ]


def test_words_of_a_document_go_with_the_whole_document_and_that_can_be_proved(
    sealed: Path, before: Path
):
    plan = check(sealed)[0]
    held = row_of(sealed_bundle(sealed, NAME), SURVEY)["sha256"]

    assert [p.rule for p in check_can_redact(plan, NAME, "your bicycle carry")] == ["removal"]
    assert check_can_redact(plan, NAME, SURVEY) == []
    redact(plan, NAME, SURVEY, "Personal data", "2022-11-29")

    bundle = sealed_bundle(sealed, NAME)
    assert not (bundle.files / SURVEY).exists()
    assert row_of(bundle, "(removed)")["sha256"] == held
    assert "download:files/bicycle" not in "".join(page.text for page in bundle.pages.values())
    assert "The law asked us to take this file out." in text_of(bundle)
    assert seal_problems(sealed) == []
    assert [removal.words for removal in compare_seals(before, sealed).removals] == [SURVEY]


def test_words_of_a_table_are_taken_out_of_it_and_its_digest_is_the_new_one(sealed: Path):
    words = "Would you have it marked"
    redact(check(sealed)[0], NAME, words, "Personal data", "2022-11-29")

    bundle = sealed_bundle(sealed, NAME)
    assert words not in (bundle.files / ANSWERS).read_text("utf-8")
    assert row_of(bundle, ANSWERS)["sha256"] == digest(bundle.files / ANSWERS)


def text_of(bundle: RevisionBundle) -> str:
    sections = (s for page in bundle.record.pages.values() for s in page.sections)
    return " ".join(section["text"] for section in sections)


def test_a_working_plan_reads_its_files_once(tiny: Path, monkeypatch: pytest.MonkeyPatch):
    """Whatever asks: pages, record and downloads all have what was read first."""
    plan: Plan = check(tiny)[0]
    monkeypatch.setattr("safety_plan.reading.attachments.read_attachment._reader", None)

    assert check(tiny)[0].attachments == plan.attachments
