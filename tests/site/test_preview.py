"""A preview that has run for a while shows every kind of file as it was last saved."""

import filecmp
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.site.build import build_and_read_site, build_preview, load_site_config
from safety_plan.site.site_check import site_problems
from tests.conftest import HOUSE, TINY

#: File, words in it, the words that take their place, where they then show, and as what.
SAVED = {
    "a page": ("docs/index.md", "wrote it", "composed it", "2022-06", "composed it"),
    "the title of a page": ("docs/figures.md", "title: ", "title: Sums ", "2022-06", "Sums "),
    "a table": ("data/thefts.csv", "850", "861", "2022-06/priorities/bicycles", "861"),
    "a figure": ("data/figures.csv", "40000", "41234", "2022-06/figures", "41,234"),
    "a chart": ("data/charts.yml", "Each town on", "Towns on", "2022-06", "Towns on"),
    "a source": ("data/sources.yml", "Counts of reported", "Counts of any", "2022-06", "of any"),
    "a term": ("data/glossary.csv", "The bodies that", "Bodies that", "2022-06", "Bodies that"),
    "a telephone number": ("data/contacts.csv", "services,999", "services,9 9", "2021-06", "9 9<"),
    "a living page": ("docs/site/help.md", "# Get help", "# Ask for help", "help", "Ask for help"),
    "a name": ("data/plan.yml", "short_name: Safer", "short_name: Safest", "2021-06", "Safest "),
    "the revision": ("data/revision.yml", "June 2022 Rev", "Summer Rev", "2021-06", "Summer Rev"),
    "a correction": (
        "data/corrections.csv",
        "approved,source\n",
        "approved,source\n2022-03-01,2021-06,home,FSP,The partners,Town clerk,council-minutes\n",
        "2021-06",
        "The partners",
    ),
}  # fmt: skip


def words_of(folder: Path) -> str:
    return "".join(f.read_text("utf-8") for f in sorted(folder.rglob("*.html")))


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Callable[[], Path]]:
    """A plan, and what shows it again as the preview does at every save, in one process."""
    folder = tmp_path_factory.mktemp("previewed")
    plan = Path(shutil.copytree(TINY, folder / "plan"))

    def shown() -> Path:
        build_preview(plan, folder / "shown")
        return folder / "shown"

    shown()
    return plan, shown


@pytest.mark.parametrize("kind", SAVED)
def test_what_is_saved_shows(previewed: tuple[Path, Callable[[], Path]], kind: str):
    """One file is saved at a time, after those of the kinds before it."""
    (plan, shown), (name, old, new, where, there) = previewed, SAVED[kind]
    file, folder = plan / name, plan.parent / "shown" / where
    said = file.read_text("utf-8")
    assert old in said
    assert there not in words_of(folder)

    file.write_text(said.replace(old, new, 1), "utf-8")
    shown()

    assert there in words_of(folder)


@pytest.fixture(scope="module")
def put_back(previewed: tuple[Path, Callable[[], Path]]) -> Path:
    """The preview once every file of SAVED was saved, and is again what it was."""
    plan, shown = previewed
    unsaved = [one for one in SAVED.values() if filecmp.cmp(plan / one[0], TINY / one[0], False)]
    for name, old, new, *_ in unsaved:
        said = (plan / name).read_text("utf-8")
        (plan / name).write_text(said.replace(old, new, 1), "utf-8")
    folder = shown() if unsaved else plan.parent / "shown"
    assert all(there in words_of(folder / where) for *_, where, there in SAVED.values())
    for name, *_ in SAVED.values():
        shutil.copyfile(TINY / name, plan / name)
    return shown()


@pytest.mark.parametrize("kind", SAVED)
def test_what_is_put_back_no_longer_shows(put_back: Path, kind: str):
    *_, where, there = SAVED[kind]

    assert there not in words_of(put_back / where)


def test_a_page_that_is_taken_away_no_longer_shows(
    put_back: Path, previewed: tuple[Path, Callable[[], Path]]
):
    plan, shown = previewed
    said = (plan / "docs/site/as-at.md").read_bytes()
    assert (put_back / "as-at/index.html").exists()

    (plan / "docs/site/as-at.md").unlink()

    try:
        assert not (shown() / "as-at").exists()
    finally:
        (plan / "docs/site/as-at.md").write_bytes(said)


def test_in_a_preview_the_link_of_a_day_goes_where_the_day_leads(
    previewed: tuple[Path, Callable[[], Path]],
):
    shown = previewed[1]()
    html = (shown / "as-at/2021/index.html").read_text("utf-8")
    links = re.findall(r'<li><a href="([^"]*)" aria-label="[^"]*2021"', html)

    assert {"../../2021-06/"} < {*links}
    assert [link for link in links if re.search(r"\d-\d\d-\d\d/$", link)] == []
    assert not [*shown.glob("as-at/*-*-*")]
    assert site_problems(shown) == []


def test_a_word_that_macros_py_defines_is_answered_by_check_and_by_the_site(tiny: Path):
    macros = (HOUSE / "macros.py").read_text("utf-8")
    shutil.copytree(HOUSE / "safety_plan/theme", tiny / "safety_plan/theme")
    shutil.copytree(HOUSE / "scripts", tiny / "scripts")
    shutil.copy(HOUSE / "mkdocs.yml", tiny)
    page = tiny / "docs/index.md"
    page.write_text(page.read_text("utf-8") + '\n{{ shout("over here") }}\n', "utf-8")
    assert [found.rule for found in check(tiny)[2]] == ["call-unknown"]

    word = "\n    @env.macro\n    def shout(text):\n        return text.upper()\n"
    (tiny / "macros.py").write_text(macros + word, "utf-8")

    assert check(tiny)[2] == []
    build_and_read_site(tiny, tiny / "site", with_archive=False)
    assert "OVER HERE" in (tiny / "site/2022-06/index.html").read_text("utf-8")


def test_what_was_asked_of_one_build_is_not_asked_of_the_next(tiny: Path, tmp_path: Path):
    _, first = load_site_config(tiny, tmp_path / "first")
    first.sealed_only = True
    first.with_archive = False
    first.extra_pairs = frozenset({("2021-06", "2022-06")})

    _, second = load_site_config(tiny, tmp_path / "second")

    assert not second.sealed_only
    assert second.with_archive
    assert second.extra_pairs == frozenset()
