"""Everything that the pages of the site are made from, read once for each build."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from safety_plan.charts.draw import cached_svg
from safety_plan.checks.registry import check
from safety_plan.checks.stages import Stage
from safety_plan.content.chart_content import chart_of
from safety_plan.content.links import find_changes
from safety_plan.content.renderer import Renderer
from safety_plan.core import cache
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, Problem, has_errors
from safety_plan.core.translation import (
    SOURCE_LANGUAGE,
    current_language,
    language_of_page,
    languages,
)
from safety_plan.diff.compare import Comparison, compare
from safety_plan.models.brand import Brand, read_brand
from safety_plan.models.charts import Chart
from safety_plan.models.in_force import last_in_force
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.models.revision import Revision
from safety_plan.models.settings import Settings, path_of_site
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.identity import brand_settings
from safety_plan.revisions.published import (
    NOT_WORKING,
    front_bundle,
    published_bundles,
    sealed_bundles,
)
from safety_plan.revisions.record import to_json
from safety_plan.revisions.record_formats import record_format
from safety_plan.revisions.succession import Succession
from safety_plan.site.compared_pairs import Pair, compared_pairs
from safety_plan.site.dynamic_blocks import dynamic_blocks, figure_usage
from safety_plan.site.exit_pages import exit_pages
from safety_plan.site.paragraphs import first_revisions
from safety_plan.site.revisions_json import list_revisions
from safety_plan.site.urls import Urls


@dataclass(frozen=True, kw_only=True)
class Site:
    """The published revisions of one plan, and what is known across them.

    *changes* compares each revision with the last one before it that did not lapse. A
    preview shows broken calls where they stand, and carries every problem with it. *extra_pairs*
    are pairs of revisions that are compared whatever the rule for pages says. *below* is the path
    of its host at which the site is served, without a last slash.
    """

    plan: Plan
    bundles: tuple[RevisionBundle, ...]
    problems: tuple[Problem, ...]
    is_preview: bool
    urls: Urls
    succession: Succession
    listing: Mapping[str, Any]
    changes: Mapping[str, Comparison]
    extra_pairs: frozenset[Pair] = frozenset()
    below: str = ""

    @property
    def language(self) -> str:
        """The language that the site speaks where nothing else is said."""
        return spoken(self.plan.settings.language)

    def language_of(self, page: Page) -> str:
        """The language that the site speaks around *page*: that of its words, if it has it."""
        return spoken(page.language, self.language)

    def language_around(self, bundle: RevisionBundle) -> str:
        """The language that the site speaks around *bundle* as a whole."""
        return spoken(bundle.language, self.language)

    @property
    def languages(self) -> list[str]:
        """Every language that the site speaks somewhere."""
        used = {self.language_of(page) for b in self.bundles for page in b.pages.values()}
        used |= {self.language_around(bundle) for bundle in self.bundles}
        return sorted({self.language, *used, *map(self.language_of, self.plan.site_pages.values())})

    @property
    def newest(self) -> RevisionBundle:
        """The newest published revision that did not lapse."""
        return front_bundle(self.bundles)

    def bundle(self, revision_id: str) -> RevisionBundle:
        """The published revision *revision_id*."""
        return next(bundle for bundle in self.bundles if bundle.id == revision_id)

    @cached_property
    def compared_pairs(self) -> list[Pair]:
        """The ids of every two revisions that have a page that compares them."""
        revisions = [bundle.record.revision for bundle in self.bundles]
        pairs = compared_pairs(revisions, last_in_force(self.listing["as_at"]))
        return [*pairs, *sorted(self.extra_pairs.difference(pairs))]

    @cached_property
    def record_digests(self) -> dict[str, str]:
        """The digest of the record of each revision, by its id.

        Each revision is held against all before it, and a record takes long to write.
        """
        return {bundle.id: cache.key(to_json(bundle.record)) for bundle in self.bundles}

    @cached_property
    def exits(self) -> dict[str, set[str]]:
        """The paths of the pages that can be left in a hurry, by the id of their revision."""
        return {bundle.id: exit_pages(self.plan, bundle) for bundle in self.bundles}

    def corrections(self, bundle: RevisionBundle) -> list[Mapping[str, str]]:
        """The corrections of one revision."""
        return [row for row in self.listing["corrections"] if row["revision"] == bundle.id]

    def brand(self, bundle: RevisionBundle | None = None) -> Brand:
        """The face of the council on the pages of *bundle*, or on those about the site.

        A seal keeps that of its time, with its logos; one of before shows that of today.
        """
        if bundle is None or not bundle.sealed:
            return self.plan.brand
        return self._sealed_brands[bundle.id]

    @cached_property
    def first_revisions(self) -> dict[str, Revision]:
        """The revision that brought in the words of each paragraph, by the name that they give."""
        return first_revisions([bundle.record for bundle in self.bundles])

    @cached_property
    def _sealed_brands(self) -> dict[str, Brand]:
        return {one.id: self._sealed_brand(one) for one in self.bundles if one.sealed}

    def _sealed_brand(self, bundle: RevisionBundle) -> Brand:
        if "brand" not in record_format(bundle.record.format).plain_keys:
            return self.plan.brand
        settings = brand_settings(bundle.record.brand)
        location = Location(f"revisions/{bundle.id}/plan.json")
        return read_brand(settings, bundle.docs.parent, lambda *_: location)[0]

    def renderer(self, bundle: RevisionBundle) -> Renderer:
        """What makes the blocks of the pages of *bundle*; a site page has those of the newest.

        Its words are in the language in which it is asked for.
        """
        is_own = current_language() == self.language
        listing = self.listing if is_own else list_revisions(self.plan, self.bundles)
        return Renderer(
            figures=bundle.record.figures,
            sources=bundle.record.sources,
            targets=bundle.record.targets,
            changes=find_changes(page.text for page in bundle.pages.values()),
            draw=partial(cached_svg, cache.CACHE_DIR / "charts"),
            dynamic_blocks=dynamic_blocks(self.plan, listing, self.bundles, self.compared_pairs),
            extra_for_figure=figure_usage(self.plan, bundle, self.bundles),
            text_rule=bundle.record.text_rule,
        )


def spoken(language: str, otherwise: str = SOURCE_LANGUAGE) -> str:
    """*language* where the site can speak it; *otherwise* where it cannot, or none is named."""
    return language if language in languages() else otherwise


def read_site(root: Path, *, sealed_only: bool = False) -> Site:
    """What the public may read of the plan in *root*; with *sealed_only* no working revision.

    Raises PlanError where something has to be put right first.
    """
    plan, bundles, problems = publishable(root, sealed_only, first_draft=True)
    if has_errors(problems):
        raise PlanError(problems)
    return _site(plan, bundles, problems, is_preview=False)


def read_preview(root: Path) -> Site:
    """The sealed revisions of the plan in *root* and its working one, whatever its status."""
    plan, working, problems = check(root, Stage.SEAL)  # a prompt is told as what it is
    is_broken = any(found.rule == "seal-broken" for found in problems)
    sealed = [] if is_broken else sealed_bundles(root)
    bundles = [bundle for bundle in sealed if bundle.id != working.id]
    return _site(plan, [*bundles, working], problems, is_preview=True)


def served_below(site: Site, site_url: str) -> str:
    """The path of its host at which *site* is served, which MkDocs knows as *site_url*.

    A build belongs where the plan says, if it does; a preview stands where MkDocs serves it.
    """
    address = site.plan.settings.address
    return path_of_site(site_url if site.is_preview or not address else address)


def charts_of(bundle: RevisionBundle) -> list[Chart]:
    """Every chart of a revision."""
    return [chart_of(content) for content in bundle.record.charts.values()]


def publishable(
    root: Path, sealed_only: bool, *, first_draft: bool = False
) -> tuple[Plan, list[RevisionBundle], list[Problem]]:
    """The plan, what the public may read of it, and what is wrong with that.

    With *first_draft*, the draft of a plan that has nothing sealed yet stands in for it: then it
    can be built, and shown to those who write it.
    """
    plan, working, problems = check(root)
    is_first = first_draft and not sealed_only and not plan.sealed
    if is_first and plan.revision.status == "draft":
        return plan, [] if has_errors(problems) else [working], problems
    without_working = sealed_only or plan.revision.status == "draft"
    if without_working:
        problems = [p for p in problems if p.location.path.startswith(NOT_WORKING)]
    if has_errors(problems):
        return plan, [], problems
    bundles = published_bundles(root, plan, working, without_working=without_working)
    if not bundles:
        problems = [problem("revision-none", Location("revisions"))]
    return plan, bundles, problems


def _site(
    plan: Plan, bundles: list[RevisionBundle], problems: list[Problem], *, is_preview: bool
) -> Site:
    with language_of_page(spoken(plan.settings.language)):
        listing = list_revisions(plan, bundles)
    return Site(
        plan=plan,
        bundles=tuple(bundles),
        problems=tuple(problems),
        is_preview=is_preview,
        urls=Urls(bundles=bundles, site_pages=plan.site_pages),
        succession=Succession(bundles),
        listing=listing,
        changes=_changes(bundles, plan.settings),
        below=path_of_site(plan.settings.address),
    )


def _changes(bundles: list[RevisionBundle], settings: Settings) -> dict[str, Comparison]:
    """Each revision held against the last one before it that did not lapse."""
    with language_of_page(settings.language):
        return _compare_each(bundles, compiled=settings.compiled)


def _compare_each(bundles: list[RevisionBundle], *, compiled: bool) -> dict[str, Comparison]:
    changes = {}
    for index, new in enumerate(bundles[1:], start=1):
        earlier = bundles[:index]
        old = front_bundle(earlier)
        between = [bundle.record for bundle in earlier[earlier.index(old) + 1 :]]
        changes[new.id] = compare(old.record, new.record, between, compiled=compiled)
    return changes
