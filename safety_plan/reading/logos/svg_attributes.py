"""The attributes that a shape keeps: its own, and what styles say in place of them."""

import re
from collections.abc import Callable, Iterator

from lxml import etree
from lxml.etree import _Element as Element

from safety_plan.reading.logos.logo import LogoError
from safety_plan.reading.logos.svg_styles import StyleSheet
from safety_plan.reading.logos.svg_transforms import around_origin, transform_of_style
from safety_plan.reading.logos.svg_words import (
    GEOMETRY,
    GRADIENTS,
    GROUND,
    HANDLER,
    LOOKS,
    NOTHING,
    SIZES,
    TOLD,
    UNKNOWN,
    XLINK_HREF,
)

_SIZE = re.compile(r"([+-]?[0-9]*\.?[0-9]+%?)(?:px)?")
#: What the root does not keep: where it stands on a page, and its name there.
_NOT_OF_ROOT = SIZES | {"id"}


def attributes_of(
    element: Element, styles: StyleSheet, leave_out: Callable[[str], None]
) -> dict[str, str]:
    """The attributes that *element* keeps; *leave_out* is told what it loses.

    Raises LogoError for what only a browser can tell the meaning of.
    """
    looks = styles.looks_of(element)
    for name, value in looks.items():
        if name in UNKNOWN and value not in NOTHING:
            raise LogoError("logo-clean.style", selector=f"{name}: {value}"[:60])
    own = _own(element, styles)
    for words in _losses(element, looks):
        leave_out(words)
    attributes = own | {name: v for name, v in looks.items() if name in LOOKS}
    attributes |= _sizes(looks) | _transform(element, own, looks)
    if element.getparent() is None:
        attributes = {name: v for name, v in attributes.items() if name not in _NOT_OF_ROOT}
    return {name: value for name, value in attributes.items() if value}


def _own(element: Element, styles: StyleSheet) -> dict[str, str]:
    own = {}
    for key, value in element.attrib.items():
        name, text = str(key), str(value)
        if name in LOOKS:
            own[name] = styles.without_variables(element, name, text)
        elif name in GEOMETRY or name == "id":
            own[name] = text
        elif name in ("href", XLINK_HREF):
            own["href"] = text
    return own


def _losses(element: Element, looks: dict[str, str]) -> Iterator[str]:
    """What is to be told of settings that no logo keeps."""
    own = {str(name): str(value) for name, value in element.attrib.items()}
    if any(name.lower().startswith("on") for name in own):
        yield HANDLER
    for name, value in (own | looks).items():
        words = TOLD.get(name)
        is_seen = words != GROUND or (element.getparent() is None and name in looks)
        if words and is_seen and value not in NOTHING:
            yield words


def _sizes(looks: dict[str, str]) -> dict[str, str]:
    sizes = {}
    for name, value in looks.items():
        if name in SIZES and value not in NOTHING - {"1"}:
            match = _SIZE.fullmatch(value)
            if match is None:
                raise LogoError("logo-clean.style", selector=f"{name}: {value}"[:60])
            sizes[name] = match[1]
    return sizes


def _transform(element: Element, own: dict[str, str], looks: dict[str, str]) -> dict[str, str]:
    """The transform of *element*; a gradient has it under a name of its own."""
    is_gradient = etree.QName(element).localname in GRADIENTS
    name = "gradientTransform" if is_gradient else "transform"
    value = own.get(name, "")
    if "transform" in looks:
        value = transform_of_style(looks["transform"])
    origin = looks.get("transform-origin", element.get("transform-origin") or "")
    return {name: around_origin(value, origin, looks.get("transform-box", ""))}
