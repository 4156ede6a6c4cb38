"""The whole site: every published edition, the living pages and the ways in.

It is built beside the folder it belongs in and swapped with it at the end, so
a build that fails leaves the earlier site as it was.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from safety_plan.blocks import Renderer
from safety_plan.compare import Comparison
from safety_plan.drawn import drawer
from safety_plan.editions import Edition
from safety_plan.html import changes_in
from safety_plan.pages import Page
from safety_plan.plan import Plan
from safety_plan.problems import Place, PlanStopped, Problem
from safety_plan.revision import Group
from safety_plan.site import bridge
from safety_plan.site.addresses import Addresses
from safety_plan.site.assets import share_assets
from safety_plan.site.comparison import comparison_page, comparisons, since, write_ledger
from safety_plan.site.crawl import edition_problems, site_problems
from safety_plan.site.downloads import write_downloads, write_poster
from safety_plan.site.entrances import LISTING, write_entrances
from safety_plan.site.finish import finish_folder
from safety_plan.site.furniture import living_context, page_context, revision_context
from safety_plan.site.hosting import protect_pages, write_hosting
from safety_plan.site.listing import listing
from safety_plan.site.living import living_blocks, uses
from safety_plan.site.places import add_places
from safety_plan.site.whole import WHOLE, write_whole
from safety_plan.succession import Succession

Said = Callable[[str], None]


def publish_into(
    site: Path, plan: Plan, editions: Sequence[Edition], cache: Path, say: Said
) -> None:
    """Builds the site beside *site* and puts it there; raises PlanStopped if it is not right."""
    site.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        try:
            problems = build_site(building, plan, editions, cache, say)
        except bridge.RenderingStopped as stopped:
            raise PlanStopped([_generator_problem(stopped)]) from stopped
        if problems:
            raise PlanStopped(problems)
        building.chmod(0o755)
        _swap(building, site)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def may_hold_site(folder: Path) -> bool:
    """True where a build may put its site: nothing is there, or an earlier site."""
    if not folder.exists():
        return True
    return folder.is_dir() and ((folder / LISTING).is_file() or not any(folder.iterdir()))


def _generator_problem(stopped: bridge.RenderingStopped) -> Problem:
    found = f"The pages could not be put together: {stopped}"
    fix = "Put right what is named there; nothing was published."
    return Problem(Place("docs"), "page-build", found, fix)


def _swap(building: Path, site: Path) -> None:
    if not site.exists():
        building.rename(site)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    site.rename(aside / "old")
    building.rename(site)
    shutil.rmtree(aside, ignore_errors=True)


def build_site(
    out: Path,
    plan: Plan,
    editions: Sequence[Edition],
    cache: Path,
    say: Said,
    told: Callable[[Problem], str] | None = None,
) -> list[Problem]:
    """Builds every page into *out* and says what is wrong with the result.

    With *told* it is a preview: broken calls are shown where they stand.
    """
    compared, note = comparisons(editions), plan.settings.statement
    written = {p.path: p for c in compared for p in [comparison_page(c, editions, note, cache)]}
    last = {c.new.id: c for c in compared}
    addresses = Addresses(editions=editions, living=plan.living | written)
    listed = listing(plan, editions)
    say("Rendering the pages around the plan …")
    _living_pages(out, plan, editions, cache, told, written)
    finish_folder(out, "", None, addresses)
    for edition in editions:
        say(f"Rendering {edition.record.revision.title} ({len(edition.pages)} pages) …")
        folder = out / edition.id
        _edition_pages(folder, plan, edition, editions, cache, told, last.get(edition.id))
        add_places(folder, edition, listed["corrections"])
        finish_folder(folder, f"{edition.id}/", edition, addresses)
        write_whole(folder, edition)
        write_poster(plan.settings, edition, folder)
        write_downloads(edition, folder, plan.root / "revisions" / edition.id)
    for comparison in compared:
        write_ledger(comparison, out)
    share_assets(out, [edition.id for edition in editions])
    write_entrances(plan, editions, listed, last, out)
    write_hosting(plan.settings, out)
    if told is None:  # the preview's own script, which shows each save, stands in the page
        protect_pages(out)
    say("Walking over every link …")
    problems = [p for e in editions for p in edition_problems(out / e.id, e)]
    return problems + site_problems(out)


def _renderer(plan: Plan, edition: Edition, editions: Sequence[Edition], cache: Path) -> Renderer:
    return Renderer(
        figures=edition.record.figures,
        sources=edition.record.sources,
        changes=changes_in(page.text for page in edition.pages.values()),
        draw=drawer(cache / "charts"),
        living=living_blocks(plan, listing(plan, editions)),
        beside=uses(plan, edition, editions),
    )


def _edition_pages(
    out: Path,
    plan: Plan,
    edition: Edition,
    editions: Sequence[Edition],
    cache: Path,
    told: Callable[[Problem], str] | None,
    last: Comparison | None,
) -> None:
    succession = Succession(editions)
    pages = {p: page_context(plan, page, edition, succession) for p, page in edition.pages.items()}
    for path, page in edition.pages.items():
        pages[path]["since"] = since(last, page, f"{edition.id}/{page.address}")
    revision = revision_context(edition)
    extra = _extra(plan, editions, root="../", revision=revision, pages=pages)
    renderer = _renderer(plan, edition, editions, cache)
    job = bridge.edition_job(plan, edition, out, renderer, extra, told)
    bridge.render(job)
    _drop_generator_files(out, keep=("search.html", WHOLE))


def _living_pages(
    out: Path,
    plan: Plan,
    editions: Sequence[Edition],
    cache: Path,
    told: Callable[[Problem], str] | None,
    written: Mapping[str, Page],
) -> None:
    """The pages of `docs/site/`, and beside them those that we *written* ourselves."""
    pages = {path: living_context(plan, page) for path, page in plan.living.items()}
    extra = _extra(plan, editions, root="", revision=None, pages=pages)
    job = bridge.Job(
        plan=plan,
        pages={**plan.living, **written},
        contents=(Group(title="", files=tuple(plan.living)),),
        docs=plan.docs / "site",
        out=out,
        renderer=_renderer(plan, editions[-1], editions, cache),
        asking=plan.living.keys(),
        extra=extra,
        told=told,
        shown="docs/site",
    )
    bridge.render(job)
    _drop_generator_files(out, keep=("404.html",))


def _extra(
    plan: Plan,
    editions: Sequence[Edition],
    *,
    root: str,
    revision: dict[str, str] | None,
    pages: dict[str, Any],
) -> dict[str, Any]:
    settings = plan.settings
    names = {key: getattr(settings, key) for key in settings.__dataclass_fields__}
    newest = editions[-1].id
    told = {"plan": names, "newest": newest, "root": root, "revision": revision, "pages": pages}
    return {**told, "living": [page.page_id for page in plan.living.values()]}


def _drop_generator_files(folder: Path, keep: tuple[str, ...] = ()) -> None:
    """Takes out what the generator writes for one site of its own."""
    for name in ("sitemap.xml", "sitemap.xml.gz", "404.html", "search.html", WHOLE):
        if name not in keep:
            (folder / name).unlink(missing_ok=True)
