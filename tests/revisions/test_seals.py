"""A sealed revision never changes, and any change to it is named."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.core.problems import PlanError
from safety_plan.models.plan import Plan, sealed_ids
from safety_plan.reading.yaml_files import read_yaml
from safety_plan.revisions import seal_folder
from safety_plan.revisions.bundle import RevisionBundle, sealed_bundle
from safety_plan.revisions.record import Record, from_json, to_json
from safety_plan.revisions.seal import is_unfinished, recover, reseal, start_next_draft, write_seal
from safety_plan.revisions.seal_folder import rechain
from safety_plan.revisions.verify import (
    CHECKSUMS,
    checksums,
    digest_of,
    folder_problems,
    published_problems,
    seal_problems,
)
from safety_plan.site import downloads, post_build
from safety_plan.site.build import build_and_read_site, build_site
from tests.doors import run_door
from tests.killed_processes import count_events, killed_before

HOUSE = Path(__file__).resolve().parents[2]
TINY = HOUSE / "tests" / "tiny_plan"
SEAL = "revisions/2021-06"


def test_the_seal_of_the_tiny_plan_is_whole(tiny: Path):
    assert seal_problems(tiny) == []


@pytest.mark.parametrize("plan", [TINY, HOUSE], ids=["tiny", "real"])
def test_one_flipped_byte_of_any_sealed_file_is_caught(plan: Path, tmp_path: Path):
    """The first byte, one in the middle and the last, of every file, one at a time."""
    root = tmp_path / "plan"
    shutil.copytree(plan / "revisions", root / "revisions")
    for name in sealed_ids(root):
        files = [f for f in sorted((root / "revisions" / name).rglob("*")) if f.is_file()]
        assert len(files) > 10
        for file in files:
            raw = file.read_bytes()
            for at in {0, len(raw) // 2, len(raw) - 1}:
                file.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
                named = {problem.location.path for problem in folder_problems(root, name)}
                if file.name == CHECKSUMS:
                    assert named, file
                else:
                    assert named == {file.relative_to(root).as_posix()}
            file.write_bytes(raw)
    assert seal_problems(root) == []


LEFT_BEHIND = (".DS_Store", "Thumbs.db", "desktop.ini", "data/~$thefts.csv")


@pytest.fixture(scope="module")
def site_with_what_is_left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a plan in whose sealed folder a desktop left all that it leaves."""
    folder = tmp_path_factory.mktemp("left-behind")
    plan = Path(shutil.copytree(TINY, folder / "plan"))
    for name in LEFT_BEHIND:
        (plan / SEAL / name).write_bytes(b"\0\0\0\1Bud1")
    build_and_read_site(plan, folder / "site", with_archive=False)
    return folder / "site"


@pytest.mark.parametrize("name", LEFT_BEHIND)
def test_what_a_desktop_leaves_in_a_sealed_folder_breaks_no_seal(
    name: str, tiny: Path, site_with_what_is_left: Path
):
    (tiny / SEAL / name).write_bytes(b"\0\0\0\1Bud1")

    assert seal_problems(tiny) == []
    served = site_with_what_is_left / "2021-06"
    assert name not in [f.relative_to(served).as_posix() for f in served.rglob("*")]
    assert published_problems(served.parent, [sealed_bundle(TINY, "2021-06")]) == []


def test_an_added_and_a_missing_file_are_named(tiny: Path):
    (tiny / SEAL / "docs" / "new.md").write_text("new", encoding="utf-8")
    (tiny / SEAL / "data" / "thefts.csv").unlink()

    found = {problem.found for problem in seal_problems(tiny)}

    assert found == {"The file was added after sealing.", "The sealed file is missing."}


def test_a_seal_with_new_digests_still_betrays_new_words(tiny: Path):
    page = tiny / SEAL / "pages" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("wrote it", "sang it"), "utf-8")
    (tiny / SEAL / CHECKSUMS).write_text(checksums(tiny / SEAL), encoding="utf-8")

    assert [p.found for p in seal_problems(tiny)] == [
        "The page no longer reads as its record says."
    ]


@pytest.mark.parametrize("words", ["{", '{"format": 99}', "[]"])
def test_a_record_that_cannot_be_read_is_told_and_not_a_fault(tiny: Path, words: str):
    (tiny / SEAL / "plan.json").write_text(words, encoding="utf-8")
    (tiny / SEAL / CHECKSUMS).write_text(checksums(tiny / SEAL), encoding="utf-8")

    assert [p.location.path for p in seal_problems(tiny)] == [f"{SEAL}/plan.json"]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="a Unix tool")
def test_the_stock_tool_confirms_the_digests(tiny: Path):
    done = subprocess.run(
        ["sha256sum", "--quiet", "-c", CHECKSUMS], cwd=tiny / SEAL, capture_output=True, check=False
    )

    assert done.returncode == 0


def test_a_record_reads_back_as_itself(tiny: Path):
    text = (tiny / SEAL / "plan.json").read_text(encoding="utf-8")

    assert to_json(from_json(text)) == text


def test_a_proposed_revision_cannot_be_sealed(tiny: Path):
    done = run_door("scripts/seal.py", "--plan", str(tiny), "--yes")

    assert done.returncode == 1
    assert "The revision is proposed; only an adopted one is sealed." in done.stdout
    assert sorted(p.name for p in (tiny / "revisions").iterdir()) == ["2021-06"]


def test_an_adopted_revision_is_sealed_whole_and_named_in_the_chain(tiny: Path):
    adopt(tiny)

    done = run_door("scripts/seal.py", "--plan", str(tiny), "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert check(tiny)[2] == []
    assert 'previous: "2021-06"' in (tiny / "revisions/2022-06/seal.yml").read_text("utf-8")
    assert not (tiny / "revisions/2022-06/data/contacts.csv").exists()


def adopt(root: Path) -> None:
    """The minute is found: the working revision of the tiny plan is adopted."""
    file = root / "data" / "revision.yml"
    decision = "adopted: {body: Town council, date: 2022-06-13, source: committee-report-2022}\n"
    text = file.read_text(encoding="utf-8").replace("status: proposed", "status: adopted")
    text = text.replace("No source says what the council decided.", "The town council adopted it.")
    file.write_text(text + decision, encoding="utf-8")


def test_sealing_again_changes_no_source_and_links_later_seals_to_it(tiny: Path):
    adopt(tiny)
    plan, bundle, _ = check(tiny)
    write_seal(plan, bundle)
    before = {f: f.read_bytes() for f in (tiny / SEAL).rglob("*") if f.is_file()}
    old = digest_of(tiny / SEAL)

    again = ("--again", "2021-06", "--reason", 'A "better" drawing')
    done = run_door("scripts/seal.py", "--plan", str(tiny), *again, "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    seal = tiny / SEAL
    changed = {f.relative_to(seal).as_posix() for f, raw in before.items() if f.read_bytes() != raw}
    # The record is made anew, in the newest format, and so are the charts and the list of figures.
    pages = {path for path in changed if path.startswith("pages/")}
    assert changed - pages == {CHECKSUMS, "seal.yml", "plan.json"}
    blocks = ("```plan-chart", "```plan-figures")
    texts = [(seal / path).read_text("utf-8") for path in pages]
    assert all(any(block in text for block in blocks) for text in texts)
    assert ', "A \\"better\\" drawing"]\n' in (tiny / SEAL / "seal.yml").read_text("utf-8")
    assert old not in (tiny / "revisions/2022-06/seal.yml").read_text("utf-8")
    assert check(tiny)[2] == []


def test_once_the_site_is_public_nothing_is_sealed_again(tiny: Path):
    settings = tiny / "data" / "plan.yml"
    settings.write_text(settings.read_text("utf-8").replace('opened: ""', "opened: 2022-01-01"))
    again = ("--again", "2021-06", "--reason", "x", "--yes")

    done = run_door("scripts/seal.py", "--plan", str(tiny), *again)

    assert done.returncode == 1
    assert "The site is public since 2022-01-01; nothing is sealed again." in done.stdout


def test_what_was_tampered_with_is_not_sealed_again(tiny: Path):
    page = tiny / SEAL / "docs" / "index.md"
    page.write_text(page.read_text("utf-8").replace("wrote", "sang"), "utf-8")

    done = run_door(
        *("scripts/seal.py", "--plan", str(tiny), "--again", "2021-06", "--reason", "x", "--yes")
    )

    assert done.returncode == 1
    assert "docs/index.md" in done.stdout


def test_a_record_that_would_not_hold_what_a_page_shows_is_not_sealed(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
):
    """As when a field stands on a card, and no format of the record has it."""

    def without_publishers(record: Record) -> str:
        sources = {name: replace(one, publisher="") for name, one in record.sources.items()}
        return to_json(replace(record, sources=sources))

    adopt(tiny)
    plan, bundle, _ = check(tiny)
    monkeypatch.setattr(seal_folder, "to_json", without_publishers)

    with pytest.raises(RuntimeError, match="Give it a new format first"):
        write_seal(plan, bundle)

    assert sealed_ids(tiny) == ("2021-06",)


def test_without_a_yes_nothing_is_sealed(tiny: Path):
    adopt(tiny)

    done = run_door("scripts/seal.py", "--plan", str(tiny))

    assert "Nothing was sealed." in done.stdout
    assert sealed_ids(tiny) == ("2021-06",)


unix = pytest.mark.skipif(sys.platform == "win32", reason="a Unix signal")


@unix
@pytest.mark.parametrize("wanted", ["new", "again"])
def test_sealing_stopped_at_any_moment_leaves_nothing_or_the_whole(tiny: Path, wanted: str):
    """Killed outright before one of its changes to the disk: early, midway, and each late one."""
    adopt(tiny)
    content, bundle, _ = check(tiny)
    was = Path(shutil.copytree(tiny, tiny.parent / "was"))
    changes = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir")

    def seal() -> None:
        write_seal(content, bundle) if wanted == "new" else reseal(content, "2021-06", "again")

    def left(name: str) -> Path:
        """The plan as it is left, and in its place the plan as it was."""
        plan = tiny.rename(tiny.parent / name)
        shutil.copytree(was, tiny)
        return plan

    def left_after(step: int) -> Path:
        assert killed_before(step, changes, seal, str(tiny)) == (step < last)
        return left(f"left-{step}")

    last = count_events(changes, seal, str(tiny))
    whole = left("whole")
    assert last
    before, after = checksums(was / "revisions"), checksums(whole / "revisions")
    moments = (0, last // 3, 2 * last // 3, *range(last - 8, last + 1))
    plans = [left_after(step) for step in moments]

    left_by = set()
    for plan in plans:
        halfway = not (plan / "revisions").exists()
        left_by.add(halfway)
        if halfway:
            assert [p.rule for p in seal_problems(plan)] == ["seal-stopped"]
        recover(plan)
        left_by.add(checksums(plan / "revisions"))
        assert seal_problems(plan) == []
        assert not [*plan.glob(".sealing*"), *plan.glob(".revisions*")]
    assert left_by == {before, after, False, *([True] if wanted == "again" else [])}


TAKEN_OUT = "How we got here"


def take_out(root: Path, words: str, name: str = "2021-06") -> subprocess.CompletedProcess[str]:
    asked = ("--remove", name, "--words", words, "--ground", "Personal data.", "--yes")
    return run_door("scripts/seal.py", "--plan", str(root), *asked)


def test_words_that_the_law_forbids_are_taken_out_and_that_is_told(tiny: Path, tmp_path: Path):
    adopt(tiny)
    plan, bundle, _ = check(tiny)
    write_seal(plan, bundle)
    was = {name: digest_of(tiny / "revisions" / name) for name in ("2021-06", "2022-06")}
    before = {f: f.read_bytes() for f in (tiny / SEAL).rglob("*") if f.is_file()}

    done = take_out(tiny, TAKEN_OUT)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "The words still stand in docs/index.md." in done.stdout
    changed = {f.relative_to(tiny / SEAL).as_posix() for f, raw in before.items()
               if f.read_bytes() != raw}  # fmt: skip
    assert changed == {CHECKSUMS, "seal.yml", "plan.json", "docs/index.md", "pages/index.md"}
    for file in ("docs/index.md", "pages/index.md"):
        kept = before[tiny / SEAL / file].replace(TAKEN_OUT.encode(), b"(removed)")
        assert (tiny / SEAL / file).read_bytes() == kept
    assert not any(TAKEN_OUT.encode() in f.read_bytes() for f in before)
    assert seal_problems(tiny) == []
    site = tmp_path / "site"
    assert run_door("scripts/build.py", "--plan", str(tiny), "--out", str(site)).returncode == 0
    told = json.loads((site / "revisions.json").read_text("utf-8"))["revisions"][0]["removed"]
    assert [(r["ground"], r["was"]) for r in told] == [("Personal data.", was)]
    assert ">(removed)" in (site / "2021-06/index.html").read_text("utf-8")
    for page in ("history/index.html", "feed.xml"):
        assert "Personal data." in (site / page).read_text("utf-8")


def test_what_was_taken_out_before_is_still_told_after_the_next_time(tiny: Path):
    take_out(tiny, TAKEN_OUT)
    take_out(tiny, "wrote it")

    run_door("scripts/seal.py", "--plan", str(tiny), "--again", "2021-06", "--reason", "x", "--yes")

    seal = read_yaml(tiny / SEAL / "seal.yml", "seal.yml")[0].value
    assert len(seal["removed"]) == 2
    assert seal_problems(tiny) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("FSP", "“FSP” is so short"),
        ("The Fernbrook Lions", "“The Fernbrook Lions” stands in no file"),
        ("committee-report", "“committee-report” is also a name by which the record finds"),
    ],
)
def test_what_cannot_be_taken_out_leaves_the_seal_as_it_was(tiny: Path, words: str, said: str):
    before = checksums(tiny / "revisions")

    done = take_out(tiny, words)

    assert done.returncode == 1
    assert said in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert checksums(tiny / "revisions") == before


def test_words_that_would_still_be_read_between_marks_are_not_taken_out_by_halves(tiny: Path):
    page = tiny / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + "\nJane *Smith* met Jane Smith.\n", "utf-8")
    adopt(tiny)
    plan, bundle, _ = check(tiny)
    write_seal(plan, bundle)
    before = checksums(tiny / "revisions")
    asked = ("--remove", "2022-06", "--words", "Jane Smith", "--ground", "Asked for.", "--yes")

    done = run_door("scripts/seal.py", "--plan", str(tiny), *asked)

    assert done.returncode == 1
    assert "revisions/2022-06/pages/index.md" in done.stdout
    assert "Nothing was taken out." in done.stdout
    assert checksums(tiny / "revisions") == before


def test_nothing_is_sealed_while_a_line_denies_the_decision(tiny: Path):
    page = tiny / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + "\nThe council is due to decide.\n", "utf-8")
    adopt(tiny)

    done = run_door("scripts/seal.py", "--plan", str(tiny), "--yes")

    assert done.returncode == 1
    assert "this still says otherwise: “The council is due to decide.”" in done.stdout
    assert sealed_ids(tiny) == ("2021-06",)


def lapse(root: Path, status: str = "lapsed") -> None:
    """Nobody decided on the working revision of the tiny plan."""
    file = root / "data" / "revision.yml"
    text = file.read_text(encoding="utf-8").replace("status: proposed", f"status: {status}")
    file.write_text(f"recorded: 2023-02-01\n{text}", encoding="utf-8")


@pytest.mark.parametrize("status", ["lapsed", "refused", "unknown"])
def test_a_proposal_that_was_not_adopted_is_kept_at_its_addresses(
    tiny: Path, tiny_site: Path, tmp_path: Path, status: str
):
    lapse(tiny, status)

    done = run_door("scripts/seal.py", "--plan", str(tiny), "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"status: {status}\n" in (tiny / "revisions/2022-06/seal.yml").read_text("utf-8")
    assert check(tiny)[2] == []
    build_and_read_site(tiny, tmp_path / "after", with_archive=False)
    before, after = (
        {file.relative_to(site).as_posix() for file in site.rglob("*.html")}
        for site in (tiny_site, tmp_path / "after")
    )
    assert before <= after
    listed = json.loads((tmp_path / "after" / "revisions.json").read_text("utf-8"))
    assert [one["status"] for one in listed["revisions"]] == ["adopted", status]
    assert "2022-06" not in [period["revision"] for period in listed["as_at"]]


# What the site offers of a seal


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="a Unix tool")
@pytest.mark.parametrize("plan", ["tiny", "real"])
def test_the_stock_tool_confirms_what_is_published_of_each_seal(
    plan: str, request: pytest.FixtureRequest
):
    site: Path = request.getfixturevalue(f"{plan}_site")
    seals = [file.parent for file in site.glob(f"*/{CHECKSUMS}")]

    assert seals
    for folder in seals:
        done = subprocess.run(
            ["sha256sum", "-c", CHECKSUMS], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.count(": OK") == (folder / CHECKSUMS).read_text("utf-8").count("\n")


def test_a_sealed_record_is_copied_and_never_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(downloads, "to_json", lambda _: "written again")

    downloads.write_downloads(check(TINY)[0], sealed_bundle(TINY, "2021-06"), tmp_path)

    assert (tmp_path / "plan.json").read_bytes() == (TINY / SEAL / "plan.json").read_bytes()


@pytest.mark.parametrize(
    "file",
    ["plan.json", "data/thefts.csv", "docs/index.md", "pages/index.md", CHECKSUMS, "sealed.zip"],
)
def test_a_sealed_file_that_is_served_with_other_bytes_is_named(
    file: str, tiny_site: Path, tmp_path: Path
):
    served = Path(shutil.copytree(tiny_site / "2021-06", tmp_path / "2021-06"))
    bundle = sealed_bundle(TINY, "2021-06")
    assert published_problems(tmp_path, [bundle]) == []

    (served / file).write_bytes((served / file).read_bytes()[:-9] + b"\n")

    found = published_problems(tmp_path, [bundle])
    assert [(p.rule, str(p.location)) for p in found] == [("seal-served", f"2021-06/{file}")]
    assert found[0].found == (
        "The site would offer this file with other bytes than were sealed with revision 2021-06."
    )


@pytest.mark.parametrize("file", ["plan.json", "docs/index.md", CHECKSUMS, "sealed.zip"])
def test_a_proof_that_is_not_served_is_named(file: str, tiny_site: Path, tmp_path: Path):
    served = Path(shutil.copytree(tiny_site / "2021-06", tmp_path / "2021-06"))
    (served / file).unlink()

    found = published_problems(tmp_path, [sealed_bundle(TINY, "2021-06")])

    assert [str(p.location) for p in found] == [f"2021-06/{file}"]
    assert found[0].found.startswith("The site would leave out this file")


@pytest.mark.usefixtures("sealed_anew")
def test_a_site_that_would_serve_other_bytes_is_not_put_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """As when somebody writes the record again: the build ends and nothing is published."""

    def write_again(plan: Plan, bundle: RevisionBundle, folder: Path) -> None:
        write_downloads(plan, bundle, folder)
        (folder / "plan.json").write_text(to_json(bundle.record) + "\n", "utf-8")

    write_downloads = downloads.write_downloads
    monkeypatch.setattr(post_build, "write_downloads", write_again)
    monkeypatch.setattr(post_build, "set_folder", lambda *_: None)  # nobody else finds it

    with pytest.raises(PlanError) as stopped:
        build_site(TINY, tmp_path / "site")

    assert [str(p.location) for p in stopped.value.problems] == ["2021-06/plan.json"]
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.json", "[" * 200_000, "The record cannot be read"),
        ("pages/index.md", "\n" + "[" * 6_000 + "\n", "The sealed page is larger"),
        ("pages/index.md", "\n" + "*_" * 40_000 + "\n", "The sealed page is larger"),
    ],
)
def test_what_would_keep_a_reader_of_seals_busy_for_long_is_refused_at_once(
    name: str, content: str, said: str, tiny: Path
):
    """Nothing was sealed like that, so somebody who can write there put it in."""
    file = tiny / SEAL / name
    file.write_text(content if name == "plan.json" else file.read_text("utf-8") + content, "utf-8")
    rechain(tiny / "revisions")

    assert [p.found.startswith(said) for p in seal_problems(tiny)] == [True]


@unix
@pytest.mark.parametrize(("step", "status"), [(0, "adopted"), (6, "adopted"), (0, "lapsed")])
def test_a_run_that_was_stopped_between_the_seal_and_the_next_draft_is_finished_by_the_next(
    tiny: Path, step: int, status: str
):
    adopt(tiny) if status == "adopted" else lapse(tiny)
    changes = tiny / "data" / "changes.csv"
    assert changes.read_text("utf-8").count("\n") > 1
    plan, bundle, _ = check(tiny)
    write_seal(plan, bundle)
    events = ("open", "os.rename")
    assert killed_before(step, events, lambda: start_next_draft(plan), str(tiny))
    digest = digest_of(tiny / "revisions" / "2022-06")
    assert [p.rule for p in check(tiny)[2]] == []
    assert "[seal-unfinished]" in run_door("scripts/check.py", "--plan", str(tiny)).stdout

    done = run_door("scripts/seal.py", "--plan", str(tiny), "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "The last run was stopped once 2022-06 was sealed." in done.stdout
    assert digest_of(tiny / "revisions" / "2022-06") == digest
    assert "id: 2022-07\n" in (tiny / "data" / "revision.yml").read_text("utf-8")
    assert changes.read_text("utf-8").count("\n") == 1
    assert [*tiny.glob("data/.*")] == []
    assert "[seal-unfinished]" not in run_door("scripts/check.py", "--plan", str(tiny)).stdout


def test_a_sealed_revision_that_was_edited_since_is_no_run_that_was_stopped(tiny: Path):
    adopt(tiny)
    plan, bundle, _ = check(tiny)
    write_seal(plan, bundle)
    page = tiny / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")

    done = run_door("scripts/seal.py", "--plan", str(tiny), "--yes")

    assert done.returncode == 1
    assert "2022-06 is sealed already." in done.stdout
    assert "status: adopted" in (tiny / "data" / "revision.yml").read_text("utf-8")


def test_what_a_desktop_leaves_between_hides_no_run_that_was_stopped(tiny: Path):
    adopt(tiny)
    plan, bundle, _ = check(tiny)
    write_seal(plan, bundle)
    (tiny / "docs" / ".DS_Store").touch()
    settings = tiny / "data" / "plan.yml"  # is never sealed
    settings.write_text(settings.read_text("utf-8") + "\n", "utf-8")

    assert is_unfinished(check(tiny)[0])
