"""A page for each figure, below the list of all: small, and at an address that stays."""

from functools import partial
from pathlib import Path

from markupsafe import Markup

from safety_plan.content.renderer import Renderer, load_block_macros
from safety_plan.content.site_markup import SiteMarkup
from safety_plan.content.templates import render_template
from safety_plan.core.translation import current_language, gettext
from safety_plan.models.figures import Figure
from safety_plan.models.revision import STATUSES
from safety_plan.models.sensitivity import sensitive_words
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.identity import settings_of
from safety_plan.site.brand_files import brand_context
from safety_plan.site.exit_pages import exit_pages, in_revision
from safety_plan.site.neutral_anchors import with_neutral_anchors
from safety_plan.site.print_sheet import print_sheet
from safety_plan.site.scripts import script_name
from safety_plan.site.security_headers import POLICY
from safety_plan.site.site_model import Site
from safety_plan.site.typeface import TYPEFACE
from safety_plan.site.urls import figure_address, relative

_SHEETS = tuple(f"assets/stylesheets/{name}.css" for name in ("type", "colours", "plan"))


def write_figure_pages(site: Site, bundle: RevisionBundle, out: Path) -> None:
    """Writes the page of every figure of *bundle* below *out*, the folder of the site."""
    context = _context(site, bundle)
    renderer = site.renderer(bundle)
    for figure in bundle.record.figures.values():
        address = figure_address(bundle, figure.id)
        if address is None:
            return
        file = out / address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        params = {**context, "figure": figure, "tab_title": _tab_title(site, bundle, figure)}
        facts = _facts(site, bundle, renderer, figure, address)
        html = render_template("figure_page.html", facts=facts, top=relative("", address), **params)
        file.write_text(with_neutral_anchors(html), encoding="utf-8")


def _context(site: Site, bundle: RevisionBundle) -> dict[str, object]:
    """What all of them are told of the site and of their revision."""
    settings = settings_of(site.plan.settings, bundle.record)
    brand = brand_context(site.brand(bundle), settings.council or settings.partnership)
    page = bundle.record.page_with("figures")
    exits = page is not None and page.path in exit_pages(site.plan, bundle)
    status = bundle.record.revision.status
    return {
        "bundle": bundle,
        "settings": settings,
        "brand": brand,
        "sheets": [*_SHEETS, *filter(None, [brand["stylesheet"]])],
        "print_sheet": print_sheet(bundle),
        "typeface": TYPEFACE,
        "policy": "" if site.is_preview else POLICY,
        "exit_address": settings.exit_address if exits else "",
        "exit_script": script_name("exit"),
        "language": current_language(),
        "status": gettext(STATUSES.get(status, status)),
        "statement": site.plan.settings.statement,
    }


def _facts(
    site: Site, bundle: RevisionBundle, renderer: Renderer, figure: Figure, address: str
) -> Markup:
    def link_target(mark: str) -> str | None:
        target = site.urls.resolve(mark, bundle)
        return None if target is None else relative(target, address)

    markup = SiteMarkup(link_target=link_target)
    facts = partial(load_block_macros().figure_facts, on_list=False)
    return Markup(markup.resolve_links(str(facts(figure, renderer))))


def _tab_title(site: Site, bundle: RevisionBundle, figure: Figure) -> str:
    """The label of the figure, or what says less where others may see it."""
    name = gettext("A number") if sensitive_words(figure.label) else figure.label
    revision = in_revision(bundle.record.revision.title)
    return f"{name}{revision} – {site.plan.settings.name}"
