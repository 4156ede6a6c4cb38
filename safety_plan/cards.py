"""Cards: everything that proves a number, in one place, for reading on a phone.

A figure has a card of its own, on the page that lists the figures. A table or
a chart carries its card below it, for all of its numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from safety_plan.changes import change_words
from safety_plan.dates import shown_date, shown_period
from safety_plan.figures import Figure
from safety_plan.html import caveat_list, facts, link, row_words
from safety_plan.numbers import UNIT_WORDS
from safety_plan.sources import Source

Sources = Mapping[str, Source]

UNKNOWN = "not known to us"


def source_link(name: str, sources: Sources) -> str:
    """A link to the card of a source."""
    return link(f"source:{name}", sources[name].title if name in sources else name)


def source_card(source: Source) -> str:
    """The card of a source."""
    return _card("source", source.id, source.title, facts(_about(source)))


def _card(kind: str, name: str, title: str, html: str) -> str:
    head = f'<h3 id="{kind}-{name}-name">{escape(title, quote=False)}</h3>'
    return f'<section class="{kind}-card" id="{kind}-{name}">{head}{html}</section>'


def _about(source: Source) -> list[tuple[str, str]]:
    """What is known of a source, and what is not."""
    address = escape(source.address)
    taken = (source.read, shown_date(source.taken) or "")
    return [
        ("Published by", escape(source.publisher, quote=False)),
        ("Date", escape(shown_date(source.date) or UNKNOWN)),
        ("Address", f'<a href="{address}">{address}</a>' if address else UNKNOWN),
        ("Licence", escape(source.licence or UNKNOWN)),
        ("We read it", escape(", ".join(part for part in taken if part))),
        ("Confidence", escape(source.confidence)),
        ("To bear in mind", caveat_list(source.caveats)),
    ]


def figure_card(
    figure: Figure, sources: Sources, before: Iterable[Figure], beside: Sequence[tuple[str, str]]
) -> str:
    """The card of a figure; *before* are those it is compared with, *beside* is living."""
    part = f", {escape(figure.part)}" if figure.part else ""
    # Percent, per_1000 and the like are rates.
    parts = "not published with the rate" if figure.unit.startswith("per") else ""
    known = [
        ("What it counts", escape(figure.counts or figure.label, quote=False)),
        ("Period", escape(shown_period(figure.period) or figure.period)),
        ("Place", escape(figure.place)),
        ("Exact value", escape(f"{figure.value} ({UNIT_WORDS[figure.unit]})")),
        ("Numerator", escape(figure.numerator or parts, quote=False)),
        ("Denominator", escape(figure.denominator or parts, quote=False)),
        ("Compared", "".join(_compared(figure, old) for old in before)),
        ("To bear in mind", caveat_list(figure.caveats)),
        ("Note", escape(figure.note, quote=False)),
        ("File and row", _rows(figure.file, [figure.row])),
        ("Source", source_link(figure.source, sources) + part),
    ]
    source = facts(_about(sources[figure.source])) if figure.source in sources else ""
    living = f'<div data-living class="figure-uses">{facts(beside)}</div>' if beside else ""
    value = f'<p class="figure-value">{escape(figure.text)}</p>{facts(known)}'
    html = f"{value}{more('About the source', figure.label, source)}{living}"
    return _card("figure", figure.id, figure.label, html)


def _compared(figure: Figure, old: Figure) -> str:
    said = [change_words(old, figure, show) or "" for show in ("both", "amount")]
    told = said[0] if said[0].startswith(said[1]) else f"{said[0]} ({said[1]})"
    other = f'<a href="#figure-{old.id}">{escape(old.label, quote=False)}</a>'
    words = f"With {other}, {shown_period(old.period)}: {escape(told)}."
    return f'<p id="change-{figure.id}--{old.id}">{words}</p>'


def more(summary: str, of: str, html: str) -> str:
    """What opens at a press; *of* tells those who listen which it belongs to."""
    hidden = f'<span class="visually-hidden">: {escape(of, quote=False)}</span>'
    return f'<details class="card-more"><summary>{summary}{hidden}</summary>{html}</details>'


def _rows(file: str, rows: Iterable[int]) -> str:
    return f'<a href="download:{file}" download>data/{file}</a>, {row_words(rows)}'


def numbers_card(
    anchor: str, known: list[tuple[str, str]], file: str, rows: Iterable[int], told: list[Source]
) -> str:
    """The card of all numbers of a table or a chart: file, rows, and the sources *told*."""
    lists = [[*known, ("File and rows", _rows(file, rows))]]
    lists += [[("Source", link(f"source:{s.id}", s.title)), *_about(s)] for s in told]
    return f'<div class="numbers-card" id="{anchor}">{"".join(map(facts, lists))}</div>'
