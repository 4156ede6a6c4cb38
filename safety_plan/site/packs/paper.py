"""Takes out of a page what paper does not need, and lays the rest out for it."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement, builder

#: What is of use on a screen only, or stands on the web for whoever wants it.
_NOT_ON_PAPER = (
    ".//*[@data-living] | .//button | .//nav | .//*[@class='spark']/*[local-name()='svg']"
    " | .//*[contains(@class, 'card-actions')] | .//*[contains(@class, 'numbers-card')]"
    " | .//*[contains(concat(' ', @class, ' '), ' state-shape ')]"
    " | .//details[@class='card-more' or @class='origins']"
    " | .//a[contains(@href, '.csv')]"
)
_HEADINGS = ("h2", "h3", "h4", "h5")
_FIGURES = ".//div[table[contains(concat(' ', @class, ' '), ' figure-table ')]]"
#: A table whose rows have more letters runs across the sheet.
_LONG_ROW = 75
#: How much higher than wide a drawing in a column may be.
_HIGHEST = 1.9
#: Cautions with more letters stand across the column, not beside the drawing.
_MOST_BESIDE = 520
#: An item of a list with as many letters says more than where to read on.
_LONG_ITEM = 120


def make_fit_for_paper(section: HtmlElement, drawings: Sequence[HtmlElement]) -> None:
    """Leaves of the page *section* what is read on paper.

    *drawings* are those of its charts for little room, in their order.
    """
    charts = section.xpath(".//figure[.//*[@class='chart-plot']]")
    for chart, drawing in zip(charts, drawings, strict=True):
        _put_in_column(chart, drawing)
    for element in section.xpath(_NOT_ON_PAPER):
        if element.getparent() is not None:
            element.drop_tree()
    for chart in section.xpath(".//figure[details]"):
        _keep_cautions(chart)
    for table in section.xpath(_FIGURES):
        table.getparent().replace(table, _as_list(table))
    for table in section.xpath("./div[contains(@class, 'table-')]"):
        if _is_wide(table):
            table.set("class", f"{table.get('class', '')} wide-table".strip())
    _drop_list_of_pages(section)
    _drop_empty_headings(section)


def _put_in_column(chart: HtmlElement, drawing: HtmlElement) -> None:
    """Gives *chart* its *drawing* for little room, where that is not too high for a sheet."""
    _, _, width, height = map(float, drawing.xpath("string(@viewbox)").split())
    plot = chart.xpath(".//*[@class='chart-plot']")[0]
    wide = plot.xpath("./*[contains(@class, 'chart-wide')]")
    if wide and height > _HIGHEST * width:
        chart.set("class", f"{chart.get('class')} wide-chart")
        return
    for one in wide:
        plot.remove(one)
    plot.append(drawing)


def _keep_cautions(chart: HtmlElement) -> None:
    """Leaves of the numbers behind a *chart* what to bear in mind, beside its headline."""
    details, caption = chart.xpath("./details")[0], chart.xpath("./figcaption")[0]
    for cautions in details.xpath("./ul[@class='caveats']"):
        cautions.tail = None
        caption.addnext(cautions)
        if len(cautions.text_content()) > _MOST_BESIDE:
            chart.set("class", f"{chart.get('class')} much-to-bear-in-mind")
    details.drop_tree()


def _as_list(table: HtmlElement) -> HtmlElement:
    """A table of figures as a list: what is counted, then the number, when and where."""
    rows = table.xpath(".//tbody/tr")
    return builder.UL(builder.CLASS("figure-list"), *map(_as_entry, rows))


def _as_entry(row: HtmlElement) -> HtmlElement:
    name, number, *others = (" ".join(cell.text_content().split()) for cell in row)
    return builder.LI(f"{name}: ", builder.B(number), *(f", {words}" for words in others if words))


def _is_wide(block: HtmlElement) -> bool:
    rows = block.xpath(".//tbody/tr")
    letters = sum(len(row.text_content()) for row in rows)
    return letters > _LONG_ROW * len(rows)


def _drop_list_of_pages(section: HtmlElement) -> None:
    """Drops the last part of *section* where it is links to other pages: paper has contents."""
    headings = section.xpath("./h3")
    list_ = headings[-1].getnext() if headings else None
    if list_ is None or list_.tag != "ul" or list_.getnext() is not None:
        return
    if all(map(_leads_on, list_)):
        list_.drop_tree()


def _leads_on(item: HtmlElement) -> bool:
    """True where *item* says little but which other page of the site to read."""
    pages = [link for link in item.iter("a") if _is_of_page(link)]
    return bool(pages) and len(item.text_content()) < _LONG_ITEM


def _is_of_page(link: HtmlElement) -> bool:
    target = link.get("href", "")
    is_outside = bool(urlsplit(target).scheme)
    return not (is_outside or link.get("class") or ".source-" in target)


def _drop_empty_headings(section: HtmlElement) -> None:
    for heading in reversed([*_headings(section)]):
        follower = heading.getnext()
        is_last = follower is None and heading.getparent() is section
        is_above = (
            follower is not None
            and follower.tag in _HEADINGS
            and str(follower.tag) <= str(heading.tag)
        )
        if heading.tag != "h2" and (is_last or is_above):
            heading.drop_tree()


def _headings(section: HtmlElement) -> Iterator[HtmlElement]:
    return (child for child in section if child.tag in _HEADINGS)
