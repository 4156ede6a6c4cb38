"""What is kept between builds is never wrong, and every way of building gives the same."""

import gzip
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from benchmarks.fixtures import write_plan
from safety_plan.checks import markdown
from safety_plan.checks.registry import check
from safety_plan.core import cache as disk_cache
from safety_plan.core import parallel
from safety_plan.revisions import record
from safety_plan.site import page_scan, post_build
from safety_plan.site.build import build_and_read_site, load_site_config, run_build
from safety_plan.site.revision_cache import folder_key
from safety_plan.site.site_model import read_site
from safety_plan.site.urls import nearby
from tests.checks.test_cases import laid_over
from tests.conftest import HOUSE, TINY
from tests.diff.test_edits import EDITS
from tests.site.test_site import digests


def put(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(plan: Path) -> None:
        text = (plan / file).read_text("utf-8")
        assert old in text
        (plan / file).write_text(text.replace(old, new, 1), "utf-8")

    return change


def move_a_page(plan: Path) -> None:
    (plan / "docs/priorities/bridge-and-river.md").rename(plan / "docs/priorities/river.md")
    put("data/revision.yml", "bridge-and-river.md", "river.md")(plan)
    put("docs/priorities/bicycles.md", "bridge-and-river.md", "river.md")(plan)


CHANGES: dict[str, Callable[[Path], None]] = {
    "one cell": put("data/thefts.csv", "2021 to 2022,58", "2021 to 2022,59"),
    "one line of a chart": put("data/charts.yml", "Each town on the same scale", "Each town"),
    "one word of the working revision": put("docs/index.md", "wrote it", "wrote this"),
    "a name of the plan": put("data/plan.yml", "short_name: Safer", "short_name: Safe"),
    "the title of the newest revision": put("data/revision.yml", "June 2022 Rev", "The Rev"),
    "its note": put("data/revision.yml", "status_note: The", "status_note: A"),
    "a telephone number": put("data/contacts.csv", "services,999", "services,112"),
    "the address of a page": move_a_page,
    "a correction": put(
        "data/corrections.csv",
        "date,revision,page_id,was,is,approved,source\n",
        "date,revision,page_id,was,is,approved,source\n"
        "2022-03-01,2021-06,home,FSP,The partnership,Town clerk,council-minutes\n",
    ),
}  # fmt: skip


def site_of(plan: Path, out: Path, cache: Path) -> dict[str, str]:
    """What a build makes, but for the archive: nothing of that is kept, and it holds the rest."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(disk_cache, "CACHE_DIR", cache)
        build_and_read_site(plan, out, with_archive=False)
    return digests(out)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A cache after one build of the tiny plan, and what was published."""
    folder = tmp_path_factory.mktemp("first")
    return folder / "cache", site_of(TINY, folder / "site", folder / "cache")


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_shows_whatever_was_kept(
    tiny: Path, tmp_path: Path, first: tuple[Path, dict[str, str]], name: str
):
    cache = Path(shutil.copytree(first[0], tmp_path / "cache"))
    # The plan stands elsewhere, so that it must be told by more than its folder.
    (slot,) = (cache / "revisions").iterdir()
    assert slot.name == disk_cache.key(str(TINY), "2021-06", False)[:20]
    slot.rename(slot.with_name(disk_cache.key(str(tiny), "2021-06", False)[:20]))
    CHANGES[name](tiny)

    warm = site_of(tiny, tmp_path / "warm", cache)

    # Letters and compiled templates come from the program, and from nothing of the plan.
    for kept in ("typeface", "templates"):
        shutil.copytree(first[0] / kept, tmp_path / "fresh" / kept)
    drawn_again = name in ("one cell", "one line of a chart")
    if not drawn_again:
        shutil.copytree(first[0] / "charts", tmp_path / "fresh" / "charts")
    assert warm != first[1]
    assert warm == site_of(tiny, tmp_path / "cold", tmp_path / "fresh")


def record_of(plan: Path, cache: Path) -> str:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(disk_cache, "CACHE_DIR", cache)
        return record.to_json(check(plan)[1].record)


@pytest.fixture(scope="module")
def first_record(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A cache after the tiny plan was read once, and its record."""
    cache = tmp_path_factory.mktemp("first-record") / "cache"
    return cache, record_of(TINY, cache)


def test_what_a_page_says_is_the_same_when_it_is_read_again(
    tmp_path: Path, first_record: tuple[Path, str]
):
    cache = Path(shutil.copytree(first_record[0], tmp_path / "cache"))

    assert record_of(TINY, cache) == first_record[1]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_what_a_page_says_is_worked_out_again_after_an_edit(
    edit: Path, tiny: Path, tmp_path: Path, first_record: tuple[Path, str]
):
    cache = Path(shutil.copytree(first_record[0], tmp_path / "cache"))
    laid_over(edit, tiny)

    assert record_of(tiny, cache) == record_of(tiny, tmp_path / "cold")


@pytest.mark.parametrize(("reader", "name"), [(record, "records"), (markdown, "markup")])
def test_other_code_reads_a_page_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: ModuleType, name: str
):
    monkeypatch.setattr(disk_cache, "CACHE_DIR", tmp_path)
    markdown.render_page.cache_clear()
    check(TINY)
    before = {f: f.read_bytes() for f in (tmp_path / name).iterdir()}
    monkeypatch.setattr(disk_cache, "code_digest", lambda: "other")
    markdown.render_page.cache_clear()

    check(TINY)

    assert [f for f in before if before[f] == f.read_bytes()] == []


def test_a_walk_tells_of_every_page_as_it_is_now(
    tiny_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def as_read() -> dict[str, set[str]]:
        pages = {f.relative_to(site).as_posix(): f.read_text("utf-8") for f in site.rglob("*.html")}
        read = {path: page_scan.scan_page(html)[0] for path, html in pages.items()}
        return {path: {*seen.links, *seen.anchors, *seen.violations} for path, seen in read.items()}

    def as_walked() -> dict[str, set[str]]:
        seen = page_scan.scan_folder(site, "")[0]
        return {path: {*p.links, *p.anchors, *p.violations} for path, p in seen.items()}

    monkeypatch.setattr(disk_cache, "CACHE_DIR", tmp_path)
    site = Path(shutil.copytree(tiny_site / "2022-06", tmp_path / "site"))
    assert as_walked() == as_walked() == as_read()
    for name in ("index.html", "whole.html"):
        html = (site / name).read_text("utf-8")
        (site / name).write_text(html.replace("</h2>", "<b id='a{{'>x</b></h2>"), "utf-8")

    assert "a{{" in as_read()["whole.html"]
    assert as_walked() == as_read()

    before = {f: f.read_bytes() for f in (tmp_path / "scanned").iterdir()}
    monkeypatch.setattr(disk_cache, "code_digest", lambda: "other")
    as_walked()
    assert [f for f in before if before[f] == f.read_bytes()] == []


def test_where_links_can_lead_is_part_of_the_key():
    site = read_site(TINY)
    fewer = (
        replace(site, bundles=site.bundles[:1], changes={}),
        replace(site, plan=replace(site.plan, site_pages={})),
    )

    keys = {folder_key(known, site.bundles[0]) for known in (site, *fewer)}

    assert len(keys) == 3


def test_a_sealed_revision_that_nothing_touched_is_not_rendered_again(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    site_of(tiny, tmp_path / "site", tmp_path / "cache")
    put("docs/index.md", "wrote it", "wrote this")(tiny)
    monkeypatch.setattr(disk_cache, "CACHE_DIR", tmp_path / "cache")
    config, plugin = load_site_config(tiny, tmp_path / "site")

    run_build(config, plugin, command="build")

    assert [*plugin.rendered] == ["2022-06"]
    assert {*plugin.pages.from_cache} == {"2021-06"}


@pytest.mark.parametrize(
    "file",
    [
        *(
            "safety_plan/charts/bars.py",
            "safety_plan/core/quantities.py",
            "safety_plan/theme/main.html",
        ),
        *("safety_plan/theme/assets/stylesheets/plan.css", "safety_plan/site/html.yml"),
        *(
            "safety_plan/site/templates/contacts.html",
            "safety_plan/content/typed_numbers/numbers.rules",
        ),
        *("mkdocs.yml", "macros.py"),
    ],
)
def test_every_line_of_code_and_theme_is_part_of_every_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
):
    ignored = shutil.ignore_patterns("__pycache__", "rules")
    shutil.copytree(HOUSE / "safety_plan", tmp_path / "safety_plan", ignore=ignored)
    for name in ("mkdocs.yml", "macros.py"):
        shutil.copy(HOUSE / name, tmp_path)
    monkeypatch.setattr(disk_cache, "PROJECT_ROOT", tmp_path)
    before = disk_cache.code_digest.__wrapped__()
    (tmp_path / "safety_plan" / "__pycache__").mkdir()
    (tmp_path / "safety_plan" / "__pycache__" / "kept.pyc").write_bytes(b"")
    assert disk_cache.code_digest.__wrapped__() == before

    with (tmp_path / file).open("a") as open_file:
        open_file.write("\n")

    assert disk_cache.code_digest.__wrapped__() != before


@pytest.mark.parametrize("tool", ["matplotlib", "mkdocs-material", "Markdown", "python"])
def test_every_tool_is_part_of_every_key(monkeypatch: pytest.MonkeyPatch, tool: str):
    before, real = disk_cache.code_digest.__wrapped__(), disk_cache.version
    if tool == "python":
        monkeypatch.setattr(sys, "version", "4")
    monkeypatch.setattr(disk_cache, "version", lambda name: "0" if name == tool else real(name))

    assert disk_cache.code_digest.__wrapped__() != before


def test_other_code_finds_nothing_that_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: tuple[Path, dict[str, str]]
):
    cache = Path(shutil.copytree(first[0], tmp_path / "cache"))
    before = {f: f.read_bytes() for f in cache.rglob("*") if f.is_file()}
    monkeypatch.setattr(disk_cache, "code_digest", lambda: "other")

    site_of(TINY, tmp_path / "site", cache)

    after = {f: f.read_bytes() for f in cache.rglob("*") if f.is_file()}
    charts = [f for f in before if f.parent.name == "charts"]
    assert [f for f in before if f.parent.name == "revisions" and before[f] == after[f]] == []
    assert len([f for f in after if f.parent.name == "charts"]) == 2 * len(charts)


def spoiled(file: Path, other: Path, number: int) -> None:
    content = file.read_bytes()
    ways = (
        content[: len(content) // 2],
        content[:-9] + b"x" + content[-8:],
        b"",
        other.read_bytes(),
    )
    file.write_bytes(ways[number % len(ways)])


#: Starts other processes as Windows and macOS do.
SPAWN = "import multiprocessing as m, runpy, sys; m.set_start_method('spawn'); sys.argv.pop(0); "
SPAWN += "sys.path.insert(0, 'scripts'); runpy.run_path(sys.argv[0], run_name='__main__')"
ONE = "import os, runpy, sys; os.sched_setaffinity(0, {0}); sys.argv.pop(0); "
ONE += "sys.path.insert(0, 'scripts'); runpy.run_path(sys.argv[0], run_name='__main__')"


@dataclass(frozen=True)
class FreshBuilds:
    """Two builds from nothing, made at once in one *cache*; *site* is of the tiny plan in *plan*.

    The *other* one is of a copy elsewhere, made on one core in other surroundings.
    """

    plan: Path
    site: Path
    other_plan: Path
    other: Path
    cache: Path


def start_build(
    plan: Path, out: Path, cache: Path, start: str = "", **settings: str
) -> subprocess.Popen[bytes]:
    """Starts a build in a process of its own, by the Python *start* where it is given."""
    before = ["-c", start] if start else []
    run = [sys.executable, *before, "scripts/build.py", "--plan", str(plan), "--out", str(out)]
    return subprocess.Popen(
        run, cwd=HOUSE, env={**os.environ, "PLAN_CACHE": str(cache), **settings}
    )


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> FreshBuilds:
    """Two builds of the tiny plan from nothing, at once; no test changes them."""
    folder = tmp_path_factory.mktemp("fresh")
    builds = FreshBuilds(
        plan=Path(shutil.copytree(TINY, folder / "plan")),
        site=folder / "site",
        other_plan=Path(shutil.copytree(TINY, folder / "elsewhere" / "other name")),
        other=folder / "other",
        cache=folder / "cache",
    )
    london = {"TZ": "Europe/London", "PYTHONHASHSEED": "1", "LC_ALL": "C"}
    tokyo = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"}
    running = [
        start_build(builds.plan, builds.site, builds.cache, **london),
        start_build(builds.other_plan, builds.other, builds.cache, ONE, **tokyo),
    ]
    assert [process.wait() for process in running] == [0, 0]
    return builds


def test_whatever_is_spoiled_in_the_cache_is_made_again(fresh: FreshBuilds, tmp_path: Path):
    cache, site = tmp_path / "cache", tmp_path / "site"
    for kept in ("charts", "typeface"):  # the same wherever a plan stands
        shutil.copytree(fresh.cache / kept, cache / kept)
    assert start_build(fresh.plan, site, cache).wait() == 0
    before, files = digests(site), sorted(f for f in cache.rglob("*") if f.is_file())
    assert {f.parent.name for f in files} == {
        *(
            "attachments",
            "charts",
            "compared",
            "markup",
            "numbers",
            "recipes",
            "records",
            "revisions",
        ),
        "seals",
        *("scanned", "sites", "templates", "typeface"),
    }
    whole = {f: f.read_bytes() for f in files}
    for number, file in enumerate(files):
        spoiled(file, files[number - 1], number)

    assert start_build(fresh.plan, site, cache).wait() == 0

    assert digests(site) == before
    # What Python marks in compiled templates is not the same each time.
    others = {f: f.read_bytes() for f in files if f.parent.name != "templates"}
    assert others == {f: content for f, content in whole.items() if f in others}


def test_every_way_of_building_gives_the_same_byte_for_byte(fresh: FreshBuilds, tmp_path: Path):
    cache = Path(shutil.copytree(fresh.cache, tmp_path / "cache"))
    kept, spawned = tmp_path / "kept", tmp_path / "spawned"
    seed = {"PYTHONHASHSEED": "3"}

    assert start_build(fresh.plan, kept, cache, LANG="tr_TR.UTF-8").wait() == 0
    assert start_build(fresh.plan, spawned, tmp_path / "new", SPAWN, **seed).wait() == 0

    first = digests(fresh.site)
    assert len(first) > 50
    assert [s.name for s in (fresh.other, kept, spawned) if digests(s) != first] == []


def test_one_more_revision_is_small_and_brings_no_file_of_the_theme(tmp_path: Path):
    plan = write_plan(tmp_path / "plan", 2, 20)
    site_of(plan, tmp_path / "site", HOUSE / ".cache")
    files = [f for f in (tmp_path / "site/1925-06").rglob("*") if f.is_file()]

    # A quarter of it is every sealed file at its own address, so that the list beside it holds.
    # A page for each figure has the header and the menu of every page, so what counts is how many
    # bytes a reader is sent; without them it is what it was before.
    figures = [f for f in files if f.match("figures/*/index.html")]
    assert sum(len(gzip.compress(f.read_bytes(), 6)) for f in figures) < 80_000
    assert sum(f.stat().st_size for f in files if f not in figures) < 900_000
    # What is found in a revision is its own; the scripts that search are there once.
    of_theme = [f for f in files if f.suffix in (".css", ".js", ".svg", ".map", ".woff2")]
    assert [f.relative_to(tmp_path / "site/1925-06").as_posix() for f in of_theme] == [
        "search/index.js"
    ]


def test_pairs_are_compared_once_the_processes_that_made_the_pages_are_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    left: list[object] = []
    monkeypatch.setattr(
        post_build, "write_comparisons", lambda *given, real=post_build.write_comparisons: (
            left.append(multiprocessing.active_children()), real(*given)
        )[1]
    )  # fmt: skip

    site_of(TINY, tmp_path / "site", tmp_path / "cache")

    assert left == [[]]


def test_no_page_of_many_lists_them_all_but_every_page_is_found(tmp_path: Path):
    plan = write_plan(tmp_path / "plan", 1, 90, charts=0)
    site = tmp_path / "site"
    site_of(plan, site, HOUSE / ".cache")

    pages = {f: f.read_text("utf-8") for f in (site / "1925-06").rglob("index.html")}
    listed = (site / "1925-06/search.html").read_text("utf-8").partition("a-to-z")[2]
    names = [f.parent.name for f in pages if f.parent.name.startswith("page-")]
    middle = (site / "1925-06/part-5/page-45/index.html").read_text("utf-8")

    assert len(names) == 87
    assert [name for name in names if f"{name}/" not in listed] == []
    assert max(text.count("<li><a") for text in pages.values()) < 70
    assert "../page-41/" in middle
    assert 'href="../../part-6/page-51/">Part-6<' in middle
    assert 'href="../../search.html">Every page, A to Z<' in middle


def test_many_pages_in_a_row_are_listed_nearby_only(tmp_path: Path):
    plan = write_plan(tmp_path / "plan", 1, 90, charts=0)
    revision = plan / "data/revision.yml"
    text = revision.read_text("utf-8")
    pages = re.findall(r"[a-z0-9/-]+\.md", text[text.index("contents:") :])
    start = text[: text.index("contents:")]
    rows = "".join(f"  - {page}\n" for page in pages)
    revision.write_text(f"{start}contents:\n{rows}", "utf-8")

    site_of(plan, tmp_path / "site", HOUSE / ".cache")

    middle = (tmp_path / "site/1925-06/part-5/page-45/index.html").read_text("utf-8")
    listed = middle.partition('<nav class="menu" id="contents"')[2].partition("</nav>")[0]
    assert "page-44/" in listed
    assert 5 < listed.count("<li><a") < 30
    # The parts of the page itself are as many as they are, however many pages there are.
    assert len(re.findall(r'<li><a href="(?!#)', middle)) < 40


def test_a_page_among_many_revisions_tells_of_the_nearest_and_the_newest():
    bundles: list[Any] = [SimpleNamespace(id=f"20{number}-01") for number in range(10, 40)]

    def told(number: int) -> list[int]:
        return [int(e.id[2:4]) for e in nearby(bundles[number - 10], bundles)]

    assert told(20) == [*range(15, 20), *range(21, 26), 39]
    assert told(39) == [*range(34, 39)]
    assert told(37) == [*range(32, 37), 38, 39]
    assert told(10) == [*range(11, 16), 39]
