"""Telephone numbers and email addresses in a sentence."""

import pytest

from safety_plan.content.links import link_numbers

UNTOUCHED = "Press 55. Text 999. Aged 16 or over. 24/7. 2019-2020. Room 1000."


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Call 03000 41 91 91.", 'Call <a href="tel:03000419191">03000 41 91 91</a>.'),
        ("Dial 18001 101 first.", 'Dial <a href="tel:18001101">18001 101</a> first.'),
        ("Write to a.b@c.example.", 'Write to <a href="mailto:a.b@c.example">a.b@c.example</a>.'),
        ("Papers of 2019 to 2021 & <b>", "Papers of 2019 to 2021 &amp; &lt;b&gt;"),
        (UNTOUCHED, UNTOUCHED),
    ],
)
def test_a_number_in_a_sentence_can_be_pressed_and_a_year_cannot(text: str, html: str):
    assert link_numbers(text) == html
