"""Terms of the glossary that no reader meets: only to think about."""

import re
from collections.abc import Iterator, Mapping

from safety_plan.checks.pages import all_readable_with_site
from safety_plan.content.macros_file import PageWords
from safety_plan.content.resolver import resolve
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.fields import split_cell
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

#: The list of all terms, on a page: standing there, a term is explained and not used.
_LIST = re.compile(r"```plan-glossary\n(?:(?!```plan-glossary\n).)*?\n```", re.S)
#: The end of a word before a letter.
_IN_WORD = re.compile(r"\w")


def unused_term_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Terms that stand on no page, in no register that is shown and in no meaning that is met."""
    if not all_readable_with_site(plan):
        return  # nobody knows what the others say
    rows = plan.rows("glossary")
    words = {row["term"]: _word_pattern(row.cells) for row in rows if row["term"]}
    unmet = {row["term"]: row for row in rows if row["term"]}
    text = _shown_text(plan, bundle) if rows else ""
    while met := [term for term in unmet if _stands_in(text, words[term])]:
        # Whoever meets a term reads what it means, and may meet the next one there.
        text = "\n".join(unmet.pop(term)["meaning"] for term in met)
    for term, row in unmet.items():
        key = "term-unused.searched" if term in _terms_of_search(plan) else "term-unused"
        yield problem(key, row.location("term"), term=term)


def _terms_of_search(plan: Plan) -> set[str]:
    """The terms to which words of the search lead."""
    leads = (lead for row in plan.rows("search-words") for lead in split_cell(row["leads_to"]))
    return {lead.removeprefix("term:") for lead in leads if lead.startswith("term:")}


def _word_pattern(row: Mapping[str, str]) -> re.Pattern[str]:
    """What fits the term, or what its letters stand for, as words of a sentence."""
    term, expansion = row["term"], row["expansion"]
    # A term in small letters may start a sentence; what its letters stand for has any letters.
    forms = [
        _any_case(term) if term == term.lower() else _flexible(re.sub("(?<=[A-Z])s$", "", term))
    ]
    forms += [_any_case(expansion)] if expansion else []
    return re.compile(rf"(?:{'|'.join(forms)})(?:s|es|[’']s)?(?!\w)")


def _stands_in(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether what fits *pattern* starts a word of *text*.

    A pattern that asks for it at its start takes three times as long.
    """
    match = pattern.search(text)
    while match and match.start() and _IN_WORD.match(text, match.start() - 1):
        # What fits from within a word may hold what is looked for.
        match = pattern.search(text, match.start() + 1)
    return match is not None


def _flexible(words: str) -> str:
    """A pattern for *words* with any space between them and either apostrophe within."""
    escaped = (re.sub("[’']", "[’']", re.escape(word)) for word in words.split())
    return r"\s+".join(escaped)


def _any_case(words: str) -> str:
    return f"(?i:{_flexible(words)})"


def _shown_text(plan: Plan, bundle: RevisionBundle) -> str:
    """What readers of the revision and of the pages about the site meet, without the glossary."""
    word_source = PageWords(plan)
    pages = [page.text for page in bundle.pages.values()]
    pages += [resolve(page, word_source, path)[0] for path, page in plan.site_pages.items()]
    # As typed too: a call that cannot be answered may name a term.
    titles = [f"{page.title}\n{page.description}\n{page.text}" for page in plan.pages.values()]
    figures = [" ".join(row.cells.values()) for row in plan.rows("figures")]
    sources = [source.title for source in bundle.record.sources.values()]
    return _LIST.sub("", "\n".join([*pages, *titles, *figures, *sources]))
