"""Whether a part of a drawing can be seen."""

from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element as Element

from safety_plan.reading.logos.svg_styles import StyleSheet
from safety_plan.reading.logos.svg_words import GRADIENTS, SHAPES

#: What draws nothing where it stands, though others may show it.
_LENT = GRADIENTS | {"defs", "symbol", "clipPath", "mask"}
_OFF = frozenset({"hidden", "collapse"})
_PASSED_ON = ("fill", "stroke", "fill-opacity", "stroke-opacity", "stroke-width", "visibility")
_USUAL = {"fill": "black", "stroke": "none"}


def is_hidden(element: Element, styles: StyleSheet) -> bool:
    """Whether an author hid *element*, or something around it."""
    around = [_attributes(e) | styles.looks_of(e) for e in (element, *element.iterancestors())]
    if any(_is_off(looks) for looks in around):
        return True
    visibilities = [looks["visibility"] for looks in around if looks.get("visibility")]
    return bool(visibilities) and visibilities[0] in _OFF


def draws_something(root: Element) -> bool:
    """Whether anything of the clean drawing *root* can be seen."""
    places = {element.get("id", ""): element for element in root.iter() if element.get("id")}
    return _draws(root, _USUAL, places)


def _draws(element: Element, around: Mapping[str, str], places: Mapping[str, Element]) -> bool:
    own = _attributes(element)
    name = etree.QName(element).localname
    if name in _LENT or _is_off(own):
        return False
    looks = {**around}
    for setting in _PASSED_ON:
        if own.get(setting, "inherit") not in ("", "inherit"):
            looks[setting] = own[setting]
    if name == "use":
        target = places.get(own.get("href", "").removeprefix("#"))
        return target is not None and _use_draws(target, looks, places)
    if name in SHAPES:
        return _is_painted(name, looks)
    return any(_draws(child, looks, places) for child in element)


def _use_draws(target: Element, looks: Mapping[str, str], places: Mapping[str, Element]) -> bool:
    if etree.QName(target).localname == "symbol":
        return any(_draws(child, looks, places) for child in target)
    return _draws(target, looks, places)


def _is_painted(name: str, looks: Mapping[str, str]) -> bool:
    if looks.get("visibility") in _OFF:
        return False
    has_line = _is_seen("stroke", looks) and not _is_zero(looks.get("stroke-width", "1"))
    return has_line or (name != "line" and _is_seen("fill", looks))


def _is_seen(kind: str, looks: Mapping[str, str]) -> bool:
    paint = looks[kind]
    is_clear = paint in ("none", "transparent") or (len(paint) == 9 and paint.endswith("00"))
    return not is_clear and not _is_zero(looks.get(f"{kind}-opacity", "1"))


def _is_off(looks: Mapping[str, str]) -> bool:
    return looks.get("display") == "none" or _is_zero(looks.get("opacity", "1"))


def _is_zero(text: str) -> bool:
    try:
        return float(text.strip().removesuffix("%").removesuffix("px")) <= 0
    except ValueError:
        return False


def _attributes(element: Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}
