"""How pages and charts look on paper, without colour, with more contrast and less motion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import pytest

from tests.site_pages import PAGE_TYPES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

CHARTS = "2020-04/assessment/recorded-crime/"
BARS = "2020-04/assessment/neighbours/"
#: For each drawing, the ways in which its lines are dashed; colour is left out.
#: Panels of small charts have a line each, and dots have shapes.
DASHES = """() => [...document.querySelectorAll(
  '.chart-plot[aria-label^="Line"] .chart-svg')].map(svg =>
  ['k-1', 'k-2', 'k-3', 'k-4', 'k-other'].map(name => svg.querySelector(`path.${name}`))
    .filter(Boolean).map(path => path.getAttribute('stroke-dasharray') || 'whole'))"""
#: Marks of a drawing that have the colour of the ground, or none at all.
UNSEEN = """() => {
  const ground = getComputedStyle(document.body).backgroundColor
  return [...document.querySelectorAll('.chart-svg [class]')]
    // The ground of a span: dotted lines stand at both its ends.
    .filter(mark => !mark.matches('.f-ground:not([class*="k-"]), .f-band')).filter(mark => {
      const look = getComputedStyle(mark), lined = /k-/.test(mark.getAttribute('class'))
      return [ground, 'none', 'rgba(0, 0, 0, 0)'].includes(lined ? look.stroke : look.fill)
    }).map(mark => mark.outerHTML.slice(0, 80)).slice(0, 3)
}"""
MOVING = """() => [...document.querySelectorAll('*')].filter(e => {
    const look = getComputedStyle(e)
    return /[1-9]/.test(look.transitionDuration + look.animationDuration)
      || look.scrollBehavior === 'smooth'
  }).map(e => e.outerHTML.slice(0, 80))"""
#: What readers say of motion.
MOTIONS: tuple[Literal["reduce", "no-preference"], ...] = ("reduce", "no-preference")
#: Contrast of two colours, as WCAG 2.2 works it out.
CONTRAST = """([one, other]) => {
  const light = name => {
    const [r, g, b] = name.match(/[0-9.]+/g).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}"""
OPEN_ALL = "document.querySelectorAll('.fold').forEach(fold => fold.open = true)"
STROKE = "e => getComputedStyle(e).stroke"
COLOUR = "e => getComputedStyle(e).color"
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


def test_without_colour_each_line_of_a_chart_is_told_from_the_others(page: Page, served: str):
    page.goto(f"{served}/{CHARTS}")
    lines = [dashes for dashes in page.evaluate(DASHES) if len(dashes) > 1]

    assert lines
    assert [dashes for dashes in lines if len({*dashes}) < len(dashes)] == []


def test_without_colour_the_bars_of_a_chart_have_their_words_beside_them(page: Page, served: str):
    page.goto(f"{served}/{BARS}")
    bars = page.locator("figure.chart[data-chart]").filter(
        has=page.locator(".chart-plot[aria-label^='Bar']")
    )
    words = bars.evaluate_all(
        "all => all.map(f => { const s = f.querySelector('.chart-wide'); return ["
        "s.querySelectorAll('path[class^=f-], rect[class^=f-]').length,"
        "s.querySelectorAll('text[font-weight]').length] })"
    )

    assert words
    assert [pair for pair in words if pair[1] < pair[0]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_seen_in_the_readers_own_colours(page: Page, served: str, scheme: str):
    page.emulate_media(forced_colors="active", color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{served}/{CHARTS}")

    assert page.evaluate(UNSEEN) == []


def test_on_paper_a_chart_is_dark_on_white_whatever_the_screen_was(page: Page, served: str):
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{served}/{CHARTS}")
    ground = page.evaluate(GROUND)
    line = page.locator(".chart-svg .k-1").first.evaluate(STROKE)
    words = page.locator("[data-page] p").first.evaluate(COLOUR)

    assert ground == "rgb(255, 255, 255)"
    assert page.evaluate(CONTRAST, [line, ground]) >= 4.5
    assert page.evaluate(CONTRAST, [words, ground]) >= 15


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whoever_asks_for_more_contrast_gets_it_in_the_quieter_words(
    page: Page, served: str, scheme: str
):
    page.emulate_media(contrast="more", color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{served}/{CHARTS}")
    quiet = page.locator(".chart-subtitle").first.evaluate(COLOUR)

    assert page.evaluate(CONTRAST, [quiet, page.evaluate(GROUND)]) >= 14


def test_nothing_moves_by_itself(page: Page, served: str):
    moving = {}
    for address in PAGE_TYPES:
        page.goto(f"{served}/{address}")
        for motion in MOTIONS:
            page.emulate_media(reduced_motion=motion)
            if found := page.evaluate(MOVING):
                moving[address, motion] = found[:3]

    assert moving == {}


def test_on_a_touch_screen_each_part_has_a_link_to_copy_and_no_mark_at_its_heading(
    browser: Browser, served: str
):
    context = browser.new_context(viewport={"width": 412, "height": 823}, has_touch=True)
    page = context.new_page()
    page.goto(f"{served}/2020-04/")
    marks = page.locator(":is(h1, h2, h3) + .cite")
    page.locator(".cite-page > summary").click()
    links = page.locator(".cite-parts a")
    hashes = links.evaluate_all("all => all.map(a => a.hash.slice(1))")
    heights = links.evaluate_all("all => all.map(a => a.getBoundingClientRect().height)")
    headings = page.locator("article > :is(h2, h3)[id]").evaluate_all("all => all.map(h => h.id)")
    shown = [mark for mark in marks.all() if mark.is_visible()]
    context.close()

    assert shown == []
    assert hashes
    assert {*headings} <= {*hashes}
    assert min(heights) >= 24


def test_a_long_page_lists_its_parts_beside_it_where_there_is_room(page: Page, served: str):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{served}/{CHARTS}")
    parts = page.get_by_role("navigation", name="On this page")
    headings = page.locator("article h2").evaluate_all("all => all.map(h => h.id)")

    assert parts.locator("a").evaluate_all("all => all.map(a => a.hash.slice(1))") == headings
    page.locator("article h2").last.scroll_into_view_if_needed()
    beside, words = (
        page.locator("#parts").bounding_box(),
        page.locator("article > p").first.bounding_box(),
    )
    assert beside
    assert words
    assert beside["x"] >= words["x"] + words["width"]
    assert 0 <= beside["y"] <= 800 - beside["height"]


def test_on_a_phone_the_changed_figures_stand_as_cards_and_stay_a_table(page: Page, served: str):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{served}/history/2019-04-to-2020-04/")
    page.evaluate(OPEN_ALL)
    table = page.get_by_role("table", name="Figures that changed")

    assert table.evaluate("t => t.parentElement.scrollWidth - t.parentElement.clientWidth") == 0
    row = table.get_by_role("row").nth(1)
    assert row.get_by_role("rowheader").count() == 1
    assert row.get_by_role("cell").count() == table.get_by_role("columnheader").count() - 1


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_no_value_takes_the_room_of_its_title(page: Page, served: str, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{served}/2020-04/figures/")
    page.evaluate(OPEN_ALL)
    rows = page.locator(".figure-table tbody tr").evaluate_all(
        "all => all.map(row => [row.cells[0], row.cells[1], row].map(e => e.clientWidth))"
    )
    below = "planned for 27 March 2020"
    title, value = (
        page.get_by_role("row").filter(has_text=below).get_by_role(role).first.bounding_box()
        for role in ("rowheader", "cell")
    )

    assert min(title / row for title, _, row in rows) >= 0.5
    assert max(value / row for _, value, row in rows) <= 1
    assert title
    assert value
    assert value["y"] >= title["y"] + title["height"]


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_each_day_has_room_for_a_finger(page: Page, served: str, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{served}/as-at/2019/")
    boxes = page.locator(".days a").evaluate_all(
        "all => all.map(day => day.getBoundingClientRect()).map(b => [b.width, b.height])"
    )

    assert boxes
    assert min(map(min, boxes)) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_help_begins_on_the_first_sheet_of_paper(page: Page, served: str):
    page.set_viewport_size({"width": 703, "height": 1032})
    page.emulate_media(media="print")
    page.goto(f"{served}/2020-04/priorities/at-home/")

    breaks = "e => getComputedStyle(e).breakInside"
    assert page.locator(".help-box").first.evaluate(breaks) == "auto"
    assert page.locator(".help-box li").first.evaluate(breaks) == "avoid"


@pytest.mark.parametrize(("width", "pressed"), [(1280, False), (320, True)])
def test_the_contents_stand_once_beside_the_page_or_behind_a_press(
    page: Page, served: str, width: int, pressed: bool
):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{served}/2020-04/plan/law/")
    assert page.locator("nav[aria-label=Contents]").count() == 1
    if pressed:
        assert page.get_by_role("link", name="Glossary").first.is_hidden()
        page.get_by_text("Menu", exact=True).click()
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="Glossary").click()
    page.wait_for_url("**/glossary/")


@pytest.mark.parametrize("address", ["history/", "check/"])
def test_where_there_is_room_a_digest_stands_on_one_line(page: Page, served: str, address: str):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{served}/{address}")
    digests = page.locator(".digest")

    assert digests.count()
    lines = digests.evaluate_all("all => all.map(one => one.getClientRects().length)")
    assert {*lines} == {1}


def test_the_days_in_the_register_stand_on_one_line(page: Page, served: str):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{served}/history/")
    days = page.locator(".register .plan-table tbody th")

    assert days.count() > 10
    heights = days.evaluate_all(
        """all => all.map(day => {
          const words = document.createRange(); words.selectNodeContents(day)
          return new Set([...words.getClientRects()].map(box => box.top)).size
        })"""
    )
    assert {*heights} == {1}


def test_parts_that_were_added_in_one_go_stand_together_and_say_so_once(page: Page, served: str):
    page.goto(f"{served}/history/2019-04-to-2020-04/words/")
    page.evaluate("document.querySelectorAll('.compared').forEach(one => one.open = true)")
    for run, words in ((".added", "Added"), (".removed", "Taken out")):
        first, then = (
            page.locator(f":not({run}) + {run}").first,
            page.locator(f"{run} + {run}").first,
        )
        said = [
            one.evaluate("part => getComputedStyle(part, '::before').content")
            for one in (first, then)
        ]
        assert said == [f'"{words}"', "none"]
        gap = "part => part.getBoundingClientRect().top - part.previousElementSibling"
        assert then.evaluate(f"{gap}.getBoundingClientRect().bottom") == pytest.approx(0, abs=1)


@pytest.mark.parametrize(("width", "columns"), [(390, 1), (1280, 2)])
def test_whom_to_call_is_in_sight_at_once_on_a_wide_screen(
    page: Page, served: str, width: int, columns: int
):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{served}/2020-04/priorities/at-home/")
    lines = page.locator(".md-typeset > .help-box .contacts").first.locator("> li")
    lefts = lines.evaluate_all("all => all.map(li => Math.round(li.getBoundingClientRect().left))")

    assert len(lefts) > 2
    assert len({*lefts}) == columns


#: In the last row of the counts of actions: the room between the digits of each two columns.
ROOM = """() => {
  const boxes = [...document.querySelectorAll('.all-actions tbody tr:last-child .n')].map(cell => {
    const digits = document.createRange()
    digits.selectNodeContents(cell)
    return digits.getBoundingClientRect()
  })
  return boxes.slice(1).map((box, at) => box.left - boxes[at].right)
}"""


def test_on_a_phone_the_counts_of_actions_stand_apart(page: Page, served: str):
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{served}/2020-04/plan/actions/")

    room = page.evaluate(ROOM)
    scrolls = page.locator(".all-actions .table-scroll").evaluate(
        "e => e.scrollWidth - e.clientWidth"
    )

    assert len(room) == 2
    assert min(room) >= 16
    assert scrolls == 0


@pytest.mark.parametrize("address", ["2020-04/is-it-getting-better/", "2020-04/assessment/method/"])
def test_on_a_phone_a_label_and_what_it_says_stand_apart(page: Page, served: str, address: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{served}/{address}")
    facts = page.locator(".entry dl > div")

    assert facts.count() > 5
    spaces = facts.evaluate_all("all => all.map(one => one.firstChild.nextSibling.data)")
    assert {*spaces} == {" "}
    gaps = facts.evaluate_all(
        """all => all.map(one => {
          const name = one.querySelector('dt').getClientRects(), said = document.createRange()
          said.selectNodeContents(one.querySelector('dd'))
          const [end, start] = [[...name].at(-1), said.getClientRects()[0]]
          return start.top > end.top + 9 ? 99 : start.left - end.right
        })"""
    )
    assert min(gaps) > 3


def test_what_an_address_names_is_lit_within_its_column_and_below_its_label(
    page: Page, served: str
):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{served}/2020-04/figures/kent-crime-latest-year/")
    name = page.locator("dd > p[id^=change]").first.get_attribute("id")
    page.goto(f"{served}/2020-04/figures/kent-crime-latest-year/#{name}")
    lit = page.locator("dd > p:target")
    band = lit.evaluate("""one => {
      const box = one.getBoundingClientRect(), style = getComputedStyle(one)
      const juts = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)
      return [box.left - juts, box.top - juts, box.right + juts]
    }""")
    column, label = lit.evaluate("""one => [
      one.closest('dl'), one.parentElement.previousElementSibling
    ].map(one => one.getBoundingClientRect()).map(box => [box.left, box.right, box.bottom])""")

    assert column[0] <= band[0]
    assert band[2] <= column[1]
    assert label[2] <= band[1]
