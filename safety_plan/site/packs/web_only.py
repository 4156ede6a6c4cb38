"""Which documents of a site stay out of its archive, and how its pages say so.

A document is about 1 MB, and says what the pages beside it say, which print from a folder too.
Three forms of 25 revisions would weigh about 100 MB, and the archive is to stay below 20 MB. So it
holds what somebody takes to a meeting: as PDF the newest revision, the one that was last in force,
and what changed from the one before to the newest. The others are on the web only.
"""

import re

from safety_plan.models.in_force import last_in_force
from safety_plan.site.packs.document_forms import DOCUMENT_FORMS, PDF, comparison_document
from safety_plan.site.site_model import Site

#: What a page of the site says of a document that its archive has not.
_ELSEWHERE = re.compile(r"<(div|li|small) data-web-only>.*?</\1>", re.S)


def without_web_only(page: str) -> str:
    """The finished *page* without what it says of documents that are on the web only."""
    return _ELSEWHERE.sub("", page)


def web_only_documents(site: Site) -> set[str]:
    """Where each document stands that *site* can have and its archive leaves out."""
    return {*_documents(site), *_comparisons(site)} - archived_documents(site)


def archived_documents(site: Site) -> set[str]:
    """Where each document stands that the archive of *site* holds, if the site has it."""
    names = {site.newest.id, last_in_force(site.listing["as_at"])}
    newest = site.changes.get(site.newest.id)
    changes = [comparison_document(newest.old.id, newest.new.id)] if newest else []
    return {*changes, *(PDF.address(name) for name in names if name)}


def _documents(site: Site) -> set[str]:
    return {form.address(bundle.id) for bundle in site.bundles for form in DOCUMENT_FORMS}


def _comparisons(site: Site) -> set[str]:
    return {comparison_document(one.old.id, one.new.id) for one in site.changes.values()}
