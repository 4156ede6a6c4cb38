"""A drawing (SVG) written anew, from the few elements and attributes that a logo needs."""

from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from safety_plan.reading.logos.logo import Logo, LogoError
from safety_plan.reading.logos.svg_colours import colours_of
from safety_plan.reading.logos.svg_ground import edge_of
from safety_plan.reading.logos.svg_styles import StyleSheet
from safety_plan.reading.logos.svg_words import (
    AROUND,
    EFFECT,
    ELEMENTS,
    GEOMETRY,
    HANDLER,
    LEFT_OUT,
    LINK,
    LOADING_STYLE,
    LOOKS,
    NEEDED,
    OTHER_FILE,
    REFERENCE,
    SVG,
    VALUE,
    XLINK_HREF,
)

#: How many shapes a browser on a telephone draws at once.
MOST_ELEMENTS = 2_000


def read_svg(content: bytes) -> Logo:
    """The logo in *content*. Raises LogoError."""
    root = _parse(content)
    width, height = _size(root)
    cleaning = _Cleaning(StyleSheet(root))
    clean = cleaning.copy(root)
    if clean is None:
        raise LogoError("logo-kind.broken", kind="SVG")
    _settle_references(clean, cleaning)
    clean.set("viewBox", root.get("viewBox") or f"0 0 {width:g} {height:g}")
    clean.set("width", f"{width:g}")
    clean.set("height", f"{height:g}")
    if cleaning.styles.leaves_out:
        cleaning.leave_out(LOADING_STYLE)
    published = etree.tostring(clean, encoding="unicode") + "\n"
    left_out = tuple(cleaning.left_out)
    return Logo(
        ".svg", width, height, published.encode(), colours_of(clean), left_out, edge_of(clean)
    )


def _parse(content: bytes) -> Element:
    """The root of the drawing; nothing that the file names is loaded or put in."""
    if b"<!ENTITY" in content or b"\0" in content:
        raise LogoError("logo-clean.entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Element = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise LogoError("logo-kind.broken", kind="SVG") from error
    if root.tag != f"{{{SVG}}}svg":
        raise LogoError("logo-kind.broken", kind="SVG")
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise LogoError("logo-size.shapes", most=MOST_ELEMENTS)
    return root


def _size(root: Element) -> tuple[float, float]:
    """How wide and high the drawing is, by its viewBox or else by its own size."""
    parts = root.get("viewBox", "").replace(",", " ").split()
    texts = parts[2:] if len(parts) == 4 else [root.get("width", ""), root.get("height", "")]
    try:
        width, height = (float(text.removesuffix("px")) for text in texts)
    except ValueError:
        raise LogoError("logo-size.viewbox") from None
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise LogoError("logo-size.viewbox")
    return width, height


@dataclass
class _Cleaning:
    """Copies what may stay, and notes what does not."""

    styles: StyleSheet
    left_out: list[str] = field(default_factory=list)

    def leave_out(self, words: str) -> None:
        """Notes that what *words* say is not published; each is said once."""
        if words not in self.left_out:
            self.left_out.append(words)

    def copy(self, element: Element) -> Element | None:
        """*element* with what may stay of it, or nothing."""
        name = _name(element)
        if key := NEEDED.get(name):
            raise LogoError(key)
        if name not in ELEMENTS:
            if words := LEFT_OUT.get(name):
                self.leave_out(words)
            return None
        clean = etree.Element(f"{{{SVG}}}{name}", nsmap={None: SVG})
        for key, value in self._attributes(element).items():
            clean.set(key, value)
        self._copy_children(element, clean)
        return clean

    def _copy_children(self, element: Element, clean: Element) -> None:
        for child in element:
            name = _name(child)
            if name in AROUND:
                if name == "a":
                    self.leave_out(LINK)
                self._copy_children(child, clean)
            elif (copied := self.copy(child)) is not None:
                clean.append(copied)

    def _attributes(self, element: Element) -> dict[str, str]:
        allowed = {}
        for name, value in element.attrib.items():
            if name.lower().startswith("on"):
                self.leave_out(HANDLER)
            elif name == "filter":
                self.leave_out(EFFECT)
            elif name in GEOMETRY or name in LOOKS or name == "id":
                allowed[name] = value
            elif name in ("href", XLINK_HREF):
                allowed["href"] = value
        if element.getparent() is None:
            allowed = {name: v for name, v in allowed.items() if name not in ("x", "y", "id")}
        return {name: v for name, v in (allowed | self.styles.looks_of(element)).items() if v}


def _name(element: Element) -> str:
    """The name of an element of a drawing; nothing for what a program wrote for itself."""
    if not isinstance(element.tag, str):
        raise LogoError("logo-clean.entities")
    name = etree.QName(element)
    is_known = name.namespace == SVG or name.localname in LEFT_OUT
    return name.localname if is_known else ""


def _settle_references(root: Element, cleaning: _Cleaning) -> None:
    """Gives each id a name of ours; what leads out of the drawing, or is no value, goes."""
    _refuse_nested_uses(root)
    _remove_lost_uses(root, cleaning)
    order = dict.fromkeys(e.get("id", "") for e in root.iter() if e.get("id"))
    ids = {name: f"p{number}" for number, name in enumerate(order, start=1)}
    for element in root.iter():
        for name, value in [*element.attrib.items()]:
            if new := _settled(str(name), str(value), ids):
                element.set(name, new)
            else:
                del element.attrib[name]
                cleaning.leave_out(OTHER_FILE)


def _remove_lost_uses(root: Element, cleaning: _Cleaning) -> None:
    """Takes out copies of what is not in the drawing, and the second of two ids that are alike."""
    names: set[str] = set()
    for element in root.iter():
        name = element.get("id", "")
        if name and name in names:
            del element.attrib["id"]
        names.add(name)
    for use in [*root.iter(f"{{{SVG}}}use")]:
        target, parent = use.get("href", ""), use.getparent()
        if parent is not None and not (target.startswith("#") and target[1:] in names - {""}):
            parent.remove(use)
            cleaning.leave_out(OTHER_FILE)


def _settled(name: str, value: str, ids: dict[str, str]) -> str:
    """The *value* of an attribute as it is published; empty where it may not be."""
    if name == "id":
        return ids[value]
    if name == "href":
        target = ids.get(value.removeprefix("#")) if value.startswith("#") else None
        return f"#{target}" if target else ""
    if match := REFERENCE.fullmatch(value):
        return f"url(#{ids[match[1]]})" if match[1] in ids else ""
    is_harmless = VALUE.fullmatch(value) and "url" not in value.lower()
    return value if is_harmless else ""


def _refuse_nested_uses(root: Element) -> None:
    """A copy of what holds copies: a small file could draw a million shapes with them."""
    use = f"{{{SVG}}}use"
    holders = {e.get("id") for e in root.iter() if e.get("id") and e.find(f".//{use}") is not None}
    holders |= {e.get("id") for e in root.iter(use) if e.get("id")}
    if any(e.get("href", "").removeprefix("#") in holders for e in root.iter(use)):
        raise LogoError("logo-clean.copies")
