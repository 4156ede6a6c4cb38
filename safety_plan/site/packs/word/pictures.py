"""The drawings of charts as pictures, for a Word document: one look of Chromium at all of them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import html as lxml_html
from lxml.html import HtmlElement
from PIL import Image

from safety_plan.content.templates import render_template
from safety_plan.site.packs.chromium import screenshot
from safety_plan.site.packs.printing import serve_beside

#: How many px of a picture stand for one of a drawing.
SCALE = 2
#: As many px a picture of Chromium may be high.
_HIGHEST = 5000
_WIDTH = 700
_PAGE = "drawings-to-print.html"


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawing of a chart, and how large it is in px."""

    svg: str
    width: int
    height: int


def drawing_of(plot: HtmlElement) -> Drawing:
    """The drawing in the *plot* of a chart."""
    svg = plot.xpath("./*[contains(@class, 'chart-svg')]")[0]
    _, _, width, height = map(float, svg.xpath("string(@viewbox)").split())
    return Drawing(lxml_html.tostring(svg, encoding="unicode"), int(width), int(height) + 1)


def pictures_of(
    drawings: Sequence[Drawing], styles: Sequence[str], site: Path, folder: Path, browser: str
) -> list[bytes]:
    """The *drawings* as PNG files, in their order; *styles* are those of pages in *folder*."""
    pictures: list[bytes] = []
    with serve_beside(site, folder, _PAGE) as address:
        for group in _groups(drawings):
            html = render_template("site/packs/word/drawings.html", drawings=group, styles=styles)
            (folder / _PAGE).write_bytes(html.encode())
            height = sum(drawing.height for drawing in group)
            whole = screenshot(browser, address, _WIDTH, height, SCALE)
            pictures += _cut(whole, group)
    return pictures


def _groups(drawings: Sequence[Drawing]) -> list[list[Drawing]]:
    groups: list[list[Drawing]] = [[]]
    for drawing in drawings:
        if groups[-1] and sum(one.height for one in groups[-1]) + drawing.height > _HIGHEST:
            groups.append([])
        groups[-1].append(drawing)
    return [group for group in groups if group]


def _cut(whole: bytes, group: Sequence[Drawing]) -> list[bytes]:
    """Each drawing of *group* out of the picture of all, which stand below one another."""
    pictures = []
    top = 0
    with Image.open(io.BytesIO(whole)) as image:
        for drawing in group:
            box = (0, top, drawing.width * SCALE, top + drawing.height * SCALE)
            file = io.BytesIO()
            image.convert("RGB").crop(box).save(file, "PNG", optimize=True)
            pictures.append(file.getvalue())
            top += drawing.height * SCALE
    return pictures
