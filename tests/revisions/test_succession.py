"""A page leads on for ever, whatever became of it."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from safety_plan.models.pages import Page
from safety_plan.models.revision import Revision
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import Record, with_pages
from safety_plan.revisions.succession import Succession, gone_headings

HOUSE = Path(__file__).resolve().parents[2]


def bundle(folder: Path, number: int, page_ids: str, told: str = "") -> RevisionBundle:
    """A revision with pages of these ids, and what its revision.yml tells of moves."""
    data = folder / str(number)
    data.mkdir()
    (data / "revision.yml").write_text(told, encoding="utf-8")
    pages = {
        f"{name}-{number}.md": Page(
            path=f"{name}-{number}.md", title=name, page_id=name, description="", text=f"# {name}"
        )
        for name in page_ids.split()
    }
    told_of = dict.fromkeys(("title", "status", "status_note", "summary", "life"), "")
    revision = Revision(id=f"202{number}-01", **told_of)
    record = with_pages(Record(revision=revision, figures={}, sources={}), pages)
    return RevisionBundle(record=record, pages=pages, docs=data, data=data, sealed=True)


FIXTURES = {
    "kept while its address changed": ([("a", ""), ("a", "")], "a", "a"),
    "renamed": ([("a", ""), ("b", "moved: {a: b}")], "a", "b"),
    "renamed twice": ([("a", ""), ("b", "moved: {a: b}"), ("c", "moved: {b: c}")], "a", "c"),
    "split": ([("a", ""), ("b c", "moved: {a: [b, c]}")], "a", "b c"),
    "merged": ([("a b", ""), ("c", "moved: {a: c, b: c}")], "a", "c"),
    "split, then merged": (
        [("a", ""), ("b c", "moved: {a: [b, c]}"), ("d", "moved: {b: d, c: d}")],
        *("a", "d"),
    ),
    "moved in part": ([("a", ""), ("a b", "moved: {a: b}")], "a", "a"),
    "kept beside a renamed one": ([("a b", ""), ("c b", "moved: {a: c}")], "b", "b"),
    "dropped": ([("a b", ""), ("b", "dropped: {a: It ended.}")], "a", ""),
    "dropped and back": ([("a b", ""), ("b", "dropped: {a: It ended.}"), ("a b", "")], "a", "a"),
}


@pytest.mark.parametrize("case", FIXTURES)
def test_a_page_leads_to_what_became_of_it_and_back(case: str, tmp_path: Path):
    told, page_id, expected = FIXTURES[case]
    bundles = [bundle(tmp_path, i, ids, moves) for i, (ids, moves) in enumerate(told)]
    succession = Succession(bundles)
    first, last = bundles[0], bundles[-1]

    found = [p.page_id for p in succession.counterparts(page_id, first, last)]

    assert found == expected.split()
    for name in found:
        back = [p.page_id for p in succession.counterparts(name, last, first)]
        assert page_id in back


def test_a_merged_page_leads_back_to_both(tmp_path: Path):
    bundles = [bundle(tmp_path, 0, "a b"), bundle(tmp_path, 1, "c", "moved: {a: c, b: c}")]

    back = Succession(bundles).counterparts("c", bundles[1], bundles[0])

    assert [p.page_id for p in back] == ["a", "b"]


def test_the_reason_for_dropping_a_page_is_the_last_one_given(tmp_path: Path):
    bundles = [bundle(tmp_path, 0, "a"), bundle(tmp_path, 1, "b", "dropped: {a: It ended.}")]

    assert Succession(bundles).why_dropped("a") == "It ended."
    assert Succession(bundles).why_dropped("b") == ""


def test_old_pages_say_where_they_went_and_latest_leads_on(tiny: Path, tmp_path: Path):
    """In a built site: the old bridge is split in two, the bicycles are dropped."""
    docs, data = tiny / "docs", tiny / "data"
    shutil.rmtree(docs / "cy")
    bridge = docs / "priorities" / "bridge-and-river.md"
    text = bridge.read_text("utf-8").replace("page_id: old-bridge", "page_id: bridge")
    bridge.write_text(text, "utf-8")
    words = (
        "---\ntitle: River\npage_id: river\ndescription: The river.\n---\n# River\n\nIt flows.\n"
    )
    (docs / "priorities" / "river.md").write_text(words, "utf-8")
    (docs / "priorities" / "bicycles.md").unlink()
    rows = (data / "priorities.csv").read_text("utf-8").replace("old-bridge", "bridge")
    rows = "".join(r for r in rows.splitlines(keepends=True) if not r.startswith("bicycles"))
    (data / "priorities.csv").write_text(rows, "utf-8")
    actions = (data / "actions.csv").read_text("utf-8")
    actions = actions.replace(",old-bridge,", ",bridge,").replace(",bicycles,", ",river,")
    (data / "actions.csv").write_text(actions, "utf-8")
    parts = (data / "source-parts.csv").read_text("utf-8")
    (data / "source-parts.csv").write_text(f"{parts.splitlines()[0]}\n", "utf-8")
    charts = (docs / "charts.md").read_text("utf-8")
    calls = [line for line in charts.splitlines(keepends=True) if "{{ parts(" in line]
    (docs / "charts.md").write_text(charts.replace("".join(calls), ""), "utf-8")
    headlines = (data / "headlines.csv").read_text("utf-8")
    assert ",thefts-over-time/Fernbrook," in headlines  # the line of a chart on the page that goes
    headlines = headlines.replace(",thefts-over-time/Fernbrook,", ",,")
    (data / "headlines.csv").write_text(headlines, "utf-8")
    money = (data / "money.csv").read_text("utf-8").replace(",old-bridge,", ",bridge,")
    (data / "money.csv").write_text(money, "utf-8")
    moves = "moved:\n  old-bridge: [bridge, river]\ndropped:\n  bicycles: The theft stopped.\n"
    revision = data / "revision.yml"
    text = revision.read_text("utf-8").replace("priorities/bicycles.md", "priorities/river.md")
    revision.write_text(text + moves, "utf-8")

    site = tmp_path / "site"
    build = [sys.executable, "scripts/build.py", "--plan", str(tiny), "--out", str(site)]
    done = subprocess.run(build, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

    def page(address: str) -> str:
        return " ".join((site / address / "index.html").read_text("utf-8").split())

    old = page("2021-06/priorities/old-bridge")
    assert (
        'What stood here is now on: <a href="../../../2022-06/priorities/bridge-and-river/">' in old
    )
    assert (
        '<a href="../../../2022-06/priorities/river/">River, in the June 2022 Revision</a>' in old
    )
    gone = page("2021-06/priorities/bicycles")
    assert (
        "This page is not in the June 2022 Revision. The reason given: The theft stopped." in gone
    )
    new = page("2022-06/priorities/river")
    assert '<a href="../../../2021-06/priorities/old-bridge/">As adopted in June 2021: Safe' in new
    assert 'url=../../../2021-06/priorities/old-bridge/"' in page("latest/priorities/old-bridge")
    assert 'url=../../../2021-06/priorities/bicycles/"' in page("latest/priorities/bicycles")
    assert 'url=../../../2022-06/priorities/river/"' in page("latest/priorities/river")


def test_every_address_there_ever_was_still_leads_somewhere(real_site: Path):
    for revision in ("2019-04", "2020-04"):
        for file in (real_site / revision).rglob("index.html"):
            address = file.relative_to(real_site / revision)
            assert (real_site / "latest" / address).is_file(), address


def test_a_heading_that_is_gone_is_named_once_and_stops_nothing(tmp_path: Path):
    old, new = bundle(tmp_path, 0, "a b").record, bundle(tmp_path, 1, "a b").record
    was = replace(old.pages["a-0.md"], path="a-1.md", sections=(*old.pages["a-0.md"].sections, {
        "heading": "Source of it", "anchor": "source-of-it", "text": "", "details": []
    }))  # fmt: skip

    assert gone_headings(new, old) == []
    found = gone_headings(new, replace(old, pages={**old.pages, "a-0.md": was}))

    assert [problem.is_warning for problem in found] == [True]
    assert "“Source of it” (a-1.md)" in found[0].found


@pytest.mark.parametrize(
    ("count", "more"), [(1, ""), (5, ""), (6, "and 1 more"), (12, "and 7 more")]
)
def test_five_headings_that_are_gone_are_named_and_the_others_counted(
    count: int, more: str, tmp_path: Path
):
    old, new = bundle(tmp_path, 0, "a b").record, bundle(tmp_path, 1, "a b").record
    page = old.pages["a-0.md"]
    gone = tuple(
        {"heading": f"Part {n}", "anchor": f"part-{n}", "text": "", "details": []}
        for n in range(count)
    )
    was = replace(old, pages={"a-0.md": replace(page, sections=(*page.sections, *gone))})

    (told,) = gone_headings(new, was)

    named = [f"“Part {n}” (a-0.md)" for n in range(min(count, 5))]
    assert "; ".join([*named, more] if more else named) in told.found
    assert told.location.path == "data/revision.yml"
    assert ("more" in told.found) == bool(more)


def test_a_heading_that_moved_or_is_listed_or_whose_page_is_gone_is_not_named(tmp_path: Path):
    old, new = bundle(tmp_path, 0, "a b").record, bundle(tmp_path, 1, "a").record
    part = {"heading": "Part", "anchor": "part", "text": "", "details": []}
    card = {"heading": "Thefts", "anchor": "figure-thefts-name", "text": "", "details": []}
    pages = {
        name: replace(page, sections=(*page.sections, part, card))
        for name, page in old.pages.items()
    }
    page = new.pages["a-1.md"]
    with_part = replace(page, sections=(*page.sections, {**part, "heading": "Another name"}))

    found = gone_headings(replace(new, pages={"a-1.md": with_part}), replace(old, pages=pages))
    assert found == []
