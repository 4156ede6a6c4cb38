"""What changed between two revisions, as a document for a committee."""

from pathlib import Path
from urllib.parse import urljoin

from lxml import html as lxml_html
from lxml.html import HtmlElement

from safety_plan.content.templates import render_template
from safety_plan.core.translation import language_of_page
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.packs.cover import cover_of
from safety_plan.site.packs.places import lead_to_web
from safety_plan.site.packs.printing import Printable, style_sheets
from safety_plan.site.print_page import unfold
from safety_plan.site.print_sheet import print_sheet
from safety_plan.site.site_model import Site
from safety_plan.site.urls import comparison_address

#: What opens on a screen only, or leads about the page.
_NOT_ON_PAPER = ".//nav | .//*[@data-living] | .//button | .//a[contains(@href, '.csv')]"
_CLOSED = ".//details[not(ancestor::details)]"


def comparison_folder(old: str, new: str, out: Path) -> Path:
    """Where the page that compares *old* with *new* stands in the built site *out*."""
    return out / comparison_address(old, new)


def comparison_of(site: Site, old: RevisionBundle, new: RevisionBundle, out: Path) -> Printable:
    """What changed from *old* to *new*, from its page in the built site *out*."""
    folder = comparison_folder(old.id, new.id, out)
    page = (folder / "index.html").read_text(encoding="utf-8")
    start = site.plan.settings.whole_address(comparison_address(old.id, new.id))
    covers = [cover_of(site, bundle, out / bundle.id) for bundle in (old, new)]
    styles = [_of_revision(name, new) for name in style_sheets(page)]
    with language_of_page(site.language):
        html = render_template(
            "site/packs/comparison.html",
            covers=covers,
            language=site.language,
            style_sheets=styles,
            address=start,
            content=_content(page, start),
        )
    title = f"{covers[0].title} – {new.record.revision.title}"
    return Printable(
        title=title, author=covers[1].partnership, language=site.language, html=lambda _: html
    )


def _of_revision(style_sheet: str, bundle: RevisionBundle) -> str:
    """The style sheet for paper of *bundle*, whose status stands on each sheet then."""
    own = print_sheet(bundle)
    general = print_sheet(None)
    return style_sheet.replace(general, own)


def _content(page: str, start: str) -> str:
    article: HtmlElement = lxml_html.document_fromstring(page).xpath("//article[@data-page]")[0]
    for element in article.xpath(_NOT_ON_PAPER):
        element.drop_tree()
    unfold(article)
    for details in article.xpath(_CLOSED):
        _leave_summary(details)
    names = {*article.xpath(".//@id")}
    lead_to_web(article, names, lambda target: urljoin(start, target) if start else "")
    return "".join(lxml_html.tostring(child, encoding="unicode") for child in article)


def _leave_summary(details: HtmlElement) -> None:
    """Leaves of *details*, which are closed on paper, the line that says what is in them."""
    summary = details.xpath("./summary")[0]
    for child in details.xpath("./*[not(self::summary)]"):
        child.drop_tree()
    summary.tag, details.tag = "p", "div"
