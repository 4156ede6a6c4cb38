"""Files to download made by code, honest and hostile: nothing here needs an office program."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
Parts = Mapping[str, str | bytes]


def zipped(parts: Parts) -> bytes:
    """A zip file with *parts*, always the same."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return file.getvalue()


def content_types(main: str, more: Mapping[str, str] | None = None) -> str:
    """The list of the types of parts; *more* are those of further parts by their names."""
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in (more or {}).items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{main}{types}</Types>'
    )


def relations(*entries: tuple[str, str], external: bool = True) -> str:
    """Where a part leads: pairs of the kind of relation and its target."""
    mode = ' TargetMode="External"' if external else ""
    lines = "".join(
        f'<Relationship Id="r{index}" Type="{_R}/{kind}" Target="{target}"{mode}/>'
        for index, (kind, target) in enumerate(entries)
    )
    return f'{_HEAD}<Relationships xmlns="{_RELS}">{lines}</Relationships>'


def properties(author: str = "", title: str = "") -> str:
    """`docProps/core.xml`."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_RELS}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator></cp:coreProperties>"
    )


def word(
    body: str = "", parts: Parts | None = None, types: Mapping[str, str] | None = None
) -> bytes:
    """A Word file with *body* below its first paragraph, and further *parts*."""
    main = (
        '<Override PartName="/word/document.xml"'
        f' ContentType="{_OFFICE}.wordprocessingml.document.main+xml"/>'
    )
    text = f'<w:p><w:r><w:t xml:space="preserve">What people said.</w:t></w:r></w:p>{body}'
    document = f'<w:document xmlns:w="{_W}"><w:body>{text}</w:body></w:document>'
    return zipped(
        {
            "[Content_Types].xml": content_types(main, types),
            "_rels/.rels": relations(("officeDocument", "word/document.xml"), external=False),
            "word/document.xml": f"{_HEAD}{document}",
            **(parts or {}),
        }
    )


def styles(*hiding: str) -> str:
    """`word/styles.xml` with styles whose text is not shown."""
    lines = "".join(
        f'<w:style w:styleId="{name}"><w:rPr><w:vanish/></w:rPr></w:style>' for name in hiding
    )
    return f'{_HEAD}<w:styles xmlns:w="{_W}">{lines}</w:styles>'


def field(code: str) -> str:
    """A field of Word, its code in two runs as Word itself splits it."""
    half = len(code) // 2
    instructions = "".join(
        f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>'
        for part in (code[:half], code[half:])
    )
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{instructions}'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def excel(
    sheet: str = "",
    parts: Parts | None = None,
    types: Mapping[str, str] | None = None,
    sheets: str = '<sheet name="Lamps" sheetId="1" r:id="r0"/>',
) -> bytes:
    """An Excel file whose first sheet holds *sheet*, with further *parts*."""
    main = (
        '<Override PartName="/xl/workbook.xml"'
        f' ContentType="{_OFFICE}.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml"'
        f' ContentType="{_OFFICE}.spreadsheetml.worksheet+xml"/>'
    )
    rows = sheet or '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    return zipped(
        {
            "[Content_Types].xml": content_types(main, types),
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml"), external=False),
            "xl/workbook.xml": (
                f'{_HEAD}<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{sheets}</sheets></workbook>'
            ),
            "xl/worksheets/sheet1.xml": f'{_HEAD}<worksheet xmlns="{_S}">{rows}</worksheet>',
            **(parts or {}),
        }
    )


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = (
    f'xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0" xmlns:text="{_ODF}:text:1.0"'
    f' xmlns:style="{_ODF}:style:1.0" xmlns:script="{_ODF}:script:1.0"'
    f' xmlns:draw="{_ODF}:drawing:1.0" xmlns:meta="{_ODF}:meta:1.0"'
    f' xmlns:manifest="{_ODF}:manifest:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
CELL = '<table:table-cell office:value-type="string"><text:p>Mill Lane</text:p></table:table-cell>'


def ods(
    table: str = f"<table:table-row>{CELL}</table:table-row>",
    before: str = "",
    parts: Parts | None = None,
    manifest: str = "",
    style: str = "",
    author: str = "",
) -> bytes:
    """A spreadsheet of LibreOffice with one sheet that holds *table*."""
    sheet = f'<table:table table:name="Lamps" table:style-name="ta1">{table}</table:table>'
    body = f"<office:body><office:spreadsheet>{before}{sheet}</office:spreadsheet></office:body>"
    return zipped(
        {
            "mimetype": _ODS_TYPE,
            "content.xml": (
                f"{_HEAD}<office:document-content {_SPACES}><office:scripts/>"
                f"<office:automatic-styles>{style}</office:automatic-styles>{body}"
                "</office:document-content>"
            ),
            "meta.xml": (
                f"{_HEAD}<office:document-meta {_SPACES}><office:meta>"
                f"<meta:initial-creator>{author}</meta:initial-creator></office:meta>"
                "</office:document-meta>"
            ),
            "META-INF/manifest.xml": (
                f"{_HEAD}<manifest:manifest {_SPACES}>{manifest}</manifest:manifest>"
            ),
            **(parts or {}),
        }
    )


def pdf(
    *words: str,
    catalog: str = "",
    page: str = "",
    objects: tuple[str, ...] = (),
    title: str = "Lighting survey",
    author: str = "",
    tags: bool = True,
) -> bytes:
    """A PDF with a page for each of *words*, tagged unless *tags* is false.

    *catalog* and *page* go into the dictionaries of the file and of its first page. *objects*
    are further ones, counted from 100.
    """
    words = words or ("What we asked and what people said.",)
    marks = "/MarkInfo << /Marked true >> /StructTreeRoot 5 0 R /Lang (en-GB)" if tags else ""
    numbers = [10 + 2 * index for index in range(len(words))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    bodies = {
        1: f"<< /Type /Catalog /Pages 2 0 R {marks} {catalog} >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(words)} >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: f"<< /Title ({title}) /Author ({author}) >>",
        5: "<< /Type /StructTreeRoot /K [6 0 R] /ParentTree 7 0 R >>",
        6: "<< /Type /StructElem /S /P /P 5 0 R /Pg 10 0 R /K 0 >>",
        7: "<< /Nums [0 [6 0 R]] >>",
    }
    for index, (number, text) in enumerate(zip(numbers, words, strict=True)):
        drawing = f"/P << /MCID 0 >> BDC BT /F1 14 Tf 60 760 Td ({text}) Tj ET EMC"
        bodies[number] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /StructParents 0"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {number + 1} 0 R"
            f" {page if index == 0 else ''} >>"
        )
        bodies[number + 1] = f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream"
    bodies |= {100 + index: body for index, body in enumerate(objects)}
    return _pdf_of(bodies)


def _pdf_of(bodies: Mapping[int, str]) -> bytes:
    content = b"%PDF-1.7\n"
    places: dict[int, int] = {}
    for number in sorted(bodies):
        places[number] = len(content)
        content += f"{number} 0 obj\n{bodies[number]}\nendobj\n".encode("latin-1")
    start, size = len(content), max(bodies) + 1
    lines = [
        f"{places[number]:010} 00000 n \n" if number in places else "0000000000 65535 f \n"
        for number in range(size)
    ]
    table = f"xref\n0 {size}\n{''.join(lines)}"
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return content + table.encode() + trailer.encode()
