"""Advice on settings that cannot be read: what is told has been tried."""

import pytest

from safety_plan.reading.yaml_cures import Cure, find_cure
from safety_plan.reading.yaml_nodes import RefusedError, compose


@pytest.mark.parametrize(
    ("line", "rule", "mended"),
    [
        ('title: "Safe" streets', "quotes", "title: \"'Safe' streets\""),
        ("title: 'Fernbrook's plan'", "quotes", 'title: "Fernbrook\'s plan"'),
        ("title: @home", "quotes", 'title: "@home"'),
        ("title: [draft] plan", "quotes", 'title: "[draft] plan"'),
        ('title: "open', "quotes", 'title: "open"'),
        ("title: C:\\new: folder", "quotes", 'title: "C:\\\\new: folder"'),
        ("list: [a #1, b]", "remark", "list: [a#1, b]"),
        ("title:no space", "space", "title: no space"),
        ("list: [a, b", "bracket", "list: [a, b]"),
        ("list: [a, b,", "bracket", "list: [a, b]"),
    ],
)
def test_a_cure_is_told_with_which_the_text_can_be_read(line: str, rule: str, mended: str):
    cure = _cure(f"{line}\nother: y\n")

    assert cure is not None
    assert (cure.rule, cure.text) == (f"yaml-unreadable.{rule}", mended)
    compose(f"{mended}\nother: y\n")


def test_a_quotation_mark_is_told_where_it_is_opened_however_far_below_the_reader_stumbles():
    text = 'a:\n  first: "never closed\n' + "  more: b\n" * 9

    cure = _cure(text)

    assert cure == Cure("yaml-unreadable.quotes", 1, '  first: "never closed"')


@pytest.mark.parametrize("text", ["title = x\nother: y\n", "- a\nb: c\n", "a: {b\n"])
def test_nothing_is_told_that_does_not_help(text: str):
    assert _cure(text) is None


def _cure(text: str) -> Cure | None:
    with pytest.raises(RefusedError) as refused:
        compose(text)
    return find_cure(text, refused.value.line)
