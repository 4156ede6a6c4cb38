"""Word documents, made from their XML as Word writes it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "emf": "image/x-emf",
}
_OVERRIDES = {"document": "document.main"} | {
    name: name for name in ("styles", "numbering", "footnotes", "comments")
}
_TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">'
    + "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in _DEFAULTS.items())
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in _OVERRIDES.items()
    )
    + "</Types>"
)
_COMMENT = '<w:comment w:id="0"><w:p><w:r><w:t>Is this so?</w:t></w:r></w:p></w:comment>'
#: The styles of an English Word; in a Welsh one, only the ids differ.
ENGLISH = {"Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2"} | {
    "Heading3": "heading 3",
    "Heading4": "heading 4",
    "ListBullet": "List Bullet",
    "TOC1": "toc 1",
}
WELSH = {"Teitl": "Title", "Pennawd1": "heading 1", "Pennawd2": "heading 2"}
_LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{{kind}}"/></w:lvl>' for level in range(4)
)
_NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">{_LEVELS.format(kind=kind)}</w:abstractNum>'
    for number, kind in enumerate(("bullet", "decimal"), start=1)
) + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))


def word_file(
    body: str,
    styles: Mapping[str, str] = ENGLISH,
    *,
    own_styles: str = "",
    notes: Mapping[int, str] | None = None,
    links: Mapping[str, str] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """A document with *body*; *links* and *files* are found under the ids of their relations."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations({"r1": ("officeDocument", "word/document.xml", False)}),
        "word/document.xml": _xml("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": _xml("styles", _styles(styles) + own_styles),
        "word/numbering.xml": _xml("numbering", _NUMBERING),
        "word/comments.xml": _xml("comments", _COMMENT),
    }
    relations = {name: (name, f"{name}.xml", False) for name in ("styles", "numbering", "comments")}
    if notes:
        texts = (f'<w:footnote w:id="{i}">{p(text)}</w:footnote>' for i, text in notes.items())
        parts["word/footnotes.xml"] = _xml("footnotes", "".join(texts))
        relations["footnotes"] = ("footnotes", "footnotes.xml", False)
    relations |= {i: ("hyperlink", address, True) for i, address in (links or {}).items()}
    for name, content in (files or {}).items():
        parts[f"word/media/{name}"] = content
        relations[name.partition(".")[0]] = ("image", f"media/{name}", False)
    parts["word/_rels/document.xml.rels"] = _relations(relations)
    return zip_file(parts)


def zip_file(parts: Mapping[str, str | bytes]) -> bytes:
    """The *parts* of a document, by their names."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _xml(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_SPACES}>{content}</w:{root}>'


def _relations(relations: Mapping[str, tuple[str, str, bool]]) -> str:
    items = (
        f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if outside else ''}/>"
        for i, (kind, target, outside) in relations.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(items)}</Relationships>'


def _styles(styles: Mapping[str, str]) -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{i}"><w:name w:val="{name}"/></w:style>'
        for i, name in styles.items()
    )


def r(text: str, look: str = "") -> str:
    """A run of *text* with the XML of its *look*, such as `<w:b/>`."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, style: str = "", settings: str = "") -> str:
    """A paragraph of *content*, which is text or XML."""
    inner = content if content.startswith("<") else r(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{settings}</w:pPr>{inner}</w:p>"


def item(content: str, level: int = 0, numbering: int = 1) -> str:
    """An entry of a list: 1 has bullets, 2 has numbers."""
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/>'
    return p(content, settings=f"<w:numPr>{place}</w:numPr>")


def table(*rows: list[str]) -> str:
    """A table; a cell that starts with `>` goes over two columns, one with `^` on from above."""
    lines = ("".join(map(_cell, row)) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def _cell(text: str) -> str:
    span = {">": '<w:gridSpan w:val="2"/>', "^": "<w:vMerge/>", "v": '<w:vMerge w:val="restart"/>'}
    mark = text[:1] if text[:2] in (f"{s} " for s in span) else ""
    return f"<w:tc><w:tcPr>{span.get(mark, '')}</w:tcPr>{p(text[2:] if mark else text)}</w:tc>"


def link(text: str, relation: str) -> str:
    """A link to the address of *relation*."""
    return f'<w:hyperlink r:id="{relation}">{r(text)}</w:hyperlink>'


def note(number: int) -> str:
    """The mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def picture(relation: str, words: str = "") -> str:
    """A picture with its alternative text."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture" descr="{words}"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(text: str) -> str:
    """A text box, twice as Word writes it: for itself, and for older programs."""
    content = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def tracked(kind: str, text: str) -> str:
    """Words that somebody put in (`ins`) or took out (`del`) while changes were tracked."""
    run = r(text) if kind == "ins" else re.sub(r"<(/?)w:t\b", r"<\1w:delText", r(text))
    return f'<w:{kind} w:id="1" w:author="A">{run}</w:{kind}>'
