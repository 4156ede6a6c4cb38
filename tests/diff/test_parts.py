"""A sentence that is mostly rewritten is shown as it was and as it is, and not in pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.diff.blocks import diff_words
from safety_plan.diff.parts import coalesce, whole_sentences

WORDS = st.lists(
    st.sampled_from(["the", "plan.", "fell?", "rose", "2.4%", "a,", "in", "Kent"]), max_size=12
)
TEXTS = WORDS.map(" ".join)


@given(old=TEXTS, new=TEXTS)
def test_the_parts_of_each_side_joined_give_its_text(old: str, new: str):
    parts = whole_sentences(diff_words(old, new))

    assert "".join(was for was, _ in parts) == old
    assert "".join(now for _, now in parts) == new


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        (
            "No figure that we hold shows whether it worked.",
            "In Maidstone crime fell, and it is not known why.",
            [
                (
                    "No figure that we hold shows whether it worked.",
                    "In Maidstone crime fell, and it is not known why.",
                )
            ],
        ),
        (
            "Crime in Kent rose in the year to 2018.",
            "Crime in Kent rose in the year to 2019.",
            None,
        ),
        (
            "Nobody knows. Crime in all of Kent rose.",
            "Everybody was told it. Crime in all of Kent fell.",
            [("Nobody knows.", "Everybody was told it.")],
        ),
    ],
)
def test_only_a_sentence_that_is_mostly_rewritten_is_told_as_a_whole(
    old: str, new: str, parts: list[tuple[str, str]] | None
):
    told = whole_sentences(diff_words(old, new))

    if parts is None:
        assert "".join(was for was, now in told if was == now).startswith("Crime in Kent rose")
    else:
        assert told[: len(parts)] == parts


def test_a_sentence_that_is_new_leaves_the_one_beside_it_as_it_was():
    parts = whole_sentences(diff_words("Crime rose.", "Crime rose. Nobody at all knows why."))

    assert parts[0] == ("Crime rose.", "Crime rose.")


def test_changes_with_at_most_four_kept_words_between_them_are_told_as_one():
    start, end = ("was", "is"), ("old", "new")
    for few in (" ", " the ", " one two three four "):
        told = coalesce([start, (few, few), end])
        assert told == [(f"was{few}old", f"is{few}new")]
        assert coalesce([("In ", "In "), start, (few, few), end]) == [("In ", "In "), *told]
    many = (" one two three four five ", " one two three four five ")
    assert coalesce([start, many, end]) == [start, many, end]
    assert coalesce([(" the ", " the "), start]) == [(" the ", " the "), start]


@pytest.mark.parametrize("stop", [".", "?", "!"])
def test_a_sentence_ends_with_each_of_its_marks(stop: str):
    old = f"Nobody knows{stop} Crime in all of Kent rose."
    new = f"Everybody was told it{stop} Crime in all of Kent fell."

    told = whole_sentences(diff_words(old, new))
    assert told[0] == (f"Nobody knows{stop}", f"Everybody was told it{stop}")
    assert ("rose", "fell") in told
