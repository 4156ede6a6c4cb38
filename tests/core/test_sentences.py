"""The first sentence of a text: where it ends, and where it does not."""

import pytest

from safety_plan.core.sentences import split_first_sentence


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("One thing.", "One thing.", ""),
        ("One thing. Then another. And more.", "One thing.", " Then another. And more."),
        ("Is it done? [Two](figure:two) were.", "Is it done?", " [Two](figure:two) were."),
        ("Called “My Place”. It is new.", "Called “My Place”.", " It is new."),
        ("It said “yes.” Nobody asked.", "It said “yes.”", " Nobody asked."),
        ("It fell by 1.5% at St. Peter’s.", "It fell by 1.5% at St. Peter’s.", ""),
        ("Led by J. Lee. It ended.", "Led by J. Lee.", " It ended."),
        ("", "", ""),
    ],
)
def test_the_first_sentence_ends_where_a_reader_sees_it_end(text: str, first: str, rest: str):
    assert split_first_sentence(text) == (first, rest)
