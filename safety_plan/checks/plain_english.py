"""Plain English with a number on it: what could be said more simply, as warnings.

Words are read as they stand on the page, with the answers to calls in place. The
name of a source counts as one word, or as none where it is alone in brackets. The
main heading, code, and charts and tables that calls bring in are left out.

The reading age is the Automated Readability Index plus five, never under five
(E. A. Smith and R. J. Senter, AMRL-TR-66-220, 1967): 4.71 × letters and digits per
word + 0.5 × words per sentence − 21.43 + 5, over sentences that end with a stop.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from safety_plan.checks.languages import has_rules
from safety_plan.content.macros_file import PageWords
from safety_plan.content.resolver import resolve
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.resources import load_resource, load_word_list
from safety_plan.core.text import truncate
from safety_plan.models.plan import Plan
from safety_plan.models.registers import columns_with_calls
from safety_plan.reading.markdown_text import without_code
from safety_plan.revisions.bundle import RevisionBundle

#: The most words a sentence may have before it is warned of, as GOV.UK has it.
LONGEST_SENTENCE = 25
YOUNGEST_AGE = 5

_SENTENCE = re.compile(r"[^\s\f].*?(?:(?<![.!?])[.!?]+[\"”’')]*(?=\s+[^\sa-z0-9])|(?=\f|\Z))", re.S)
_STOP = re.compile(r"[.!?:][\"”’')]*\s*\Z")
_WORD = re.compile(r"§|[^\W_]+(?:[-–'’.,:/&@][^\W_]+)*")
_QUOTATION = re.compile(r"“[^“”\f]*”|\"[^\"\f]*\"")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]{2}[A-Za-z]*|[A-Z][a-z]*[A-Z][a-z]*[A-Z][A-Za-z]*)\b")
_ROMAN_NUMERAL = re.compile("[IVX]+")
_PLAN_BLOCK = re.compile(r"```plan-[a-z]+\n.*?\n```", re.S)
#: What stands before a word that starts a sentence, spaces apart.
_SENTENCE_STARTS = ("", "\f", ".", "!", "?")

#: Columns of registers with sentences that reach a page.
_CELLS = columns_with_calls() | {"priorities": ["sentence"], "glossary": ["meaning"]}


class Reading(NamedTuple):
    """How a page reads: the age in years that reads it with ease, or 0 for no sentence.

    *longest* is the number of words of its longest sentence.
    """

    age: int
    words: int
    longest: int
    path: str


#: Where in a text, the rule, and the parameters of its message.
Finding = tuple[int, str, dict[str, object]]


def page_readings(plan: Plan, bundle: RevisionBundle) -> list[Reading]:
    """How each page in English reads, hardest first."""
    proses = page_proses(plan, bundle)
    return sorted((reading_of(prose, place.path) for place, prose in proses), reverse=True)


def plain_english_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """What could be said more simply on pages, and in cells that reach a page."""
    terms = {row["term"] for row in plan.rows("glossary")}
    for location, prose in page_proses(plan, bundle):
        quotations_out = _without_quotations(prose)
        findings = [
            *_long_sentences(prose, quotations_out),
            *_words_to_avoid(quotations_out),
            *_unexplained_abbreviations(quotations_out, terms),
        ]
        for offset, rule, params in findings:
            line = location.line + prose.count("\n", 0, offset)
            yield problem(rule, replace(location, line=line), **params)
    for location, prose in _cell_proses(plan):
        # A page explains the abbreviations of its cells.
        quotations_out = _without_quotations(prose)
        for _, rule, params in (
            *_long_sentences(prose, quotations_out),
            *_words_to_avoid(quotations_out),
        ):
            yield problem(rule, location, **params)


def page_proses(plan: Plan, bundle: RevisionBundle) -> list[tuple[Location, str]]:
    """The words of each page in English, with the line on which they start."""
    pages = [(f"docs/{path}", page, page.text) for path, page in bundle.pages.items()]
    for path, page in plan.site_pages.items():
        pages.append((f"docs/site/{path}", page, resolve(page, PageWords(plan), path)[0]))
    return [
        (Location(path, line=page.first_line), without_markdown(text))
        for path, page, text in pages
        if has_rules(plan, page)
    ]


def _cell_proses(plan: Plan) -> list[tuple[Location, str]]:
    return [
        (row.location(column), without_markdown(row[column]))
        for register, columns in _CELLS.items()
        for row in plan.rows(register)
        for column in columns
    ]


@lru_cache(maxsize=1000)
def without_markdown(text: str) -> str:
    """The words of a resolved page, each on the line where it stood."""
    text = without_code(_PLAN_BLOCK.sub("", text))
    for rule in load_resource("checks/english/markdown.yml"):
        text = re.sub(rule["pattern"], rule["put"], text, flags=re.M)
    return text


def _without_quotations(prose: str) -> str:
    """*prose* with the words of others as hyphens, every character in its place."""
    return _QUOTATION.sub(lambda match: re.sub(r"\S", "-", match.group()), prose)


def reading_of(prose: str, path: str) -> Reading:
    """How *prose*, the words of the page *path*, reads."""
    words = [of_sentence for _, _, of_sentence in sentences_of(prose)]
    counts = [len(of_sentence) for of_sentence in words]
    return Reading(reading_age(words), sum(counts), max(counts, default=0), path)


def sentences_of(prose: str) -> Iterator[tuple[int, str, list[str]]]:
    """Where each sentence of *prose* that ends with a stop starts, the sentence and its words."""
    for match in _SENTENCE.finditer(prose):
        if _STOP.search(match.group()):
            yield match.start(), match.group(), _WORD.findall(match.group())


def reading_age(sentences: Sequence[Sequence[str]]) -> int:
    """The age that reads *sentences*, each a list of words, with ease; 0 where none is."""
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0
    characters = sum(character.isalnum() for word in words for character in word)
    index = 4.71 * characters / len(words) + 0.5 * len(words) / len(sentences) - 21.43
    return max(YOUNGEST_AGE, round(index + 5))


def _long_sentences(prose: str, quotations_out: str) -> Iterator[Finding]:
    """Sentences of *prose* that are too long without the words of others."""
    for match in _SENTENCE.finditer(prose):
        count = len(_WORD.findall(quotations_out[match.start() : match.end()]))
        if count > LONGEST_SENTENCE:
            params = {"sentence": truncate(match.group()), "count": count, "most": LONGEST_SENTENCE}
            yield match.start(), "long-sentence", params


def _words_to_avoid(prose: str) -> Iterator[Finding]:
    """Words of the list; one with a capital letter is a name, unless it starts a sentence."""
    pattern, advice = _list_to_avoid()
    for match in pattern.finditer(prose):
        word = match.group()
        before = prose[max(0, match.start() - 3) : match.start()].rstrip(" \n")
        if word[0].islower() or before[-1:] in _SENTENCE_STARTS:
            instead = advice[" ".join(word.lower().split())]
            yield match.start(), "word-to-avoid", {"word": truncate(word), "advice": instead}


@cache
def _list_to_avoid() -> tuple[re.Pattern[str], dict[str, str]]:
    """What fits any word or phrase of the list, and what to write instead of each."""
    advice: dict[str, str] = {}
    for line in load_word_list("checks/english/avoid.txt"):
        forms, _, instead = line.partition(" = ")
        advice |= {form.strip(): instead for form in forms.split(",")}
    choices = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in advice)
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.I), advice


def _unexplained_abbreviations(prose: str, terms: set[str]) -> Iterator[Finding]:
    """Abbreviations before they stand in brackets; *terms* are those of the glossary."""
    explained = set(load_word_list("checks/english/everyday.txt"))
    for match in _ABBREVIATION.finditer(prose):
        short = match.group().removesuffix("s")
        in_brackets = prose[match.start() - 1 : match.end() + 1] == f"({match.group()})"
        if not in_brackets and short not in explained and not _ROMAN_NUMERAL.fullmatch(short):
            or_term = f', or {{{{ glossary("{short}") }}}}' if short in terms else ""
            yield match.start(), "abbreviation-unexplained", {"short": short, "or_term": or_term}
        explained.add(short)
