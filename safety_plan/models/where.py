"""Which rows of a table are meant: by their cells, by lists of cells, or by cells they lack.

The same three ways stand in settings and in the texts of pages and look-ups:

    where: {area: North}                  area=North
    where: {area: [North, South]}         area=North|South
    where: {area: {not: All areas}}       area!=All areas
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from safety_plan.core.text import any_of
from safety_plan.core.translation import gettext
from safety_plan.reading.csv_files import Row
from safety_plan.reading.yaml_files import Value, as_mapping, as_text, as_text_list

#: What leads to the cells that a row may not have, in settings.
NOT = "not"


@dataclass(frozen=True, slots=True)
class Choice:
    """The cells of a column of which a row has one or, with *is_not*, has none.

    *whole* is what was typed in a text, which may be one cell with upright strokes in it.
    """

    cells: tuple[str, ...]
    is_not: bool = False
    whole: str = ""

    def fits(self, cell: str) -> bool:
        """True where a row with this *cell* is meant."""
        return (cell in self.cells) is not self.is_not

    def settle(self, cells: Collection[str]) -> "Choice":
        """The same choice among *cells*, of which one may be what was typed as a whole."""
        return replace(self, cells=(self.whole,)) if self.whole in cells else self


#: A cell, or a choice of cells, for each column that is named.
Where = Mapping[str, str | Choice]


def rows_where(rows: Sequence[Row], where: Where) -> list[Row]:
    """Those of *rows* that are meant by *where*, in their order."""
    choices = {column: _settle(rows, column, choice) for column, choice in where.items()}
    return [row for row in rows if row_fits(row, choices)]


def row_fits(row: Mapping[str, str] | Row, where: Where) -> bool:
    """True where *row* has what *where* asks of each column."""
    return all(
        choice.fits(row[column]) if isinstance(choice, Choice) else row[column] == choice
        for column, choice in where.items()
    )


def strange_cells(rows: Sequence[Row], where: Where) -> Iterator[tuple[str, str, list[str]]]:
    """Each column and cell of *where* that no row has, and the cells that there are."""
    for column, choice in where.items():
        cells = list(dict.fromkeys(row[column] for row in rows))
        for cell in cells_of(_settle(rows, column, choice)):
            if cell not in cells:
                yield column, cell, cells


def cells_of(choice: str | Choice) -> tuple[str, ...]:
    """The cells that *choice* names."""
    return choice.cells if isinstance(choice, Choice) else (choice,)


def _settle(rows: Sequence[Row], column: str, choice: str | Choice) -> str | Choice:
    if isinstance(choice, Choice) and choice.whole:
        return choice.settle({row[column] for row in rows})
    return choice


def where_words(where: Where) -> str:
    """What *where* asks for, in words: `area is North or South, and period is not 2019`."""
    parts = []
    for column, choice in where.items():
        is_not = isinstance(choice, Choice) and choice.is_not
        sentence = gettext("{column} is not {cells}") if is_not else gettext("{column} is {cells}")
        cells = any_of([f"“{cell}”" for cell in cells_of(choice)])
        parts.append(sentence.format(column=column, cells=cells))
    return gettext(", and ").join(parts)


# Settings


def as_where(value: Value | None) -> dict[str, str | Choice]:
    """What stands under `where:` in a setting."""
    return {column: _as_choice(item) for column, item in as_mapping(value).items()}


def _as_choice(value: Value) -> str | Choice:
    if isinstance(value, dict):
        return Choice(as_text_list(value.get(NOT)), is_not=True)
    return Choice(as_text_list(value)) if isinstance(value, list) else as_text(value)


# Texts

#: A column and its cells, up to the end or to the next column.
_PAIR = re.compile(
    r'(?<![^=;"])([^=;"]++)=\s*(?:"([^"]*)"\s*|("[^"]*"(?:\s*\|\s*"[^"]*")+)\s*|(.*?))'
    r"(?:;(?=[^=;]*=|\s*$)|$)",
    re.S,
)
#: One of several cells: what stands between quotation marks may hold an upright stroke.
_ONE = re.compile(r'(?:"[^"]*"|[^"|]|")+')


def read_where(text: str) -> dict[str, str | Choice]:
    """`area=North; year=2020` as a mapping of column to cell, or to a choice of cells.

    `area=North|South` is one of two cells, `area!=North` any but one. A cell may hold a
    semicolon: a part ends only where the next names a column. A cell that stands between
    quotation marks may hold anything but those. Others may hold them too.
    """
    pairs: dict[str, str | Choice] = {}
    for match in _PAIR.finditer(text):
        column = match[1].strip()
        is_not = match[1].rstrip().endswith("!")
        column = column.removesuffix("!").strip() if is_not else column
        choice = match[2] if match[2] is not None else _read_cells(match[3] or match[4] or "")
        pairs[column] = _negate(choice) if is_not else choice
    return pairs or ({text.strip(): ""} if text.strip() else {})


def _read_cells(text: str) -> str | Choice:
    """A cell, or several with an upright stroke between two."""
    cells = [part.strip() for part in _ONE.findall(text) if part.strip()]
    if len(cells) < 2:
        return text.strip()
    plain = (c[1:-1] if re.fullmatch(r'"[^"]*"', c) else c for c in cells)
    return Choice(tuple(plain), whole=text.strip())


def _negate(choice: str | Choice) -> Choice:
    if isinstance(choice, Choice):
        return replace(choice, is_not=True)
    return Choice((choice,), is_not=True)
