"""The folder of a sealed revision, kept whole under the digest of all that shows in it."""

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
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.verify import sums
from safety_plan.site.downloads import zip_folder
from safety_plan.site.site_check import Seen
from safety_plan.site.urls import Addresses


def key_of_bundle(
    bundle: RevisionBundle, renderer: Renderer, addresses: Addresses, told: Mapping[str, Any]
) -> str:
    """The digest of what a sealed edition is made of.

    That is every sealed byte, our code and tools, the answers its pages get about today,
    where its links can lead, and whatever else the theme and its pages are *told*.
    """
    texts = [page.text for page in bundle.pages.values()]
    asked = {
        m[0]: m for text in texts for m in BLOCK.finditer(text) if m[1] in renderer.dynamic_blocks
    }
    answers = [renderer.block(m[1], json.loads(m[2])) for m in asked.values()]
    beside = [
        renderer.extra_for_figure(name)
        for name in bundle.record.figures
        if renderer.extra_for_figure
    ]
    leads = [
        [(e.id, page.page_id, page.address) for page in e.record.pages.values()]
        for e in addresses.bundles
    ]
    living = [(path, p.address, p.description) for path, p in addresses.living.items()]
    return cache.key(
        cache.code_digest(), sums(bundle.docs.parent), answers, beside, leads, living, told
    )


def packed(folder: Path, seen: Mapping[str, Seen]) -> bytes:
    """*folder* and what was *seen* in it, as bytes to keep."""
    pack = BytesIO()
    zip_folder(folder, pack)
    told = {path: asdict(page) for path, page in seen.items()}
    return json.dumps(told).encode() + b"\n" + pack.getvalue()


def unpacked(content: bytes, site: Path) -> dict[str, Seen]:
    """Puts the folder that was packed as *content* into *site*; gives what was seen in it."""
    told, _, pack = content.partition(b"\n")
    with ZipFile(BytesIO(pack)) as packed_folder:
        packed_folder.extractall(site)
    return {path: Seen(**page) for path, page in json.loads(told).items()}
