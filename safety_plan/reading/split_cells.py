"""Rows with more cells than headings: which comma makes two out of one."""

import re
from collections.abc import Sequence
from itertools import pairwise

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.text import truncate

#: What goes on after a comma in a sentence: the comma of a file has no space behind it.
_GOES_ON = re.compile(r" \S")
#: The front of a number with a comma between its thousands, and what follows the comma.
_FRONT = re.compile(r"[£-]?[1-9][0-9]{0,2}")
_THOUSANDS = re.compile(r"[0-9]{3}(?:\.[0-9]+)?")


def cells_problem(record: Sequence[str], width: int, location: Location) -> Problem:
    """What gives *record* more or fewer cells than the *width* of the headings."""
    params = {"count": len(record), "wanted": width}
    if len(record) < width:
        return problem("csv-cells.few", location, **params)
    if text := _text_in_parts(record):
        mended = text.strip().strip("“”").replace('"', "“")
        return problem("csv-cells.text", location, text=truncate(text), mended=mended, **params)
    numbers = _numbers_in_parts(record)
    if len(numbers) == 1 and len(record) == width + 1:
        mended = numbers[0].replace(",", "").removeprefix("£")
        return problem("csv-cells.number", location, text=numbers[0], mended=mended, **params)
    only_empty = not any(cell.strip() for cell in record[width:])
    return problem("csv-cells.empty" if only_empty else "csv-cells", location, **params)


def _text_in_parts(record: Sequence[str]) -> str:
    """The first text of *record* that goes on after a comma, put together again; or nothing."""
    starts = [n for n, cell in enumerate(record) if n and _GOES_ON.match(cell) and record[n - 1]]
    if not starts:
        return ""
    end = starts[0]
    while end in starts:
        end += 1
    return ",".join(record[starts[0] - 1 : end])


def _numbers_in_parts(record: Sequence[str]) -> list[str]:
    """Cells beside each other that make a number with a comma between its thousands."""
    return [
        f"{front},{back}"
        for front, back in pairwise(record)
        if _FRONT.fullmatch(front) and _THOUSANDS.fullmatch(back)
    ]
