"""Spreadsheets of LibreOffice (.ods): their sheets, and what a reader does not see."""

from collections.abc import Iterator

from safety_plan.core.sheet_columns import column_letters
from safety_plan.core.text import truncate
from safety_plan.reading.attachments.attachment import Contents, Finding, UnreadableFileError
from safety_plan.reading.attachments.formulas import formula_key
from safety_plan.reading.attachments.zip_parts import (
    Parts,
    attribute,
    elements,
    local,
    open_parts,
    text_of,
)
from safety_plan.reading.untrusted_xml import Element

_WORDS = ("content.xml", "styles.xml")
_SCHEMES = ("http://", "https://", "mailto:", "tel:", "#")
#: Elements whose link is followed only where somebody presses it.
_LINKS = ("a", "hyperlink")
#: Whose program an embedded object needs: charts alone are drawn by the spreadsheet itself.
_CHART = "application/vnd.oasis.opendocument.chart"


def read_ods(content: bytes) -> Contents:
    """What the spreadsheet *content* holds. Raises UnreadableFileError."""
    parts = open_parts(content)
    manifest = parts.find("META-INF/manifest.xml")
    if manifest is not None and [*elements(manifest, "encryption-data")]:
        raise UnreadableFileError("file-unread-inside.locked")
    roots = [root for name in parts.names if (root := _words(parts, name)) is not None]
    sheets = [one for root in roots for one in elements(root, "table") if _is_sheet(one)]
    findings = [*_part_findings(parts, manifest), *_script_findings(roots), *_link_findings(roots)]
    findings += [*_formula_findings(roots), *_trace_findings(roots), *_unseen(roots, sheets)]
    meta = parts.find("meta.xml")
    return Contents(
        count=len(sheets),
        title=_meta(meta, "title"),
        language=_meta(meta, "language"),
        people=tuple(dict.fromkeys(filter(None, _people(meta)))),
        findings=tuple(findings),
    )


def ods_text(parts: Parts) -> str:
    """All words of a spreadsheet, also those that a reader does not see."""
    roots = [root for name in parts.names if (root := _words(parts, name)) is not None]
    return "\n".join(text_of(one) for root in roots for one in elements(root, "p"))


def _words(parts: Parts, name: str) -> Element | None:
    return parts.xml(name) if name.rpartition("/")[2] in _WORDS else None


def _is_sheet(table: Element) -> bool:
    parent = table.getparent()
    return parent is not None and local(parent) == "spreadsheet"


def _meta(meta: Element | None, name: str) -> str:
    return "" if meta is None else next(map(text_of, elements(meta, name)), "")


def _people(meta: Element | None) -> list[str]:
    names = ("initial-creator", "creator", "printed-by")
    return [_meta(meta, name) for name in names]


def _part_findings(parts: Parts, manifest: Element | None) -> Iterator[Finding]:
    """Macros, scripts and objects that other programs made."""
    macros = [name for name in parts.names if name.split("/")[0].lower() in ("basic", "scripts")]
    if macros:
        yield Finding("file-runs.macros", {"where": macros[0]})
    entries = elements(manifest, "file-entry") if manifest is not None else iter(())
    kinds = {attribute(e, "full-path").strip("/"): attribute(e, "media-type") for e in entries}
    folders = {name.split("/")[0] for name in parts.names if name.startswith("Object ")}
    foreign = sorted(name for name in folders if not kinds.get(name, "").startswith(_CHART))
    if foreign:
        yield Finding("file-runs.objects", {"where": foreign[0]})


def _script_findings(roots: list[Element]) -> Iterator[Finding]:
    for root in roots:
        scripts = [one for one in elements(root, "script", "event-listener") if len(one.attrib)]
        if scripts:
            yield Finding("file-runs.macros", {"where": attribute(scripts[0], "href") or "script"})
            return


def _link_findings(roots: list[Element]) -> Iterator[Finding]:
    """What is fetched from another file or from the web, and links to one's own computers."""
    found: dict[str, str] = {}
    for root in roots:
        for element in root.iter():
            if key := _link_key(element):
                found.setdefault(key, attribute(element, "href"))
    for key, target in found.items():
        yield Finding(key, {"target": truncate(target), "where": truncate(target)})


def _link_key(element: Element) -> str:
    """The message for where *element* leads, or nothing where it stays inside or may be pressed."""
    name = local(element)
    target = attribute(element, "href")
    if name in ("dde-source", "dde-link"):
        return "file-runs.dde"
    if name in ("table-source", "cell-range-source", "connection-resource"):
        return "file-runs.data"
    if name in _LINKS and target:
        return "" if target.lower().startswith(_SCHEMES) else "file-runs.link"
    is_inside = not target.startswith(("..", "/")) and ":" not in target.partition("/")[0]
    return "" if is_inside or name == "script" else "file-runs.linked"


def _formula_findings(roots: list[Element]) -> Iterator[Finding]:
    found: dict[str, str] = {}
    for root in roots:
        for cell in elements(root, "table-cell"):
            formula = attribute(cell, "formula")
            if key := formula_key(formula.partition("=")[2]):
                found.setdefault(key, truncate(formula))
    for key, where in found.items():
        yield Finding(key, {"where": where})


def _trace_findings(roots: list[Element]) -> Iterator[Finding]:
    """Changes that nobody has accepted, and comments."""
    tracks = [one for root in roots for all_ in elements(root, "tracked-changes") for one in all_]
    if tracks:
        yield Finding("file-unseen.changes", {"count": f"{len(tracks):,}"})
    comments = [one for root in roots for one in elements(root, "annotation")]
    if comments:
        yield Finding("file-unseen.comments", {"count": f"{len(comments):,}"})


def _unseen(roots: list[Element], sheets: list[Element]) -> Iterator[Finding]:
    """Sheets, rows and columns with something in them that are not shown."""
    styles = {style for root in roots for style in _styles_that_hide(root)}
    names = [attribute(one, "name") for one in sheets if attribute(one, "style-name") in styles]
    if names:
        yield Finding("file-unseen.sheets", {"names": truncate(", ".join(names))})
    for sheet in sheets:
        if number := _row_not_shown(sheet):
            yield Finding("file-unseen.rows", {"where": str(number)})
            break
    for sheet in sheets:
        if letters := _column_not_shown(sheet):
            yield Finding("file-unseen.columns", {"where": letters})
            break


def _styles_that_hide(root: Element) -> Iterator[str]:
    for style in elements(root, "style"):
        if any(attribute(one, "display") == "false" for one in elements(style, "table-properties")):
            yield attribute(style, "name")


def _is_unseen(element: Element) -> bool:
    return attribute(element, "visibility") in ("collapse", "filter")


def _repeats(element: Element, what: str) -> int:
    number = attribute(element, f"number-{what}-repeated")
    return int(number) if number.isdecimal() else 1


def _row_not_shown(sheet: Element) -> int:
    """The number of the first row that holds something and is not shown, or 0."""
    number = 1
    for row in elements(sheet, "table-row"):
        if _is_unseen(row) and text_of(row):
            return number
        number += _repeats(row, "rows")
    return 0


def _column_not_shown(sheet: Element) -> str:
    """The letters of the first column that holds something and is not shown, or nothing."""
    spans = []
    start = 0
    for column in elements(sheet, "table-column"):
        end = start + _repeats(column, "columns")
        if _is_unseen(column):
            spans.append((start, end))
        start = end
    if not spans:
        return ""
    full = {index for row in elements(sheet, "table-row") for index in _full(row)}
    return next(
        (column_letters(i + 1) for i in sorted(full) if any(a <= i < b for a, b in spans)), ""
    )


def _full(row: Element) -> Iterator[int]:
    """Where in a row the cells stand that hold something."""
    index = 0
    for cell in elements(row, "table-cell", "covered-table-cell"):
        if text_of(cell):
            yield index
        index += _repeats(cell, "columns")
