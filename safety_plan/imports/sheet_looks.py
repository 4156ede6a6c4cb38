"""What the XML of a sheet says besides its values: what is hidden, merged or worked out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from safety_plan.core.sheet_columns import column_number
from safety_plan.imports.sheet import MOST_COLUMNS, MOST_ROWS

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: No sheet that a person made has more; areas that overlap could grow without end.
_MOST_MERGED = 100_000
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")

Place = tuple[int, int]


@dataclass(slots=True)
class Looks:
    """Hidden rows and columns, the first cell of each that is wide or high, and formulas."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    #: The place of the first cell, by that of each cell that it goes over.
    merged: dict[Place, Place] = field(default_factory=dict)
    #: How many columns the widest cell of a row goes over.
    wide: dict[int, int] = field(default_factory=dict)
    #: The cells with formulas, and those of them that were never worked out.
    formulas: list[str] = field(default_factory=list)
    open_formulas: set[str] = field(default_factory=set)


def read_looks(parts: Mapping[str, bytes]) -> dict[str, Looks]:
    """The looks of each sheet of a workbook, by its name."""
    return {
        name: _looks(ElementTree.fromstring(parts[path]))
        for name, path in _sheet_paths(parts)
        if path in parts
    }


def _sheet_paths(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The part of each sheet, by the name of the sheet."""
    relations = ElementTree.fromstring(parts.get("xl/_rels/workbook.xml.rels", b"<a/>"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in ElementTree.fromstring(parts["xl/workbook.xml"]).iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_ID), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield sheet.get("name", ""), path


def _looks(root: Element) -> Looks:
    looks = Looks()
    for column in root.iter(f"{_MAIN}col"):
        if _is_hidden(column):
            first, last = int(column.get("min", 0)), int(column.get("max", 0))
            looks.columns |= {*range(first, min(last, MOST_COLUMNS) + 1)}
    looks.rows |= {int(row.get("r", 0)) for row in root.iter(f"{_MAIN}row") if _is_hidden(row)}
    for area in root.iter(f"{_MAIN}mergeCell"):
        _merge(looks, area.get("ref", ""))
    for cell in root.iter(f"{_MAIN}c"):
        if cell.find(f"{_MAIN}f") is not None:
            looks.formulas.append(cell.get("r", ""))
            value = cell.find(f"{_MAIN}v")
            if value is None or not value.text:
                looks.open_formulas.add(cell.get("r", ""))
    return looks


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") in ("1", "true") or element.get("width") == "0"


def _merge(looks: Looks, area: str) -> None:
    match = _AREA.fullmatch(area)
    if not match or len(looks.merged) > _MOST_MERGED:
        return
    left, top, right, bottom = match.groups()
    first = (int(top), column_number(left))
    looks.wide[first[0]] = max(looks.wide.get(first[0], 1), column_number(right) - first[1] + 1)
    for row in range(first[0], min(int(bottom), MOST_ROWS) + 1):
        for column in range(first[1], min(column_number(right), MOST_COLUMNS) + 1):
            looks.merged[row, column] = first
        if len(looks.merged) > _MOST_MERGED:
            return
