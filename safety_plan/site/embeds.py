"""Small pages for other websites to show in a frame: a chart or a number, its source, a link back.

They are the only pages that may be framed, so all stand in one folder, for which a host sends a
header of its own.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from safety_plan.charts.kinds import kind_of
from safety_plan.content.chart_content import chart_columns, chart_of
from safety_plan.content.renderer import Renderer, load_block_macros
from safety_plan.content.templates import render_template
from safety_plan.core.dates import format_period
from safety_plan.core.files import write_file
from safety_plan.core.translation import current_language, language_of_page
from safety_plan.models.charts import Chart
from safety_plan.models.figures import Figure
from safety_plan.models.sensitivity import neutral_anchor
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.identity import settings_of
from safety_plan.site.brand_files import brand_context
from safety_plan.site.embed_addresses import embed_addresses, neutral_name
from safety_plan.site.redirects import write_redirect
from safety_plan.site.security_headers import EMBED_FOLDER, POLICY
from safety_plan.site.site_model import Site
from safety_plan.site.urls import figure_address, relative

#: In place of a revision: what leads on to the newest one that has it.
_LATEST = "latest"


def write_embeds(site: Site, out: Path) -> None:
    """Writes the small pages of every revision below *out*, and what leads to the newest."""
    newest: dict[str, tuple[str, str]] = {}
    site_name = site.plan.settings.name
    # One that lapsed may be the last in time, and is not what `latest` leads to elsewhere either.
    for bundle in sorted(site.bundles, key=lambda one: one.id == site.newest.id):
        with language_of_page(site.language_around(bundle)):
            addresses = embed_addresses(bundle, site.exits[bundle.id])
            context = _context(site, bundle)
            for name, address in addresses.items():
                html = _render(bundle, name, address, context)
                write_file(out / address / "index.html", html.encode())
            newest |= {name: (at, _title(bundle, name)) for name, at in addresses.items()}
    for name, (target, title) in newest.items():
        address = f"{EMBED_FOLDER}/{_LATEST}/{neutral_name(name)}/"
        write_redirect(
            out / address / "index.html", relative(target, address), f"{site_name}: {title}"
        )


def _context(site: Site, bundle: RevisionBundle) -> dict[str, Any]:
    settings = settings_of(site.plan.settings, bundle.record)
    brand = brand_context(site.brand(bundle), settings.council or settings.partnership)
    return {
        "policy": "" if site.is_preview else POLICY,
        "language": current_language(),
        "site_name": settings.name,
        "statement": site.plan.settings.statement,
        "revision": bundle.record.revision,
        "stylesheet": brand["stylesheet"],
        "icon": brand["icon"],
        "icon_type": brand["icon_type"],
        "draw": site.renderer(bundle).draw,
    }


def _render(bundle: RevisionBundle, name: str, address: str, context: Mapping[str, Any]) -> str:
    kind, _, own = name.partition("/")
    chart = chart_of(bundle.record.charts[own]) if kind == "charts" else None
    figure = bundle.record.figures[own] if kind == "figures" else None
    is_rate = figure and figure.unit.startswith("per_") and figure.unit_in_words not in figure.label
    return render_template(
        "embed.html",
        **context,
        title=_title(bundle, name),
        chart=chart,
        figure=figure,
        note=kind_of(chart).subtitle_note(chart) if chart else "",
        table=_table(chart) if chart else "",
        unit=figure.unit_in_words if figure and is_rate else "",
        period=format_period(figure.period) if figure else "",
        sources=_sources(bundle, chart, figure),
        top=relative("", address),
        back=relative(_page_of(bundle, name), address),
    )


def _table(chart: Chart) -> Markup:
    """The numbers of *chart*: its description says that they follow."""
    columns = chart_columns(chart)
    cells = Renderer(figures={}, sources={}).chart_cells(chart)
    headings, numeric = [c.heading for c in columns], [c.is_number for c in columns]
    return Markup(load_block_macros().data_table(chart.title, headings, cells, numeric))


def _title(bundle: RevisionBundle, name: str) -> str:
    """What tells a chart or a number from all others: a number has its place and period too."""
    kind, _, own = name.partition("/")
    if kind == "charts":
        return str(bundle.record.charts[own]["title"])
    figure = bundle.record.figures[own]
    place = "" if figure.place in figure.label else figure.place
    return ", ".join(filter(None, (figure.label, place, format_period(figure.period))))


def _sources(bundle: RevisionBundle, chart: Chart | None, figure: Figure | None) -> str:
    names: tuple[str, ...] = ()
    if chart:
        names = chart.sources
    elif figure:
        names = (figure.source,)
    sources = [bundle.record.sources[name] for name in names if name in bundle.record.sources]
    return "; ".join(f"{source.title}, {source.publisher}" for source in sources)


def _page_of(bundle: RevisionBundle, name: str) -> str:
    """Where the chart or the figure *name* stands in its revision; else the first page of that."""
    kind, _, own = name.partition("/")
    if kind == "figures":
        return figure_address(bundle, own) or f"{bundle.id}/"
    for page in bundle.record.pages.values():
        if own in page.charts:
            return f"{bundle.id}/{page.address}#{neutral_anchor(f'chart-{own}')}"
    return f"{bundle.id}/"
