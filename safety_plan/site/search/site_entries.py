"""What is found in every revision: the pages about the site, help, and what lies beside."""

from collections.abc import Iterator

from safety_plan.core.dates import format_date
from safety_plan.core.translation import gettext
from safety_plan.diff.phrases import PHRASES
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row
from safety_plan.site.any_two_page import any_two_pages
from safety_plan.site.search.entries import Entry, Kind
from safety_plan.site.site_model import Site
from safety_plan.site.urls import ANY_TWO, comparison_address


def site_entries(site: Site) -> list[Entry]:
    """Every entry that is about today, whichever revision a reader is in.

    Contacts are not among them: `engine/index.js` makes entries of those in the guide.
    """
    return [
        *_page_entries(site.plan),
        *_document_entries(site.plan),
        *_correction_entries(site),
        *_revision_entries(site),
        *_comparison_entries(site),
    ]


def _page_entries(plan: Plan) -> Iterator[Entry]:
    for path, page in plan.site_pages.items():
        yield Entry(
            address=page.address,
            title=page.title,
            kind=Kind.PAGE,
            text=page.description,
            mark=f"site:{path.removesuffix('.md')}",
        )


def _document_entries(plan: Plan) -> Iterator[Entry]:
    """Each document that is known of, on the page that lists them."""
    for page in [page for page in plan.site_pages.values() if '"documents"' in page.text][:1]:
        for row in plan.rows("documents"):
            yield Entry(
                address=page.address,
                title=row["title"],
                kind=Kind.DOCUMENT,
                text=f"{format_date(row['date'])}. {row['what']}",
                page=page.title,
            )


def _correction_entries(site: Site) -> Iterator[Entry]:
    for row in site.plan.rows("corrections"):
        address = site.urls.resolve(f"revision:{row['revision']}/{row['page_id']}", None)
        if address is not None:
            yield _correction(row, address)


def _correction(row: Row, address: str) -> Entry:
    return Entry(
        address=address,
        title=gettext("Correction of %(day)s") % {"day": format_date(row["date"])},
        kind=Kind.CORRECTION,
        text=gettext("It said: %(was)s It is right to say: %(right)s")
        % {"was": row["was"], "right": row["is"]},
        page=row["revision"],
    )


def _revision_entries(site: Site) -> Iterator[Entry]:
    for bundle in site.bundles:
        yield Entry(
            address=f"{bundle.id}/",
            title=bundle.record.revision.title,
            kind=Kind.DOCUMENT,
            text=bundle.record.revision.summary,
            mark=f"revision:{bundle.id}",
            words=bundle.id,
        )


def _comparison_entries(site: Site) -> Iterator[Entry]:
    """The page of each pair of revisions that has one."""
    titles = {bundle.id: bundle.record.revision.title for bundle in site.bundles}
    for old, new in site.compared_pairs:
        yield Entry(
            address=comparison_address(old, new),
            title=str(PHRASES["title"]["of"]).format(titles[old], titles[new]),
            kind=Kind.COMPARISON,
            text=gettext("Every page, word, figure and chart that differs, with the reasons."),
            names=gettext("What changed"),
            mark=f"compare:{new}",
            # What readers may type to find such a page.
            words=gettext("comparison compare difference differences changes"),
        )
    for page in any_two_pages(site):
        yield Entry(
            address=ANY_TWO,
            title=page.title,
            kind=Kind.PAGE,
            text=gettext("Every page, word, figure and chart that differs, with the reasons."),
            mark=f"site:{page.page_id}",
            words=gettext("comparison compare difference differences changes"),
        )
