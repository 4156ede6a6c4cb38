"""What names a subject that can put its reader at risk: in words, in an address, on a page.

The words stand in `sensitive-words.yml`. Somebody who is watched by whoever harms them leaves
such a page in a hurry, and must find no such word in an address: browsers keep addresses.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import sha256

from safety_plan.core.resources import load_resource
from safety_plan.models.pages import Page

#: How often the words of a page name such subjects before the page is about them.
MOST_MENTIONS = 2
_NO_WORD = re.compile(r"[^\w]+|_")
_HEADING = re.compile(r"^#{1,6} (.*)$", re.M)
#: The topics for which a page shows contacts: as its author asks, and as it is resolved.
_CALL = re.compile(r"contacts\(\s*[\"']([^\"']*)[\"']")
_BLOCK = re.compile(r"^```plan-contacts\n(.*?)\n```", re.M | re.S)


def sensitive_words(text: str) -> list[str]:
    """The words of *text* that name such a subject, in order, without accents and hyphens."""
    return [*_subjects(text)]


# The same headings, settings and anchors are asked of in many places of a site.
@lru_cache(2000)
def _subjects(text: str) -> tuple[str, ...]:
    return tuple(_pattern("subjects").findall(_normal(text)))


@lru_cache(2000)
def word_in_address(address: str) -> str:
    """The first word of *address*, a path or an anchor, that names such a subject, or nothing."""
    match = _pattern("subjects", "addresses").search(_normal(address))
    return match[1] if match else ""


def names_danger(topic: str) -> bool:
    """Whether *topic* names what can put a reader at risk, so that it needs somebody to call."""
    return bool(_pattern("subjects", "addresses", "titles").search(_normal(topic)))


@lru_cache(10_000)
def neutral_anchor(anchor: str) -> str:
    """The *anchor* as it stands on the site: a short name in place of one that says too much."""
    if not word_in_address(anchor):
        return anchor
    return f"part-{sha256(anchor.encode()).hexdigest()[:8]}"


def is_sensitive(page: Page, headings: Iterable[str] = (), text: str = "") -> bool:
    """Whether *page* can put its reader at risk, whatever its author thought of.

    Its author may say so. Else its title, its settings, its address and its *headings* name
    such a subject, or what it says, *text*, does so more than `MOST_MENTIONS` times.
    """
    topics = [*page.topics, *contact_topics(page.text)]
    title = _normal(" . ".join([page.title, *topics]))
    names = [page.title, page.path, page.page_id, page.description, *topics]
    names += [*headings, *_HEADING.findall(page.text)]
    return (
        page.exit_this_page
        or bool(_pattern("subjects", "titles").search(title))
        or bool(sensitive_words(" . ".join(names)))
        or len(sensitive_words(text or page.text)) > MOST_MENTIONS
    )


def contact_topics(text: str) -> list[str]:
    """The topics for which the page *text* asks contacts: in calls, and in resolved blocks."""
    blocks = [str(json.loads(block)["topic"]) for block in _BLOCK.findall(text)]
    return [*_CALL.findall(text), *blocks]


@lru_cache(2000)
def _normal(text: str) -> str:
    """*text* as words with a space between them; what is meant otherwise is taken out."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "").replace("'", ""))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _pattern("never").sub("-", _NO_WORD.sub(" ", letters))


@cache
def _pattern(*lists: str) -> re.Pattern[str]:
    """What finds each word of *lists*, longer ones first."""
    words = [word for name in lists for word in _words(name)]
    ordered = sorted(words, key=lambda word: (-len(word), word))
    parts = (re.escape(word).replace(r"\*", r"\w*") for word in ordered)
    return re.compile(rf"\b({'|'.join(parts)})\b")


def _words(name: str) -> list[str]:
    """The words of one list of the file; the subjects have a list each."""
    words: list[str] | dict[str, list[str]] = load_resource("models/sensitive-words.yml")[name]
    return (
        [word for group in words.values() for word in group] if isinstance(words, dict) else words
    )
