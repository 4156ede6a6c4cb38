"""What leads from one part of a drawing to another, under names of ours, and never out of it."""

from collections.abc import Callable, Mapping
from urllib.parse import unquote

from lxml.etree import _Element as Element

from safety_plan.reading.logos.logo import LogoError
from safety_plan.reading.logos.svg_words import LOST, OTHER_FILE, REFERENCE, SVG, VALUE

Tell = Callable[[str], None]
_FILLS = ("fill", "stroke")


def settle_references(root: Element, dropped: Mapping[str, str], leave_out: Tell) -> None:
    """Gives each id a name of ours; what leads out of the drawing, or is no value, goes.

    *dropped* gives the kind of each element that was not taken over. Raises LogoError where a
    shape has its colours from such a one.
    """
    _refuse_nested_uses(root)
    _remove_lost_uses(root, leave_out)
    order = dict.fromkeys(e.get("id", "") for e in root.iter() if e.get("id"))
    ids = {name: f"p{number}" for number, name in enumerate(order, start=1)}
    for element in root.iter():
        for name, value in [*element.attrib.items()]:
            key, text = str(name), str(value)
            new = _publishable_value(key, text, ids)
            if not new:
                _refuse_needed(key, text, dropped)
                leave_out(LOST if _place(text) else OTHER_FILE)
                new = "none" if key in _FILLS and "url" in text.lower() else ""
            if new:
                element.set(name, new)
            else:
                del element.attrib[name]


def _remove_lost_uses(root: Element, leave_out: Tell) -> None:
    """Takes out copies of what is not in the drawing, and the second of two ids that are alike."""
    names: set[str] = set()
    for element in root.iter():
        name = element.get("id", "")
        if name and name in names:
            del element.attrib["id"]
        names.add(name)
    for use in [*root.iter(f"{{{SVG}}}use")]:
        target = use.get("href", "")
        parent = use.getparent()
        if parent is not None and not (target.startswith("#") and target[1:] in names - {""}):
            parent.remove(use)
            leave_out(LOST if target.startswith("#") else OTHER_FILE)


def _place(value: str) -> str:
    """The id in the drawing that *value* leads to, if it does."""
    match = REFERENCE.match(value)
    if match:
        return match[1]
    return value[1:] if value.startswith("#") else ""


def _refuse_needed(name: str, value: str, dropped: Mapping[str, str]) -> None:
    kind = dropped.get(_place(value)) or dropped.get(unquote(_place(value)))
    if kind == "pattern":
        raise LogoError("logo-clean.picture")
    if kind and name in _FILLS:
        raise LogoError("logo-clean.style", selector=f"{name}: {kind}")


def _publishable_value(name: str, value: str, ids: Mapping[str, str]) -> str:
    """The *value* of an attribute as it is published; empty where it may not be."""
    if name == "id":
        return ids[value]
    if name == "href":
        target = ids.get(_place(value)) or ids.get(unquote(_place(value)))
        return f"#{target}" if target and value.startswith("#") else ""
    if match := REFERENCE.match(value):
        place = match[1]
        rest = value[match.end() :].strip()
        target = ids.get(place) or ids.get(unquote(place))
        if target:
            return f"url(#{target})"
        value = rest
    is_harmless = VALUE.fullmatch(value) and "url" not in value.lower()
    return value if is_harmless else ""


def _refuse_nested_uses(root: Element) -> None:
    """A copy of what holds copies: a small file could draw a million shapes with them."""
    use = f"{{{SVG}}}use"
    holders = {e.get("id") for e in root.iter() if e.get("id") and e.find(f".//{use}") is not None}
    holders |= {e.get("id") for e in root.iter(use) if e.get("id")}
    if any(e.get("href", "").removeprefix("#") in holders for e in root.iter(use)):
        raise LogoError("logo-clean.copies")
