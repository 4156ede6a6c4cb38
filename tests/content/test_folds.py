"""A long list is folded, and what must be seen of it is not."""

from lxml.html import HtmlElement, fromstring

from safety_plan.charts.kinds import KINDS
from safety_plan.content.renderer import Renderer
from safety_plan.content.site_markup import SiteMarkup
from safety_plan.models.plan import read_plan
from safety_plan.revisions.bundle import working_bundle
from tests.conftest import TINY


def block(kind: str, notes: dict[str, list[str]]) -> HtmlElement:
    bundle, _ = working_bundle(read_plan(TINY, KINDS)[0])
    markup = SiteMarkup(link_target=lambda mark: None, notes=notes)
    record = bundle.record
    renderer = Renderer(figures=record.figures, sources=record.sources, site=markup)
    return fromstring(renderer.block(kind, {}))


def test_a_correction_of_a_source_is_seen_while_the_source_is_folded():
    notes = {"source-committee-report-name": ['<p class="correction">It was another day.</p>']}
    (correction,) = block("sources", notes).find_class("correction")

    assert not correction.xpath("ancestor::details")
    assert correction.xpath("ancestor::section/@id") == ["source-committee-report"]
