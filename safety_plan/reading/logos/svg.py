"""A drawing (SVG) written anew, from the few elements and attributes that a logo needs."""

from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from safety_plan.reading.logos.logo import Logo, LogoError
from safety_plan.reading.logos.svg_attributes import attributes_of
from safety_plan.reading.logos.svg_colours import colours_of
from safety_plan.reading.logos.svg_ground import edge_of
from safety_plan.reading.logos.svg_reading import read_root, read_size
from safety_plan.reading.logos.svg_references import settle_references
from safety_plan.reading.logos.svg_shown import draws_something, is_hidden
from safety_plan.reading.logos.svg_styles import StyleSheet
from safety_plan.reading.logos.svg_words import (
    AROUND,
    ELEMENTS,
    HIDDEN,
    LEFT_OUT,
    LINK,
    LOADING_STYLE,
    NEEDED,
    SVG,
)


def read_svg(content: bytes) -> Logo:
    """The logo in *content*. Raises LogoError."""
    root = read_root(content)
    width, height = read_size(root)
    cleaning = _Cleaning(StyleSheet(root))
    clean = cleaning.copy(root)
    if clean is None:
        raise LogoError("logo-kind.broken", kind="SVG")
    settle_references(clean, cleaning.dropped, cleaning.leave_out)
    if not draws_something(clean):
        raise LogoError("logo-clean.nothing")
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


@dataclass
class _Cleaning:
    """Copies what may stay, and notes what does not."""

    styles: StyleSheet
    left_out: list[str] = field(default_factory=list)
    #: The kind of each element that is not taken over and has an id.
    dropped: dict[str, str] = field(default_factory=dict)

    def leave_out(self, words: str) -> None:
        """Notes that what *words* say is not published; each is said once."""
        if words not in self.left_out:
            self.left_out.append(words)

    def copy(self, element: Element) -> Element | None:
        """*element* with what may stay of it, or nothing."""
        name = _name(element)
        if name not in ELEMENTS:
            self._drop(element, name)
            return None
        clean = etree.Element(f"{{{SVG}}}{name}", nsmap={None: SVG})
        for key, value in attributes_of(element, self.styles, self.leave_out).items():
            clean.set(key, value)
        self._copy_children(element, clean)
        return clean

    def _drop(self, element: Element, name: str) -> None:
        """Leaves *element* out, unless the logo would look otherwise without it."""
        for inner in element.iter(etree.Element):
            if place := inner.get("id"):
                self.dropped[place] = etree.QName(inner).localname
        words = LEFT_OUT.get(name)
        if key := NEEDED.get(name):
            if name != "image" and not "".join(element.itertext()).strip():
                return
            if not is_hidden(element, self.styles):
                raise LogoError(key)
            words = HIDDEN
        if words:
            self.leave_out(words)

    def _copy_children(self, element: Element, clean: Element) -> None:
        for child in element:
            name = _name(child)
            if name in AROUND:
                if name == "a":
                    self.leave_out(LINK)
                self._copy_children(child, clean)
            elif (copied := self.copy(child)) is not None:
                clean.append(copied)


def _name(element: Element) -> str:
    """The name of an element of a drawing; nothing for what a program wrote for itself."""
    if not isinstance(element.tag, str):
        raise LogoError("logo-clean.entities")
    name = etree.QName(element)
    is_known = name.namespace == SVG or name.localname in LEFT_OUT
    return name.localname if is_known else ""
