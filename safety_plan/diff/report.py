"""A comparison told: a summary to say aloud; all of it as text, Markdown, HTML or JSON.

The words stand beside this module: sentences in `phrases.json`, the rest in `report.*`.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from safety_plan.content.templates import render_template, render_text
from safety_plan.core.problems import Problem
from safety_plan.diff.blocks import BlockChange, diff_words
from safety_plan.diff.changes import MARKS
from safety_plan.diff.charts import chart_cells, chart_change_kind, chart_scale
from safety_plan.diff.compare import Comparison
from safety_plan.diff.earlier_figures import earlier_figures
from safety_plan.diff.figures import FigureChange, period_words
from safety_plan.diff.kinds import BlockChangeKind, PageChangeKind
from safety_plan.diff.own_work import OwnWork, own_work
from safety_plan.diff.pages import UNSAID, PageChange
from safety_plan.diff.period_words import over_years
from safety_plan.diff.phrases import PHRASES, Phrases, reason_in_words, register_phrases
from safety_plan.diff.registers import RowChange
from safety_plan.diff.tables import is_one_change, with_tables
from safety_plan.diff.weights import count_parts, percent_changed, weight_of
from safety_plan.models.figures import Figure
from safety_plan.revisions.record_formats import FORMAT_2

#: The format of `as_json`.
FORMAT = 1
#: Lists of a page with more entries are folded.
LONGEST_LIST = 5


def summary(c: Comparison, *, beside_others: bool = False) -> list[str]:
    """What changed, in sentences.

    *beside_others* where files changed that this comparison does not know of: then no page is
    said to stay as it was, because a number to call, the theme or the code can change it.
    """
    own = own_work(c)
    sentences = [*sentence_of_each(c, beside_others=beside_others).values()]
    if c.contents:
        sentences.append(PHRASES["contents"]["changed"])
    if c.old.id == c.new.id and c.old.status != c.new.status:
        statuses = (PHRASES["statuses"].get(one.status, one.status) for one in (c.old, c.new))
        sentences.insert(0, PHRASES["title"]["status"].format(*statuses))
    if beside_others and not any(sentences):
        sentences.append(PHRASES["title"]["others"])
    sentences = [*c.identity, *sentences, _own_sentence(c, own)]
    return [_capitalise(text) for text in sentences if text]


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


def sentence_of_each(c: Comparison, *, beside_others: bool = False) -> dict[str, str]:
    """How much changed in each subject and register, in a sentence; empty where nothing did."""
    own = own_work(c)
    counts: dict[str, Mapping[str, int]] = {
        "pages": _page_counts([page for page in c.pages if page not in own.pages]),
        "priorities": Counter(changed=len(c.priorities)),
        "figures": Counter(change.kind for change in c.figures if change not in own.figures),
        "sources": Counter(
            new=len(c.sources_new),
            gone=len(c.sources_gone),
            changed=len({change.name.rpartition(": ")[0] for change in c.source_changes}),
        ),
        "charts": Counter(
            chart_change_kind(*pair) for name, pair in c.charts.items() if name not in own.charts
        ),
    }
    if beside_others and counts["pages"].get(PageChangeKind.SAME):
        counts["pages"] = {k: n for k, n in counts["pages"].items() if k != PageChangeKind.SAME}
    sentences = {subject: _sentence(PHRASES[subject], count) for subject, count in counts.items()}
    for name, changes in c.rows_by_register.items():
        phrases = register_phrases(name, compiled=c.compiled)["counts"]
        sentences[name] = _sentence(phrases, Counter(change.kind for change in changes))
    return sentences


def _own_sentence(c: Comparison, own: OwnWork) -> str:
    """What this site rewrote, apart from what changed in the plan; empty where that is nothing."""
    counts: dict[str, Mapping[str, int]] = {
        "pages": _page_counts(own.pages),
        "figures": Counter(change.kind for change in own.figures),
        "charts": Counter(chart_change_kind(*c.charts[name]) for name in own.charts),
    }
    parts = [_sentence(PHRASES[subject], count).rstrip(".") for subject, count in counts.items()]
    sentences = "; ".join(filter(None, parts))
    return str(PHRASES["own"]["summary"].format(f"{sentences}.")) if sentences else ""


def _page_counts(pages: Sequence[PageChange]) -> Counter[str]:
    """How many pages are of each kind; those with other words are counted beside that."""
    counts = Counter[str](page.kind for page in pages if page.kind != PageChangeKind.CHANGED)
    both = [page for page in pages if page.old and page.new]
    counts["reworded"] = sum(page.is_reworded for page in both)
    for kind in UNSAID:
        counts[kind] = sum(page.has(kind) for page in both)
    counts["redrawn"] = sum(bool(page.charts) and not page.is_reworded for page in both)
    return counts


def _sentence(phrases: Phrases, counts: Mapping[str, int]) -> str:
    """A list such as `one page is new and two pages were renamed.`; empty where all are 0."""
    items = [phrases.count(kind, counts[kind]) for kind in phrases if counts.get(kind)]
    if not items:
        return ""
    *first, last = items
    words = PHRASES["list"]
    if not first:
        return str(words["only"].format(last))
    return str(words["last"].format(words["between"].join(first), last))


def render_comparison(c: Comparison, name: str, **params: Any) -> str:  # noqa: ANN401 (what a template asks for)
    """The comparison in the words of the HTML template *name*; every text is escaped."""
    return render_template(name, **_params(c), **params)


def _params(c: Comparison) -> dict[str, Any]:
    """What every template of a comparison may ask for."""
    own, sentences = own_work(c), summary(c)
    opening = {name: _capitalise(text) for name, text in sentence_of_each(c).items()}
    of_registers = {opening[name] for name in c.rows_by_register}
    return {
        "c": c,
        "pages": sorted(c.pages, key=lambda page: page in own.pages),
        "figures": sorted(c.figures, key=lambda change: change in own.figures),
        "earlier": earlier_figures(c.figures),
        "own_pages": own.pages,
        "title": c.title,
        "words_title": c.words_title,
        "weight_of": weight_of,
        "count_parts": count_parts,
        "percent_changed": percent_changed,
        "summary": sentences,
        "overview": [sentence for sentence in sentences if sentence not in of_registers],
        "opening": opening,
        "longest": LONGEST_LIST,
        "phrases": PHRASES,
        "source": c.source,
        "period": period_words,
        "tracked": diff_words,
        "with_tables": with_tables,
        "is_one_change": is_one_change,
        "signed": _with_sign,
        "over_years": over_years,
        "reason_in_words": reason_in_words,
        "chart_change_kind": chart_change_kind,
        "chart_cells": chart_cells,
        "chart_scale": chart_scale,
    }


def _with_sign(number: str) -> str:
    return f"{Decimal(number):+,f}".replace("-", "−") if number else ""


def as_text(
    c: Comparison,
    form: str = "text",
    problems: Sequence[Problem] = (),
    *,
    beside_others: bool = False,
) -> str:
    """The comparison for a terminal or, as `markdown`, for a pull request.

    *problems* are what the newer side still has to put right.
    """
    put, out = (tuple(map(Markup, marks)) for marks in MARKS[form])
    folded = form == "markdown"
    params = {"put": put, "out": out, "folded": folded, "problems": problems}
    params["summary"] = summary(c, beside_others=beside_others)
    text = render_text("report.md", form, **(_params(c) | params))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def as_json(c: Comparison, *, beside_others: bool = False) -> str:
    """The comparison for a program; engineering/architecture.md explains its keys.

    Each key is named here or in the format of records, so that a field added to a class
    changes nothing that is published.
    """
    value = {
        "format": FORMAT,
        "summary": summary(c, beside_others=beside_others),
        "old": FORMAT_2.revision_content(c.old),
        "new": FORMAT_2.revision_content(c.new),
        "decisions": [FORMAT_2.decision.write(decision) for decision in c.decisions],
        "priorities": c.priorities,
        "pages": [_page_content(page) for page in c.pages if page.kind != PageChangeKind.SAME],
        "figures": [_figure_content(change) for change in c.figures],
        "charts": c.charts,
        "sources_new": c.sources_new,
        "sources_gone": c.sources_gone,
        "about": c.about,
        "contents": c.contents,
        "source_changes": c.source_changes,
        "chart_pages": {name: c.chart_pages[name] for name in c.charts},
        "registers": {
            name: [_row_content(change) for change in changes]
            for name, changes in c.rows_by_register.items()
        },
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _page_content(page: PageChange) -> dict[str, Any]:
    return {
        "kind": page.kind,
        "title": page.page.title,
        "page_id": page.page_id,
        "blocks": [
            {"kind": block.kind, "role": block.role, "parts": block.parts, "place": _place(block)}
            for block in page.blocks
        ],
        "details": page.details,
        "reasons": [dict(row) for row in page.reasons],
        "charts": page.charts,
        "fate": page.fate,
    }


def _place(block: BlockChange) -> str:
    """Where the other end of a move stands, in words that are published and stay as they are."""
    if block.kind != BlockChangeKind.MOVED:
        return ""
    return f"the page “{block.other_page}”" if block.other_page else "another place on this page"


def _row_content(change: RowChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "key": change.key,
        "old": change.old,
        "new": change.new,
        "why": change.why,
    }


def _figure_content(change: FigureChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "figure": _figure(change.figure),
        "old": _figure(change.old),
        "new": _figure(change.new),
        "reason": change.reason,
        "why": change.why,
        "source": change.source,
        "part": change.part,
        "pages": change.pages,
        "not_compared": change.unlike,
    }


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    return FORMAT_2.figure.write(figure, derived=False) if figure else None
