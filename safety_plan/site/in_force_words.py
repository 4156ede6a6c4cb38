"""What a page says of itself beside the revision in force, before anything else.

Whoever compiled a plan knows what was published; who publishes their own knows what they did. So
the one speaks of what is known, and the other of what is. Each sentence is whole, so that it can
be said in another language. No build reads the clock: days are told, not whether they are past.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from safety_plan.core.translation import gettext, gettext_noop

#: A revision, and where a page stands in it: see `page_contexts` in `site/context.py`.
Place = Mapping[str, Any]
#: How a title begins that follows “the plan”: as adopted in April 2019.
_AS = "As "

#: By whether the title follows “the plan”, whether somebody compiled it, whether days are known.
_READING_IN_FORCE = {
    (True, True, True): gettext_noop(
        "You are reading the plan {title}, the last revision known to be in force, {days}."
    ),
    (True, True, False): gettext_noop(
        "You are reading the plan {title}, the last revision known to be in force."
    ),
    (True, False, True): gettext_noop(
        "You are reading the plan {title}, the revision in force {days}."
    ),
    (True, False, False): gettext_noop("You are reading the plan {title}, the revision in force."),
    (False, True, True): gettext_noop(
        "You are reading the plan in its revision “{title}”, the last revision known to be in "
        "force, {days}."
    ),
    (False, True, False): gettext_noop(
        "You are reading the plan in its revision “{title}”, the last revision known to be in "
        "force."
    ),
    (False, False, True): gettext_noop(
        "You are reading the plan in its revision “{title}”, the revision in force {days}."
    ),
    (False, False, False): gettext_noop(
        "You are reading the plan in its revision “{title}”, the revision in force."
    ),
}
_READING = {
    "lapsed": gettext_noop(
        "You are reading a revision that was proposed and never decided on: {title}."
    ),
    "refused": gettext_noop(
        "You are reading a revision that was proposed and not adopted: {title}."
    ),
    "unknown": gettext_noop(
        "You are reading a revision that was proposed, and it is not known what was decided on "
        "it: {title}."
    ),
}
#: By whether this revision is it, whether somebody compiled the plan, whether days are known.
_IN_FORCE = {
    (True, True, True): gettext_noop("Last known to be in force: this revision, {days}."),
    (True, True, False): gettext_noop("Last known to be in force: this revision."),
    (True, False, True): gettext_noop("In force: this revision, {days}."),
    (True, False, False): gettext_noop("In force: this revision."),
    (False, True, True): gettext_noop("Last known to be in force: {link}, {days}."),
    (False, True, False): gettext_noop("Last known to be in force: {link}."),
    (False, False, True): gettext_noop("The last revision in force: {link}, {days}."),
    (False, False, False): gettext_noop("The last revision in force: {link}."),
}
#: By whether somebody compiled the plan, whether days are known.
_NEWEST_IN_FORCE = {
    (True, True): gettext_noop("The last revision known to be in force is the {newest}, {days}."),
    (True, False): gettext_noop("The last revision known to be in force is the {newest}."),
    (False, True): gettext_noop("The revision in force {days} is the {newest}."),
    (False, False): gettext_noop("The revision in force is the {newest}."),
}
#: By whether somebody compiled the plan.
_ANOTHER_IN_FORCE = {
    True: gettext_noop("The last revision known to be in force is another:"),
    False: gettext_noop("The revision in force is another:"),
}
#: What stands after the name of the newest revision, by its status.
_OUTCOMES = {
    "proposed": gettext_noop("It has been proposed."),
    "unknown": gettext_noop("It was proposed, and it is not known what was decided on it."),
}


def banner(own: Mapping[str, Any], site: Mapping[str, Any], top: str) -> Markup:
    """What a reader of an older revision, or of one that nobody adopted, is told first.

    Which one it is, which was last in force, and where the same page is now. *own* and *site* are
    what the theme is told of the page and of its site, and *top* leads to the root of the site.
    """
    in_force = own["in_force"]
    if in_force and in_force["is_this"]:
        sentences = [*_reading_in_force(own, site)]
    else:
        sentences = [_reading_other(own, site), *_which_is_in_force(own, site, top)]
    return Markup(" ").join([*sentences, *(_ways_to_newest(own, top) if own["older"] else ())])


def in_force_sentences(own: Mapping[str, Any], site: Mapping[str, Any], top: str) -> Markup:
    """Which revision was last in force and how long, beside the status of the one that is read."""
    in_force, is_compiled = own["in_force"], site["plan"]["compiled"]
    pages = in_force["pages"]
    href = pages[0][0] if pages else f"{top}{in_force['id']}/"
    link = _link(href, in_force["title"])
    message = _IN_FORCE[in_force["is_this"], is_compiled, bool(in_force["days"])]
    first = _sentence(message, link=link, days=in_force["days"])
    return Markup(" ").join([first, *_doubts(in_force, is_compiled=is_compiled)])


def _sentence(message: str, **values: str) -> Markup:
    """The English *message* in the current language, with *values* as words that are no markup."""
    return Markup(gettext(message)).format(**values)


def _link(href: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href, words)


def _doubts(in_force: Place, *, is_compiled: bool) -> Iterator[Markup]:
    """What is not known for certain of the days on which a revision was in force."""
    if is_compiled and in_force["is_worked_out"]:
        yield _sentence(gettext_noop("The last day is worked out from the years of the plan."))
    if in_force["unsure_since"]:
        message = gettext_noop("From {day} on it is not known whether a later one was in force.")
        yield _sentence(message, day=in_force["unsure_since"])


def _reading_in_force(own: Mapping[str, Any], site: Mapping[str, Any]) -> Iterator[Markup]:
    """That an older revision is the one in force, and what was proposed since."""
    in_force, is_compiled = own["in_force"], site["plan"]["compiled"]
    title = site["revision"]["title"]
    follows = title.startswith(_AS)
    message = _READING_IN_FORCE[follows, is_compiled, bool(in_force["days"])]
    title = title[:1].lower() + title[1:] if follows else title
    yield _sentence(message, title=title, days=in_force["days"])
    yield from _doubts(in_force, is_compiled=is_compiled)
    newest = own["newest"]
    is_open = newest["status"] == "proposed"
    if own["is_other_plan"]:
        has_been = gettext_noop("The next plan, “{plan}”, has been proposed.")
        was = gettext_noop("The next plan, “{plan}”, was proposed.")
        yield _sentence(has_been if is_open else was, plan=newest["title_of_plan"])
    else:
        has_been = gettext_noop("A later one, the {newest}, has been proposed.")
        was = gettext_noop("A later one, the {newest}, was proposed.")
        yield _sentence(has_been if is_open else was, newest=newest["title"])


def _reading_other(own: Mapping[str, Any], site: Mapping[str, Any]) -> Markup:
    """Which revision this is, that is not the one in force."""
    revision = site["revision"]
    is_other_plan = own["is_other_plan"]
    title = f"{site['title_of_plan']}, {revision['title']}" if is_other_plan else revision["title"]
    earlier = gettext_noop("You are reading an earlier revision: {title}.")
    if is_other_plan:
        earlier = gettext_noop("You are reading an earlier plan: {title}.")
    return _sentence(_READING.get(revision["status"], earlier), title=title)


def _which_is_in_force(
    own: Mapping[str, Any], site: Mapping[str, Any], top: str
) -> Iterator[Markup]:
    """Which other revision is the one in force, as far as that is known, and which the newest."""
    in_force, newest = own["in_force"], own["newest"]
    is_compiled = site["plan"]["compiled"]
    is_newest = bool(in_force) and in_force["id"] == newest["id"]
    if in_force and not (own["older"] and is_newest):
        yield _sentence(_ANOTHER_IN_FORCE[is_compiled])
        yield _links_to(in_force, top)
    if not own["older"]:
        return
    if is_newest:
        message = _NEWEST_IN_FORCE[is_compiled, bool(in_force["days"])]
        yield _sentence(message, newest=newest["title"], days=in_force["days"])
        yield from _doubts(in_force, is_compiled=is_compiled)
        return
    yield _sentence(gettext_noop("The newest is the {newest}."), newest=newest["title"])
    if newest["status"] in _OUTCOMES:
        yield _sentence(_OUTCOMES[newest["status"]])


def _links_to(place: Place, top: str) -> Markup:
    """Where this page stands in the revision *place*; the plan itself where it does not."""
    revision = place["title"]
    if not place["pages"]:
        words = _sentence(gettext_noop("The plan in “{revision}”"), revision=revision)
        return _link(f"{top}{place['id']}/", words) + "."
    same = gettext_noop("This page in “{revision}”")
    other = gettext_noop("{page} in “{revision}”")
    links = [
        _link(href, _sentence(other if title else same, page=title, revision=revision))
        for href, title in place["pages"]
    ]
    return Markup("; ").join(links) + "."


def _ways_to_newest(own: Mapping[str, Any], top: str) -> Iterator[Markup]:
    """Where the same page is in the newest revision, or why it is not there."""
    newest = own["newest"]
    if not newest["pages"]:
        yield _sentence(gettext_noop("This page is not in the {newest}."), newest=newest["title"])
        if own["why_dropped"]:
            yield _sentence(gettext_noop("The reason given: {reason}"), reason=own["why_dropped"])
        words = _sentence(gettext_noop("The plan in the {newest}"), newest=newest["title"])
        yield _link(f"{top}{newest['id']}/", words) + "."
        return
    if newest["pages"][0][1]:
        yield _sentence(gettext_noop("What stood here is now on:"))
    same = gettext_noop("This page in the {newest}")
    other = gettext_noop("{page}, in the {newest}")
    links = [
        _link(href, _sentence(other if title else same, page=title, newest=newest["title"]))
        for href, title in newest["pages"]
    ]
    yield Markup("; ").join(links) + "."
