"""Before the site opens, a sealed revision may be edited and sealed again; that is told to all."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from safety_plan.checks.edited_seal import edited_problems
from safety_plan.checks.registry import check
from safety_plan.deploy.history import compare_states
from safety_plan.models.plan import Plan
from safety_plan.reading.yaml_files import read_yaml
from safety_plan.revisions import seal
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.history import compare_seals
from safety_plan.revisions.verify import digest_of, seal_problems
from safety_plan.site.seal_details import seal_details
from tests.conftest import TINY
from tests.doors import run_door
from tests.revisions.test_seals import adopt

SEAL = "revisions/2021-06"
WHY = "A rating was left out"


@pytest.fixture(scope="module")
def two_seals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny plan with a seal after the first; no test changes it."""
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("two") / "plan"))
    adopt(root)
    plan, bundle, _ = check(root)
    seal.write_seal(plan, bundle)
    return root


@pytest.fixture
def plan(two_seals: Path, tmp_path: Path) -> Path:
    """A copy of it, which a test may change."""
    return Path(shutil.copytree(two_seals, tmp_path / "plan"))


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / SEAL / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def edit_words(root: Path) -> None:
    edit(root, "docs/index.md", "wrote it", "wrote and rewrote it")


def reasons(root: Path, as_sealed: Mapping[str, bytes] | None = None) -> list[str]:
    """Why the edited seal may not be sealed again: rule and place."""
    content: Plan = check(root)[0]
    problems = seal.check_can_reseal(content, "2021-06", is_edited=True)
    problems = problems or edited_problems(content, "2021-06", as_sealed or {})
    return [f"{found.rule} {found.location.path}" for found in problems]


def test_edited_words_are_sealed_with_the_reason_and_the_files_and_the_chain_goes_on(plan: Path):
    was = digest_of(plan / SEAL)
    edit_words(plan)
    front_matter = "page_id: added\ntitle: Added\ndescription: A page that was left out."
    page = f"---\n{front_matter}\n---\n# Added\n\nNew words.\n"
    (plan / SEAL / "docs" / "added.md").write_text(page)
    edit(plan, "data/revision.yml", "contents:\n", "contents:\n  - added.md\n")

    asked = ("--again", "2021-06", "--edited", "--reason", WHY, "--yes")
    done = run_door("scripts/seal.py", "--plan", str(plan), *asked)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "  data/revision.yml\n  docs/added.md\n  docs/index.md\n" in done.stdout
    assert seal_problems(plan) == []
    assert "rewrote" in (plan / SEAL / "pages" / "index.md").read_text("utf-8")
    told = read_yaml(plan / SEAL / "seal.yml", "seal.yml")[0].value
    assert [(edit["reason"], edit["files"][1:]) for edit in told["edited"]] == [
        (WHY, ["docs/added.md", "docs/index.md"])
    ]
    assert (told["again"][-1], told["before"][-1]) == (WHY, was)
    details = seal_details(sealed_bundle(plan, "2021-06"), check(plan)[0].settings)
    assert details["edited"] == told["edited"]


def leave_as_it_is(root: Path) -> None:
    assert root.is_dir()


def edit_page(root: Path) -> None:
    edit_words(root)
    edit(root, "pages/index.md", "wrote it", "sang it")


def edit_later_seal(root: Path) -> None:
    edit_words(root)
    (root / "revisions" / "2022-06" / "docs" / "index.md").write_text("Other words.")


def add_living_file(root: Path) -> None:
    (root / SEAL / "data" / "contacts.csv").write_text("id\n")


def edit_id(root: Path) -> None:
    edit(root, "data/revision.yml", "2021-06", "2021-07")


def ask_for_no_figure(root: Path) -> None:
    edit(root, "docs/index.md", "wrote it", 'wrote {{ figure("none") }}')


def leave_a_prompt(root: Path) -> None:
    edit(root, "docs/index.md", "wrote it", "wrote [Write here: what.]")


def open_site(root: Path) -> None:
    edit_words(root)
    file = root / "data" / "plan.yml"
    file.write_text(file.read_text("utf-8").replace('opened: ""', "opened: 2022-01-01"), "utf-8")


REFUSED = [
    (leave_as_it_is, f"seal-edited {SEAL}"),
    (edit_page, f"seal-broken {SEAL}/pages/index.md"),
    (edit_later_seal, "seal-broken revisions/2022-06/docs/index.md"),
    (add_living_file, f"seal-edited {SEAL}/data/contacts.csv"),
    (edit_id, f"seal-edited {SEAL}/data/revision.yml"),
    (ask_for_no_figure, f"figure-unknown {SEAL}/docs/index.md"),
    (leave_a_prompt, f"prompt-left {SEAL}/docs/index.md"),
    (open_site, f"seal-opened {SEAL}"),
]


@pytest.mark.parametrize(("change", "reason"), REFUSED)
def test_what_may_not_be_sealed_so_is_refused_at_its_own_place(
    change: Callable[[Path], None], reason: str, plan: Path
):
    change(plan)

    assert reasons(plan) == [reason]


def test_what_no_seal_needs_and_what_nobody_edited_refuses_no_edit(plan: Path):
    edit_words(plan)
    file = plan / "data" / "contacts.csv"
    file.write_text(f"{file.read_text('utf-8')}broken\n", "utf-8")

    assert reasons(plan) == []


def test_what_was_so_when_it_was_sealed_refuses_no_edit(plan: Path):
    leave_a_prompt(plan)
    edited = (plan / SEAL / "docs" / "index.md").read_bytes()
    edit(plan, "docs/index.md", "Safer streets", "Safe streets")

    assert reasons(plan) == [f"prompt-left {SEAL}/docs/index.md"]
    assert reasons(plan, {"docs/index.md": edited}) == []


def test_the_commit_before_accepts_it_only_while_nothing_is_public_and_every_file_is_named(
    plan: Path, two_seals: Path
):
    edit_words(plan)
    seal.reseal(check(plan)[0], "2021-06", WHY, is_edited=True)
    told = f"The reason given: “{WHY}”. These sealed files are not as they were: docs/index.md."

    notes, problems = compare_states(two_seals, plan)

    assert problems == []
    assert [note for note in notes if told in note]
    assert compare_seals(two_seals, plan, is_public=True).problems != ()
    file = plan / SEAL / "seal.yml"
    file.write_text(file.read_text("utf-8").replace("docs/index.md", "docs/other.md"), "utf-8")
    seal.rechain(plan / "revisions")
    assert {found.rule for found in compare_seals(two_seals, plan, is_public=False).problems} == {
        "seal-history"
    }
