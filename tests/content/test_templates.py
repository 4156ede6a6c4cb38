"""Messages in templates: what fills their places is escaped as everything else there."""

from html import escape

import pytest
from jinja2 import Environment
from markupsafe import Markup

from safety_plan.content.templates import translate_with
from safety_plan.core.translation import language_of_page

WAYS = (
    '{{ gettext("Source: %(sources)s.", sources=text) }}',
    "{% trans sources=text %}Source: {{ sources }}.{% endtrans %}",
)


def bracketed(value: object) -> object:
    """What an environment of Markdown does with a value, made visible."""
    return value if hasattr(value, "__html__") else Markup(f"[{value}]")


@pytest.mark.parametrize("template", WAYS)
def test_a_value_in_a_message_is_escaped_once_and_as_the_template_does_it(template: str):
    plain, own = Environment(autoescape=True), Environment(autoescape=True, finalize=bracketed)
    for environment in (plain, own):
        translate_with(environment)

    shown = [one.from_string(template).render(text="<b>") for one in (plain, own)]

    assert shown == [f"Source: {escape('<b>')}.", "Source: [<b>]."]


@pytest.mark.parametrize("template", WAYS)
def test_markup_in_a_message_stays_and_the_words_are_translated(template: str):
    environment = Environment(autoescape=True)
    translate_with(environment)
    with language_of_page("cy"):
        shown = environment.from_string(template).render(text=Markup("<b>A</b>"))

    assert shown == "Ffynhonnell: <b>A</b>."


def test_a_message_in_a_template_is_counted():
    environment = Environment(autoescape=True)
    translate_with(environment)
    template = "{% trans count=2, rows='2, 3' %}row {{ rows }}{% pluralize %}rows {{ rows }}"
    template += "{% endtrans %}"
    assert environment.from_string(template).render() == "rows 2, 3"
