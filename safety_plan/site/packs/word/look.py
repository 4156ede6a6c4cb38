"""How a Word document looks: letters that every machine has, and colours of the site on paper."""

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from safety_plan.core.palette import Mode, palette

#: Word has it, and LibreOffice has letters of the same width in its place.
_LETTERS = "Arial"
#: Above and below the words of a cell, in twentieths of a point.
_MARGIN = "40"
_HEADINGS = ("Title", *(f"Heading {level}" for level in range(1, 5)), "Caption")


def set_look(word: WordDocument) -> None:
    """Gives the styles of *word* their letters and colours.

    The headings of an empty document are too pale to be read well.
    """
    for fonts in word.styles.element.xpath("//w:rFonts[@w:asciiTheme]"):
        fonts.attrib.clear()
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), _LETTERS)
    colour = RGBColor.from_string(palette(Mode.PRINT)["accent"].removeprefix("#").upper())
    for name in _HEADINGS:
        word.styles[name].font.color.rgb = colour
    for name in ("Normal", "Caption"):
        word.styles[name].font.size = Pt(11)
    word.styles["Caption"].paragraph_format.keep_with_next = True
    for margin in word.styles["Table Grid"].element.xpath(
        ".//w:tblCellMar/w:top | .//w:tblCellMar/w:bottom"
    ):
        margin.set(qn("w:w"), _MARGIN)
