"""Where everyday words lead once somebody whom they led to was taken out."""

from pathlib import Path

from safety_plan.charts.kinds import KINDS
from safety_plan.models.plan import read_plan
from safety_plan.site.dynamic_blocks import dynamic_blocks
from safety_plan.site.first_help import first_help
from safety_plan.site.search.guide import guide_content, listed_groups
from safety_plan.site.search.phrases import decode_phrases

GROUPS = """id,title,topics,urgent,exit,note
danger,Somebody is in danger now,emergency,yes,yes,
theft,Something was stolen,theft,no,no,
despair,You want to die,despair,yes,yes,
noise,Somebody is loud,noise,no,no,
"""
WORDS = """words,means,leads_to,answer
stolen,,help:theft; contact:night-line,
loud,,help:noise,
cannot go on,,help:despair; contact:night-line,
letters,,page:glossary; contact:night-line,
bike,bicycle,,
"""


def without_somebody(tiny: Path) -> Path:
    (tiny / "data/help-groups.csv").write_text(GROUPS, "utf-8")
    (tiny / "data/search-words.csv").write_text(WORDS, "utf-8")
    return tiny


def leads_of(tiny: Path) -> dict[str, list[str]]:
    """What each phrase leads to, by its words in order."""
    guide = guide_content(read_plan(without_somebody(tiny), KINDS)[0])
    names = {f"h{place}": f"help:{group[0]}" for place, group in enumerate(guide["groups"])}
    rows = zip(guide["phrases"]["words"], guide["phrases"]["leads"], strict=True)
    return {
        " ".join(sorted(phrase)): [names.get(mark, mark) for mark in leads.split()]
        for words, leads in rows
        for phrase in decode_phrases(words)
    }


def test_words_lead_to_what_else_their_row_names_or_to_the_page_of_help(tiny: Path):
    leads = leads_of(tiny)

    assert leads["stolen"] == ["help:theft"]
    assert leads["loud"] == ["site:help"]
    assert leads["letters"] == ["page:glossary"]
    assert leads["bike"] == []


def test_words_of_an_urgent_trouble_without_anybody_lead_to_danger(tiny: Path):
    leads = leads_of(tiny)

    assert ["help:danger"] in [leads.get(words) for words in ("cannot go on", "cannot go")]


def test_a_trouble_without_anybody_is_shown_nowhere(tiny: Path):
    plan = read_plan(without_somebody(tiny), KINDS)[0]

    page = dynamic_blocks(plan, {"revisions": [], "as_at": []}, [])["contacts"]({"topic": ""})
    groups = [group[0] for group in guide_content(plan)["groups"]]

    assert "Something was stolen" in page
    assert "You want to die" not in page
    assert groups == ["danger", "theft"]
    assert [title for _, title in listed_groups(plan)] == [
        "Somebody is in danger now",
        "Something was stolen",
    ]
    assert first_help(plan, ["despair"]).anchor == ""
