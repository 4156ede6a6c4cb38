"""A comparison on a page in Welsh says nothing of its own in English."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import combinations

import pytest
from babel.messages.pofile import read_po

from safety_plan.core.catalogues import catalogue_files
from safety_plan.core.quantities import UNIT_WORDS
from safety_plan.core.resources import load_resource
from safety_plan.core.translation import language_of_page
from safety_plan.diff.compare import Comparison, compare
from safety_plan.diff.parts import coalesce
from safety_plan.diff.phrases import PHRASES, reason_in_words
from safety_plan.diff.report import render_comparison, summary
from safety_plan.models.registers import REASONS
from safety_plan.revisions.action_history import action_histories
from safety_plan.revisions.record import Record
from safety_plan.site.site_model import read_site
from tests.conftest import TINY
from tests.diff.test_compare import IDS, PAIRS, record

HISTORY = {name: record(name) for name in IDS}


def english_patterns() -> Iterator[re.Pattern[str]]:
    """What fits each text that has a translation of other words, whatever stands in its places."""
    (path,) = (path for path in catalogue_files() if path.parent.name == "cy")
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    # Units are put into words where numbers are, in safety_plan/core. Titles of downloads stand on
    # no comparison, but what the plan counts may be called alike.
    others = {*UNIT_WORDS.values(), *load_resource("site/file-titles.yml").values()}
    for message in messages:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        for text in ids:
            if text not in others and text not in str(message.string):
                pattern = re.sub(r"\\\{\w*\\\}|%\\\(\w+\\\)s", ".+?", re.escape(text.strip()))
                letters = re.sub(r"%\(\w+\)s|{\w*}|[^a-zA-Z]", "", text)
                if len(letters) > (12 if pattern != re.escape(text.strip()) else 2):
                    yield re.compile(pattern)


PATTERNS = [*english_patterns()]


def english_in(texts: list[str]) -> list[str]:
    plain = {" ".join(unescape(text).split()).strip() for text in texts}
    return sorted(text for text in plain if any(one.fullmatch(text) for one in PATTERNS))


def _marks_of_changes(match: re.Match[str]) -> str:
    return "".join(re.findall("<[bi]>[^<>]*</[bi]>|<summary>[^<>]*</summary>", match[0]))


def words_of(c: Comparison) -> list[str]:
    """Every text between two tags, and in a label, of the pages of a comparison."""
    html = "".join(
        render_comparison(
            c, name, note="", publisher="", full=True, coalesce=coalesce, draw=None,
            runs=lambda blocks: [(True, blocks[:3]), (False, blocks[3:])], target=lambda _: "x",
        )
        for name in ("report.html", "words.html")
    )  # fmt: skip
    # The words of the pages are those of their records, but for what is said of each change.
    tracked = r'<div class="tracked">.*?</div></details>'
    html = re.sub(tracked, _marks_of_changes, html, flags=re.S)
    html = re.sub(r"[^<>]*<(?:del|ins)>(<i>[^<>]*</i>)[^<>]*", r"\1", html)
    return re.findall(r">([^<>]+)<", html) + re.findall(r'aria-label="([^"]+)"', html)


def sentences_of(c: Comparison) -> list[str]:
    parts = [part for text in summary(c) for part in re.split(r"; |, | and |\.$", text)]
    figures = [change.sentence.partition(": ")[2] for change in c.figures]
    rows = [change.sentence for change in c.rows]
    return [*parts, *figures, *rows, *c.contents, *(page.fate for page in c.pages)]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_the_page_of_a_comparison_has_no_english_of_the_site(old: str, new: str):
    with language_of_page("cy"):
        c = compare(HISTORY[old], HISTORY[new])
        assert english_in(words_of(c) + sentences_of(c)) == []


def test_registers_and_the_trail_of_actions_have_none_either():
    records: list[Record] = [bundle.record for bundle in read_site(TINY).bundles]
    with language_of_page("cy"):
        for old, new in combinations(records, 2):
            for c in (compare(old, new), compare(new, old)):
                assert english_in(words_of(c) + sentences_of(c)) == []
        steps = [step for one in action_histories(records) for step in one.steps]
        assert english_in([text for step in steps for text in step.sentences]) == []


def test_english_is_found_where_it_stands():
    c = compare(HISTORY["2001-03"], HISTORY["2002-03"])

    found = english_in(words_of(c) + sentences_of(c))

    assert {"Page by page", "Changed figures", "Why"} <= {*found}
    assert len(found) > 20


def test_things_are_counted_as_welsh_counts_them():
    with language_of_page("cy"):
        counted = [PHRASES["pages"].count("new", number) for number in (1, 2, 3, 4, 6, 12)]

    assert counted == [
        "mae un dudalen yn newydd",
        "mae dwy dudalen yn newydd",
        "mae tair tudalen yn newydd",
        "mae 4 tudalen yn newydd",
        "mae chwe thudalen yn newydd",
        "mae 12 tudalen yn newydd",
    ]
    assert PHRASES["pages"].count("new", 2) == "two pages are new"
    assert PHRASES["pages"].count("new", 12) == "12 pages are new"


def test_every_reason_of_a_change_has_its_words():
    assert [*PHRASES["reasons"]] == [*REASONS]
    assert reason_in_words("correction; of our own") == "correction; of our own"
    assert reason_in_words("correction;new year added") == "correction; new year added"
    with language_of_page("cy"):
        assert (
            reason_in_words("correction; new year added") == "cywiriad; ychwanegwyd blwyddyn newydd"
        )
