"""The ways into the site: its front door, `latest/`, and the lists of revisions for machines."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from safety_plan.content.templates import TEMPLATES, render_template
from safety_plan.core.files import write_file
from safety_plan.core.translation import current_language
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.published import front_bundle
from safety_plan.revisions.succession import Succession
from safety_plan.site.security_headers import POLICY
from safety_plan.site.site_model import Site
from safety_plan.site.urls import figure_address, relative

#: The list of revisions for machines; every built site has one.
LISTING = "revisions.json"
SCHEMA = "revisions.schema.json"


def write_redirects(site: Site, out: Path) -> None:
    """Writes the pages that lead on, and the lists that machines start from, below *out*."""
    # The site's name, not the page's: some pages keep their subject out of histories.
    title = site.plan.settings.name
    write_redirect(out / "index.html", "latest/", title)
    for address, target in latest_addresses(site.bundles).items():
        write_redirect(out / address / "index.html", relative(target, address), title)
    _write_json(out / LISTING, site.listing)
    shutil.copyfile(TEMPLATES / SCHEMA, out / SCHEMA)
    newest = site.newest.id
    versions = [
        {
            "version": entry["id"],
            "title": entry["title"],
            "aliases": ["latest"] if entry["id"] == newest else [],
        }
        for entry in reversed(site.listing["revisions"])
    ]
    _write_json(out / "versions.json", versions)


def latest_addresses(bundles: Sequence[RevisionBundle]) -> dict[str, str]:
    """Where each address below `latest/` leads: nothing that was published may vanish.

    The address of a page that is no longer there leads to its one successor, or
    to the page as it last stood, whose banner says what became of it.
    """
    newest, succession = front_bundle(bundles), Succession(bundles)
    addresses: dict[str, str] = {}
    for bundle in bundles:
        for page in bundle.record.pages.values():
            successors = succession.counterparts(page.page_id, bundle, newest)
            newer = f"{newest.id}/{successors[0].address}" if len(successors) == 1 else ""
            addresses[f"latest/{page.address}"] = newer or f"{bundle.id}/{page.address}"
        for name in bundle.record.figures:
            address = figure_address(bundle, name)
            if address:
                is_there = name in newest.record.figures
                today = figure_address(newest, name) if is_there else None
                addresses[f"latest/{address.partition('/')[2]}"] = today or address
    return addresses


def write_redirect(file: Path, href: str, title: str) -> None:
    """Writes a page into *file* that leads on to *href* at once, and says where."""
    params = {"href": href, "title": title, "policy": POLICY, "language": current_language()}
    html = render_template("redirect.html", **params)
    write_file(file, html.encode())


def _write_json(file: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    file.write_bytes(f"{text}\n".encode())
