"""Pages that are another in a second language: that each knows its original, and says as much."""

import inspect
import re
from collections.abc import Collection, Iterator, KeysView, Mapping
from dataclasses import dataclass

from safety_plan.checks.pages import page_folders
from safety_plan.content.annotations import strip_annotations
from safety_plan.content.macro_calls import Call, calls_in
from safety_plan.content.macros_file import PageWords
from safety_plan.content.page_words import PageWord
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.languages import english_name, is_same_language
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.models.twins import original_of, words_language
from safety_plan.reading.markdown_text import without_code
from safety_plan.revisions.bundle import RevisionBundle

#: What a language says in its own way: which words are shown, and where in a source.
_IN_WORDS = ("show", "part", "text")
#: A page need not explain the words that another explains.
_NEED_NOT = re.compile(r"glossary\(.")
#: No words of a page: calls, and where links lead.
_NO_WORDS = re.compile(r"\{\{[^{}]*\}\}|(?<=\])\([^()\n]*\)|https?://\S+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*%?")
#: Smaller whole numbers stand in words on one page and in digits on another.
_LEAST = 10


@dataclass(frozen=True, slots=True)
class _Twin:
    """A page in another language than its original; *path* is what messages call it."""

    page: Page
    original: Page
    path: str
    language: str


def twin_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Twins without an original, and those that are in no other language than theirs."""
    for folder, pages in page_folders(plan):
        first: dict[tuple[str, str], str] = {}
        for path, page in pages.items():
            if page.text and page.translation_of:
                yield from _problems_of_twin(plan, page, f"{folder}/{path}", pages, first)
    yield from _listed_twins(plan)


def _problems_of_twin(
    plan: Plan, page: Page, path: str, pages: Mapping[str, Page], first: dict[tuple[str, str], str]
) -> Iterator[Problem]:
    """What is wrong with the twin *page*; *first* are the paths of those before it."""
    location = Location(path, line=page.translation_line)
    name = page.translation_of
    original = original_of(page, pages.values())
    if original is None:
        about_site = {one.page_id for one in plan.site_pages.values()}
        if pages is not plan.site_pages and name in about_site:
            yield problem("translation-unknown.place", location, name=name)
        else:
            yield _without_original(page, location, pages.values())
        return
    language = words_language(page, plan.settings.language)
    of_original = words_language(original, plan.settings.language)
    params = {"name": name, "language": english_name(language)}
    other = first.setdefault((name, language), path)
    if is_same_language(language, of_original) and page.language:
        yield problem("translation-unknown.same", Location(path, line=page.language_line), **params)
    elif is_same_language(language, of_original):
        if page.language_line == 1:  # else a line is there, and what is wrong with it is told
            yield problem("translation-unknown.language", location, **params)
    elif other != path:
        yield problem("translation-unknown.twice", location, other=other, **params)


def _without_original(page: Page, location: Location, pages: Collection[Page]) -> Problem:
    name = page.translation_of
    if name == page.page_id:
        return problem("translation-unknown.self", location)
    twin = next((one for one in pages if one.page_id == name), None)
    if twin is not None and twin.translation_of == page.page_id:
        return problem("translation-unknown.each", location, name=name)
    if twin is not None:
        original = twin.translation_of
        return problem("translation-unknown.twin", location, name=name, original=original)
    labels = {one.page_id: f"{one.path} {one.title}" for one in pages if not one.translation_of}
    return problem("translation-unknown", location, name=name, choices=[*labels], labels=labels)


def _listed_twins(plan: Plan) -> Iterator[Problem]:
    for file in plan.revision.files:
        page = plan.pages.get(file)
        if page and (original := original_of(page, plan.pages.values())):
            language = english_name(words_language(page, plan.settings.language))
            params = {"file": file, "original": original.title, "language": language}
            location = plan.revision_document.location("contents")
            yield problem("translation-unknown.listed", location, **params)


def twin_difference_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Figures, charts, lists and numbers that only one of a page and its twin has."""
    twins = [*_twins(plan)]
    words = PageWords(plan).words if twins else {}
    for twin in twins:
        location = Location(twin.path, line=twin.page.translation_line)
        params = {"title": twin.original.title, "language": twin.language}
        of_twin, of_original = (_calls_of(page, words) for page in (twin.page, twin.original))
        if missing := _missing(of_original, of_twin):
            yield problem("translation-differs", location, calls=missing, **params)
        if more := _missing(of_twin, of_original):
            yield problem("translation-differs.more", location, calls=more, **params)
        if numbers := ", ".join(sorted(_numbers(twin.original) ^ _numbers(twin.page))):
            yield problem("translation-differs.numbers", location, numbers=numbers, **params)


def _twins(plan: Plan) -> Iterator[_Twin]:
    for folder, pages in page_folders(plan):
        for path, page in pages.items():
            original = original_of(page, pages.values())
            if original and page.text and original.text:
                language = english_name(words_language(page, plan.settings.language))
                yield _Twin(page, original, f"{folder}/{path}", language)


def _calls_of(page: Page, words: Mapping[str, PageWord]) -> list[str]:
    """What *page* asks for, each once, as an author writes it."""
    calls = calls_in(page.text, page.path, words)
    texts = (_call_text(call, words[call.name]) for call in calls)
    return [text for text in dict.fromkeys(texts) if not _NEED_NOT.match(text)]


def _call_text(call: Call, word: PageWord) -> str:
    """*call* without what only its language decides."""
    try:
        bound = inspect.signature(word).bind(*call.arguments, **call.named).arguments
    except TypeError:  # told as a problem of the call
        bound = {str(index): text for index, text in enumerate(call.arguments)}
    texts = [f'"{text}"' for name, text in bound.items() if name not in _IN_WORDS]
    return f"{call.name}({', '.join(texts)})"


def _missing(calls: Collection[str], others: Collection[str]) -> str:
    return "; ".join(text for text in calls if text not in others)


def _numbers(page: Page) -> KeysView[str]:
    """The numbers that stand on *page* in digits, but for small ones."""
    text = _NO_WORDS.sub(" ", without_code(strip_annotations(page.text)))
    found = (number.replace(",", "") for number in _NUMBER.findall(text))
    return dict.fromkeys(n for n in found if not n.isdigit() or int(n) >= _LEAST).keys()
