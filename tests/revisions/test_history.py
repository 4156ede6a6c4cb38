"""A sealed revision and a published correction are held against what they were."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.history import compare_seals, lost_corrections
from safety_plan.revisions.proved_removals import Removal
from safety_plan.revisions.record import to_json, with_pages
from safety_plan.revisions.redact import redact_below
from safety_plan.revisions.seal import reseal, write_seal
from safety_plan.revisions.seal_folder import rechain
from safety_plan.revisions.verify import CHECKSUMS, checksums, digest_of, seal_problems
from tests.conftest import TINY
from tests.revisions.test_seals import TAKEN_OUT, adopt

SEAL = "revisions/2021-06"
DAY = "2022-11-29"
#: What is taken out here, with words that begin as the mark does and words side by side.
MEETING = "J Smith met (remotely) J Smith, of Mill Lane. J Smith,J Smith, said: (removed) stays."
BASIS = 'Personal data; asked for by “her”: a "name"'


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny plan with two sealed revisions, as it was before; no test changes it."""
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("before") / "plan"))
    adopt(root)
    page = root / "docs" / "index.md"
    page.write_text(f"{page.read_text('utf-8')}\n{MEETING}\n", "utf-8")
    plan, bundle, _ = check(root)
    write_seal(plan, bundle)
    return root


@pytest.fixture
def after(before: Path, tmp_path: Path) -> Path:
    """A copy of it, which a test may change."""
    return Path(shutil.copytree(before, tmp_path / "after"))


def forged(root: Path, edit: Callable[[Path], None], name: str = "2021-06") -> Path:
    """Changes a seal by *edit*, and makes its record, digests and chain agree again."""
    folder = root / "revisions" / name
    edit(folder)
    bundle = sealed_bundle(root, name)
    text = to_json(with_pages(bundle.record, bundle.pages))
    (folder / "plan.json").write_text(text, "utf-8")
    rechain(root / "revisions")
    assert seal_problems(root) == []
    return root


def add_words(folder: Path) -> None:
    for file in ("docs/index.md", "pages/index.md"):
        path = folder / file
        path.write_text(path.read_text("utf-8") + "\nThe council promised bicycles.\n", "utf-8")


def tell_of_a_removal(folder: Path, **was: str) -> None:
    seal = folder / "seal.yml"
    entry = {"date": DAY, "ground": "A spelling.", "was": was}
    seal.write_text(f"{seal.read_text('utf-8')}removed: {json.dumps([entry])}\n", "utf-8")


def digests(root: Path) -> dict[str, str]:
    return {f.name: digest_of(f) for f in (root / "revisions").iterdir() if f.is_dir()}


def rules(before: Path, after: Path, *, is_public: bool = True) -> list[str]:
    found = compare_seals(before, after, is_public=is_public).problems
    return [f"{p.location.path.rpartition('/')[2]}: {p.found.partition(', ')[2]}" for p in found]


CHANGED = "though its own digests agree with each other."
MORE = "and more than that is other than before."


def test_seals_that_stayed_are_passed_and_so_is_a_new_one(before: Path, after: Path):
    assert rules(before, after) == []
    assert rules(TINY, after) == []


def edit_date(folder: Path) -> None:
    seal = folder / "seal.yml"
    seal.write_text(seal.read_text("utf-8").replace("2021-06-14", "2021-06-15"), "utf-8")


def edit_number(folder: Path) -> None:
    table = folder / "data" / "thefts.csv"
    table.write_text(table.read_text("utf-8").replace("1204", "9999"), "utf-8")


def edit_source(folder: Path) -> None:
    page = folder / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + "\nNot on the page.\n", "utf-8")


def add_file(folder: Path) -> None:
    (folder / "docs" / "more.md").write_text("x", "utf-8")


def take_file(folder: Path) -> None:
    (folder / "data" / "wording.csv").unlink()


def tell_of_sealing_again(folder: Path) -> None:
    add_words(folder)
    seal = folder / "seal.yml"
    seal.write_text(seal.read_text("utf-8").replace("]", ', "Charts"]'), "utf-8")


FORGERIES = [*(add_words, edit_number, edit_source, add_file, take_file, tell_of_sealing_again)]


@pytest.mark.parametrize("edit", FORGERIES)
@pytest.mark.parametrize("is_public", [True, False])
def test_a_seal_that_is_forged_with_all_its_digests_is_refused(
    edit: Callable[[Path], None], is_public: bool, before: Path, after: Path
):
    forged(after, edit)

    assert f"2021-06: {CHANGED}" in rules(before, after, is_public=is_public)


@pytest.mark.parametrize("edit", FORGERIES)
def test_a_forged_seal_is_refused_though_it_says_that_the_law_took_words_out(
    edit: Callable[[Path], None], before: Path, after: Path
):
    was = digests(before)

    def edit_and_tell(folder: Path) -> None:
        edit(folder)
        tell_of_a_removal(folder, **was)

    forged(after, edit_and_tell)

    assert f"2021-06: {MORE}" in rules(before, after)


def test_a_removal_done_by_the_command_is_taken(before: Path, after: Path):
    redact_below(after, "2021-06", TAKEN_OUT, BASIS, DAY)

    history = compare_seals(before, after)

    assert history.problems == ()
    assert [(one.name, one.words) for one in history.removals] == [("2021-06", TAKEN_OUT)]


@pytest.mark.parametrize(
    "words",
    [
        "J Smith",
        "J Smith,",
        "J Smith, of Mill Lane",
        "(remotely) J Smith",
        ": (removed) st",
        "bicycles",
        "of Mill Lane. J Smith,J Smith, said",
    ],
)
def test_any_words_that_can_be_taken_out_may_be(words: str, before: Path, after: Path):
    """Words that stand often, that begin as the mark does, that are part of other words."""
    for root in (before, after):
        assert seal_problems(root) == []
    redact_below(after, "2022-06", words, BASIS, DAY)

    assert rules(before, after) == []


def test_two_removals_and_a_new_seal_between_are_taken(after: Path):
    """The public reads the first seal only; meanwhile another came, and words went twice."""
    redact_below(after, "2021-06", TAKEN_OUT, BASIS, DAY)
    redact_below(after, "2021-06", "wrote it", BASIS, DAY)
    redact_below(after, "2022-06", "Mill Lane", BASIS, DAY)

    assert rules(TINY, after) == []


def test_words_changed_beside_an_honest_removal_are_refused(before: Path, after: Path):
    redact_below(after, "2021-06", TAKEN_OUT, BASIS, DAY)

    forged(after, add_words)

    assert f"2021-06: {MORE}" in rules(before, after)


@pytest.mark.parametrize(
    ("old", "new"), [(TAKEN_OUT, "x (removed)"), (BASIS[:8], "Other"), (DAY, "2022-11-28")]
)
def test_what_a_removal_says_of_itself_cannot_be_changed_later(
    old: str, new: str, before: Path, after: Path, tmp_path: Path
):
    redact_below(after, "2021-06", TAKEN_OUT, BASIS, DAY)
    public = Path(shutil.copytree(after, tmp_path / "public"))

    def edit(folder: Path) -> None:
        for file in [folder / "seal.yml", *folder.glob("[dp]*/index.md")]:
            text = file.read_text("utf-8").replace(old, new).replace("(removed)", new, old != DAY)
            file.write_text(text, "utf-8")

    forged(after, edit)

    assert f"2021-06: {CHANGED}" in rules(public, after)


def test_one_place_of_several_taken_out_is_refused(before: Path, after: Path):
    """A word that goes in one sentence and stays in others turns that sentence round."""
    was = digests(before)

    def edit(folder: Path) -> None:
        for file in ("docs/index.md", "pages/index.md"):
            text = (folder / file).read_text("utf-8")
            assert text.count("plan") > 1
            (folder / file).write_text(text.replace("plan", "(removed)", 1), "utf-8")
        tell_of_a_removal(folder, **was)

    forged(after, edit)

    assert f"2021-06: {MORE}" in rules(before, after)


def test_a_seal_that_is_gone_renamed_or_put_in_between_is_refused(before: Path, after: Path):
    (after / SEAL).rename(after / "revisions" / "2021-07")

    assert [p.location.path for p in compare_seals(before, after).problems] == [
        *("revisions/2021-06", "revisions/2021-07")
    ]


def test_until_the_site_is_public_a_seal_may_be_sealed_again(before: Path, after: Path):
    reseal(check(after)[0], "2021-06", "Charts say their unit")

    assert rules(before, after, is_public=False) == []
    assert f"2021-06: {CHANGED}" in rules(before, after, is_public=True)


def test_a_seal_that_was_broken_and_is_mended_is_no_forgery(before: Path, after: Path):
    broken = after.with_name("broken")
    shutil.copytree(after, broken)
    (broken / SEAL / "docs" / "index.md").write_text("Other words.", "utf-8")

    assert rules(broken, after) == []
    assert rules(before, broken) == []  # which the seal itself tells of
    assert seal_problems(broken) != []


def test_files_that_nobody_listed_do_not_hide_behind_a_list_that_stayed(after: Path):
    (after / SEAL / "data" / "more.csv").write_text("x", "utf-8")

    assert (after / SEAL / CHECKSUMS).read_text("utf-8") != checksums(after / SEAL)
    assert [p.rule for p in seal_problems(after)] == ["seal-broken"]


# Corrections


def row(was: str, is_: str = "right", day: str = "2022-01-10") -> dict[str, str]:
    return {"date": day, "revision": "2021-06", "page_id": "home", "was": was, "is": is_}


ROWS = [row("one"), row("two, of Mill Lane"), row("three")]


def corrections(after: list[dict[str, str]], words: str = "") -> list[str]:
    removal = Removal(name="2021-06", date=DAY, ground="x", before={}, words=words)
    found = lost_corrections(ROWS, after, [removal] if words else [])
    return [p.found.partition("”")[2].strip() for p in found]


def test_rows_that_stayed_with_new_ones_below_are_passed():
    assert corrections([*ROWS, row("four")]) == []
    assert corrections([{**one, "a new column": "x"} for one in ROWS]) == []


GONE = "is gone, or says something else than before."


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ROWS[:2], [GONE]),
        (ROWS[1:], [GONE]),
        ([], [GONE] * 3),
        ([ROWS[0], row("two, of Mill Lane", "wrong"), ROWS[2]], [GONE]),
        ([ROWS[0], {**ROWS[1], "date": "2022-01-11"}, ROWS[2]], [GONE]),
        ([ROWS[0], {**ROWS[1], "was": "two"}, ROWS[2]], [GONE]),
        (ROWS[::-1], ["no longer stands after those that it stood after."] * 2),
    ],
)
def test_a_correction_that_is_gone_changed_or_elsewhere_is_refused(
    rows: list[dict[str, str]], said: list[str]
):
    assert corrections(rows) == said


def test_what_the_law_took_out_of_the_seal_may_go_out_of_its_corrections_too():
    cleaned = [ROWS[0], row("two, of (removed)"), ROWS[2]]

    assert corrections(cleaned, "Mill Lane") == []
    assert corrections(cleaned, "three") == [GONE]
    assert corrections(cleaned) == [GONE]


def test_a_row_that_stood_twice_stands_twice():
    twice = [row("one"), row("one")]

    assert [p.rule for p in lost_corrections(twice, twice[:1])] == ["correction-history.order"[:18]]
