"""Plain English with a number on it: what could be said more simply, as warnings.

Words are read as they stand on the page, with the answers to calls in place. The
name of a source counts as one word, or as none where it is alone in brackets. The
main heading, code, and charts and tables that calls bring in are left out.

The reading age is the Automated Readability Index plus five, never under five
(E. A. Smith and R. J. Senter, AMRL-TR-66-220, 1967): 4.71 × letters and digits per
word + 0.5 × words per sentence − 21.43 + 5, over sentences that end with a stop.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from safety_plan.content.macros_file import PageWords
from safety_plan.content.resolver import resolve
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.core.resources import load_resource, load_word_list
from safety_plan.core.text import truncate
from safety_plan.models.plan import Plan
from safety_plan.reading.markdown_text import without_code
from safety_plan.revisions.bundle import RevisionBundle

#: The most words a sentence may have before it is warned of, as GOV.UK has it.
LONGEST = 25

_SENTENCE = re.compile(r"[^\s\f].*?(?:(?<![.!?])[.!?]+[\"”’')]*(?=\s+[^\sa-z0-9])|(?=\f|\Z))", re.S)
_STOP = re.compile(r"[.!?:][\"”’')]*\s*\Z")
_WORD = re.compile(r"§|[^\W_]+(?:[-–'’.,:/&@][^\W_]+)*")
_QUOTED = re.compile(r"“[^”\f]*”|\"[^\"\f]*\"")
_SHORT = re.compile(r"\b(?:[A-Z]{2}[A-Za-z]*|[A-Z][a-z]*[A-Z][a-z]*[A-Z][A-Za-z]*)\b")

#: Registers with sentences that reach a page, and their columns.
_CELLS = {"progress": "text", "priorities": "sentence", "glossary": "meaning"}

#: How a page reads: the reading age in years, its words, its longest sentence, its path.
Reading = tuple[int, int, int, str]
#: Where in a text, the short name of the rule, and what its message is told.
Found = tuple[int, str, dict[str, object]]


def plain_english(
    plan: Plan, bundle: RevisionBundle, problems: Iterable[Problem]
) -> Read[list[Reading]]:
    """How each page reads, hardest first, and what could be said more simply.

    Nothing is said of a line or cell that one of *problems* is about: it will change.
    """
    pages = [(f"docs/{path}", page, page.text) for path, page in bundle.pages.items()]
    for path, page in plan.living.items():
        pages.append((f"docs/site/{path}", page, resolve(page, PageWords(plan), path)[0]))
    proses = [(Location(path, line=page.first_line), cleared(text)) for path, page, text in pages]
    readings = [(*_reading(prose), place.path) for place, prose in proses]
    rows = [(row, column) for name, column in _CELLS.items() for row in plan.rows(name)]
    proses += [(row.location(column), cleared(row[column])) for row, column in rows]
    terms = {row["term"] for row in plan.rows("glossary")}
    warnings = [w for place, prose in proses for w in _warnings(place, prose, terms)]
    busy = {problem.location for problem in problems}
    return sorted(readings, reverse=True), [w for w in warnings if w.location not in busy]


def cleared(text: str) -> str:
    """The words of a resolved page, each on the line where it stood."""
    text = without_code(re.sub(r"```plan-[a-z]+\n.*?\n```", "", text, flags=re.S))
    for rule in load_resource("checks/page_rules.yml")["cleared"]:
        text = re.sub(rule["pattern"], rule["put"], text, flags=re.M)
    return text


def _reading(prose: str) -> tuple[int, int, int]:
    written = [_WORD.findall(said) for said in _SENTENCE.findall(prose) if _STOP.search(said)]
    counts = [len(words) for words in written]
    return reading_age(written), sum(counts), max(counts, default=0)


def reading_age(written: Sequence[Sequence[str]]) -> int:
    """The age that reads *written*, sentences of words, with ease; 0 where none is."""
    words = [word for sentence in written for word in sentence]
    if not words:
        return 0
    characters = sum(character.isalnum() for word in words for character in word)
    index = 4.71 * characters / len(words) + 0.5 * len(words) / len(written) - 21.43
    return max(5, round(index + 5))


def _warnings(place: Location, prose: str, terms: set[str]) -> Iterator[Problem]:
    """Warnings of a page; of a cell too, but there the page explains the abbreviations."""
    page = place.line > 0
    plain = _QUOTED.sub(lambda match: re.sub(r"\S", "-", match.group()), prose)
    found = [*_long(prose), *_avoided(plain), *(_unexplained(plain, terms) if page else ())]
    for at, name, facts in found:
        here = replace(place, line=place.line + prose.count("\n", 0, at)) if page else place
        yield replace(problem(name, here, **facts), warning=True)


def _long(prose: str) -> Iterator[Found]:
    for match in _SENTENCE.finditer(prose):
        if (count := len(_WORD.findall(match.group()))) > LONGEST:
            facts = {"said": truncate(match.group()), "count": count, "most": LONGEST}
            yield match.start(), "long-sentence", facts


def _avoided(plain: str) -> Iterator[Found]:
    pattern, advice = _words_to_avoid()
    for match in pattern.finditer(plain):
        word, before = match.group(), plain[max(0, match.start() - 3) : match.start()]
        if word[0].islower() or before.rstrip(" \n")[-1:] in ("", "\f", ".", "!", "?"):
            put = advice[" ".join(word.lower().split())]
            yield match.start(), "word-to-avoid", {"said": truncate(word), "advice": put}


@cache
def _words_to_avoid() -> tuple[re.Pattern[str], dict[str, str]]:
    entries = [line.partition(" = ") for line in load_word_list("checks/english/avoid.txt")]
    advice = {form.strip(): put for forms, _, put in entries for form in forms.split(",")}
    listed = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in advice)
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.I), advice


def _unexplained(plain: str, terms: set[str]) -> Iterator[Found]:
    met = set(load_word_list("checks/english/everyday.txt"))
    for match in _SHORT.finditer(plain):
        short = match.group().removesuffix("s")
        inside = plain[match.start() - 1 : match.end() + 1] == f"({match.group()})"
        if not inside and short not in met and not re.fullmatch("[IVX]+", short):
            known = f', or {{{{ glossary("{short}") }}}}' if short in terms else ""
            yield match.start(), "abbreviation-unexplained", {"short": short, "known": known}
        met.add(short)
