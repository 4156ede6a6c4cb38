"""The folder of a sealed revision, kept whole under the digest of all that shows in it.

A sealed revision that nothing touched is not rendered again.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from safety_plan.content.markdown_ext import BLOCK
from safety_plan.content.renderer import Renderer
from safety_plan.core import cache
from safety_plan.core.translation import current_language, language_of_page
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.verify import checksums
from safety_plan.revisions.witness import witness_of
from safety_plan.site.context import bundle_context, page_contexts
from safety_plan.site.page_scan import PageScan
from safety_plan.site.sealed_files import zip_folder
from safety_plan.site.search.files import searched_tables
from safety_plan.site.site_model import Site


def get_folder(site: Site, bundle: RevisionBundle, key: str) -> bytes | None:
    """The finished folder of *bundle*, packed, if it is kept under *key*."""
    return cache.get(_file(site, bundle), key)


def set_folder(site: Site, bundle: RevisionBundle, key: str, content: bytes) -> None:
    """Keeps the finished folder of *bundle*, packed as *content*, under *key*."""
    cache.set(_file(site, bundle), key, content)


def unpack(content: bytes, out: Path) -> dict[str, PageScan]:
    """Puts the folder packed as *content* into *out*; gives what was read on its pages."""
    scans, _, folder = content.partition(b"\n")
    with ZipFile(BytesIO(folder)) as packed:
        packed.extractall(out)
    return {path: PageScan(**scan) for path, scan in json.loads(scans).items()}


def pack(folder: Path, scans: Mapping[str, PageScan]) -> bytes:
    """The finished *folder* of a revision in one piece, with what was read on its pages."""
    packed = BytesIO()
    zip_folder(folder, packed)
    return (
        json.dumps({path: asdict(scan) for path, scan in scans.items()}).encode()
        + b"\n"
        + packed.getvalue()
    )


def _file(site: Site, bundle: RevisionBundle) -> Path:
    name = cache.key(str(site.plan.root), bundle.id, site.is_preview)[:20]
    return cache.CACHE_DIR / "revisions" / name


def folder_key(site: Site, bundle: RevisionBundle) -> str:
    """The digest of all that a sealed revision is made of.

    That is every sealed byte, our code and tools, the answers its pages get about today,
    where its links can lead, and what the theme is told of it.
    """
    with language_of_page(site.language_around(bundle)):
        return _folder_key(site, bundle)


def _folder_key(site: Site, bundle: RevisionBundle) -> str:
    renderer = site.renderer(bundle)
    return cache.key(
        cache.code_digest(),
        site.is_preview,
        current_language(),
        checksums(bundle.docs.parent),
        _dynamic_answers(bundle, renderer),
        [renderer.extra_for_figure(name) for name in bundle.record.figures]
        if renderer.extra_for_figure
        else [],
        _link_targets(site),
        bundle_context(site, bundle),
        page_contexts(site, bundle),
        [dict(row) for row in site.corrections(bundle)],
        searched_tables(site.plan),
        _earlier(site, bundle),
        repr(witness_of(site.plan.root, site.plan.settings, bundle.id)),
    )


def _earlier(site: Site, bundle: RevisionBundle) -> list[tuple[str, str]]:
    """The revisions that may have brought in words of *bundle*: their titles and their records."""
    earlier = [one for one in site.bundles if one.id < bundle.id]
    return [(one.record.revision.title, site.record_digests[one.id]) for one in earlier]


def _dynamic_answers(bundle: RevisionBundle, renderer: Renderer) -> list[str]:
    """The blocks of *bundle* that are about today, each as it shows now."""
    blocks = {
        match[0]: match
        for page in bundle.pages.values()
        for match in BLOCK.finditer(page.text)
        if match[1] in renderer.dynamic_blocks
    }
    return [renderer.block(match[1], json.loads(match[2])) for match in blocks.values()]


def _link_targets(site: Site) -> list[Any]:
    """Where a mark on a page can lead."""
    pages = [
        [(bundle.id, page.page_id, page.address) for page in bundle.record.pages.values()]
        for bundle in site.bundles
    ]
    site_pages = [(path, p.address, p.description) for path, p in site.plan.site_pages.items()]
    return [pages, site_pages]
