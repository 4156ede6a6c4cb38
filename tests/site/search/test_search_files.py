"""What a search is given: every page, part and thing by itself, at an address that is there."""

import gzip
import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from safety_plan.core.search_tokens import index_words, words_of
from safety_plan.models.sensitivity import word_in_address
from safety_plan.site.search.entries import Kind
from safety_plan.site.search.postings import decode
from tests.conftest import TINY, build

#: Bytes of a first search, compressed as hosts send them: the scripts, the index, the words.
MOST = 60_000


def read(file: Path) -> dict[str, Any]:
    text = file.read_text("utf-8")
    return json.loads(text[text.index("(") + 1 : text.rindex(")")])  # type: ignore[no-any-return]


def entries(index: dict[str, Any]) -> list[dict[str, Any]]:
    """The entries of an index, in their order, each with all that it has."""
    keys = ("kind", "anchor", "title", "text", "names", "mark")
    found = [
        {**dict.fromkeys(keys, ""), **dict(zip(keys, one, strict=False)), "at": at, "page": page}
        for at, page, members in index["pages"]
        for one in members
    ]
    for one in found:
        if one["kind"] == Kind.TERM:  # found and led to by its title
            letters = one["title"].split(": ")
            one["names"], one["mark"] = ";".join(letters), f"term:{letters[0]}"
        if one["anchor"] == "=":  # made of its title
            one["anchor"] = "-".join(words_of(one["title"]))
        if one["anchor"].endswith("/"):  # on a page of its own below
            one["at"], one["anchor"] = one["at"] + one["anchor"], ""
    return found


def words_shown(entry: dict[str, Any]) -> set[str]:
    """The words that `engine/index.js` reads itself."""
    return {*index_words(" ".join(entry[key] for key in ("title", "names", "page", "text")))}


def address_of(entry: dict[str, Any]) -> str:
    """Where an entry leads to: a place on its page, or a page of its own below that."""
    anchor = entry["anchor"]
    return f"{entry['at']}{anchor}" if anchor.endswith("/") else f"{entry['at']}#{anchor}"


def test_every_page_and_part_of_a_revision_is_found_by_all_its_words(tiny_site: Path):
    record = json.loads((tiny_site / "2021-06/plan.json").read_text("utf-8"))
    index = read(tiny_site / "2021-06/search/index.js")
    places, found = decode(index["words"], index["places"]), entries(index)
    stop = set(read(tiny_site / "search/guide.js")["guide"]["stop"].split())

    for page in record["pages"].values():
        assert [one for one in found if one["at"] == page["address"] and one["kind"] == Kind.PAGE]
        for section in page["sections"]:
            numbers = [n for n, one in enumerate(found) if one["at"] == page["address"]]
            is_by_itself = section["anchor"].startswith(("card-", "figure-", "source-"))
            if section["text"] and not is_by_itself:
                words = {*index_words(section["text"])} - stop
                shown = {word for n in numbers for word in words_shown(found[n])}
                assert all({*numbers} & {*places[word]} for word in words - shown)


@pytest.mark.parametrize("revision", ["2019-04", "2020-04"])
def test_every_address_is_there_and_names_no_subject_that_a_reader_may_hide(
    real_site: Path, revision: str
):
    found = [
        (revision + "/", one) for one in entries(read(real_site / revision / "search/index.js"))
    ]
    guide = read(real_site / "search/guide.js")
    found += [("", one) for one in entries(guide["index"])]
    addresses = {start + address_of(one) for start, one in found}
    addresses |= {group[3] for group in guide["guide"]["groups"]}

    wrong = [address for address in addresses if word_in_address(unquote(address))]
    for address in addresses:
        page, _, anchor = address.partition("#")
        html = (real_site / page / "index.html").read_text("utf-8")
        if anchor and f'id="{anchor}"' not in html:
            wrong.append(address)

    assert len(addresses) > 200
    assert wrong == []


def test_a_page_with_the_button_to_leave_is_only_led_to_as_a_whole(real_site: Path):
    found = entries(read(real_site / "2020-04/search/index.js"))
    whole = [one for one in found if one["at"] == "priorities/at-home/"]

    assert len(whole) > 3
    assert {one["anchor"] for one in whole} == {""}


def test_each_thing_is_found_by_itself(real_site: Path):
    index, guide = (read(real_site / f) for f in ("2020-04/search/index.js", "search/guide.js"))
    kinds: dict[int, list[str]] = {}
    for one in [*entries(index), *entries(guide["index"])]:
        kinds.setdefault(one["kind"], []).append(one["title"])

    assert "Park Wood" in kinds[Kind.ROW]
    assert "CYSG: Community Youth Safety Group" in kinds[Kind.TERM]
    assert "Plan 2022 to 2025" in kinds[Kind.DOCUMENT]
    assert any(title.startswith("What changed from") for title in kinds[Kind.COMPARISON])
    assert any(title.startswith("15 July 2020") for title in kinds[Kind.DECISION])
    assert len(guide["guide"]["contacts"]) > 20


def test_a_correction_is_found(tiny: Path, tmp_path: Path):
    page = next((tiny / "revisions/2021-06/pages").rglob("index.md"))
    words = re.search(r"[A-Z][a-z]+ [a-z]+ [a-z]+", page.read_text("utf-8").partition("# ")[2])
    assert words
    (tiny / "data/corrections.csv").write_text(
        "date,revision,page_id,was,is,approved,source\n"
        f"2022-01-05,2021-06,home,{words.group()},something else,the clerk,\n",
        "utf-8",
    )

    site = build(tiny, tmp_path / "site")

    found = entries(read(site / "search/guide.js")["index"])
    assert "Correction of 5 January 2022" in [one["title"] for one in found]


def test_a_first_search_weighs_at_most_60_kilobytes(real_site: Path):
    files = [*(real_site / "assets/javascripts").glob("search*.js"), real_site / "search/guide.js"]
    of_all = sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)

    for index in real_site.glob("*/search/index.js"):
        assert of_all + len(gzip.compress(index.read_bytes(), 6)) <= MOST


def test_a_council_without_everyday_words_can_be_searched(tmp_path: Path):
    plan = Path(shutil.copytree(TINY, tmp_path / "plan"))
    (plan / "data/search-words.csv").unlink()

    guide = read(build(plan, tmp_path / "site") / "search/guide.js")["guide"]

    assert guide["phrases"]["words"] == []
    assert guide["groups"]


def test_a_council_without_any_help_can_be_searched(tmp_path: Path):
    plan = Path(shutil.copytree(TINY, tmp_path / "plan"))
    for name in ("search-words", "help-groups", "contacts"):
        (plan / f"data/{name}.csv").unlink()
    for page in plan.glob("docs/**/*.md"):
        text = re.sub(
            r"\{\{ contacts\([^)]*\) \}\}", "No numbers are known.", page.read_text("utf-8")
        )
        page.write_text(re.sub(r"^topics:.*\n", "", text, flags=re.M), "utf-8")

    site = build(plan, tmp_path / "site")

    assert read(site / "search/guide.js")["guide"]["groups"] == []
    assert "Find help by what is wrong" not in (site / "2022-06/search.html").read_text("utf-8")


def test_each_action_is_found_by_what_was_promised(tiny_site: Path):
    found = entries(read(tiny_site / "2022-06/search/index.js"))
    actions = {one["title"]: one for one in found if one["kind"] == Kind.ACTION}

    fair = actions["A second fair was to follow."]

    assert len(actions) == 7
    assert (fair["at"], fair["anchor"]) == ("figures/", "action-second-fair")
    assert fair["text"] == "Late. Community safety officer. April 2022"


def test_figures_are_found_but_not_how_many_papers_there_are(real_site: Path):
    record = json.loads((real_site / "2020-04/plan.json").read_text("utf-8"))
    found = entries(read(real_site / "2020-04/search/index.js"))
    titles = {one["title"] for one in found if one["kind"] == Kind.FIGURE}
    labels = {one["label"] for one in record["figures"].values() if one["table"]}

    assert labels <= titles
    assert "People who answered the council’s survey about the town centre" in titles
    assert "Share of those asked who felt safe in the town centre after dark" in titles
    assert "Priorities of the plan" not in titles


def test_a_page_is_found_once_by_its_title_and_by_what_stands_under_it(real_site: Path):
    index = read(real_site / "2020-04/search/index.js")
    places, found = decode(index["words"], index["places"]), entries(index)
    titled = [n for n, one in enumerate(found) if one["page"] == "Wards" and not one["title"]]

    assert [found[n]["kind"] for n in titled] == [Kind.PAGE]
    assert "Wards" not in [one["title"] for one in found if one["page"] == "Wards"]
    assert titled[0] in places["official"]
