"""The rows of a table as it was sealed, beside which those of today are put."""

import csv
import io
from collections.abc import Mapping, Sequence

RowsByKey = Mapping[tuple[str, ...], Mapping[str, str]]


def rows_by_key(text: str, key: Sequence[str]) -> RowsByKey:
    """The rows of the sealed CSV *text* by the cells of its *key*; none where it has other columns.

    What was sealed was held against all rules then: a cell that is not there is an empty one.
    """
    rows = csv.DictReader(io.StringIO(text))
    with_key = [row for row in rows if all(name in row for name in key)]
    return {tuple(row[name] or "" for name in key): row for row in with_key}
