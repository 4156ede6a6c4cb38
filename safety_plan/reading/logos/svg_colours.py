"""The colours that a drawing shows."""

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
    _collect(root, "black", "none", colours)
    return tuple(dict.fromkeys(filter(None, map(read_colour, colours))))


def _collect(element: Element, fill: str, stroke: str, colours: list[str]) -> None:
    """Adds to *colours* those of *element*, which has *fill* and *stroke* of what is around it."""
    name = etree.QName(element).localname
    if name in _NOT_SHOWN or {element.get("display"), element.get("visibility")} & _HIDDEN:
        return
    fill, stroke = element.get("fill", fill), element.get("stroke", stroke)
    if name in SHAPES:
        colours += [stroke] if name == "line" else [fill, stroke]
    if name == "stop":
        colours.append(element.get("stop-color", "black"))
    for child in element:
        _collect(child, fill, stroke, colours)
