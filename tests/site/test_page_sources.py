"""A page cites by short names; at its foot each source stands in full, once."""

from pathlib import Path

from lxml import html as lxml_html

from safety_plan.checks.registry import check
from safety_plan.site.page_sources import Citation, citations_of

_CITED = (
    '<p>See <a href="../figures/#source-council-minutes">minutes</a> and '
    '<a href="../figures/#source-committee-report">report</a>, paragraph 2. '
    '<a href="../figures/#source-council-minutes">Minutes of the town council</a> '
    '<a href="../figures/#source-nobody-knows">x</a></p>'
)


def cited(plan: Path, path: str) -> list[Citation]:
    sources = plan / "data" / "sources.yml"
    text = sources.read_text("utf-8")
    title = "title: Report on the safer streets plan\n"
    sources.write_text(text.replace(title, f"{title}  short: report\n"), "utf-8")
    return citations_of(check(plan)[1], path, _CITED)


def test_each_source_is_listed_once_in_the_order_of_the_page_with_what_the_page_calls_it(
    tiny: Path,
):
    found = [(one.source.id, one.short, one.date) for one in cited(tiny, "glossary.md")]

    assert found == [
        ("council-minutes", "", "14 June 2021"),
        ("committee-report", "report", "20 May 2021"),
    ]


def test_the_page_that_lists_every_source_has_no_second_list(tiny: Path):
    assert cited(tiny, "figures.md") == []


def test_the_list_stands_at_the_foot_of_each_page_that_cites_sealed_ones_too(tiny_site: Path):
    """It is living: outside the words of the page, and no part of what a seal holds."""
    for address in ("2022-06/priorities/bicycles", "2021-06/priorities/bicycles"):
        page = lxml_html.parse(tiny_site / address / "index.html").getroot()
        (foot,) = page.xpath('//main/section[@class="cited"]')
        words = " ".join(foot.text_content().split())

        assert foot.get("data-living") is not None
        assert words.startswith("Where this comes from Report on the safer streets plan,")
        assert words.count("Report on the safer streets plan, Fernbrook Town Council, 20 May") == 1
        assert "What we read: in full." in words
    assert 'class="cited"' not in (tiny_site / "2022-06/figures/index.html").read_text("utf-8")


def test_more_than_three_sources_open_at_a_press_and_say_how_many_they_are(real_site: Path):
    page = lxml_html.parse(real_site / "2020-04/assessment/recorded-crime/index.html").getroot()
    (foot,) = page.xpath('//main/section[@class="cited"]')
    (opens,) = foot.xpath("./details")
    (summary,) = opens.xpath("./summary")

    assert not opens.get("open")
    count = len(opens.xpath("./ul/li"))
    assert count > 3
    assert " ".join(summary.text_content().split()) == f"Where this comes from ({count} sources)"
    wards = lxml_html.parse(real_site / "2020-04/assessment/wards/index.html").getroot()
    assert wards.xpath('//main/section[@class="cited"]/ul/li')
