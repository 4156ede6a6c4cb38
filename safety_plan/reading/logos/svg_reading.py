"""The root of a drawing (SVG) and its size; nothing is loaded or put in."""

import codecs
import re

from safety_plan.reading.logos.logo import LogoError
from safety_plan.reading.logos.svg_words import SVG
from safety_plan.reading.untrusted_xml import Element, parse_xml

#: How many shapes a browser on a telephone draws at once.
MOST_ELEMENTS = 2_000
#: UTF-16 as its first bytes show it: by a mark, or by the zero beside its first `<`.
_WIDE = {
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
_DECLARATION = re.compile(r"\s{0,200}<\?xml[^>]{0,500}\?>")
_REMARK = re.compile(rb"<!--.*?-->", re.DOTALL)
_LENGTH = re.compile(
    r"\s{0,20}([0-9]{0,20}\.?[0-9]{1,20}(?:[eE][+-]?[0-9]{1,4})?)\s{0,20}([A-Za-z]{0,9})\s{0,20}"
)
_NUMBER = re.compile(r"[+-]?[0-9]*\.?[0-9]+\.?(?:[eE][+-]?[0-9]+)?")
#: How many px each unit of length is, as browsers count them.
_PX = {
    "": 1.0,
    "px": 1.0,
    "in": 96.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
}
_LARGEST = 1e6


def read_root(content: bytes) -> Element:
    """The root of the drawing; nothing that the file names is loaded. Raises LogoError."""
    content = _as_utf_8(content)
    if b"<!ENTITY" in _REMARK.sub(b"", content):
        raise LogoError("logo-clean.entities")
    try:
        root = parse_xml(content)
    except ValueError as error:
        raise LogoError("logo-kind.broken", kind="SVG") from error
    # A remark can be made to hide an entity from a search, and an encoding can too.
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise LogoError("logo-clean.entities")
    if root.tag != f"{{{SVG}}}svg":
        raise LogoError("logo-kind.broken", kind="SVG")
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise LogoError("logo-size.shapes", most=MOST_ELEMENTS)
    return root


def read_size(root: Element) -> tuple[float, float]:
    """How wide and high the drawing is, by its viewBox or else by its own size in px.

    Raises LogoError.
    """
    parts = root.get("viewBox", "").replace(",", " ").split()
    if parts and not (len(parts) == 4 and all(map(_NUMBER.fullmatch, parts))):
        raise LogoError("logo-size.viewbox")
    width, height = (
        map(float, parts[2:])
        if parts
        else (_px(root.get("width", "")), _px(root.get("height", "")))
    )
    if not (0 < width < _LARGEST and 0 < height < _LARGEST):
        raise LogoError("logo-size.viewbox")
    return width, height


def _px(length: str) -> float:
    """How many px a *length* such as `48mm` is; 0 where that depends on something else."""
    match = _LENGTH.fullmatch(length)
    px = float(match[1]) * _PX.get(match[2].lower(), 0) if match else 0
    return float(f"{px:g}")  # as it is published, so that a sealed logo has the same size


def _as_utf_8(content: bytes) -> bytes:
    """The *content* of a file that has two bytes for each sign, with one; others as they are."""
    encoding = _WIDE.get(content[:2])
    if encoding is None:
        if b"\0" in content:
            raise LogoError("logo-kind.broken", kind="SVG")
        return content
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise LogoError("logo-kind.broken", kind="SVG") from error
    return _DECLARATION.sub("", text, count=1).encode()
