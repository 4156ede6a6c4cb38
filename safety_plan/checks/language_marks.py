"""Words that are marked as being in another language than their page: `[bore da](lang:cy)`."""

import re
from collections.abc import Iterator

from safety_plan.checks.pages import pages_of
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.text import truncate
from safety_plan.models.languages import english_name, is_language, is_same_language, language_fix
from safety_plan.models.plan import Plan
from safety_plan.models.twins import words_language
from safety_plan.reading.markdown_text import line_counter, without_code
from safety_plan.revisions.bundle import RevisionBundle

#: Beside the words, or on a line of its own that names where its link leads.
_MARK = re.compile(
    r"(?:\[(?P<words>[^\[\]]{0,500})\]\(|^ {0,3}\[(?P<name>[^\[\]\n]{1,100})\]:)"
    r"[ \t]*lang:(?P<code>[^()\n]{0,100})",
    re.I | re.M,
)


def language_mark_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Marks of a language that does not exist, or that is the page's own."""
    for path, page in pages_of(plan):
        language = words_language(page, plan.settings.language)
        text = without_code(page.text)
        line_of = line_counter(text, page.first_line)
        for match in _MARK.finditer(text):
            code = match["code"].strip()
            words = match["words"] or match["name"] or ""
            location = Location(path, line=line_of(match.start()))
            params = {"cell": code, "words": truncate(words)}
            if not is_language(code):
                yield problem("language-form.mark", location, fix=language_fix(code), **params)
            elif is_same_language(code, language):
                name = english_name(code)
                yield problem("language-form.same", location, language=name, **params)
