"""The ways into the site: front door, `latest/`, lists for machines, 404."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

from safety_plan.editions import Edition
from safety_plan.plan import Plan
from safety_plan.site.addresses import relative
from safety_plan.succession import Succession

#: The list of revisions for machines; every built site has one.
LISTING = "revisions.json"

_DOOR = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="0; url={href}">
<meta name="robots" content="noindex">
<link rel="canonical" href="{href}">
<title>{title}</title>
</head>
<body>
<p><a href="{href}">{title}</a></p>
</body>
</html>
"""


def write_entrances(plan: Plan, editions: Sequence[Edition], site: Path) -> None:
    """Writes every way in that is not itself a page of words."""
    _door(site / "index.html", "latest/", plan.settings.name)
    for address, (title, target) in _latest(editions).items():
        _door(site / address / "index.html", relative(target, address), title)
    listed = [_listing(edition) for edition in editions]
    _json(site / LISTING, {"format": 1, "revisions": listed})
    versions = [{"version": e["id"], "title": e["title"], "aliases": []} for e in reversed(listed)]
    versions[0]["aliases"] = ["latest"]
    _json(site / "versions.json", versions)
    _machines(plan, site)


def _latest(editions: Sequence[Edition]) -> dict[str, tuple[str, str]]:
    """Where each address below `latest/` leads: nothing that was published may vanish.

    The address of a page that is no longer there leads to its one successor, or
    to the page as it last stood, whose banner says what became of it.
    """
    newest, succession = editions[-1], Succession(editions)
    doors: dict[str, tuple[str, str]] = {}
    for edition in editions:
        for page in edition.record.pages.values():
            now = succession.counterparts(page.page_id, edition, newest)
            target = f"{newest.id}/{now[0].address}" if len(now) == 1 else ""
            found = (page.title, target or f"{edition.id}/{page.address}")
            doors[f"latest/{page.address}"] = found
    return doors


def _door(file: Path, href: str, title: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_DOOR.format(href=escape(href), title=escape(title)).encode())


def _listing(edition: Edition) -> dict[str, object]:
    revision = edition.record.revision
    return {
        "id": revision.id,
        "title": revision.title,
        "status": revision.status,
        "status_note": revision.status_note,
        "adopted": revision.adopted.date if revision.adopted else None,
        "sealed": edition.sealed,
        "address": f"{revision.id}/",
    }


def _json(file: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    file.write_bytes(f"{text}\n".encode())


def _machines(plan: Plan, site: Path) -> None:
    """robots.txt, and a site map where the site's own address is set."""
    address = plan.settings.address.rstrip("/")
    lines = ["User-agent: *", "Allow: /"]
    if address:
        lines.append(f"Sitemap: {address}/sitemap.xml")
        pages = sorted(f.parent.relative_to(site).as_posix() for f in site.rglob("index.html"))
        urls = [f"{address}/{p}/" for p in pages if p != "." and not p.startswith("latest")]
        body = "".join(f"<url><loc>{escape(u)}</loc></url>\n" for u in urls)
        head = '<?xml version="1.0" encoding="UTF-8"?>\n'
        start = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        (site / "sitemap.xml").write_bytes(f"{head}{start}{body}</urlset>\n".encode())
    (site / "robots.txt").write_bytes(("\n".join(lines) + "\n").encode())
