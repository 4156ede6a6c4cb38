"""Everyday words take few letters on the way to a browser, and none of them is lost."""

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from safety_plan.site.search.phrases import decode_phrases, encode_phrases

HOUSE = Path(__file__).parents[3]
phrases = st.lists(st.sampled_from(["house", "fire", "my", "999", "1.5"]), min_size=1, max_size=4)


def sets_of(texts: list[str]) -> set[frozenset[str]]:
    return {frozenset(text.split()) for text in texts}


@given(st.lists(phrases.map(" ".join), min_size=1, max_size=8))
def test_no_phrase_is_lost_and_none_is_added(texts: list[str]):
    assert decode_phrases(encode_phrases(texts)) == sets_of(texts)


def test_phrases_that_share_a_word_have_it_once():
    assert encode_phrases(["house fire", "house burglar", "house", "arson"]) == (
        "arson;house ,burglar,fire"
    )


def test_the_phrases_of_this_plan_become_a_sixth_shorter():
    with (HOUSE / "data/search-words.csv").open(encoding="utf-8", newline="") as file:
        rows = [row["words"].split("; ") for row in csv.DictReader(file)]

    assert all(decode_phrases(encode_phrases(row)) == sets_of(row) for row in rows)
    letters = sum(len(";".join(row)) for row in rows)
    assert sum(len(encode_phrases(row)) for row in rows) < letters * 5 / 6
