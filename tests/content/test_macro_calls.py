"""What a page asks for: only calls of our names with literal words are accepted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.content.macro_calls import Call, calls_in, parse_calls
from safety_plan.content.page_words import PlanWords
from safety_plan.core.problems import Problem

#: Every word of ours, by its name alone.
WORDS = [name for name in vars(PlanWords) if not name.startswith("_")]


def read(text: str, line: int = 1) -> tuple[list[Call], list[Problem]]:
    asked = [item for _, item in parse_calls(text, "p.md", WORDS, line)]
    calls = [item for item in asked if isinstance(item, Call)]
    return calls, [item for item in asked if isinstance(item, Problem)]


def test_a_call_is_read_with_its_words_and_its_line():
    calls, refused = read('One\n{{ source("a", part="b") }}', 5)

    assert refused == []
    assert (calls[0].name, calls[0].arguments, calls[0].named) == ("source", ("a",), {"part": "b"})
    assert calls[0].line == 6


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("{{ source('a', 'b') }}", ("a", "b")),
        ("{{ source('a', part='b') }}", ("a", "b")),
        ("{{ source(part='b', name='a') }}", ("a", "b")),
        ("{{ source('a') }}", ("a", "")),
        ("{{ source() }}", ("", "")),
    ],
)
def test_an_argument_is_the_same_by_its_place_and_by_its_name(
    text: str, arguments: tuple[str, str]
):
    (call,) = read(text)[0]

    assert (call.argument(0, "name"), call.argument(1, "part")) == arguments


def test_only_calls_that_are_accepted_are_given():
    text = '{{ figure("a") }} {{ figure(config) }} {% raw %} `{{ figure("b") }}` {{ source("c") }}'

    calls = calls_in(text, "p.md", ("figure", "change"), 3)

    assert [(call.name, call.arguments, call.line) for call in calls] == [("figure", ("a",), 3)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{{ figuer('a') }}", "call-unknown"),
        ("{{ figure(“a”) }}", "call-form"),
        ("{{ figure(config) }}", "call-form"),
        ("{{ figure('a').x }}", "call-form"),
        ("{{ figure('a') | safe }}", "call-form"),
        ("{{ config }}", "call-form"),
        ("{{ ''.__class__ }}", "call-form"),
        ("{{ figure(*['a']) }}", "call-form"),
        ("{{ figure(**{'a': 'b'}) }}", "call-form"),
        ("{% include 'x' %}", "call-form"),
        ("{{ figure('a')", "call-form"),
        ("figure('a') }}", "call-form"),
        ("{ figure('a') }", "call-form"),
        ("{{ figure('" + "a" * 500 + "') }}", "call-form"),
        ("{{ }}", "call-form"),
    ],
)
def test_other_template_code_is_refused(text: str, name: str):
    calls, refused = read(text)

    assert calls == []
    assert name in {item.rule for item in refused}


def test_an_unknown_name_gets_the_nearest_known_one():
    _, refused = read("{{ figuer('a') }}")

    assert refused[0].fix == 'Did you mean "figure"?'


def test_code_on_a_page_is_shown_and_not_run():
    calls, refused = read('`{{ figure("a") }}`\n\n```\n{% if %}\n```\n')

    assert (calls, refused) == ([], [])


@given(st.text(alphabet="{}%#()'\"figure, =\n`", max_size=60))
def test_no_text_whatever_makes_reading_fail(text: str):
    parse_calls(text, "p.md", WORDS)
