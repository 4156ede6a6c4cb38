"""A press on a number shows its card in place, and takes nobody away.

The link to the page of a figure becomes a button that opens a popover, without a script. In a
browser that knows no popovers, a script makes plain links of the buttons again; where none runs,
the cards stand below the page, each with its link.
"""

import posixpath
import re
from dataclasses import replace
from html import escape, unescape

from safety_plan.content.renderer import Renderer, load_block_macros
from safety_plan.content.templates import render_template
from safety_plan.models.figures import Figure
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.page_files import SiteFile
from safety_plan.site.page_markup import page_markup
from safety_plan.site.print_page import PRINT_PAGE
from safety_plan.site.rendering import Rendering
from safety_plan.site.scripts import FOLDER, script_name
from safety_plan.site.site_model import Site
from safety_plan.site.urls import figure_addresses, relative

#: A number that leads to a figure, or the words of a change between two.
#: What follows it at once goes into the button: a button is a box, and beside one of two lines
#: a full stop would stand at the end of the longer.
_LINK = re.compile(
    r'<a(?: class="figure-number"| href="(?P<href>[^"]*)"){2}>(?P<words>[^<]*)</a>'
    r"(?P<stop>[.,;:!?)%”]*)"
)
_END = "</article>"


def with_cards_of_page(site: Site, rendering: Rendering, file: SiteFile, html: str) -> str:
    """The page *html* of *file* with the cards of its numbers.

    The list of all figures, and the page to print, have links in their place.
    """
    bundle = file.bundle or site.newest
    list_of_all = bundle.record.page_with("figures")
    if file.path in (PRINT_PAGE, list_of_all.path if list_of_all else ""):
        return html
    renderer = replace(rendering.renderer(bundle), site=page_markup(site, file))
    return with_number_cards(html, bundle, renderer, file.address)


def with_number_cards(html: str, bundle: RevisionBundle, renderer: Renderer, address: str) -> str:
    """The finished page *html* at *address*, with a card for each figure of *bundle* on it."""
    names = {address: name for name, address in figure_addresses(bundle).items()}
    start, mark, article = html.partition("<article")
    article, end, rest = article.rpartition(_END)
    found: dict[str, str] = {}
    ids: dict[str, str] = {}

    def as_button(match: re.Match[str]) -> str:
        path = unescape(match["href"]).partition("#")[0]
        target = f"{posixpath.normpath(posixpath.join(address, path))}/"
        name = names.get(target)
        if name is None or _is_only_words(match["words"]):
            return match[0]
        found.setdefault(name, path)
        card = ids.setdefault(name, f"n{len(found)}")
        stop = match["stop"]
        words = f"<span>{match['words']}</span>{stop}" if stop else match["words"]
        return (
            '<button type="button" class="figure-number" aria-haspopup="dialog" '
            f'popovertarget="{card}">{words}</button>'
        )

    article = _LINK.sub(as_button, article)
    if not found:
        return html
    # In the order of their ids like stands by like, and the page weighs less.
    cards = "".join(
        _card(ids[name], bundle.record.figures[name], found[name], renderer)
        for name in sorted(found)
    )
    script = relative(f"{FOLDER}/{script_name('numbers')}", address)
    below = (
        f'<div class="md-typeset" data-living>{cards}</div><script src="{script}" defer></script>'
    )
    return f"{start}{mark}{article}{end}{below}{rest}"


def _is_only_words(words: str) -> bool:
    """Whether *words* of a sentence name no number: in a button they would not break over lines."""
    return " " in words and not any(letter.isdigit() for letter in words)


def _card(card: str, figure: Figure, path: str, renderer: Renderer) -> str:
    facts = load_block_macros().number_card(figure, renderer, escape(path))
    html = renderer.site.resolve_links(str(facts)) if renderer.site else str(facts)
    return render_template("number_card.html", id=card, figure=figure, facts=html)
