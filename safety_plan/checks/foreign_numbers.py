"""Numbers that an author typed into a page in a language that the rules on numbers do not read.

Those rules know a date or a year by the English words around it. Here the months and the small
words of dates are put into English first. And what a twin has from its original was judged there.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from babel import Locale

from safety_plan.checks.languages import has_rules
from safety_plan.content.annotations import strip_annotations
from safety_plan.content.typed_numbers import Number, read_numbers, typed_numbers
from safety_plan.core.resources import load_resource
from safety_plan.models.languages import base_language
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.models.twins import original_of, words_language

_DIGITS = re.compile(r"\d+")


def numbers_on_page(plan: Plan, page: Page) -> list[Number]:
    """The numbers of the text of *page* that are to be reported."""
    if has_rules(plan, page):
        return typed_numbers(page.text, page.path)
    language = words_language(page, plan.settings.language)
    text = in_english(page.text, language)
    known_digits = digits_of_original(plan, page)
    return [
        _as_typed(number, text, page.text)
        for number in read_numbers(text, page.path)
        if number.is_reported and not {*_DIGITS.findall(number.text)} <= known_digits
    ]


def _as_typed(number: Number, english: str, text: str) -> Number:
    """*number* of a page that was put into *english*, as it stands in the *text* of the page."""
    line = english.count("\n", 0, number.start)
    start = sum(len(one) + 1 for one in text.split("\n")[:line])
    end_of_line = text.find("\n", start) % (len(text) + 1)
    words = (
        number.text if number.text in text[start:end_of_line] else _DIGITS.findall(number.text)[0]
    )
    offset = text.find(words, start)
    return replace(number, start=offset, end=offset + len(words), text=words)


def in_english(text: str, language: str) -> str:
    """*text* with the words of dates in *language* in English, on the lines where they stand."""
    for pattern, english in _words(base_language(language)).items():
        text = re.sub(pattern, english, text, flags=re.I)
    return text


def digits_of_original(plan: Plan, page: Page) -> set[str]:
    """Every run of digits that was typed into the original of *page*."""
    for pages in (plan.pages, plan.site_pages):
        if original := original_of(page, pages.values()):
            words = (original.title, original.description, strip_annotations(original.text))
            return {digits for text in words for digits in _DIGITS.findall(text)}
    return set()


@cache
def _words(language: str) -> Mapping[str, str]:
    """What stands in dates of *language*, as patterns, and what that is in English."""
    names: list[Callable[[Locale], Mapping[int, str]]] = [
        lambda locale: locale.months["format"]["wide"],
        lambda locale: locale.days["format"]["wide"],
    ]
    english = Locale("en")
    other = Locale.parse(language)
    words = {
        rf"\b{re.escape(name)}\b": of(english)[number]
        for of in names
        for number, name in of(other).items()
    }
    more: dict[str, dict[str, str]] = load_resource("checks/foreign_dates.yml")
    return words | more.get(language, {})
