"""The ways into the site: front door, `latest/`, lists for machines, 404."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from safety_plan.content.templates import TEMPLATES, render_template
from safety_plan.diff.compare import Comparison
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.succession import Succession
from safety_plan.site.security_headers import POLICY
from safety_plan.site.urls import relative

#: The list of revisions for machines; every built site has one.
LISTING = "revisions.json"
SCHEMA = "revisions.schema.json"


def write_redirects(
    plan: Plan,
    bundles: Sequence[RevisionBundle],
    listed: Mapping[str, Any],
    last: Mapping[str, Comparison],
    site: Path,
) -> None:
    """Writes every way in that is not itself a page of words.

    *last* compares a revision with the one before it.
    """
    _door(site / "index.html", "latest/", plan.settings.name)
    for address, target in _latest(bundles).items():
        # The site's name, not the page's: some pages keep their subject out of histories.
        _door(site / address / "index.html", relative(target, address), plan.settings.name)
    _json(site / LISTING, listed)
    shutil.copyfile(TEMPLATES / SCHEMA, site / SCHEMA)
    versions = [
        {"version": e["id"], "title": e["title"], "aliases": []}
        for e in reversed(listed["revisions"])
    ]
    versions[0]["aliases"] = ["latest"]
    _json(site / "versions.json", versions)
    _machines(plan, site, listed, last)


def _latest(bundles: Sequence[RevisionBundle]) -> dict[str, str]:
    """Where each address below `latest/` leads: nothing that was published may vanish.

    The address of a page that is no longer there leads to its one successor, or
    to the page as it last stood, whose banner says what became of it.
    """
    newest, succession = bundles[-1], Succession(bundles)
    doors: dict[str, str] = {}
    for bundle in bundles:
        for page in bundle.record.pages.values():
            now = succession.counterparts(page.page_id, bundle, newest)
            target = f"{newest.id}/{now[0].address}" if len(now) == 1 else ""
            doors[f"latest/{page.address}"] = target or f"{bundle.id}/{page.address}"
    return doors


def _door(file: Path, href: str, title: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    html = render_template("door.html", href=href, title=title, policy=POLICY)
    file.write_bytes(html.encode())


def _json(file: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    file.write_bytes(f"{text}\n".encode())


def _machines(
    plan: Plan, site: Path, listed: Mapping[str, Any], last: Mapping[str, Comparison]
) -> None:
    """The feed, robots.txt, and a site map where the site's own address is set."""
    base = f"{plan.settings.address.rstrip('/')}/" if plan.settings.address else ""
    pages = sorted(f"{f.parent.relative_to(site).as_posix()}/" for f in site.rglob("index.html"))
    pages = [page for page in pages if page != "./" and not page.startswith("latest/")]
    for name in ("feed.xml", "robots.txt", *(["sitemap.xml"] if base else [])):
        made = render_template(name, base=base, pages=pages, listing=listed, last=last)
        (site / name).write_bytes(f"{made}\n".encode())
