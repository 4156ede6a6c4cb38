"""The page that leads from any revision to any other, where not every two have a page."""

from collections.abc import Iterator
from itertools import pairwise

from safety_plan.content.templates import render_template
from safety_plan.content.word_answers import fenced_block
from safety_plan.core.translation import gettext
from safety_plan.models.pages import Page
from safety_plan.site.compared_pairs import has_every_pair
from safety_plan.site.site_model import Site
from safety_plan.site.urls import ANY_TWO, comparison_address


def any_two_pages(site: Site) -> Iterator[Page]:
    """The page with each step from one revision to the next; none where every two have a page."""
    if has_every_pair(site.bundles):
        return
    title = gettext("Compare any two revisions")
    revisions = [bundle.record.revision for bundle in site.bundles]
    older, newer = revisions[0], revisions[-2]
    html = render_template(
        "any_two.html",
        title=title,
        steps=[*pairwise(revisions)],
        compare=f"safety-plan compare {older.id} {newer.id}",
        pack=f"safety-plan pack {newer.id} --since {older.id}",
        comparison_address=comparison_address,
    )
    yield Page(
        path=f"{ANY_TWO.rstrip('/')}.md",
        title=title,
        page_id="any-two",
        description=title,
        text=fenced_block("ready", html),
    )
