"""From matplotlib's SVG to ours: small, with classes for colours, and nothing else.

Kept: paths, markers and words. Gone: document type, metadata, style sheet, clip
paths, ids and `style=`, which repeat on a page, leak into it or break a strict
content security policy. What is not known here is refused, not passed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from xml.etree import ElementTree

from safety_plan.drawing.style import SENTINELS, SIZE

_ROLES = {colour: role for role, colour in SENTINELS.items()}
_FILLS = frozenset(SENTINELS) - {"grid"}
_STROKES = frozenset(SENTINELS) - {"ink", "ground"}
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_STEP = re.compile(r"([MLCQz])([^MLCQz]*)")

#: Styles that say nothing: the page's own value, or what charts.css sets for all.
_UNSAID = {
    "font-size": {f"{SIZE}px"},
    "font-family": {"'DejaVu Sans'"},
    "font-weight": {"400"},
    "text-anchor": {"start"},
    "stroke-dashoffset": {"0"},
    "stroke-width": {"1"},
    "stroke-linejoin": {"miter", "round"},
    "stroke-linecap": {"square", "butt", "round"},
}
_SAID = {
    "fill": re.compile("none"),
    "font-weight": re.compile("700"),
    "text-anchor": re.compile("middle|end"),
    "stroke-dasharray": re.compile(r"[\d.]+(,[\d.]+)+"),
    "stroke-width": re.compile(r"[\d.]+"),
}


def clean(source: str, width: int, height: int, width_class: str) -> str:
    """One line of SVG, *width* by *height* px, made of what *source* draws.

    Raises:
        RuntimeError: *source* holds an element, colour or style not known here.
    """
    root = ElementTree.fromstring(source)
    shapes = {p.get("id", ""): p for p in root.iter(f"{_SVG}path") if p.get("id")}
    marks = "".join(_marks(root, shapes))
    return (
        f'<svg class="chart-svg {width_class}" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" aria-hidden="true" focusable="false">'
        f'<g font-size="{SIZE}">{marks}</g></svg>'
    )


def _marks(parent: ElementTree.Element, shapes: Mapping[str, ElementTree.Element]) -> Iterator[str]:
    for element in parent:
        name = element.tag.removeprefix(_SVG)
        if name == "g":
            yield from _marks(element, shapes)
        elif name == "path":
            yield _shape(f'd="{_path(element.get("d", ""))}"', "path", element)
        elif name == "use":
            yield _marker(element, shapes[element.get(_HREF, "")[1:]])
        elif name == "text":
            yield _text(element)
        elif name not in ("defs", "metadata"):
            raise RuntimeError(f"A drawing holds <{name}>, which is not known.")


def _text(element: ElementTree.Element) -> str:
    if not re.match(r"rotate\(-?0 ", element.get("transform", "rotate(0 ")):
        raise RuntimeError("A drawing holds words that are turned.")
    words = " ".join("".join(element.itertext()).split())
    place = f'x="{_short(element.get("x", "0"))}" y="{_short(element.get("y", "0"))}"'
    return f"<text {place}{_attributes(element)}>{escape(words, quote=False)}</text>"


def _marker(use: ElementTree.Element, shape: ElementTree.Element) -> str:
    x, y = float(use.get("x", "0")), float(use.get("y", "0"))
    outline = shape.get("d", "")
    if "C" not in outline:
        return _shape(f'd="{_path(outline, x, y)}"', "path", use)
    # The only curved marker is the round one: its radius is its furthest point.
    radius = max(abs(float(number)) for number in _NUMBER.findall(outline))
    place = f'cx="{_short(x)}" cy="{_short(y)}" r="{_short(radius)}"'
    return _shape(place, "circle", use)


def _shape(place: str, name: str, element: ElementTree.Element) -> str:
    said = _attributes(element)
    return "" if said == ' fill="none"' else f"<{name} {place}{said}/>"


def _attributes(element: ElementTree.Element) -> str:
    classes, others = [], []
    for declaration in filter(None, element.get("style", "").split(";")):
        name, value = (part.strip() for part in declaration.split(":", 1))
        if name in ("fill", "stroke") and value != "none":
            classes.append(_role(name, value))
        elif value in _UNSAID.get(name, ()):
            continue
        elif name in _SAID and _SAID[name].fullmatch(value):
            others.append(f' {name}="{value}"')
        else:
            raise RuntimeError(f"A drawing has the style “{name}: {value}”.")
    joined = f' class="{" ".join(classes)}"' if classes else ""
    return joined + "".join(others)


def _role(name: str, colour: str) -> str:
    role = _ROLES.get(colour, "")
    if role not in (_FILLS if name == "fill" else _STROKES):
        raise RuntimeError(f"A drawing has the {name} “{colour}”, which is no role.")
    return f"{'f' if name == 'fill' else 'k'}-{role}"


def _path(outline: str, x: float = 0, y: float = 0) -> str:
    """*outline* moved by *x*, *y*: absolute steps, level and upright ones short."""
    steps, last = [], ("", "")
    for letter, numbers in _STEP.findall(outline):
        found = [float(number) for number in _NUMBER.findall(numbers)]
        moved = [_short(n + (y if i % 2 else x)) for i, n in enumerate(found)]
        steps.append(_step(letter, moved, last))
        last = (moved[-2], moved[-1]) if moved else last
    return "".join(steps)


def _step(letter: str, to: list[str], last: tuple[str, str]) -> str:
    if letter == "L" and to[1] == last[1]:
        return f"H{to[0]}"
    if letter == "L" and to[0] == last[0]:
        return f"V{to[1]}"
    return letter + " ".join(to)


def _short(number: str | float) -> str:
    """*number* to one decimal, with no zeros to spare."""
    text = f"{float(number):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
