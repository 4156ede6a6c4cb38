"""What the site has besides its pages, and the last look at the whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from safety_plan.core.parallel import parallel_map
from safety_plan.core.problems import Problem
from safety_plan.core.translation import language_of_page
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.identity import settings_of
from safety_plan.revisions.verify import published_problems
from safety_plan.site.api.files import write_api
from safety_plan.site.brand_files import write_brand
from safety_plan.site.comparison_pages import PAGE_TEMPLATE, write_comparisons
from safety_plan.site.day_pages import write_days
from safety_plan.site.downloads import write_downloads
from safety_plan.site.embeds import write_embeds
from safety_plan.site.feeds import write_feeds
from safety_plan.site.figure_pages import write_figure_pages
from safety_plan.site.lean_sheets import make_sheets_lean
from safety_plan.site.page_scan import PageScan, scan_folder
from safety_plan.site.print_sheet import write_print_sheet
from safety_plan.site.problem_sources import with_sources
from safety_plan.site.redirects import write_redirects
from safety_plan.site.revision_cache import folder_key, get_folder, pack, set_folder, unpack
from safety_plan.site.scripts import write_scripts
from safety_plan.site.search.files import write_revision_search, write_site_search
from safety_plan.site.security_headers import write_headers
from safety_plan.site.site_check import sealed_text_problems, site_problems, text_problems
from safety_plan.site.site_model import Site
from safety_plan.site.social_card import write_social_card
from safety_plan.site.typeface import write_typeface
from safety_plan.site.well_formed import well_formed_problems

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class FinishedRevision:
    """The finished folder of a sealed revision, packed, and what is wrong with it.

    *warnings* are MkDocs' own words.
    """

    folder: bytes
    problems: Sequence[Problem]
    warnings: Sequence[str] = ()


@dataclass
class BuiltPages:
    """What one run of MkDocs leaves for the steps after it.

    *contents* is the HTML of the words of each page by its path; *frames* are the pages that
    comparisons and figures are put into, by their files. *keys* and *from_cache* are of sealed
    revisions, by their id. *other_runs* build more of them meanwhile.
    """

    contents: dict[str, str] = field(default_factory=dict)
    frames: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    from_cache: dict[str, bytes] = field(default_factory=dict)
    other_runs: Iterable[FinishedRevision] = ()

    def of(self, bundle: RevisionBundle) -> dict[str, str]:
        """The contents of the pages of *bundle* by their path in it."""
        paths = {path: f"{bundle.id}/{path}" for path in bundle.pages}
        return {path: self.contents[uri] for path, uri in paths.items() if uri in self.contents}

    def take_from_cache(self, site: Site, bundle: RevisionBundle) -> bool:
        """Takes the folder of *bundle* if it is kept: then none of its pages is rendered."""
        if not bundle.sealed:
            return False
        key = self.keys[bundle.id] = folder_key(site, bundle)
        folder = get_folder(site, bundle, key)
        if folder is not None:
            self.from_cache[bundle.id] = folder
        return folder is not None


def write_early_files(site: Site, out: Path) -> None:
    """Adds to the pages in *out* all that shows them: scripts, letters, brands and styles.

    Addresses that lead on to them are among it, such as that of the whole site.
    """
    write_redirects(site, out)
    write_scripts(out, site.languages)
    write_typeface(out)
    for bundle in (None, *site.bundles):
        write_brand(site.brand(bundle), out)
        write_print_sheet(site, bundle, out)
    make_sheets_lean(out)


def write_late_files(
    site: Site,
    rendered: Mapping[str, RevisionBundle],
    pages: BuiltPages,
    out: Path,
    on_progress: Progress,
) -> tuple[dict[str, PageScan], list[Problem]]:
    """Adds to the pages in *out* all else that is no page; what is wrong with revisions.

    What was read on pages by the way comes with it. What `write_early_files` adds is there already.
    """
    scans: dict[str, PageScan] = {}
    problems: list[Problem] = []
    for folder in pages.from_cache.values():
        scans |= unpack(folder, out)
    on_progress("Adding what can be downloaded")
    with parallel_map(partial(_finish_bundle, site, pages, out), [*rendered]) as finished:
        for bundle_scans, bundle_problems in finished:
            scans |= bundle_scans
            problems += bundle_problems
    for revision in pages.other_runs:
        scans |= unpack(revision.folder, out)
        problems += revision.problems
    on_progress("Comparing revisions")
    scans |= write_comparisons(site, out, pages.frames[PAGE_TEMPLATE.path])
    write_api(site, out)
    scans |= write_days(site, out)
    write_embeds(site, out)
    write_feeds(site, out)
    write_site_search(site, out)
    write_headers(site.plan.settings, out)
    return scans, problems


def finished_site_problems(
    site: Site, scans: Mapping[str, PageScan], out: Path, on_progress: Progress
) -> list[Problem]:
    """What is wrong with the finished site in *out*; pages in *scans* were read already."""
    on_progress("Following every link")
    problems = [*published_problems(out, site.bundles), *well_formed_problems(out)]
    built = site_problems(out, scans, site.below)
    return [*problems, *with_sources(built, site)]


def finish_revision(
    site: Site, pages: BuiltPages, out: Path, bundle: RevisionBundle, key: str
) -> FinishedRevision:
    """As `write_late_files`, of a revision that a run of MkDocs built; it is kept under *key*."""
    scans, problems = _add_files(site, pages, out, bundle)
    folder = pack(out / bundle.id, scans)
    if not problems:
        set_folder(site, bundle, key, folder)
    return FinishedRevision(folder, problems)


def _finish_bundle(
    site: Site, pages: BuiltPages, out: Path, bundle_id: str
) -> tuple[dict[str, PageScan], list[Problem]]:
    """Finishes one rendered revision, and keeps it if it is sealed."""
    bundle = site.bundle(bundle_id)
    scans, problems = _add_files(site, pages, out, bundle)
    if bundle_id in pages.keys and not problems:
        set_folder(site, bundle, pages.keys[bundle_id], pack(out / bundle_id, scans))
    return scans, problems


def _add_files(
    site: Site, pages: BuiltPages, out: Path, bundle: RevisionBundle
) -> tuple[dict[str, PageScan], list[Problem]]:
    """Adds the downloads of one rendered revision, and holds its pages against its record."""
    folder = out / bundle.id
    settings = settings_of(site.plan.settings, bundle.record)
    with language_of_page(site.language_around(bundle)):
        write_social_card(settings, bundle, folder, site.brand(bundle))
        write_downloads(site.plan, bundle, folder)
        write_revision_search(site, bundle, folder)
        write_figure_pages(site, bundle, out, pages.frames)
    scans, texts = scan_folder(folder, f"{bundle.id}/")
    # A page of a preview shows its problems, of which the record knows nothing.
    problems = [] if site.is_preview else text_problems(texts, bundle)
    return scans, [*problems, *sealed_text_problems(folder, bundle)]
