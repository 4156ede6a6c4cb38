"""Whether a drawing brings a ground of its own: a first shape that lies under all others."""

from collections.abc import Iterator, Mapping

from lxml import etree
from lxml.etree import _Element as Element

from safety_plan.core.colours import read_colour
from safety_plan.reading.logos.svg_words import SHAPES

#: So far from the edge of the drawing, as a part of its side, a ground may begin.
_TOLERANCE = 0.03
#: What makes a shape other than its own numbers say, or lets what is behind it through.
_UNSURE = ("transform", "clip-path", "mask", "opacity", "fill-opacity", "display", "visibility")
#: What draws nothing where it stands.
_BESIDE = ("defs", "clipPath", "mask", "symbol", "linearGradient", "radialGradient")


def edge_of(root: Element) -> tuple[str, ...] | None:
    """The colours at the edge of a clean drawing, as hex; None where its first shape is no ground.

    A box from edge to edge meets nothing behind the drawing, so there are none. A disc or a box
    with round corners meets it with its own colour.
    """
    shape, fill = next(_shapes(root, "black"), (None, ""))
    if shape is None or not _covers(shape, root):
        return None
    colour = read_colour(fill)
    if not colour or shape.get("stroke", "none") != "none":
        return None
    is_box = _name(shape) == "rect" and not (shape.get("rx") or shape.get("ry"))
    return () if is_box else (colour,)


def _shapes(element: Element, fill: str) -> Iterator[tuple[Element | None, str]]:
    """Each shape with its fill, in the order of drawing; None for what cannot be told."""
    name = _name(element)
    fill = element.get("fill", fill)
    if name in _BESIDE:
        return
    is_holder = name == "g" or element.getparent() is None
    if any(element.get(one) for one in _UNSURE) or (is_holder and element.get("stroke")):
        yield None, ""
    elif name in SHAPES:
        yield element, fill
    elif is_holder:
        for child in element:
            yield from _shapes(child, fill)
    else:
        yield None, ""


def _covers(shape: Element, root: Element) -> bool:
    """Whether *shape* reaches every side of the drawing."""
    try:
        left, top, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
        numbers = {str(name): str(value) for name, value in shape.attrib.items()}
        sides = _sides(_name(shape), numbers, width, height)
    except ValueError:  # a length that is no plain number
        return False
    slack_x, slack_y = width * _TOLERANCE, height * _TOLERANCE
    return bool(sides) and (
        sides[0] <= left + slack_x
        and sides[1] <= top + slack_y
        and sides[2] >= left + width - slack_x
        and sides[3] >= top + height - slack_y
    )


def _sides(name: str, numbers: Mapping[str, str], width: float, height: float) -> tuple[float, ...]:
    """The left, top, right and bottom of a box, a disc or an ellipse; nothing for others."""

    def number(key: str, whole: float = 0) -> float:
        text = numbers.get(key, "0")
        return whole * float(text[:-1]) / 100 if text.endswith("%") else float(text)

    if name == "rect":
        x, y = number("x", width), number("y", height)
        return x, y, x + number("width", width), y + number("height", height)
    if name in ("circle", "ellipse"):
        x, y = number("cx", width), number("cy", height)
        across, down = (number("r"),) * 2 if name == "circle" else (number("rx"), number("ry"))
        return x - across, y - down, x + across, y + down
    return ()


def _name(element: Element) -> str:
    return str(etree.QName(element).localname)
