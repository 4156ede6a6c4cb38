"""Comparing two records: the history of an invented place, and what must always hold."""

import csv
import io
import itertools
import json
import random
import re
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from decimal import Decimal
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety_plan.content.page_text import CELL
from safety_plan.content.word_answers import fenced_block
from safety_plan.core import cache
from safety_plan.diff.blocks import Block, BlockChange, diff_blocks, diff_words
from safety_plan.diff.charts import chart_cells
from safety_plan.diff.compare import Comparison, compare
from safety_plan.diff.figures import figure_changes
from safety_plan.diff.kinds import (
    BlockChangeKind,
    ChartChangeKind,
    FigureChangeKind,
    PageChangeKind,
)
from safety_plan.diff.page_blocks import blocks_of
from safety_plan.diff.parts import coalesce
from safety_plan.diff.phrases import PHRASES
from safety_plan.diff.report import as_json, as_text
from safety_plan.models.charts import Chart, Series
from safety_plan.models.figures import Figure
from safety_plan.models.file_rows import facts_of
from safety_plan.models.pages import read_sealed_pages
from safety_plan.models.registers import register_columns
from safety_plan.models.revision import Revision, read_revision
from safety_plan.models.sources import Source
from safety_plan.models.target_loading import read_targets
from safety_plan.models.target_numbers import Numbers
from safety_plan.reading.attachments.read_attachment import read_attachment
from safety_plan.reading.csv_files import read_csv
from safety_plan.reading.yaml_files import read_yaml
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import Record, from_json, to_json, with_pages
from safety_plan.revisions.record_formats import FORMAT_2, FORMATS, NEWEST, first_format
from safety_plan.site.comparison_pages import write_comparisons
from safety_plan.site.downloads import write_csv
from safety_plan.site.urls import Urls
from tests.doors import run_door

HOUSE = Path(__file__).resolve().parents[2]
HISTORY = Path(__file__).parents[1] / "history"
IDS = sorted(folder.name for folder in HISTORY.glob("2*"))
PAIRS = list(itertools.pairwise(IDS))
FIGURE_COLUMNS = ("id", "label", "value", "qualifier", "unit", "period", "place", "source")


def rows(file: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    found, problems = read_csv(file, file.name, columns)
    assert problems == []
    return [row.cells for row in found]


def record(name: str) -> Record:
    """One revision of the invented place, made as every record is made."""
    folder = HISTORY / name
    revision, _ = read_revision(read_yaml(folder / "revision.yml", "revision.yml")[0])
    drawn = {c.id: c for c in charts(folder)}
    pages = {
        path: replace(page, text=with_cards(re.sub(
            r"```chart (\S+)```", lambda m: fenced_block("chart", content(drawn[m[1]])), page.text
        )))
        for path, page in read_sealed_pages(folder / "pages").items()
    }  # fmt: skip
    figures = [Figure(**row) for row in rows(folder / "figures.csv", FIGURE_COLUMNS)]
    blank = dict.fromkeys((f.name for f in fields(Source)), "") | {"caveats": ()}
    sources = [Source(**(blank | r)) for r in rows(HISTORY / "sources.csv", ("id", "title"))]
    changes = rows(folder / "changes.csv", list(register_columns("changes")))
    known = {"figures": {f.id: f for f in figures}, "sources": {s.id: s for s in sources}}
    kept = {"changes": tuple(changes), "registers": registers(folder, known["figures"])}
    return with_pages(Record(revision=revision, **known, **kept), pages)


def registers(folder: Path, figures: dict[str, Figure]) -> dict[str, tuple[dict[str, str], ...]]:
    """The rows of each register that an edition keeps; the first editions kept none."""
    files = {name: folder / f"{name}.csv" for name in FORMATS[NEWEST].registers}
    kept = {
        name: tuple(rows(file, list(register_columns(name))))
        for name, file in files.items()
        if file.exists()
    }
    if "targets" in kept:
        words = target_words(files["targets"], figures)
        kept["targets"] = tuple({**row, **words[row["id"]]} for row in kept["targets"])
    if "files" in kept:
        read = {row["id"]: read_attachment(folder / "files" / row["file"]) for row in kept["files"]}
        kept["files"] = tuple({**row, **facts_of(read[row["id"]])} for row in kept["files"])
    return kept


def target_words(file: Path, figures: dict[str, Figure]) -> dict[str, dict[str, str]]:
    """What is worked out of each target of an edition from its *figures*, as in every plan."""
    found, _ = read_csv(file, file.name, list(register_columns("targets")))
    sources = [row["id"] for row in rows(HISTORY / "sources.csv", ("id", "title"))]
    numbers = Numbers(figures=figures, tables={}, rows=(), sources=sources)
    targets, problems = read_targets(found, numbers, (), ())
    assert problems == []
    return {name: target.words for name, target in targets.items()}


def with_cards(text: str) -> str:
    """The priorities of a home page, one to a heading, as the cards that pages have."""

    def cards(found: re.Match[str]) -> str:
        names = re.findall(r"### (.+) \{ #card-(\S+) \}", found[0])
        blank = {"sentence": "", "figure": "", "figure_words": ""}
        return fenced_block("priorities", [{"title": t, "page_id": p, **blank} for t, p in names])

    return re.sub(r"(?:### .+ \{ #card-\S+ \}\n*)+", cards, text)


def content(chart: Chart) -> dict[str, object]:
    return {key: value for key, value in asdict(chart).items() if key != "shared_scale"}


def charts(folder: Path) -> list[Chart]:
    listed = rows(folder / "charts.csv", ("chart", "kind", "title", "series", "label", "value"))
    return [
        chart_of(name, [row for row in listed if row["chart"] == name])
        for name in dict.fromkeys(row["chart"] for row in listed)
    ]


def chart_of(name: str, listed: Sequence[dict[str, str]]) -> Chart:
    """The chart *name* of an edition, from the rows that are *listed* for it."""
    labels = tuple(dict.fromkeys(row["label"] for row in listed))
    cells: dict[str, list[str]] = {}
    for row in listed:
        cells.setdefault(row["series"], []).append(row["value"])
    return Chart(
        id=name,
        kind=listed[-1]["kind"],
        title=listed[-1]["title"],
        unit="count",
        subtitle="Counted each year",
        description="",
        labels_heading="Year",
        labels=labels,
        series=tuple(
            Series(name=series, cells=tuple(values), rows=(0,) * len(labels))
            for series, values in cells.items()
        ),
    )


@pytest.fixture(scope="module")
def history() -> dict[str, Record]:
    return {name: record(name) for name in IDS}


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_each_pair_is_told_as_written_out_by_hand(history: dict[str, Record], old: str, new: str):
    expected = (HISTORY / "expected" / f"{old}-to-{new}.txt").read_text("utf-8")

    assert as_text(compare(history[old], history[new])) == expected


def test_a_page_that_went_and_came_back_has_not_changed_across_the_gap(history: dict[str, Record]):
    c = compare(history["2004-03"], history["2006-03"], [history["2005-03"]])
    kinds = {page.page_id: page.kind for page in c.pages}

    assert kinds["cars"] == "same"
    assert [d.date for d in c.decisions] == ["2005-03-05", "2006-03-05"]


def test_a_figure_keeps_every_reason_of_the_revisions_between(history: dict[str, Record]):
    between = [history[name] for name in IDS[1:3]]
    c = compare(history["2001-03"], history["2004-03"], between)
    reasons = {entry.figure.id: entry.reason for entry in c.figures}

    assert reasons["burglaries"] == "correction; new year added; definition changed"


@pytest.mark.parametrize("between", [";", "; ", " ;  "])
def test_two_reasons_in_a_cell_are_told_as_two_however_they_are_typed(
    between: str, history: dict[str, Record]
):
    old, new = history["2001-03"], history["2002-03"]
    row = {"figure": "burglaries", "why": "Says why.", "source": "", "part": "", "page_id": ""}
    cell = f"source replaced{between}new year added"

    (change,) = [
        one
        for one in figure_changes(old, new, [{**row, "reason": cell}])
        if one.figure.id == "burglaries"
    ]

    assert "Why: source replaced; new year added. Says why." in change.sentence


def test_a_target_is_followed_from_the_day_it_was_set_until_it_was_met(history: dict[str, Record]):
    later = [compare(history[old], history[new]) for old, new in PAIRS[2:5]]
    told = [c for one in later for c in one.rows if c.register == "targets"]

    assert [change.kind for change in told] == ["new", "changed", "changed"]
    assert "By: “March 2005” became “March 2006”." in told[1].sentence
    assert "Why: target changed. The money for the lamps came a year late." in told[1].sentence
    assert "Verdict: “Off course” became “Met”." in told[2].sentence
    assert told[2].why == ""


def test_a_figure_that_is_defined_otherwise_is_not_subtracted(history: dict[str, Record]):
    entry = next(e for e in compare(history["2003-03"], history["2004-03"]).figures
                 if e.figure.id == "burglaries")  # fmt: skip

    assert entry.cells["difference"] == ""


def test_looking_back_gives_no_reasons(history: dict[str, Record]):
    c = compare(history["2003-03"], history["2002-03"])

    assert [entry.reason for entry in c.figures] == [""]
    assert c.decisions == ()


def test_every_pair_can_be_told_in_every_form(history: dict[str, Record]):
    for old in IDS:
        for new in IDS:
            c = compare(history[old], history[new])
            assert as_text(c, "markdown").startswith("# What changed")
            assert json.loads(as_json(c))["format"] == 1


def page_of(text: str) -> dict[str, Record]:
    from safety_plan.models.pages import Page

    page = Page(path="index.md", title="Home", page_id="home", description="", text=text)
    return {"index.md": page}  # type: ignore[dict-item]


REVISION = Revision(
    id="2001-01", title="One", status="adopted", status_note="", summary="", life=""
)


def made(text: str, **more: object) -> Record:
    record = Record(revision=REVISION, figures={}, sources={}, **more)  # type: ignore[arg-type]
    return with_pages(record, page_of(text))


@pytest.mark.parametrize(
    "other",
    [
        "# Home\n\nSafe **streets** for all.\n\n- One\n- Two\n",
        "Home\n====\n\nSafe _streets_\nfor all.\n\n* One\n* Two\n",
        "# Home\n\nSafe streets for   all.\n\n1. One\n2. Two\n",
    ],
)
def test_mark_up_alone_is_no_change(other: str):
    c = compare(made("# Home\n\nSafe streets for all.\n\n- One\n- Two\n"), made(other))

    assert empty(c)


def test_words_inside_quotes_of_another_form_are_the_same():
    assert empty(compare(made("# A\n\nThe “plan’s” end.\n"), made('# A\n\nThe "plan\'s" end.\n')))


def empty(c: Comparison) -> bool:
    told = (c.figures, c.priorities, c.charts, c.decisions)
    return not any(told) and all(page.kind == "same" for page in c.pages)


TABLE = "# A\n\n| Street | Lamps |\n|---|---|\n| Mill Lane | {} |\n\nSee [this](https://a.example/{}).\n"


def test_an_older_record_is_compared_as_far_as_it_goes():
    first = made(TABLE.format(8, "x"), format=1)

    assert to_json(from_json(to_json(first))) == to_json(first)
    assert '"details"' not in to_json(first)
    assert CELL not in to_json(first)
    assert empty(compare(first, made(TABLE.format(8, "y"))))
    assert not empty(compare(first, made(TABLE.format(9, "x"))))


# Generated histories: few words, so that they meet often.
WORDS = st.lists(
    st.sampled_from(["a", "b", "c", "lamp", "lamp,", "street", "12", "1,200", "£5", "the."]),
    max_size=9,
)
TEXTS = st.one_of(
    WORDS.map(" ".join), st.lists(WORDS.map(" ".join), min_size=2, max_size=4).map(CELL.join)
).filter(lambda text: text.strip())
SECTIONS = st.lists(
    st.tuples(st.sampled_from(["", "One", "Two", "One more"]), st.lists(TEXTS, max_size=5)),
    max_size=3,
)
PAGES = st.dictionaries(st.sampled_from(["home", "lamps", "parks"]), SECTIONS, max_size=3)
FIGURES = st.dictionaries(
    st.sampled_from(["a", "b", "c"]),
    st.tuples(
        st.decimals("-9999", "9999", places=1).map(str),
        st.sampled_from(["", "over"]),
        st.sampled_from(["count", "percent"]),
        st.sampled_from(["2001", "2002"]),
    ),
)


@st.composite
def records(draw: st.DrawFn) -> Record:
    pages = {}
    for name, sections in draw(PAGES).items():
        kept = tuple(
            {"heading": heading, "anchor": "", "text": "\n".join(texts), "details": []}
            for heading, texts in sections
        )
        first = made("# A\n").pages["index.md"]
        pages[name] = replace(first, path=name, page_id=name, address=name, sections=kept)
    figures = {
        name: Figure(id=name, label=name, value=value, qualifier=qualifier, unit=unit,
                     period=period, place="", source="")
        for name, (value, qualifier, unit, period) in draw(FIGURES).items()
    }  # fmt: skip
    return replace(made("# A\n"), pages=pages, figures=figures)


@given(records())
@settings(max_examples=60)
def test_a_record_compared_with_itself_has_no_change(one: Record):
    assert empty(compare(one, one))


def side(blocks: Sequence[BlockChange], which: int) -> list[str]:
    kept = [b for b in blocks if b.kind != ("removed" if which else "added")]
    return [text for b in kept if (text := "".join(part[which] for part in b.parts))]


@given(records(), records())
@settings(max_examples=150)
def test_each_side_can_be_read_back_exactly(one: Record, other: Record):
    for page in compare(one, other).pages:
        old, new = blocks_of(page.old), blocks_of(page.new)
        assert side(page.blocks, 1) == [block.text for block in new]
        # A row that went elsewhere in its table stands where it is now.
        read_back = side(page.blocks, 0)
        assert sorted(read_back) == sorted(block.text for block in old)
        rows = {block.text for block in old if block.role == "row"}
        assert [t for t in read_back if t not in rows] == [
            b.text for b in old if b.text not in rows
        ]


TURNED = {"added": "removed", "removed": "added"}


@given(records(), records())
@settings(max_examples=150)
def test_exchanged_sides_exchange_what_went_and_what_came(one: Record, other: Record):
    there, back = compare(one, other), compare(other, one)
    told = {p.page_id: [(b.kind, b.role, b.parts) for b in p.blocks] for p in there.pages}
    for page in back.pages:
        mirrored = [
            (TURNED.get(b.kind, b.kind), b.role, tuple((b_, a) for a, b_ in b.parts))
            for b in page.blocks
        ]
        assert sorted(mirrored) == sorted(told[page.page_id])


@given(records(), records())
@settings(max_examples=100)
def test_the_ledger_applied_to_the_old_figures_gives_the_new(one: Record, other: Record):
    applied = dict(one.figures)
    for entry in figure_changes(one, other, []):
        applied.pop(entry.figure.id) if entry.old else None
        applied |= {entry.figure.id: entry.new} if entry.new else {}

    assert applied == other.figures


@given(records(), records())
@settings(max_examples=60)
def test_the_ledger_as_a_file_gives_the_new_values_too(
    tmp_path_factory: pytest.TempPathFactory, one: Record, other: Record
):
    file = tmp_path_factory.mktemp("ledger") / "figures.csv"
    lines = [entry.cells for entry in figure_changes(one, other, [])]
    write_csv(file, [*lines[0]] if lines else ["figure"], [[*line.values()] for line in lines])

    def shown(record: Record) -> dict[str, str]:
        return {k: f"{f.qualifier} {f.value}".strip() for k, f in record.figures.items()}

    applied = shown(one)
    for row in csv.DictReader(io.StringIO(file.read_text("utf-8"))):
        assert applied.get(row["figure"], "") == row["old"]
        applied[row["figure"]] = row["new"]
        if row["difference"]:
            assert Decimal(row["new"]) - Decimal(row["old"]) == Decimal(row["difference"])

    assert {k: v for k, v in applied.items() if v} == shown(other)


def test_two_hundred_changed_paragraphs_in_another_order_can_be_read_back():
    dice = random.Random(1)
    vocabulary = [f"word{i}" for i in range(400)]
    old = [" ".join(dice.choices(vocabulary, k=60)) for _ in range(200)]
    new = [" ".join([*text.split()[:-3], "otherwise"]) for text in old]
    dice.shuffle(new)
    sides = [tuple(Block("text", text) for text in texts) for texts in (old, new)]

    blocks = diff_blocks(sides[0], sides[1])

    assert list(side(blocks, 1)) == new


def test_every_change_of_the_real_plan_has_its_reason():
    folder = HOUSE / "revisions" / "2019-04"
    from safety_plan.checks.registry import check

    old, new = from_json((folder / "plan.json").read_text("utf-8")), check(HOUSE)[1].record

    c = compare(old, new)

    assert c.priorities
    assert all(e.reason for e in c.figures if e.kind == "changed")
    assert all(page.reasons for page in c.pages if page.kind != "same")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return run_door("scripts/compare.py", *arguments)


def test_the_command_takes_ids_and_names():
    told = run("sealed", "working", "--plan", "tests/tiny_plan")

    assert told.returncode == 0, told.stderr
    assert "# What changed from “As adopted in June 2021” to “June 2022 Revision”" in told.stdout
    assert run("2021-06", "2022-06", "--plan", "tests/tiny_plan").stdout == told.stdout
    assert json.loads(
        run("2021-06", "working", "--plan", "tests/tiny_plan", "--format", "json").stdout
    )


def test_a_revision_that_is_not_there_is_named_with_those_that_are():
    told = run("2021-05", "working", "--plan", "tests/tiny_plan")

    assert told.returncode == 2
    assert told.stdout == "There is no revision “2021-05”. There are: 2022-06, 2021-06.\n"


def test_format_one_has_no_cells():
    assert first_format([{"heading": "A", "anchor": "a", "text": f"x{CELL}y", "details": []}]) == (
        {"heading": "A", "anchor": "a", "text": "x y"},
    )


def test_the_site_compares_each_pair_without_a_script_of_its_own(tiny_site: Path):
    page = (tiny_site / "history/2021-06-to-2022-06/index.html").read_text("utf-8")

    assert "<ins><i>[added: </i>" in page
    assert "<del><i>[taken out: </i>" in page
    assert page.count("before, this page was called") == 1
    assert re.findall(r"<script[^>]*>", page) == [
        '<script src="../../assets/javascripts/frame.js" defer>',
        '<script src="../../assets/javascripts/exit.js" defer>',
    ]
    apart, together = page.count('class="before-after"'), page.count('<figure class="chart">')
    assert together
    assert page.count('<svg class="chart-svg') == 2 * (apart + together)
    assert page.count("are not drawn over each other: ") == apart
    assert 'href="2021-06-to-2022-06/"' in (tiny_site / "history/index.html").read_text("utf-8")


def test_the_ledger_of_the_site_is_a_file_for_a_spreadsheet(tiny_site: Path):
    text = (tiny_site / "history/2021-06-to-2022-06/figures.csv").read_text("utf-8")
    lines = {row["figure"]: row for row in csv.DictReader(io.StringIO(text))}

    assert lines["thefts-latest"]["reason"] == "new year added"
    assert lines["thefts-latest"]["difference"] == str(
        int(lines["thefts-latest"]["new"]) - int(lines["thefts-latest"]["old"])
    )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "What changed on this page since “As adopted in June 2021”"),
        ("glossary/", "Nothing changed on this page since “As adopted in June 2021”"),
    ],
)
def test_each_page_leads_to_its_own_changes(tiny_site: Path, address: str, said: str):
    page = (tiny_site / "2022-06" / address / "index.html").read_text("utf-8")

    assert said in page
    assert "on this page since" not in (tiny_site / "2021-06/index.html").read_text("utf-8")


def test_two_charts_can_share_a_scale():
    from safety_plan.charts.draw import draw

    def drawn(value: str, **scale: tuple[str, ...]) -> str:
        series = (Series(name="Lamps", cells=("10", value), rows=(0, 0)),)
        chart = Chart(
            id="a",
            kind="lines",
            title="",
            subtitle="",
            description="",
            unit="count",
            labels_heading="Year",
            labels=("2001", "2002"),
            series=series,
            **scale,  # type: ignore[arg-type]
        )
        return draw(chart).rpartition("<svg")[2]

    ticks = [re.findall(r">([\d,]+)</text>", drawn("20", shared_scale=("10", "20", "10", "900")))]
    ticks += [re.findall(r">([\d,]+)</text>", drawn("900", shared_scale=("10", "20", "10", "900")))]

    assert "1,000" in ticks[0]
    assert [t for t in ticks[0] if t != "20"] == [t for t in ticks[1] if t != "900"]
    assert "1,000" not in drawn("20")


def test_a_decision_that_two_revisions_name_is_told_once(history: dict[str, Record]):
    later = replace(
        history["2003-03"].revision, decisions=history["2002-03"].revision.all_decisions
    )
    new = replace(history["2003-03"], revision=later)
    told = compare(history["2001-03"], new, [history["2002-03"]]).decisions

    assert [decision.date for decision in told] == ["2002-03-05", "2003-03-05"]


def test_a_row_that_moved_in_its_file_is_not_told(history: dict[str, Record]):
    old = history["2001-03"]
    figures = {name: replace(figure, row=figure.row + 1) for name, figure in old.figures.items()}
    c = compare(old, replace(old, figures=figures))

    assert {entry.kind for entry in c.figures} == {"kept"}
    assert as_text(c).strip() == "\n\n".join([f"# {c.title}", "Five pages stayed as they were."])


@given(WORDS.map(" ".join), WORDS.map(" ".join))
@settings(max_examples=150)
def test_changes_told_as_one_leave_both_sides_as_they_are(old: str, new: str):
    parts = coalesce(diff_words(old, new))

    assert ("".join(was for was, _ in parts), "".join(now for _, now in parts)) == (old, new)
    assert coalesce(diff_words(new, old)) == [(now, was) for was, now in parts]


def pages_of(folder: Path, *records: Record) -> dict[str, str]:
    """The pages of each pair of *records* as one text, under the address of their folder."""
    bundles = [
        RevisionBundle(record=one, pages={}, docs=folder, data=folder, sealed=False)
        for one in records
    ]
    site = SimpleNamespace(
        plan=SimpleNamespace(
            settings=SimpleNamespace(statement="", language="en-GB", compiled=True, publisher="")
        ),
        bundles=bundles,
        urls=Urls(bundles=bundles, site_pages={}),
        changes={},
        compared_pairs=[(old.id, new.id) for old, new in itertools.combinations(bundles, 2)],
        record_digests={bundle.id: cache.key(to_json(bundle.record)) for bundle in bundles},
    )
    page = "<main><div data-comparison></div></main>"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(cache, "CACHE_DIR", folder)
        seen = write_comparisons(site, folder, page)  # type: ignore[arg-type]
    told: dict[str, str] = {}
    for path in seen:
        name = path.split("/")[1]
        told[name] = told.get(name, "") + (folder / path).read_text("utf-8")
    return told


def revisions(*texts: str) -> list[Record]:
    """Revisions of a plan whose one page said *texts*."""
    return [
        replace(made(text), revision=replace(REVISION, id=f"{2001 + n}-01"))
        for n, text in enumerate(texts)
    ]


def squeezed(html: str, leaving: str) -> str:
    """All words of a page but spoken marks and what stands in one element, without spaces."""
    text = re.sub(f"<i>.*?</i>|<{leaving}>.*?</{leaving}>|<[^>]+>", "", html, flags=re.S)
    return re.sub(r"\s", "", unescape(text))


def test_every_page_of_a_pair_says_all_that_went_and_came(
    history: dict[str, Record], tmp_path: Path
):
    told = pages_of(tmp_path, *history.values())

    assert len(told) == 21
    for name, html in told.items():
        old, new = name.split("-to-")
        c = compare(history[old], history[new])
        for page in (page for page in c.pages if page.old and page.new):
            for which, leaving in enumerate(("ins", "del")):
                shown = squeezed(html, leaving)
                said = (b.parts for b in page.blocks if b.kind != "same")
                texts = ("".join(part[which] for part in parts) for parts in said)
                assert [text for text in texts if re.sub(r"\s", "", text) not in shown] == []
        if IDS.index(new) - IDS.index(old) > 1:
            pairs = [pair for pair in c.charts.values() if all(pair)]
            cells = [cell for pair in pairs for cell in chart_cells(*pair)]
            assert [n for n, was, now in cells if f"{n}: {was or now}" not in html] == []


def test_changes_close_together_are_one_only_where_revisions_lie_between(tmp_path: Path):
    old = "# A\n\nThe wardens visit the market of the town every Monday and mend the lamps.\n"
    new = "# A\n\nThe police visit the bridge of the town every Monday and mend the lamps.\n"
    far = pages_of(tmp_path, *revisions(old, "# A\n\nNothing.\n", new))["2001-01-to-2003-01"]
    near = pages_of(tmp_path / "near", *revisions(old, new))["2001-01-to-2002-01"]

    mark = "<del><i>[taken out: </i>{}</del><ins><i>; added: </i>{}<i>]</i></ins>".format
    one = mark("wardens visit the market", "police visit the bridge")
    assert f"The {one} of the town every Monday and mend the lamps." in far
    two = f"{mark('wardens', 'police')} visit the {mark('market', 'bridge')}"
    assert f"The {two} of the town every Monday and mend the lamps." in near


def test_braces_among_the_words_ask_for_nothing_on_the_page(tmp_path: Path):
    told = pages_of(tmp_path, *revisions("# A\n", "# A\n\nWrite `{{ figure }}`.\n"))

    assert "<code>{{</code> figure <code>}}</code>" in told["2001-01-to-2002-01"]


def test_what_can_happen_is_called_in_public_as_it_always_was():
    """The JSON, the file of figures and the templates use these words."""
    kinds = {kind.__name__: [str(one) for one in kind] for kind in
             (PageChangeKind, BlockChangeKind, FigureChangeKind, ChartChangeKind)}  # fmt: skip

    assert kinds == {
        "PageChangeKind": ["new", "taken out", "renamed", "readdressed", "changed", "same"],
        "BlockChangeKind": ["same", "added", "removed", "reworded", "moved"],
        "FigureChangeKind": ["new", "dropped", "changed", "noted", "kept"],
        "ChartChangeKind": ["new", "dropped", "redrawn", "reshaped", "changed", "same"],
    }


def test_every_kind_has_its_phrase():
    """But what is not told: a page or chart that is the same, a figure in another row."""
    phrases = {
        kind: {str(one) for one in kind}
        for kind in (PageChangeKind, FigureChangeKind, ChartChangeKind)
    }

    assert phrases[PageChangeKind] - {"changed"} <= PHRASES["pages"].keys()
    assert phrases[PageChangeKind] - {"same"} <= PHRASES["page"].keys()
    for key in ("figures", "figure"):
        assert phrases[FigureChangeKind] - {"kept"} <= PHRASES[key].keys()
    for key in ("charts", "chart"):
        assert phrases[ChartChangeKind] - {"same"} == PHRASES[key].keys()
    assert {str(one) for one in BlockChangeKind} - {"same"} == PHRASES["block"].keys()


def test_the_json_of_a_comparison_has_the_keys_that_the_guide_names(history: dict[str, Record]):
    """Written out here, so that a field added to a class publishes nothing by itself."""
    value = json.loads(as_json(compare(history["2001-03"], history["2002-03"])))

    assert [*value] == [
        *("format", "summary", "old", "new", "decisions", "priorities", "pages", "figures"),
        *("charts", "sources_new", "sources_gone", "about", "contents", "source_changes"),
        *("chart_pages", "registers"),
    ]
    assert [*value["pages"][0]] == [
        *("kind", "title", "page_id", "blocks", "details", "reasons", "charts", "fate")
    ]
    assert [*value["pages"][0]["blocks"][0]] == ["kind", "role", "parts", "place"]
    change = value["figures"][0]
    assert [*change] == [
        *("kind", "figure", "old", "new", "reason", "why", "source", "part", "pages"),
        "not_compared",
    ]
    assert change["figure"].keys() == FORMAT_2.figure.keys.keys()
    for side in ("old", "new"):
        assert value[side].keys() == FORMAT_2.revision.keys.keys()
