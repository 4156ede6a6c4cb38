"""Numbers typed into words outside the text of a page: titles, descriptions, pictures, lists.

Nothing can be asked for there, so such a number may stand where a figure of the plan, or the
table of the chart, has it too: when that changes, the words are told of. Words with a source
of their own, such as a caveat of a table, are not looked at.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from safety_plan.checks.foreign_numbers import digits_of_original, in_english
from safety_plan.checks.languages import is_read
from safety_plan.checks.markdown import render_page
from safety_plan.checks.pages import pages_of
from safety_plan.content.typed_numbers import typed_numbers_in
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import read_decimal
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.models.registers import columns_with_calls
from safety_plan.models.twins import words_language
from safety_plan.reading.markdown_text import blank_out
from safety_plan.revisions.bundle import RevisionBundle

#: Columns of registers whose words have no source of their own, or may ask for a figure.
_WITH_CALLS = columns_with_calls()
_COLUMNS = _WITH_CALLS | {
    "priorities": ["title", "sentence", "figure_words"],
    "help-groups": ["title", "note"],
    "search-words": ["answer"],
}
#: What others said; their row names the source.
_WORDS_OF_OTHERS = {("recommendations", "what"), ("responses", "said")}
_REVISION_SETTINGS = ("title", "summary", "status_note")
#: By night and by day: no number of a plan, and there is no other way to say it here.
_ALWAYS = re.compile(
    r"\b(?:24|twenty-four) hours(?: a day)?|\b(?:7|seven) days a week|\b24/7\b", re.I
)
#: Numbers in words that are mere prose, where no share or measure goes with them.
_SMALL = re.compile(r"one|two|three|four|five|six|seven|eight|nine|ten", re.I)


@dataclass(frozen=True, slots=True)
class _Words:
    """Some words, where they stand, and the numbers that they may hold.

    Those of a chart are held against its rows by themselves where they are no digits. Of *foreign*
    words, in a language that the rules do not read, only digits are numbers.
    """

    text: str
    location: Location
    numbers: Collection[Decimal] = ()
    is_of_chart: bool = False
    may_hold_calls: bool = False
    foreign: str = ""

    @property
    def in_english(self) -> str:
        """The text as the rules on numbers read it."""
        return in_english(self.text, self.foreign) if self.foreign else self.text


def word_number_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Numbers in words that have no source, and that no figure has."""
    figures = {figure.number for figure in plan.figures.values()}
    every = [*_all_words(plan)]
    texts = [_ALWAYS.sub(blank_out, words.in_english) for words in every]
    for words, numbers in zip(every, typed_numbers_in(texts, "words"), strict=True):
        for number in numbers:
            value = _value(number.text)
            is_prose = words.is_of_chart or words.foreign or _SMALL.fullmatch(number.text)
            is_held = is_prose if value is None else value in figures or value in words.numbers
            if not is_held:
                yield problem(_key(words, value), words.location, words=number.text)


def _key(words: _Words, value: Decimal | None) -> str:
    if words.may_hold_calls:
        return "hand-typed-number.cell"
    return "hand-typed-number.spelt" if value is None else "hand-typed-number.words"


def _value(text: str) -> Decimal | None:
    """The number that *text* is in digits; None for one in words."""
    digits = "".join(c for c in text if c.isdigit() or c == ".").strip(".")
    return read_decimal(digits) if digits else None


def _all_words(plan: Plan) -> Iterator[_Words]:
    for path, page in pages_of(plan):
        yield from _words_of_page(plan, page, path)
    foreign = "" if is_read(plan.settings.language) else plan.settings.language
    yield from (replace(words, foreign=foreign) for words in _words_of_data(plan))


def _words_of_data(plan: Plan) -> Iterator[_Words]:
    for name, columns in _COLUMNS.items():
        for row in plan.rows(name):
            for column in columns:
                if (name, column) in _WORDS_OF_OTHERS:
                    continue
                may_hold_calls = column in _WITH_CALLS.get(name, ())
                yield _Words(row[column], row.location(column), may_hold_calls=may_hold_calls)
    for name in _REVISION_SETTINGS:
        yield _Words(getattr(plan.revision, name), plan.revision_document.location(name))
    yield _Words(plan.settings.statement, plan.settings_document.location("statement"))
    for section in plan.revision.contents:
        yield _Words(section.title, plan.revision_document.location("contents"))
    for chart in plan.charts.values():
        table = plan.tables[chart.table]
        cells = {read_decimal(cell) for row in table.rows for cell in row.cells.values()}
        numbers = {number for number in cells if number is not None}
        for name in ("title", "subtitle"):
            location = plan.chart_specifications.location(chart.id, name)
            yield _Words(getattr(chart, name), location, numbers, is_of_chart=True)
        location = plan.chart_specifications.location(chart.id, "notes")
        for note in chart.notes:
            yield _Words(note.words, location, numbers, is_of_chart=True)


def _words_of_page(plan: Plan, page: Page, path: str) -> Iterator[_Words]:
    """The title and the description of a page, and the words for its pictures."""
    language = words_language(page, plan.settings.language)
    foreign = "" if is_read(language) else language
    of_original = digits_of_original(plan, page) if foreign else ()
    numbers = [Decimal(digits) for digits in of_original]
    texts = [
        (page.title, Location(path, line=page.title_line)),
        (page.description, Location(path, line=page.description_line)),
    ]
    links = render_page(page, path).links
    texts += [(link.words, link.location) for link in links if link.is_picture]
    for text, location in texts:
        yield _Words(text, location, numbers, foreign=foreign)
