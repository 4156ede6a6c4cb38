"""What stands for a page where its address is shared."""

import re
import struct
from pathlib import Path

import pytest

from safety_plan.charts.social_card import CardColours, social_card
from safety_plan.checks.registry import check
from safety_plan.revisions.published import published_bundles
from safety_plan.site.social_card import write_social_card
from tests.conftest import build

PLAIN = CardColours("#12436d", "#fff", "#e9a23b")

PICTURE = "https://plan.fernbrook.example/2022-06/preview.png"


def shared(site: Path, address: str) -> dict[str, str]:
    """The names and words that the head of a page gives to whoever shares it."""
    html = (site / address / "index.html").read_text("utf-8")
    named = r'<meta (?:property|name)="((?:og|twitter):[a-z:]+)" content="([^"]*)">'
    return dict(re.findall(named, html))


def test_every_page_that_may_be_listed_elsewhere_says_what_it_is(tiny_site: Path):
    heads = {
        file.relative_to(tiny_site).as_posix(): file.read_text("utf-8").partition("</head>")[0]
        for file in tiny_site.rglob("*.html")
    }
    listed = {name: head for name, head in heads.items() if 'content="noindex"' not in head}
    figure = "2022-06/figures/thefts-latest/index.html"

    said = {
        name: re.search(r'<meta name="description" content="([^"]+)', listed[name])
        for name in listed
    }
    assert [name for name in listed if not said[name]] == ["404.html"]
    # No more than the title in tabs gives away.
    title = re.findall("<title>(.*?)(?:, | – )", heads[figure])[0]
    assert said[figure][1] == f"{title}: where this number comes from, and what to bear in mind"


def test_each_revision_has_a_picture_of_the_usual_size_that_is_light(tiny_site: Path):
    for revision in ("2021-06", "2022-06"):
        picture = (tiny_site / revision / "preview.png").read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack(">II", picture[16:24]) == (1200, 630)
        assert len(picture) < 60_000


def test_the_picture_says_place_plan_revision_and_status(
    monkeypatch: pytest.MonkeyPatch, tiny: Path, tmp_path: Path
):
    said: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        "safety_plan.charts.social_card.social_card", lambda *words: said.append(words[:3]) or b""
    )
    monkeypatch.setattr("safety_plan.core.cache.CACHE_DIR", tmp_path / "cache")
    plan, working, _ = check(tiny)

    for bundle in published_bundles(tiny, plan, working):
        write_social_card(plan.settings, bundle, tmp_path)

    where, name = "Fernbrook Safety Partnership, Fernbrook", "Fernbrook Safer Streets Plan"
    assert [words[:2] for words in said] == [(where, name)] * 2
    assert said[0][2].endswith("(Adopted)")
    assert said[1][2].endswith("(Proposed)")


def test_the_same_words_make_the_same_bytes_and_others_do_not():
    words = ("Partnership, Area", "A plan", "Revision (Adopted)")

    assert social_card(*words, PLAIN) == social_card(*words, PLAIN)
    assert social_card(*words, PLAIN) != social_card(*words[:2], "Revision (Proposed)", PLAIN)
    assert social_card(*words, PLAIN) != social_card(*words, PLAIN._replace(ground="#1d5b3a"))


def test_the_longest_words_stay_light():
    words = ("Partnership " * 20, "Community Safety " * 9, "Revision " * 20)

    assert len(social_card(*words, PLAIN)) < 60_000


def test_pages_name_the_picture_of_their_revision_and_living_pages_the_newest(tiny_site: Path):
    page, living = shared(tiny_site, "2021-06/priorities/bicycles"), shared(tiny_site, "help")

    assert page["og:title"] == "Fewer stolen bicycles, as adopted in June 2021"
    assert page["og:description"] == "What the partnership does about stolen bicycles."
    assert page["og:image"] == PICTURE.replace("2022-06", "2021-06")
    assert living["og:image"] == PICTURE
    assert page["twitter:card"] == "summary_large_image"


def test_a_page_that_can_be_left_in_a_hurry_is_not_given_away(tiny_site: Path):
    given = shared(tiny_site, "2022-06/priorities/bridge-and-river")

    # By its address, which anybody sees who is sent it.
    assert given["og:title"] == "Bridge and river, June 2022 Revision"
    assert given["og:description"] == shared(tiny_site, "help")["og:description"]
    assert "safe at" not in " ".join(given.values()).lower()


def test_without_an_address_of_the_site_there_is_no_picture(tiny: Path, tmp_path: Path):
    settings = tiny / "data" / "plan.yml"
    text = settings.read_text("utf-8").replace("https://plan.fernbrook.example", '""')
    settings.write_text(text, "utf-8")
    site = build(tiny, tmp_path / "site")

    assert not [*site.rglob("preview.png")]
    assert "og:image" not in shared(site, "2022-06/priorities/bicycles")
    assert shared(site, "help")["og:title"] == "Help"
