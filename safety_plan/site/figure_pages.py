"""A page for each figure, below the list of all: small, and at an address that stays."""

from collections import Counter
from dataclasses import asdict
from functools import partial
from pathlib import Path, PurePosixPath

from markupsafe import Markup

from safety_plan.content.renderer import Renderer, load_block_macros
from safety_plan.content.site_markup import SiteMarkup
from safety_plan.content.templates import render_template
from safety_plan.core.translation import current_language, gettext
from safety_plan.models.figures import Figure
from safety_plan.models.revision import STATUSES
from safety_plan.models.sensitivity import sensitive_words, word_in_address
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.identity import settings_of
from safety_plan.site.brand_files import brand_context
from safety_plan.site.exit_pages import exit_pages, in_revision, title_of_address
from safety_plan.site.first_help import first_help
from safety_plan.site.neutral_anchors import with_neutral_anchors
from safety_plan.site.print_sheet import print_sheet
from safety_plan.site.scripts import script_name
from safety_plan.site.security_headers import POLICY
from safety_plan.site.site_model import Site
from safety_plan.site.typeface import TYPEFACE
from safety_plan.site.urls import figure_addresses, relative

_SHEETS = tuple(f"assets/stylesheets/{name}.css" for name in ("type", "colours", "plan"))


def write_figure_pages(site: Site, bundle: RevisionBundle, out: Path) -> None:
    """Writes the page of every figure of *bundle* below *out*, the folder of the site."""
    context = _context(site, bundle)
    renderer = site.renderer(bundle)
    is_list_left = _list_can_be_left(site, bundle)
    labels = Counter(figure.label for figure in bundle.record.figures.values())
    for name, address in figure_addresses(bundle).items():
        figure = bundle.record.figures[name]
        exits = is_list_left or bool(sensitive_words(figure.label))
        html = render_template(
            "figure_page.html",
            **context,
            figure=figure,
            facts=_facts(site, bundle, renderer, figure, address),
            top=relative("", address),
            exits=exits,
            # The label may say too much of what was read, or belong to another figure too.
            tab_name=_name_in_tabs(figure, address, by_address=exits or labels[figure.label] > 1),
        )
        file = out / address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(with_neutral_anchors(html).encode())


def _context(site: Site, bundle: RevisionBundle) -> dict[str, object]:
    """What all of them are told of the site and of their revision."""
    settings = settings_of(site.plan.settings, bundle.record)
    brand = brand_context(site.brand(bundle), settings.council or settings.partnership)
    status = bundle.record.revision.status
    return {
        "bundle": bundle,
        "settings": settings,
        "title_end": f"{in_revision(bundle.record.revision.title)} – {site.plan.settings.name}",
        "brand": brand,
        "sheets": [*_SHEETS, *filter(None, [brand["stylesheet"]])],
        "print_sheet": print_sheet(bundle),
        "typeface": TYPEFACE,
        "policy": "" if site.is_preview else POLICY,
        "exit_address": settings.exit_address,
        "exit_script": script_name("exit"),
        "language": current_language(),
        "status": gettext(STATUSES.get(status, status)),
        "statement": site.plan.settings.statement,
        # What the parts of the theme that stand on these pages too ask of the site.
        "site": {
            "first_help": asdict(first_help(site.plan, ())),
            "site_pages": [page.page_id for page in site.plan.site_pages.values()],
        },
    }


def _list_can_be_left(site: Site, bundle: RevisionBundle) -> bool:
    page = bundle.record.page_with("figures")
    return page is not None and page.path in exit_pages(site.plan, bundle)


def _facts(
    site: Site, bundle: RevisionBundle, renderer: Renderer, figure: Figure, address: str
) -> Markup:
    def link_target(mark: str) -> str | None:
        target = site.urls.resolve(mark, bundle)
        return None if target is None else relative(target, address)

    markup = SiteMarkup(link_target=link_target)
    facts = partial(load_block_macros().figure_facts, on_list=False)
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
