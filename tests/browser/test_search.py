"""Search as a reader meets it: by need, in whatever words, leaving none of them anywhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.site_pages import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

pytestmark = pytest.mark.browser

LABELLED = Path(__file__).parents[1] / "labelled"
PAGE = "2020-04/search.html"
TYPED = "husband hits me"
#: Searches for each query; gives the groups of the boxes, what is first seen, and the first result.
LOOK = """async (queries) => {
  const input = document.querySelector('#query'), form = input.form, seen = []
  const text = (selector) => [...document.querySelectorAll(selector)].map(e => e.textContent)
  const hrefs = () => [...document.querySelectorAll('[data-search-boxes] a')].map(a => a.href)
  for (const query of queries) {
    input.value = query
    form.requestSubmit()
    await new Promise(done => setTimeout(done))
    const results = text('[data-search-list] li').slice(0, 3)
    seen.push({
      boxes: text('[data-search-boxes] h2'), first: results[0] || '',
      text: [...text('[data-search-boxes] > *'), ...hrefs(), ...results].join(' ').toLowerCase(),
    })
  }
  return seen
}"""


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


def search(page: Page, query: str) -> None:
    page.get_by_role("searchbox").fill(query)
    page.keyboard.press("Enter")


def labelled(name: str) -> list[dict[str, Any]]:
    lines = (LABELLED / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", ["search-queries", "search-second-set", "search-later-sets"])
def test_each_labelled_query_shows_what_it_is_for(page: Page, served: str, name: str):
    rows = labelled(name)
    page.goto(f"{served}/{PAGE}")
    search(page, "wards")
    page.get_by_text("found.").wait_for()
    guide = page.evaluate("Object.fromEntries(planSearch.guide.groups.map(g => [g.id, g.title]))")
    wrong = []
    for row, seen in zip(rows, page.evaluate(LOOK, [r["query"] for r in rows]), strict=True):
        titles = [guide[group] for group in row["box"]]
        if titles and not {*titles} & {*seen["boxes"]}:
            wrong.append(f"{row['query']}: no box of {row['box']}")
        first = row.get("first_box")
        if first and seen["boxes"][:1] != [guide[first]]:
            wrong.append(f"{row['query']}: {first} is not the first box")
        if row["any"] and not any(words.lower() in seen["text"] for words in row["any"]):
            wrong.append(f"{row['query']}: none of {row['any'][:4]}")
        if any(words.lower() in seen["first"].lower() for words in row["not_first"]):
            wrong.append(f"{row['query']}: {seen['first'][:60]} is first")

    assert wrong == []


def test_a_question_about_figures_is_answered_first_and_help_stands_below(page: Page, served: str):
    page.goto(f"{served}/{PAGE}")
    search(page, "how many burglaries")
    page.get_by_text("What is known is shown first, and who can help below it.").wait_for()
    answer, below = page.locator("[data-search-boxes]"), page.locator("[data-search-below]")

    expect(answer.locator(".found-answer")).to_be_visible()
    assert answer.get_by_role("link", name="Call").count() == 0
    expect(below.get_by_role("link", name="Call 101")).to_be_visible()
    search(page, "how many times can he hit me")
    page.get_by_text("Who can help is shown first.").wait_for()
    assert below.locator("*").count() == 0


def test_both_sides_take_a_text_apart_in_the_same_way(page: Page, served: str):
    examples = json.loads((LABELLED / "search-tokens.json").read_text("utf-8"))
    page.goto(f"{served}/{PAGE}")

    words = page.evaluate("ts => ts.map(planSearch.wordsOf)", [text for text, _ in examples])

    assert words == [expected for _, expected in examples]


ONE_WORD = (
    *("knife knives", "hit hits hitting", "stalk stalked stalking stalks"),
    *("hate hated hates", "rape raped raping rapes", "bully bullied bullies bullying"),
    *("kill killed killing", "family families", "crash crashes crashed", "die dying died dies"),
    *("bike bikes biked", "choke choked choking", "stop stopped stopping", "speed speeding"),
    *("child children", "woman women", "house houses housing", "thief thieves"),
)
TWO_WORDS = ("car care", "rough roughly", "bus busy", "gas gang", "need ned")


def test_the_forms_of_a_word_are_one_and_other_words_stay_others(page: Page, served: str):
    page.goto(f"{served}/{PAGE}")
    texts = [*ONE_WORD, *TWO_WORDS]

    stems = page.evaluate("ts => ts.map(t => t.split(' ').map(planSearch.stem))", texts)

    counts = dict(zip(texts, (len({*words}) for words in stems), strict=True))
    assert counts == dict.fromkeys(ONE_WORD, 1) | dict.fromkeys(TWO_WORDS, 2)


def test_a_danger_word_shows_links_to_call_first_and_the_count_has_the_focus(
    page: Page, served: str
):
    page.goto(f"{served}/{PAGE}")
    search(page, TYPED)
    box = page.locator("[data-search-boxes] section").first
    expect(box.get_by_role("link", name="Call 0808 2000 247")).to_have_attribute(
        "href", "tel:08082000247"
    )
    expect(page.locator(":focus")).to_have_attribute("role", "status")
    expect(page.locator(":focus")).to_contain_text("Who can help is shown first.")
    box.get_by_role("link", name="Everybody who helps with this").click()

    assert page.url.startswith(f"{served}/help/#help-")
    assert page.locator(":target").inner_text()


def test_what_was_typed_leaves_no_trace(page: Page, served: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    page.goto(f"{served}/{PAGE}")
    search(page, TYPED)
    page.get_by_text("Who can help is shown first.").wait_for()
    page.get_by_role("button", name="Search").click()
    kept = page.evaluate(
        "[location.href, document.title, history.length, JSON.stringify(history.state),"
        " JSON.stringify({...localStorage, ...sessionStorage}), document.cookie].join(' ')"
    )

    assert "husband" not in kept + " ".join(asked)
    assert page.url == f"{served}/{PAGE}"
    assert page.locator("form [name]").count() == 0


def test_without_scripts_there_is_no_field_but_help_by_what_is_wrong(browser: Browser, served: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/{PAGE}")

    expect(page.locator("#query")).to_be_hidden()
    expect(page.get_by_text("Search needs scripts")).to_be_visible()
    page.get_by_role("link", name="Somebody hurts, frightens, follows").click()
    assert page.url.startswith(f"{served}/help/#help-")
    context.close()


def test_before_the_scripts_have_come_nothing_can_be_typed(page: Page, served: str):
    held: list[Route] = []
    page.route("**/javascripts/search.js", lambda route: held.append(route))
    page.goto(f"{served}/{PAGE}", wait_until="commit")
    page.get_by_text("Search needs scripts").wait_for()

    expect(page.locator("#query")).to_be_hidden()
    expect(page.get_by_role("heading", name="Find help by what is wrong")).to_be_visible()
    held[0].continue_()
    expect(page.locator("#query")).to_be_visible()
    assert page.url == f"{served}/{PAGE}"


def test_it_says_when_it_is_getting_ready_and_when_it_failed(page: Page, served: str):
    held: list[Route] = []
    page.route("**/search/guide.js", lambda route: held.append(route))
    page.goto(f"{served}/{PAGE}")
    search(page, TYPED)
    expect(page.get_by_role("status").filter(has_text="Getting the search ready")).to_be_visible()
    held[0].abort()

    expect(page.get_by_text("The search could not be loaded.")).to_be_visible()
    expect(page.locator(".a-to-z a").first).to_be_visible()
    expect(page.get_by_role("link", name="Somebody hurts, frightens, follows")).to_be_visible()
    page.unroute("**/search/guide.js")
    search(page, TYPED)
    expect(page.get_by_text("Who can help is shown first.")).to_be_visible()


def test_it_works_from_a_folder_on_a_disk(page: Page, real_site: Path, tmp_path: Path):
    site = Path(shutil.copytree(real_site, tmp_path / "on a stick"))
    page.goto((site / PAGE).as_uri())
    search(page, "park wood")
    link = page.locator("[data-search-list] a").first
    expect(link).to_have_text("Wards: Park Wood")
    link.click()

    expect(page.get_by_role("heading", level=1, name="Wards")).to_be_visible()


def test_an_empty_question_and_an_unknown_word_get_a_kind_answer(page: Page, served: str):
    page.goto(f"{served}/{PAGE}")
    search(page, "  ")
    expect(page.get_by_text("Type a word or two first")).to_be_visible()
    expect(page.locator(":focus")).to_have_id("query")
    search(page, "xyzzy")
    boxes = page.locator("[data-search-boxes]")
    for words in ("Call 999", "Call 101", "Everybody who helps"):
        expect(boxes.get_by_role("link", name=words).first).to_be_visible()
    expect(boxes).to_contain_text("ask Maidstone Borough Council")
    expect(page.locator(".a-to-z")).to_be_hidden()


def test_all_words_come_first_and_then_it_says_that_it_holds_most(page: Page, served: str):
    page.goto(f"{served}/{PAGE}")
    search(page, "Community Youth Safety Group")
    expect(page.locator("[data-search-list] a").first).to_have_text(
        "Glossary: CYSG: Community Youth Safety Group"
    )
    search(page, "tactical pot zebra")
    expect(page.get_by_role("status").filter(has_text="most of them")).to_be_visible()


def test_the_page_of_search_can_be_left(page: Page, served: str):
    page.goto(f"{served}/{PAGE}")

    expect(page.get_by_role("link", name="Emergency Exit this page")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_that_is_found_is_wider_than_the_page(browser: Browser, served: str, width: int):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{served}/{PAGE}")
    for query in (TYPED, "burglery", "graffiti", "xyzzy", "wards"):
        search(page, query)
        page.wait_for_timeout(100)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), query
    page.close()
