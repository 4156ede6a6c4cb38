"""What the theme is told about the site, a revision, and each of its pages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from operator import itemgetter
from typing import Any

from markupsafe import Markup

from safety_plan.core.dates import MONTH_LENGTH, format_date
from safety_plan.core.translation import gettext, language_of_page
from safety_plan.diff.identity import are_of_two_plans
from safety_plan.models.in_force import days_in_force, last_in_force
from safety_plan.models.next_plan import NextPlan
from safety_plan.models.pages import HOME_PAGE, Page
from safety_plan.models.plan import Plan
from safety_plan.models.repository import edit_address
from safety_plan.models.revision import STATUSES
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.identity import PlanGroup, plan_groups, settings_of
from safety_plan.revisions.verify import digest_of
from safety_plan.site.api.catalogue import CATALOGUE
from safety_plan.site.api.kinds import FOLDER
from safety_plan.site.brand_files import brand_context
from safety_plan.site.comments import comment_context
from safety_plan.site.compared_pairs import has_every_pair
from safety_plan.site.comparison_pages import PAGE_TEMPLATE
from safety_plan.site.exit_pages import in_revision, site_page_exits, tab_title
from safety_plan.site.feeds_of_some import feed_address, has_feed
from safety_plan.site.figure_frames import ANSWER, NAME, PROOF, SWITCH, FigureFrame
from safety_plan.site.first_help import first_help
from safety_plan.site.header_links import contents_of_newest, header_links
from safety_plan.site.page_languages import language_context, listed_twins
from safety_plan.site.past_plan import past_plan
from safety_plan.site.print_sheet import print_sheet
from safety_plan.site.revision_switch import revision_switch
from safety_plan.site.scripts import SCRIPTS, script_name
from safety_plan.site.search.guide import listed_groups
from safety_plan.site.security_headers import POLICY
from safety_plan.site.site_model import Site
from safety_plan.site.typeface import TYPEFACE
from safety_plan.site.urls import ANY_TWO, nearby, relative

#: What only pages need that hold long lists, and the start of a block that is one.
_LISTS = "assets/stylesheets/lists.css"
_LONG_LIST = re.compile(
    r'^```plan-(?:(?:figures|promises|sources)$|contacts\n\{\n "topic": ""\n)', re.M
)
#: The list of everybody who helps, which a page about the site has once its call is answered.
_ALL_HELP = 'class="help-group'


def site_context(site: Site, bundle: RevisionBundle | None = None) -> dict[str, Any]:
    """What a page outside every revision is told of the site, or one of *bundle*.

    A preview has no *policy*: the script that reloads it stands in its pages.
    """
    settings = asdict(site.plan.settings)
    pages = site.plan.site_pages.values()
    return {
        "plan": settings,
        "brand": brand_context(site.brand(bundle), settings["council"] or settings["partnership"]),
        "print_sheet": print_sheet(bundle),
        "typeface": TYPEFACE,
        "catalogue": f"{FOLDER}/{CATALOGUE}",
        # A page of a revision goes by the names of its time, and tells whom to write to today.
        "today": settings,
        "publisher": site.plan.settings.publisher,
        "newest": site.newest.id,
        "newest_status": site.newest.record.revision.status,
        **_start_of(site.plan.settings.followed_by),
        "revision": None,
        "any_two": "" if has_every_pair(site.bundles) else ANY_TWO,
        "site_pages": {page.page_id: [page.address, page.title] for page in pages},
        "policy": "" if site.is_preview else POLICY,
        "first_help": asdict(first_help(site.plan, ())),
        "help_groups": listed_groups(site.plan),
        "header": header_links(site, bundle),
        "contents": [] if bundle else contents_of_newest(site),
        "scripts": {name: script_name(name) for name in SCRIPTS},
    }


def _start_of(next_plan: NextPlan | None) -> dict[str, str]:
    """The day on which the plan that followed began, or the month or year; empty if not known."""
    begins = next_plan.begins if next_plan else ""
    day, is_day = format_date(begins) or "", len(begins) > MONTH_LENGTH
    return {"followed_on": day if is_day else "", "followed_in": "" if is_day else day}


def bundle_context(site: Site, bundle: RevisionBundle) -> dict[str, Any]:
    """What a page of *bundle* is told of the site and of its revision."""
    digest = digest_of(bundle.docs.parent) if bundle.sealed else ""
    note = bundle.record.revision.status_note
    revision = {**_revision_words(bundle), "status_note": note, "digest": digest}
    settings = settings_of(site.plan.settings, bundle.record)
    return {
        **site_context(site, bundle),
        "plan": asdict(settings),
        "publisher": settings.publisher,
        "revision": revision,
        "listed_twins": listed_twins(site, bundle),
        "past_plan": past_plan(site, bundle),
        **_plan_context(site, bundle),
    }


def _plan_context(site: Site, bundle: RevisionBundle) -> dict[str, Any]:
    """Where a site has several plans: which one *bundle* is of, and the one that followed it."""
    groups = plan_groups([one.record.revision for one in site.bundles])
    index = next(i for i, one in enumerate(groups) if bundle.record.revision in one.revisions)
    if len(groups) == 1:
        return {"title_of_plan": "", "next_plan_here": None}
    followers = [one for one in groups[index + 1 :] if one.may_hold]
    follower = followers[0] if followers else None
    return {
        "title_of_plan": groups[index].title,
        "next_plan_here": _follower(follower) if follower else None,
    }


def _follower(group: PlanGroup) -> dict[str, Any]:
    """The plan that followed, where it is read, and whether it was adopted."""
    is_adopted = any(one.status == "adopted" for one in group.revisions)
    return {"title": group.title, "id": group.front.id, "is_adopted": is_adopted}


def page_contexts(site: Site, bundle: RevisionBundle) -> dict[str, dict[str, Any]]:
    """What each page of *bundle* is told about itself, by its path."""
    exits = site.exits[bundle.id]
    contexts = {}
    for path, page in bundle.pages.items():
        address = f"{bundle.id}/{page.address}"
        title = tab_title(page, bundle.record.revision.title, exits=path in exits)
        with language_of_page(site.language_of(page)):
            contexts[path] = {
                **_page_context(site, page, bundle, address),
                "is_home": path == HOME_PAGE,
                "exits": path in exits,
                "tab_title": title,
                "switch": revision_switch(site, page, bundle, address),
                "comments": comment_context(site, bundle, path, exits),
            }
    return contexts


def site_page_contexts(site: Site, generated: Sequence[Page]) -> dict[str, dict[str, Any]]:
    """What each page about the site and each *generated* one is told of itself, by its path."""
    contexts = {}
    for path, page in site.plan.site_pages.items():
        with language_of_page(site.language_of(page)):
            own = _own_context(site.plan, page, "docs/site")
            contexts[path] = own | language_context(site, page, None)
    # A comparison shows words of every page, so it can be left as they can be.
    exits = any(site.exits.values())
    own = _own_context(site.plan, PAGE_TEMPLATE, "")
    comparison = {
        **own,
        "exits": exits,
        "tab_title": PAGE_TEMPLATE.title,
        "style_sheets": ["assets/stylesheets/compare.css"],
        "compares": True,
    }
    own_of_generated = {
        page.path: {**_own_context(site.plan, page, ""), "exits": False, "tab_title": page.title}
        for page in generated
    }
    return {**contexts, **own_of_generated, PAGE_TEMPLATE.path: comparison}


def with_exit(page: Page, context: Mapping[str, Any], html: str) -> dict[str, Any]:
    """The *context* of a *page* about the site, now that its *html* is known."""
    exits = site_page_exits(page, html)
    own = {"exits": exits, "tab_title": tab_title(page, exits=exits)}
    if _ALL_HELP in html:
        own["style_sheets"] = [_LISTS]
    return {**context, **own}


def _revision_words(bundle: RevisionBundle) -> dict[str, str]:
    revision = bundle.record.revision
    return {
        "id": revision.id,
        "title": revision.title,
        "title_of_plan": revision.plan.title if revision.plan else "",
        "in_title": in_revision(revision.title),
        "status": revision.status,
        "status_label": gettext(STATUSES.get(revision.status, revision.status)),
    }


def _page_context(site: Site, page: Page, bundle: RevisionBundle, address: str) -> dict[str, Any]:
    """A page of *bundle* as the theme shows it; links are relative to the page."""
    near = nearby(bundle, site.bundles)
    newest = site.succession.counterparts(page.page_id, bundle, site.newest)
    others = [
        {**_revision_words(other), "pages": _counterparts(site, page, bundle, other, address)}
        for other in reversed(near)
    ]
    canonical = f"{site.newest.id}/{newest[0].address}" if len(newest) == 1 else address
    return {
        **_own_context(site.plan, page, "" if bundle.sealed else "docs"),
        **language_context(site, page, bundle),
        "older": bundle.id != site.newest.id,
        "is_other_plan": are_of_two_plans(bundle.record.revision, site.newest.record.revision),
        "newest": {
            **_revision_words(site.newest),
            "pages": _counterparts(site, page, bundle, site.newest, address),
        },
        "in_force": _in_force(site, page, bundle, address),
        "why_dropped": site.succession.why_dropped(page.page_id),
        "others": others,
        "address": address,
        "canonical": canonical,
        "feed": relative(feed_address(page.page_id), address) if has_feed(site, page) else "",
    }


def figure_context(site: Site, bundle: RevisionBundle, frame: FigureFrame) -> dict[str, Any]:
    """What the page of a figure is told about itself: it belongs to the page that lists all.

    Other revisions have that page, by its title; their figures stand among the facts.
    """
    page = bundle.pages[frame.list_path]
    context = _page_context(site, page, bundle, frame.address)
    for place in (context["newest"], context["in_force"] or {}, *context["others"]):
        pages = place.get("pages", [])
        place["pages"] = [(href, title or page.title) for href, title in pages]
    in_place = {
        address: {**other, "href": relative(other["address"], frame.address)}
        for address, other in context["in_place"].items()
    }
    own = {
        "in_place": in_place,
        **dict.fromkeys(("suggest", "address", "canonical", "turn", "switch", "comments", "owner")),
        "switch_place": Markup(SWITCH),
        **dict.fromkeys(("one_sheet", "is_home"), False),
        **dict.fromkeys(("next_dates", "twins", "style_sheets"), ()),
    }
    name = f"{NAME}{in_revision(bundle.record.revision.title)}"
    about = gettext("where this number comes from, and what to bear in mind")
    own["description"] = f"{NAME}: {about}"
    words = {"lead": ANSWER, "rest": PROOF, "list_file": f"{bundle.id}/{frame.list_path}"}
    return {**context, **own, **words, "review_by": None, "exits": frame.exits, "tab_title": name}


def _counterparts(
    site: Site, page: Page, bundle: RevisionBundle, other: RevisionBundle, address: str
) -> list[tuple[str, str]]:
    """Where the *page* stands in an *other* revision; its title there only if that differs."""
    pages = site.succession.counterparts(page.page_id, bundle, other)
    if not pages and page.translation_of:
        pages = site.succession.counterparts(page.translation_of, bundle, other)
    titles = {p.address: "" if p.page_id == page.page_id else p.title for p in pages}
    return [(relative(f"{other.id}/{path}", address), title) for path, title in titles.items()]


def _in_force(
    site: Site, page: Page, bundle: RevisionBundle, address: str
) -> dict[str, Any] | None:
    """The last revision known to have been in force, and where the *page* stands in it.

    No build reads the clock: the days on which it can have been are told, not whether they are
    past.
    """
    name = last_in_force(site.listing["as_at"])
    other = next((one for one in site.bundles if one.id == name), None)
    if other is None:
        return None
    return {
        **_revision_words(other),
        "is_this": other.id == bundle.id,
        **days_in_force(site.listing["as_at"], other.record.revision),
        "pages": [] if other.id == bundle.id else _counterparts(site, page, bundle, other, address),
    }


def _own_context(plan: Plan, page: Page, folder: str) -> dict[str, Any]:
    """What every page is told; one that stands in a *folder* can be changed there."""
    suggest = edit_address(plan.settings, f"{folder}/{page.path}") if folder else ""
    return {
        "page_id": page.page_id,
        "one_sheet": page.one_sheet,
        "style_sheets": [_LISTS] if _LONG_LIST.search(page.text) else [],
        "first_help": asdict(first_help(plan, page.topics)),
        "suggest": suggest or None,
        "next_dates": _next_dates(plan, page) if folder else [],
        "owner": page.owner if folder else "",
        "review_by": format_date(page.review_by) if folder and page.review_by else None,
    }


def _next_dates(plan: Plan, page: Page) -> list[tuple[str, str]]:
    """What is due next for a page, each with its day, the earliest first."""
    rows = [row for row in plan.rows("dates") if row["page_id"] == page.page_id]
    rows = sorted((row for row in rows if not row["outcome"]), key=itemgetter("date"))
    return [(format_date(row["date"]) or row["date"], row["what"]) for row in rows]
