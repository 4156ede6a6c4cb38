"""A page for each figure, below the list of all: small, and at an address that stays."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

from markupsafe import Markup

from safety_plan.content.renderer import Renderer, load_block_macros
from safety_plan.content.site_markup import SiteMarkup
from safety_plan.content.templates import render_template
from safety_plan.core.files import write_file
from safety_plan.core.translation import gettext
from safety_plan.models.figures import Figure
from safety_plan.models.sensitivity import sensitive_words, word_in_address
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.data_package import described_data
from safety_plan.site.earlier_values import EarlierValue, earlier_values
from safety_plan.site.exit_pages import title_of_address
from safety_plan.site.figure_frames import ANSWER, NAME, PROOF, SWITCH, figure_frames
from safety_plan.site.neutral_anchors import with_neutral_anchors
from safety_plan.site.revision_switch import figure_switch
from safety_plan.site.site_model import Site
from safety_plan.site.urls import figure_addresses, relative


def write_figure_pages(
    site: Site, bundle: RevisionBundle, out: Path, frames: Mapping[str, str]
) -> None:
    """Writes the page of every figure of *bundle* below *out*, each put into one of *frames*."""
    around = {frame.exits: frames[frame.key] for frame in figure_frames(bundle)}
    renderer = site.renderer(bundle)
    is_list_left = _list_can_be_left(site, bundle)
    earlier = earlier_values(bundle.record.figures, described_data(site.plan, bundle).tables)
    labels = Counter(figure.label for figure in bundle.record.figures.values())
    for name, address in figure_addresses(bundle).items():
        figure = bundle.record.figures[name]
        exits = is_list_left or bool(sensitive_words(figure.label))
        # The label may say too much of what was read, or belong to another figure too.
        tab_name = _name_in_tabs(figure, address, by_address=exits or labels[figure.label] > 1)
        proof = _facts(site, bundle, renderer, figure, address, earlier.get(name, []))
        facts = f"<h1>{escape(figure.label)}</h1>{proof}"
        page = _put_into(around[exits], tab_name, with_neutral_anchors(facts))
        page = page.replace(SWITCH, _switch(figure_switch(site, name, bundle, address)), 1)
        write_file(out / address / "index.html", page.encode())


def _put_into(frame: str, name: str, html: str) -> str:
    """The page *frame* with the figure that tabs call *name* and whose facts are *html*."""
    answer, start, proof = html.partition("<dl>")
    page = frame.replace(NAME, escape(name))
    return page.replace(ANSWER, answer, 1).replace(PROOF, start + proof, 1)


def _switch(switch: Mapping[str, Any] | None) -> str:
    """The same figure in other revisions; nothing where there is one revision only."""
    return render_template("theme/partials/switch.html", switch=switch) if switch else ""


def _list_can_be_left(site: Site, bundle: RevisionBundle) -> bool:
    page = bundle.record.page_with("figures")
    return page is not None and page.path in site.exits[bundle.id]


def _facts(
    site: Site,
    bundle: RevisionBundle,
    renderer: Renderer,
    figure: Figure,
    address: str,
    earlier: Sequence[EarlierValue],
) -> Markup:
    """All that is known of a *figure*, with the values before it."""

    def link_target(mark: str) -> str | None:
        target = site.urls.resolve(mark, bundle)
        return None if target is None else relative(target, address)

    markup = SiteMarkup(link_target=link_target)
    facts = partial(load_block_macros().figure_facts, on_list=False, earlier=earlier)
    return Markup(markup.resolve_links(str(facts(figure, renderer))))


def _name_in_tabs(figure: Figure, address: str, *, by_address: bool) -> str:
    """The label of the *figure*; *by_address*, or where it says too much, its address in words."""
    if not by_address and not word_in_address(figure.label):
        return figure.label
    last = PurePosixPath(address).name
    if last != figure.id:
        a_number = gettext("A number")
        return f"{a_number} {last.rpartition('-')[2]}"
    return title_of_address(address)
