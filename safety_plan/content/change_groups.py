"""A typed table of changes in groups: what rose, what fell, what shows no clear change.

Which group a row is in is read from the words of its change, which `{{ change() }}` gave. So it
follows the numbers, and nobody sorts by hand.
"""

import xml.etree.ElementTree as etree

from safety_plan.core.translation import gettext, gettext_noop

#: A group is worth its line where a table has more rows than are seen at once.
_FEWEST_ROWS = 8
#: How the change of each group begins: messages of the words that tell one, in English.
_BEGINNINGS = {
    gettext_noop("Rose"): ("rose",),
    gettext_noop("Fell"): ("fell",),
    gettext_noop("No clear change"): ("shows no clear change", "stayed the same at {number}"),
    gettext_noop("Not known"): ("not known",),
}


def group_by_change(table: etree.Element) -> None:
    """Puts the rows of *table* in groups where its second column is called “Change”.

    Within a group the rows keep their order. A table in which the change of any row is in other
    words stays as it is.
    """
    headings = ["".join(cell.itertext()) for cell in table.iterfind("thead/tr/th")]
    body = table.find("tbody")
    if body is None or len(body) < _FEWEST_ROWS or headings[1:2] != [gettext("Change")]:
        return
    groups = {name: list[etree.Element]() for name in _BEGINNINGS}
    for row in body:
        group = _group_of("".join(row[1].itertext()))
        if not group:
            return
        groups[group].append(row)
    body[:] = [
        one
        for name, rows in groups.items()
        if rows
        for one in (_group_row(gettext(name), len(rows), len(headings)), *rows)
    ]


def _group_of(words: str) -> str:
    """The group of a change that is told in *words*; empty where it is of none."""
    for name, messages in _BEGINNINGS.items():
        beginnings = tuple(gettext(message).partition("{")[0] for message in messages)
        if words.strip().startswith(beginnings):
            return name
    return ""


def _group_row(name: str, count: int, columns: int) -> etree.Element:
    """The line above a group: what is in it, and how many; no words of the page itself."""
    row = etree.Element("tr", {"class": "change-group", "data-living": ""})
    cell = etree.SubElement(row, "th", {"scope": "rowgroup", "colspan": str(columns)})
    cell.text = f"{name} ({count})"
    return row
