"""No block of a page says a word of ours in English on a page of another language.

In the language of these tests every word of each message is `ø`. So what is left of a block,
once the words of the tiny plan are taken out, never went through a catalogue.
"""

import csv
import gettext
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from babel import Locale
from lxml import html

from safety_plan.charts.draw import draw
from safety_plan.charts.kinds import KINDS
from safety_plan.charts.overlay import overlay_charts
from safety_plan.content.action_blocks import counts_in_words
from safety_plan.content.change_phrases import describe_change
from safety_plan.content.links import LINK_MARK, find_changes
from safety_plan.content.markdown_ext import BLOCK
from safety_plan.content.renderer import BLOCK_MACROS, Renderer
from safety_plan.core import cache, translation
from safety_plan.core.hours import format_hours
from safety_plan.core.translation import language_of_page
from safety_plan.models.figures import QUALIFIERS, Figure
from safety_plan.models.goal_words import value_in_words
from safety_plan.models.help import ways_of
from safety_plan.models.in_force import in_force_periods
from safety_plan.models.plan import Plan, read_plan
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import working_bundle
from tests.conftest import TINY

#: A language that Babel knows and no catalogue speaks.
STRANGE = "ga"
_WORD = re.compile(r"[^\W\d_]+")


def strange(message: str) -> str:
    """*message* with `ø` for each word; its places and its marks stay."""
    kept = r"(\{\w+\}|%\(\w+\)s|<[^>]+>)|[^\W\d_]+"
    return re.sub(kept, lambda match: match[1] or "ø", message)


class Strange(gettext.NullTranslations):
    """A catalogue in which no word is one."""

    def gettext(self, message: str) -> str:
        return strange(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return strange(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return strange(message)


@pytest.fixture
def strange_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(cache, "CACHE_DIR", tmp_path)  # nothing of it may be kept for others
    monkeypatch.setattr(translation, "_catalogue", lambda _: Strange())
    monkeypatch.setattr(translation, "languages", lambda: ("en-GB", "cy", STRANGE))
    with language_of_page(STRANGE):
        yield


def texts_of(value: object) -> Iterator[str]:
    """Every text in *value*, without the calls in it."""
    if isinstance(value, dict):
        yield from texts_of([*value.values()])
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one)
    else:
        pieces = re.split(r"\{\{.*?\}\}", re.sub(r"\s+", " ", str(value)))
        yield from (piece.strip() for piece in pieces)


def words_of_plan() -> list[str]:
    """Every text that the tiny plan has in a cell, a setting or the top of a page."""
    texts: list[str] = []
    for file in TINY.rglob("*.csv"):
        texts += texts_of([*csv.reader(file.read_text(encoding="utf-8").splitlines())])
    for file in TINY.rglob("*.yml"):
        texts += texts_of(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader))
    for file in TINY.glob("docs/**/*.md"):
        head = file.read_text(encoding="utf-8").split("---\n")[1]
        texts += texts_of(yaml.load(head, yaml.BaseLoader))
    revision = yaml.load((TINY / "data/revision.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    for part in revision["contents"]:
        texts += part if isinstance(part, dict) else []  # the headings of the contents
    return [text for text in set(texts) if _WORD.search(text)]


def blocks_of(plan: Plan) -> Iterator[tuple[str, str]]:
    """The kind and the HTML of each block and mark on the pages of *plan*."""
    bundle, _ = working_bundle(plan)
    record, pages = bundle.record, bundle.pages.values()
    changes = find_changes(page.text for page in pages)
    renderer = Renderer(
        figures=record.figures,
        sources=record.sources,
        targets=record.targets,
        changes=changes,
        draw=draw,
    )
    for page in pages:
        for block in BLOCK.finditer(page.text):
            yield block[1], renderer.block(block[1], json.loads(block[2]))
        for mark in LINK_MARK.finditer(BLOCK.sub("", page.text)):
            if mark[1] not in plan.pages[page.path].text:
                yield "mark", mark[1]


def texts_shown(markup: str) -> Iterator[tuple[str, bool]]:
    """What readers and listeners of *markup* get, piece by piece, and whether it is drawn."""
    for element in html.fragment_fromstring(markup, create_parent=True).iter():
        names = ("aria-label", "alt", "title")
        for text in (element.text, element.tail, *map(element.get, names)):
            yield re.sub(r"\s+", " ", text or ""), element.tag in ("text", "tspan", "g")


def words_left(text: str, known: re.Pattern[str], vocabulary: set[str]) -> set[str]:
    """Words of *text* that are none of what is *known*, nor of the *vocabulary*."""
    # What is drawn is broken into lines, so that only pieces of a known text are found.
    return {word for word in _WORD.findall(known.sub(" ", text)) if word.lower() not in vocabulary}


def any_text(texts: list[str]) -> re.Pattern[str]:
    """Finds any of *texts* as whole words, the longest first."""
    longest_first = sorted(filter(None, texts), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def test_every_block_of_the_tiny_plan_speaks_the_language_of_its_page(strange_words: None):
    # The tiny plan has pages in Welsh too.
    months = [Locale(language).months["format"] for language in (STRANGE, "cy")]
    widths = [one[width] for one in months for width in ("wide", "abbreviated")]
    names = [name for names in widths for name in names.values()]
    plan_words = words_of_plan()
    vocabulary = {word.lower() for text in plan_words for word in _WORD.findall(text)}
    vocabulary = (vocabulary - OURS) | OF_FILES
    known = any_text([*plan_words, *names])
    plan, _ = read_plan(TINY, KINDS)
    plan = replace(plan, settings=replace(plan.settings, language=STRANGE))

    shown = [*blocks_of(plan)]
    left = {
        (kind, word, text)
        for kind, markup in shown
        for text, is_drawn in texts_shown(markup)
        for word in words_left(text, known, vocabulary if is_drawn else OF_FILES)
    }

    assert left == set()
    assert {kind for kind, _ in shown} >= {*BLOCK_MACROS} - {"progress", "problem"}


#: What stands for a word of ours, and what names of files are made of.
OF_FILES = {"ø", "data", "csv", "pdf"}
#: Words of the tiny plan that our own sentences have too, and that stand alone in no cell.
OURS = {"number", "value", "values", "source", "rate", "highest", "lowest", "missing", "amount"}


def test_what_no_page_of_the_tiny_plan_shows_speaks_it_as_well(strange_words: None):
    plan, _ = read_plan(TINY, KINDS)
    figure = Figure(id="a", label="", value="5", unit="count", period="", place="", source="")
    texts = [
        *(f"{way.words}" for row in plan.rows("contacts") for way in ways_of(row)),
        *(format_hours(text) for text in ("Mon-Sun 00:00-24:00", "Mon-Fri 12:00-24:00")),
        *(value_in_words(Decimal(2), unit) for unit in ("years", "months", "days", "minutes")),
        *(period["note"] or "" for period in in_force_periods([plan.revision])),
        *(Figure(**{**as_fields(figure), "qualifier": q}).text for q in QUALIFIERS),
        counts_in_words([Row("", 2, {"state": s, "due": ""}) for s in ("done", "stopped")]),
    ]
    known = [row[name] for row in plan.rows("contacts") for name in ("text_word", "phone")]
    known += [plan.revision.title, *(decision.body for decision in plan.revision.all_decisions)]
    names = {name.lower() for name in Locale(STRANGE).months["format"]["wide"].values()}

    assert [t for t in texts if words_left(t, any_text(known), names | {"ø"})] == []


def as_fields(figure: Figure) -> dict[str, str]:
    """The texts that a figure is made of."""
    names = ("id", "label", "value", "unit", "period", "place", "source")
    return {name: getattr(figure, name) for name in names}


@pytest.mark.parametrize("show", ["change", "amount", "both", "direction"])
@pytest.mark.parametrize("unit", ["count", "percent", "rank", "pounds_million"])
def test_a_change_is_told_in_the_language_of_the_page(strange_words: None, unit: str, show: str):
    def figure(value: str) -> Figure:
        return Figure(id="a", label="", value=value, unit=unit, period="", place="", source="")

    for values in (("5", "9"), ("9", "5"), ("5", "5")):
        text = describe_change(*map(figure, values), show) or ""

        assert set(_WORD.findall(text)) == {"ø"}


def test_two_charts_over_each_other_are_told_in_the_language_of_the_page(strange_words: None):
    plan, _ = read_plan(TINY, KINDS)
    chart = next(one for one in plan.charts.values() if one.kind == "lines")

    words = overlay_charts(chart, chart, ("A", "B")).description

    assert words.startswith("ø ø ø ø ø ø ø ø.")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 cam gweithredu: 1 wedi’i wneud"),
        (2, "2 gam gweithredu: 2 wedi’i wneud"),
        (3, "3 cham gweithredu: 3 wedi’i wneud"),
        (6, "6 cham gweithredu: 6 wedi’i wneud"),
        (10, "10 cam gweithredu: 10 wedi’i wneud"),
    ],
)
def test_actions_are_counted_as_welsh_counts(count: int, words: str):
    with language_of_page("cy"):
        assert counts_in_words([Row("", 2, {"state": "done", "due": ""})] * count) == words


def test_none_is_counted_as_welsh_counts():
    with language_of_page("cy"):
        assert counts_in_words([]) == "0 cam gweithredu: "
