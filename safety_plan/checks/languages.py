"""Which rules need a language, and what is said of words in one that no rule reads.

`languages.yml` names every rule. What is found by a rule of English in the words of another
language is nothing: a Welsh word may look like an English one that is to be avoided.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from safety_plan.checks.pages import pages_of
from safety_plan.core.problems import Problem
from safety_plan.core.resources import load_resource
from safety_plan.models.languages import base_language, english_name
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.models.twins import words_language

#: Stands in `languages.yml` for every language.
ANY = "any"
#: So many pages are named; the others are counted.
_MOST_NAMED = 3


@cache
def language_of_rules() -> Mapping[str, str]:
    """The language that each rule needs, by its name; `any` for one that needs none."""
    lists: dict[str, list[str]] = load_resource("checks/languages.yml")
    return {rule: language for language, rules in lists.items() for rule in rules}


def languages_with_rules() -> set[str]:
    """The languages, without countries, whose sentences some rules read."""
    return {*language_of_rules().values()} - {ANY}


def is_read(language: str) -> bool:
    """Whether some rules read sentences of *language*."""
    return base_language(language) in languages_with_rules()


def has_rules(plan: Plan, page: Page) -> bool:
    """Whether some rules read sentences of the language of *page*."""
    return is_read(words_language(page, plan.settings.language))


def in_languages_of_rules(plan: Plan, problems: Iterable[Problem]) -> list[Problem]:
    """Those of *problems* whose rule reads the language of the words that it was asked of."""
    pages = {path: base_language(code) for path, code in _languages_of_pages(plan).items()}
    of_plan = base_language(plan.settings.language)
    if {of_plan, *pages.values()} <= languages_with_rules():
        return [*problems]
    rules = language_of_rules()
    return [
        found
        for found in problems
        if rules.get(found.rule, ANY) in (ANY, pages.get(found.location.path, of_plan))
    ]


def language_notes(plan: Plan) -> list[str]:
    """What check did not read, in a sentence or two for each language; no problem of the plan."""
    of_plan = plan.settings.language
    pages = [(path, page) for path, page in pages_of(plan) if not has_rules(plan, page)]
    unread = {path: words_language(page, of_plan) for path, page in pages}
    notes = [_note(name, _pages_of(unread, name)) for name in _names(unread.values())]
    if not is_read(of_plan):
        notes.append(
            f"The words of data/ are in {english_name(of_plan)} too. Check does not see by their"
            " headings which columns count people. Write “people: yes” in data/datapackage.yml for"
            " each that does, so that small numbers of people are still found."
        )
    return notes


def _languages_of_pages(plan: Plan) -> dict[str, str]:
    return {path: words_language(page, plan.settings.language) for path, page in pages_of(plan)}


def _names(codes: Iterable[str]) -> list[str]:
    return [*dict.fromkeys(map(english_name, codes))]


def _pages_of(languages: Mapping[str, str], name: str) -> list[str]:
    return [path for path, code in languages.items() if english_name(code) == name]


def _note(language: str, paths: Sequence[str]) -> str:
    named = ", ".join(paths[:_MOST_NAMED])
    more = len(paths) - _MOST_NAMED
    others = f" and {more} more" if more > 0 else ""
    return (
        f"Check has no rules of plain words for {language}: it did not read the sentences of"
        f" {named}{others}. Ask somebody who reads {language} well to read them."
    )
