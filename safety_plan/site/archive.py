"""The archive: the whole site in one zip file, which is read from a folder without a server.

It holds what the site holds, but what only a host needs, most documents and a file for each day,
with links that lead to files. It is written last. The page that offers it cannot be in it as it is:
it says how large the archive is, and its digest.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from markdown.extensions.toc import slugify

from safety_plan import __version__
from safety_plan.content.templates import render_template
from safety_plan.core.file_sizes import format_size
from safety_plan.core.translation import language_of_page
from safety_plan.revisions.verify import CHECKSUMS
from safety_plan.site.check_lines import check_lines, file_lines
from safety_plan.site.days_in_archive import files_of_days, page_without_days
from safety_plan.site.folder_pages import page_in_folder
from safety_plan.site.packs.web_only import archived_documents, web_only_documents, without_web_only
from safety_plan.site.sealed_files import zip_entry
from safety_plan.site.site_model import Site
from safety_plan.site.urls import relative

#: Below the site.
ARCHIVE = "archive.zip"
#: In the archive, for whoever opens the folder.
README = "README.txt"
#: What a host or a search engine looks for; in a folder nobody does.
_FOR_HOSTS = frozenset(["404.html", "_headers", "robots.txt", "sitemap.xml", "versions.json"])
#: Where a page offers the archive, and in which language.
_PLACE = re.compile(r"<!-- archive ([\w-]+) -->")
_WITH_LINKS = (".html", ".xml")
#: What is typed to build a site again.
_BUILD = "safety-plan build"
#: How long the name of a folder may be, in letters.
_LONGEST_NAME = 60


def write_archive(site: Site, out: Path) -> None:
    """Writes the archive of the finished site in *out*, and offers it on its pages."""
    offer_archive(site, out, pack_archive(site, out))


def pack_archive(site: Site, out: Path) -> bytes:
    """The archive of the finished site in *out*."""
    name = folder_name(site.plan.settings.name)
    day = _day(site.listing)
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for path, content in _entries(site, out, name):
            archive.writestr(zip_entry(f"{name}/{path}", day), content, ZIP_DEFLATED)
    return packed.getvalue()


def offer_archive(site: Site, out: Path, content: bytes) -> None:
    """Writes the archive *content* into the site in *out*, and offers it on its pages."""
    (out / ARCHIVE).write_bytes(content)
    _offer(out, f"{folder_name(site.plan.settings.name)}.zip", content)


def folder_name(plan_name: str) -> str:
    """What the folder in the archive is called: *plan_name* as every system can write it."""
    return slugify(plan_name, "-")[:_LONGEST_NAME].strip("-") or "plan"


def _entries(site: Site, out: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """Each file of the archive with its path in the folder, the list of their digests last."""
    lines = []
    for path in sorted([*_paths(site, out), README]):
        content = _readme(site, out, name) if path == README else _as_in_folder(site, out, path)
        lines.append(f"{sha256(content).hexdigest()}  {path}\n")
        yield path, content
    yield CHECKSUMS, "".join(lines).encode()


def _paths(site: Site, out: Path) -> list[str]:
    """The files of *site* in *out* that somebody reads who has it in a folder."""
    paths = (file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file())
    days = files_of_days(site.plan, site.listing)
    left_out = {ARCHIVE, *_FOR_HOSTS, *web_only_documents(site), *days}
    return [path for path in paths if path not in left_out and not path.startswith(".")]


def _as_in_folder(site: Site, out: Path, path: str) -> bytes:
    """The file at *path* of the *site* in *out* as it stands in the archive."""
    content = (out / path).read_bytes()
    if not path.endswith(_WITH_LINKS):
        return content
    page = page_in_folder(page_without_days(path, content.decode(), site.listing))
    return _PLACE.sub("", without_web_only(page)).encode()


def _readme(site: Site, out: Path, name: str) -> bytes:
    """What the archive is and how to check it, in lines as Windows ends them."""
    with language_of_page(site.language):
        text = render_template(
            "archive_readme.md",
            settings=site.plan.settings,
            listing=site.listing,
            documents=[one for one in sorted(archived_documents(site)) if (out / one).is_file()],
            lines=check_lines(),
            zip_lines=file_lines(f"{name}.zip"),
            build_line=_BUILD,
            version=__version__,
        )
    return text.replace("\n", "\r\n").encode()


def _day(listing: Mapping[str, Any]) -> date:
    """The day of the newest decision, for no clock may make two archives differ."""
    days = [one["date"] for revision in listing["revisions"] for one in revision["decisions"]]
    whole = [date.fromisoformat(day) for day in days if len(day) == len("2020-06-30")]
    return max(whole, default=date.min)


def _offer(out: Path, file_name: str, content: bytes) -> None:
    """Says on each page that has a place for it where the archive *content* is."""
    digest = sha256(content).hexdigest()
    for file in out.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        if _PLACE.search(html):
            href = relative(ARCHIVE, file.parent.relative_to(out).as_posix())
            params = {"href": href, "file_name": file_name, "digest": digest}
            file.write_bytes(_PLACE.sub(partial(_words, params, len(content)), html).encode())


def _words(params: Mapping[str, str], size: int, place: re.Match[str]) -> str:
    """What offers the archive of *size* bytes, in the language of its *place*."""
    with language_of_page(place[1]):
        return render_template("archive.html", size=format_size(size), **params)
