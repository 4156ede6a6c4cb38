"""Which pages can be left in a hurry, and what such a page is called where others may see it.

The title of a page stands in tabs and in the history of the browser. So does its address, and
what that says of its subject has been checked: a page that can be left is called by it.
"""

import re
from pathlib import PurePosixPath

from safety_plan.content.page_text import parse_html
from safety_plan.models.help import is_watched
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.models.sensitivity import (
    contact_topics,
    is_sensitive,
    sensitive_words,
    word_in_address,
)
from safety_plan.models.twins import twins_of
from safety_plan.revisions.bundle import RevisionBundle

#: The pages about the site that tell what to do in danger, whatever they say.
_ALWAYS = ("help", "privacy")
_GLOSSARY = "glossary"


def exit_pages(plan: Plan, bundle: RevisionBundle) -> set[str]:
    """The paths of the pages of *bundle* that can be left in a hurry.

    The kinds of trouble that a page shows contacts for say so, or its words do, or those of the
    same page in another language.
    """
    exits = {
        path
        for path, page in bundle.pages.items()
        if is_watched(plan, [*page.topics, *contact_topics(page.text)])
        or _can_be_left(bundle, path)
    }
    pages = bundle.pages.values()
    return exits.union(*({t.path for t in twins_of(bundle.pages[p], pages)} for p in exits))


def site_page_exits(page: Page, html: str) -> bool:
    """Whether a *page* about the site, which shows *html*, can be left in a hurry."""
    is_always = page.page_id in _ALWAYS or page.translation_of in _ALWAYS
    return is_always or is_sensitive(page, text=parse_html(html).text_content())


def tab_title(page: Page, revision_title: str = "", *, exits: bool = False) -> str:
    """What *page* is called in tabs, histories and where it is shared, before the site's name.

    A page that *exits* is called by its address; home by its revision alone.
    """
    if not page.address:
        return revision_title
    title = _title_to_leave(page) if exits else page.title
    # A comma does not follow a question mark.
    return f"{title}{in_revision(revision_title)}".replace("?,", "?") if title else revision_title


def in_revision(revision_title: str) -> str:
    """What tells the pages of two revisions apart, after their title: a comma, the revision."""
    if revision_title.startswith("As "):
        revision_title = f"{revision_title[:1].lower()}{revision_title[1:]}"
    return f", {revision_title}" if revision_title else ""


def title_of_address(address: str) -> str:
    """The last part of an address in words; nothing where an old one names its subject."""
    words = PurePosixPath(address).name.replace("-", " ")
    return "" if word_in_address(words) else f"{words[:1].upper()}{words[1:]}"


def _title_to_leave(page: Page) -> str:
    """The words of the address of *page*; as its title writes them, where those are the same."""
    title = title_of_address(page.address)
    is_same = re.sub(r"\W+", "", page.title).casefold() == title.replace(" ", "").casefold()
    return page.title if is_same and not word_in_address(page.title) else title


def _can_be_left(bundle: RevisionBundle, path: str) -> bool:
    page, record = bundle.pages[path], bundle.record
    recorded = record.pages.get(path)
    sections = recorded.sections if recorded else ()
    texts = [f"{section['heading']}\n{section['text']}" for section in sections]
    texts += [str(record.charts[name]["title"]) for name in (recorded.charts if recorded else ())]
    # Whoever opens a glossary looks up one word: one that names such a subject is enough.
    if page.page_id == _GLOSSARY and sensitive_words("\n".join(texts)):
        return True
    headings = [section["heading"] for section in sections]
    return is_sensitive(page, headings, "\n".join(texts))
