"""The colours that a drawing shows."""

from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element as Element

from safety_plan.core.colours import read_colour
from safety_plan.reading.logos.svg_words import SHAPES

_HIDDEN = {"none", "hidden"}
#: What holds no shape that shows where it stands.
_NOT_SHOWN = ("clipPath", "mask")


def colours_of(root: Element) -> tuple[str, ...]:
    """The colours of shapes, lines and gradients of a clean drawing, each once, as hex."""
    colours: list[str] = []
    _collect(root, {"fill": "black", "stroke": "none", "color": "black"}, colours)
    return tuple(dict.fromkeys(filter(None, map(read_colour, colours))))


def _collect(element: Element, around: Mapping[str, str], colours: list[str]) -> None:
    """Adds to *colours* those of *element*, which has the paints of what is *around* it."""
    name = etree.QName(element).localname
    if name in _NOT_SHOWN or {element.get("display"), element.get("visibility")} & _HIDDEN:
        return
    own = {paint: element.get(paint, "inherit") for paint in around}
    paints = {**around, **{paint: v for paint, v in own.items() if v != "inherit"}}
    if name in SHAPES:
        used = ("stroke",) if name == "line" else ("fill", "stroke")
        colours += [_paint_or_current(paints[paint], paints) for paint in used]
    if name == "stop":
        colours.append(_paint_or_current(element.get("stop-color", "black"), paints))
    for child in element:
        _collect(child, paints, colours)


def _paint_or_current(paint: str, paints: Mapping[str, str]) -> str:
    return paints["color"] if paint.lower() == "currentcolor" else paint
