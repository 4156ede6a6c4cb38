"""The feeds of revisions and changes, and what search engines are told."""

import re
from pathlib import Path

from safety_plan.content.templates import render_template
from safety_plan.core.files import write_file
from safety_plan.core.translation import current_language
from safety_plan.site.api.catalogue import CATALOGUE
from safety_plan.site.api.kinds import FOLDER
from safety_plan.site.days import PAGE_ID
from safety_plan.site.feeds_of_some import feeds_of_some
from safety_plan.site.revisions_json import full_titles, short_titles
from safety_plan.site.security_headers import EMBED_FOLDER
from safety_plan.site.site_model import Site
from safety_plan.site.urls import comparison_address, relative

#: What leads on, and what stands in frames of other websites.
_NOT_READ = ("latest/", f"{EMBED_FOLDER}/")
#: What no XML file may hold, however it is written. Words that were sealed long ago may.
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_feeds(site: Site, out: Path) -> None:
    """Writes the feeds, robots.txt and, where the site's own address is set, a site map.

    The pages in *out* must be there already: the site map names them.
    """
    base = site.plan.settings.whole_address()
    params = {
        "base": base,
        # Of a sealed page, a search engine names the page, which can be left in a hurry, and
        # not the file that proves it.
        "path": site.below,
        "pages": [*_page_addresses(out), f"{FOLDER}/{CATALOGUE}"],
        "listing": site.listing,
        "titles": full_titles(site.listing),
        "short_titles": short_titles(site.listing),
        "changes": site.changes,
        "comparison_address": comparison_address,
        "language": current_language(),
    }
    for name in ("feed.xml", "robots.txt", *(["sitemap.xml"] if base else [])):
        _write(out / name, render_template(name, **params))
    for feed in feeds_of_some(site):
        # Without an address of the site, links lead from where the feed itself stands.
        from_here = {**params, "base": base or relative("", feed.address.rpartition("/")[0])}
        _write(out / feed.address, render_template("feed_of_some.xml", **from_here, feed=feed))


def _write(file: Path, text: str) -> None:
    text = _NOT_IN_XML.sub("\ufffd", text)
    write_file(file, f"{text}\n".encode())


def _page_addresses(out: Path) -> list[str]:
    """The addresses of all pages but those that lead on."""
    folders = (file.parent.relative_to(out).as_posix() for file in out.rglob("index.html"))
    addresses = sorted(f"{folder}/" for folder in folders if folder != ".")
    days = re.compile(rf"{PAGE_ID}/[0-9]{{4}}-[0-9-]+/")
    return [one for one in addresses if not one.startswith(_NOT_READ) and not days.fullmatch(one)]
