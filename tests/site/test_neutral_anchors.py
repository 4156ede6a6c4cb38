"""Nowhere on the site can one land at an address that names what can put its reader at risk."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from safety_plan.content.site_markup import SiteMarkup
from safety_plan.models.sensitivity import neutral_anchor, word_in_address
from safety_plan.site.neutral_anchors import neutral_link, with_neutral_anchors
from tests.conftest import build

NEUTRAL = neutral_anchor("card-domestic-abuse")
#: Names of places and fragments of links, as they stand in the code of a page.
NAMES = re.compile(r'\s(?:id|for|headers|aria-\w+by|aria-controls)="([^"]*)"')
LINKS = re.compile(r'\shref="([^"]*)"')
#: Addresses in the lists for machines.
MACHINE = re.compile(r'(?:href="|<loc>|"(?:\w*address|anchor)": ")([^"<]*)')


def own_links(html: str) -> list[str]:
    """The links of a page that stay on the site."""
    return [link for link in LINKS.findall(html) if not re.match(r"[a-z]+:", link)]


def test_places_and_the_links_to_them_change_alike():
    html = (
        '<h2 id="card-domestic-abuse" aria-labelledby="a card-domestic-abuse">'
        '<a href="#card-domestic-abuse">#</a><a href="../x/#card-domestic-abuse">x</a></h2>'
    )
    assert with_neutral_anchors(html) == (
        f'<h2 id="{NEUTRAL}" aria-labelledby="a {NEUTRAL}">'
        f'<a href="#{NEUTRAL}">#</a><a href="../x/#{NEUTRAL}">x</a></h2>'
    )


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="what-this-means"><a href="#what-this-means">#</a></h2>',
        '<a href="https://example.org/#domestic-abuse">another site</a>',
        '<a href="//example.org/#domestic-abuse">another site</a>',
        '<p>The words id="domestic-abuse" and href="#stalking" in a text &lt;a id="rape"&gt;</p>',
        '<img alt="id=domestic-abuse" src="a.png">',
        '<a href="../plan/?a=1&amp;b=2#here">x</a>',
    ],
)
def test_words_and_other_sites_stay_as_they_are(html: str):
    assert with_neutral_anchors(html) == html


def test_a_link_that_is_written_with_escapes_is_the_same_link():
    assert neutral_link("x/#card%2Ddomestic%2Dabuse") == f"x/#{NEUTRAL}"
    assert with_neutral_anchors('<a href="?a&amp;b#stalking">') == (
        f'<a href="?a&amp;b#{neutral_anchor("stalking")}">'
    )


def test_no_place_link_or_address_of_the_real_site_names_its_subject(real_site: Path):
    told = []
    for file in real_site.rglob("*.html"):
        html, path = file.read_text("utf-8"), file.relative_to(real_site).as_posix()
        names = [name for value in NAMES.findall(html) for name in value.split()]
        names += [path, *own_links(html)]
        told += [f"{path}: {name}" for name in names if word_in_address(unquote(name))]
    assert told == []


def test_no_list_for_machines_names_it_in_an_address(real_site: Path):
    addresses = []
    for file in [*real_site.glob("*.xml"), *real_site.glob("*.json")]:
        addresses += MACHINE.findall(file.read_text("utf-8"))
    for file in [*real_site.glob("*/search/*.js"), *real_site.glob("search/*.js")]:
        addresses += re.findall(r'"([^"\s]*[/#][^"\s]*)"', file.read_text("utf-8"))

    assert len(addresses) > 60
    assert [a for a in addresses if word_in_address(unquote(a)) and "://" not in a] == []


def test_a_name_leads_to_the_same_place_before_and_after(real_site: Path):
    record = json.loads((real_site / "2020-04" / "plan.json").read_text("utf-8"))
    anchors = [s["anchor"] for page in record["pages"].values() for s in page["sections"]]
    told = [anchor for anchor in anchors if word_in_address(anchor)]
    html = "".join(f.read_text("utf-8") for f in (real_site / "2020-04").rglob("index.html"))

    assert told, "the record keeps its own names"
    assert [anchor for anchor in told if f'id="{neutral_anchor(anchor)}"' not in html] == []


def test_the_record_keeps_the_name_that_the_page_does_not_show(tiny: Path, tmp_path: Path):
    page = tiny / "docs" / "priorities" / "bicycles.md"
    page.write_text(page.read_text("utf-8").replace("## What was done", "## Stalking"), "utf-8")
    site = build(tiny, tmp_path / "site")
    html = (site / "2022-06/priorities/bicycles/index.html").read_text("utf-8")

    neutral = neutral_anchor("stalking")
    assert f'<h2 id="{neutral}">Stalking' in html
    assert f'href="#{neutral}"' in html
    assert 'id="stalking"' not in html
    assert '"anchor": "stalking"' in (site / "2022-06" / "plan.json").read_text("utf-8")


def test_a_correction_stands_below_the_heading_that_a_record_names_otherwise():
    markup = SiteMarkup(link_target=str, notes={neutral_anchor("stalking"): ["<p>Put right.</p>"]})

    assert markup.notes_below("stalking") == ["<p>Put right.</p>"]
    assert markup.notes_below("what-this-means") == ()
