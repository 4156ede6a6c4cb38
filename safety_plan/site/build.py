"""The whole site: every published edition, the living pages and the ways in.

It is built beside the folder it belongs in and swapped with it at the end, so
a build that fails leaves the earlier site as it was.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from safety_plan.charts.cached import drawer
from safety_plan.content.links import find_changes
from safety_plan.content.renderer import Renderer
from safety_plan.core import cache
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, Problem
from safety_plan.diff.compare import Comparison, compare
from safety_plan.models.pages import any_has_exit_button
from safety_plan.models.plan import Plan
from safety_plan.models.revision import NavSection
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.succession import Succession
from safety_plan.site import plugin
from safety_plan.site.assets import share_assets
from safety_plan.site.comparison_pages import SHELL, since, write_comparisons
from safety_plan.site.context import living_context, page_context, revision_context
from safety_plan.site.downloads import help_found, write_downloads, write_poster, write_search
from safety_plan.site.dynamic_blocks import living_blocks, uses
from safety_plan.site.parallel import side_by_side
from safety_plan.site.permalinks import add_places
from safety_plan.site.postprocess import finish_folder
from safety_plan.site.print_page import write_whole
from safety_plan.site.redirects import LISTING, write_entrances
from safety_plan.site.revision_cache import key_of_bundle, packed, unpacked
from safety_plan.site.revisions_json import listing
from safety_plan.site.security_headers import write_hosting
from safety_plan.site.site_check import Seen, bundle_problems, site_problems, walk
from safety_plan.site.urls import Addresses

Said = Callable[[str], None]


def publish_into(
    site: Path, plan: Plan, bundles: Sequence[RevisionBundle], cache: Path, say: Said
) -> None:
    """Builds the site beside *site* and puts it there; raises PlanError if it is not right."""
    site.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        try:
            problems = build_site(building, plan, bundles, cache, say)
        except plugin.RenderingStopped as stopped:
            raise PlanError([_generator_problem(stopped)]) from stopped
        if problems:
            raise PlanError(problems)
        building.chmod(0o755)
        swap(building, site)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def may_hold_site(folder: Path) -> bool:
    """True where a build may put its site: nothing is there, or an earlier site."""
    if not folder.exists():
        return True
    return folder.is_dir() and ((folder / LISTING).is_file() or not any(folder.iterdir()))


def _generator_problem(stopped: plugin.RenderingStopped) -> Problem:
    return problem("page-build", Location("docs"), reason=stopped)


def swap(building: Path, site: Path) -> None:
    """Puts the folder *building* where *site* stands, and takes that away."""
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
    bundles: Sequence[RevisionBundle],
    cache: Path,
    say: Said,
    told: Callable[[Problem], str] | None = None,
) -> list[Problem]:
    """Builds every page into *out* and says what is wrong with the result.

    With *told* it is a preview: broken calls are shown where they stand.
    """
    last = {new.id: compare(old.record, new.record) for old, new in pairwise(bundles)}
    site = Site(
        out=out,
        plan=plan,
        cache=cache,
        told=told,
        addresses=Addresses(bundles=bundles, living=plan.living),
        succession=Succession(bundles),
        listed=listing(plan, bundles),
        last=last,
    )
    for bundle in bundles:
        say(f"Rendering {bundle.record.revision.title} ({len(bundle.pages)} pages) …")
    plugin.environment()  # read before the work is shared out, so that it is read once
    with side_by_side(partial(bundle_pages, site), range(len(bundles))) as made:
        say("Rendering the pages around the plan …")
        seen, shell = _living_pages(site)
        problems = []
        for more, found in made:
            seen |= more
            problems += found
    seen |= write_comparisons(site.addresses, plan, out, cache, shell)
    share_assets(out, [link for page in seen.values() for link in page.links])
    write_entrances(plan, bundles, site.listed, site.last, out)
    write_hosting(plan.settings, out)
    say("Walking over every link …")
    return problems + site_problems(out, seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that every part of the site is made with."""

    out: Path
    plan: Plan
    cache: Path
    told: Callable[[Problem], str] | None
    addresses: Addresses
    succession: Succession
    listed: Mapping[str, Any]
    last: Mapping[str, Comparison]


def bundle_pages(site: Site, number: int) -> tuple[dict[str, Seen], list[Problem]]:
    """Makes the folder of one edition, or takes that of a sealed one from the cache.

    Gives back what was seen on its pages, and what is wrong with their words.
    """
    plan, bundle, succession = site.plan, site.addresses.bundles[number], site.succession
    folder, protect = site.out / bundle.id, site.told is None
    pages = {p: page_context(plan, page, bundle, succession) for p, page in bundle.pages.items()}
    figures = getattr(bundle.record.page_with("figures"), "page_id", "")
    leaves = any_has_exit_button(bundle.pages.values())
    for path, page in bundle.pages.items():
        here = f"{bundle.id}/{page.address}"
        pages[path]["leaves"] = page.page_id == figures and leaves
        pages[path]["since"] = since(site.last.get(bundle.id), page, here)
    extra = _extra(site, root="../", revision=revision_context(bundle), pages=pages)
    extra["leaves"] = leaves
    renderer = _renderer(site, bundle)
    corrections = [r for r in site.listed["corrections"] if r["revision"] == bundle.id]
    file = site.cache / "revisions" / cache.key(str(plan.root), bundle.id, protect)[:20]
    told = {**extra, "corrections": corrections, "help": help_found(plan)}
    key = key_of_bundle(bundle, renderer, site.addresses, told) if bundle.sealed else ""
    if key and (content := cache.get(file, key)):
        return unpacked(content, site.out), []
    plugin.render(plugin.bundle_job(plan, bundle, folder, renderer, extra, site.told))
    add_places(folder, bundle, corrections)
    finish_folder(folder, bundle, site.addresses, protect=protect)
    write_whole(folder, bundle)
    write_poster(plan.settings, bundle, folder)
    write_downloads(bundle, folder)
    write_search(bundle, plan, folder)
    shutil.rmtree(folder / "assets")  # which stands once, at the root of the site
    seen, words = walk(folder, f"{bundle.id}/")
    problems = bundle_problems(words, bundle)
    if key and not problems:
        cache.set(file, key, packed(folder, seen))
    return seen, problems


def _renderer(site: Site, bundle: RevisionBundle) -> Renderer:
    return Renderer(
        figures=bundle.record.figures,
        sources=bundle.record.sources,
        changes=find_changes(page.text for page in bundle.pages.values()),
        draw=drawer(site.cache / "charts"),
        dynamic_blocks=living_blocks(site.plan, site.listed),
        extra_for_figure=uses(site.plan, bundle, site.addresses.bundles),
    )


def _living_pages(site: Site) -> tuple[dict[str, Seen], str]:
    """The pages of `docs/site/`: what was seen on them, and the shell of a comparison."""
    # The generator clears the folder that it builds into; those of revisions are in *out*.
    plan, folder = site.plan, site.out / ".living"
    pages = {path: living_context(plan, page) for path, page in plan.living.items()}
    # A comparison shows words of every page, so it can be left as they can be.
    bundles = site.addresses.bundles
    leaves = any(any_has_exit_button(bundle.pages.values()) for bundle in bundles)
    pages[SHELL.path] = {**living_context(plan, SHELL), "leaves": leaves}
    job = plugin.Job(
        plan=plan,
        pages={**plan.living, SHELL.path: SHELL},
        contents=(NavSection(title="", files=tuple(plan.living)),),
        docs=plan.docs / "site",
        out=folder,
        renderer=_renderer(site, bundles[-1]),
        asking=plan.living.keys(),
        extra=_extra(site, root="", revision=None, pages=pages),
        told=site.told,
        shown="docs/site",
        besides=("404.html",),
    )
    plugin.render(job)
    finish_folder(folder, None, site.addresses, protect=site.told is None)
    shell = (folder / SHELL.address / "index.html").read_text("utf-8")
    shutil.rmtree(folder / SHELL.address)
    seen, _ = walk(folder)
    for path in folder.iterdir():
        path.rename(site.out / path.name)
    folder.rmdir()
    return seen, shell


def _extra(
    site: Site, *, root: str, revision: dict[str, str] | None, pages: dict[str, Any]
) -> dict[str, Any]:
    settings, newest = site.plan.settings, site.addresses.bundles[-1].id
    names = {key: getattr(settings, key) for key in settings.__dataclass_fields__}
    told = {"plan": names, "newest": newest, "root": root, "revision": revision, "pages": pages}
    return {**told, "living": {p.page_id: [p.address, p.title] for p in site.plan.living.values()}}
