"""The index as text gives back the words and places that went in."""

from hypothesis import given
from hypothesis import strategies as st

from safety_plan.site.search.entries import Entry, Kind
from safety_plan.site.search.postings import decode, encode, places_of

WORDS = st.text("abcdeéß0123ελ日", min_size=1, max_size=50)
NUMBERS = st.lists(st.integers(0, 20_000), min_size=1, max_size=30, unique=True).map(sorted)


@given(st.dictionaries(WORDS, NUMBERS, max_size=40))
def test_what_is_encoded_is_decoded(places: dict[str, list[int]]):
    assert decode(*encode(places)) == places


def test_a_word_stands_where_a_text_holds_it_unseen_and_small_words_nowhere():
    shown = "What a browser is shown, and takes apart itself. " * 3
    entries = [
        Entry(address="a/", title="A", kind=Kind.PAGE, text=f"{shown}The Anti-social park."),
        Entry(address="b/", title="B", kind=Kind.ROW, text=f"{shown}Park", words="ward"),
    ]

    places = places_of(entries, leave_out=["the"])

    assert places == {"anti": [0], "antisocial": [0], "park": [0, 1], "social": [0], "ward": [1]}
