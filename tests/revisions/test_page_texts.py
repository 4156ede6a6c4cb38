"""A seal holds each page as plain text, and no later program may make the page say otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.content.renderer import Renderer
from safety_plan.core import cache
from safety_plan.core.problems import PlanError
from safety_plan.models.charts import Chart
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.page_texts import first_difference, page_texts, read_text, text_path
from safety_plan.revisions.seal import write_seal
from safety_plan.revisions.seal_folder import rechain
from safety_plan.revisions.verify import seal_problems
from safety_plan.site import site_check
from safety_plan.site.build import build_site
from tests.revisions.test_seals import adopt, take_out

NEW = "revisions/2022-06"


@pytest.fixture(scope="session")
def sealed_now(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny plan with its working revision sealed today."""
    plan = tmp_path_factory.mktemp("sealed") / "plan"
    shutil.copytree(Path(__file__).parents[1] / "tiny_plan", plan)
    adopt(plan)
    content, bundle, _ = check(plan)
    write_seal(content, bundle, "2026-11-29")
    return plan


@pytest.fixture
def plan(sealed_now: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(sealed_now, tmp_path / "plan"))


def test_each_page_is_in_the_seal_as_it_is_read(plan: Path):
    bundle = sealed_bundle(plan, "2022-06")

    texts = {path: (plan / NEW / text_path(path)).read_text("utf-8") for path in bundle.pages}

    home = texts["index.md"]
    assert home.startswith("# Safer streets in Fernbrook\nThis revised plan has 2 priorities.")
    every = "\n".join(texts.values())
    chart = next(iter(bundle.record.charts.values()))
    assert chart["title"] in every  # charts too, and what their tables say
    assert chart["description"] in every
    assert "Download" not in every
    assert seal_problems(plan) == []


def test_the_text_of_the_built_page_is_that_in_the_seal(tiny_site: Path):
    """Read from the finished page, theme and all, it is what is read while sealing."""
    bundle = sealed_bundle(Path(__file__).parents[1] / "tiny_plan", "2021-06")
    for path, text in page_texts(bundle).items():
        page = tiny_site / "2021-06" / bundle.record.pages[path].address / "index.html"
        assert read_text(page.read_text("utf-8"), whole_page=True) == text, path


@pytest.mark.parametrize("how", ["changed", "gone", "more"])
def test_a_text_that_was_written_anew_with_its_digests_is_refused(plan: Path, how: str):
    file = plan / NEW / "text" / "index.txt"
    if how == "changed":
        file.write_text(file.read_text("utf-8").replace("revised", "wonderful"), "utf-8")
    elif how == "gone":
        file.unlink()
    else:
        (file.parent / "promises.txt").write_text("Free bicycles.", "utf-8")
    rechain(plan / "revisions")

    found = seal_problems(plan)

    assert {p.rule for p in found} == {"seal-broken"}
    if how == "changed":
        assert "“revised" in found[0].found or "revised plan" in found[0].found
        assert found[0].location.path == f"{NEW}/text/index.txt"


def test_a_later_engine_that_says_something_else_is_stopped_by_check(
    plan: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    """As where somebody changes how the table of a chart is written, which no record holds."""
    monkeypatch.setattr(cache, "CACHE_DIR", tmp_path / "cache")
    write = Renderer.chart_cells

    def write_otherwise(self: Renderer, chart: Chart) -> list[list[str]]:
        return [[cell.replace("850", "849") for cell in row] for row in write(self, chart)]

    monkeypatch.setattr(Renderer, "chart_cells", write_otherwise)

    found = seal_problems(plan)

    assert {p.location.path.partition("/text/")[0] for p in found} == {NEW}
    assert "849" in found[0].found
    assert "850" in found[0].found


def test_a_page_that_is_built_with_other_words_is_not_published(
    plan: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    """As where the theme writes a word into a chart, of which the record holds no words."""
    monkeypatch.setattr(cache, "CACHE_DIR", tmp_path / "cache")

    def read_otherwise(html: str, *, whole_page: bool = False) -> str:
        return read_text(html, whole_page=whole_page).replace("2 priorities", "3 priorities")

    monkeypatch.setattr(site_check, "read_text", read_otherwise)

    with pytest.raises(PlanError) as stopped:
        build_site(plan, tmp_path / "site")

    found = stopped.value.problems[0]
    assert (found.rule, found.location.path) == ("words-differ", "2022-06/")
    assert "3 priorities" in found.found
    assert "where the seal holds “" in found.found
    assert not (tmp_path / "site").exists()


def test_what_the_law_takes_out_goes_from_the_text_too(plan: Path):
    words = "This revised plan has"
    page = plan / NEW / "text" / "index.txt"
    assert words in page.read_text("utf-8")

    done = take_out(plan, words, "2022-06")

    assert done.returncode == 0, done.stdout + done.stderr
    assert words not in page.read_text("utf-8")
    assert "(removed) 2 priorities" in page.read_text("utf-8")
    assert seal_problems(plan) == []


@pytest.mark.parametrize(
    ("sealed", "now", "said"),
    [
        ("One\nTwo words here", "One\nTwo other here", ("Two words here", "Two other here")),
        ("One", "One\nMore", ("", "More")),
        ("One\nMore", "One", ("More", "")),
        ("63%", "64%", ("63%", "64%")),
    ],
)
def test_the_first_words_that_differ_are_named(sealed: str, now: str, said: tuple[str, str]):
    assert first_difference(sealed, now) == said
    assert first_difference(sealed, sealed) is None
