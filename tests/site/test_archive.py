"""The whole site in one zip file: nothing is missing in it, and it reads as the site does."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from lxml import html
from lxml.etree import XMLParser, fromstring

from safety_plan.cli.exit_codes import EXIT_OK, EXIT_USAGE
from safety_plan.core.file_sizes import format_size
from safety_plan.revisions.verify import CHECKSUMS
from safety_plan.site.archive import ARCHIVE, README, folder_name
from safety_plan.site.folder_pages import page_in_folder
from tests.conftest import TINY, build, unpacked
from tests.doors import run_door

#: What a reader of a folder has no use for.
FOR_HOSTS = {"404.html", "_headers", "robots.txt", "sitemap.xml", "versions.json"}
TAG = re.compile(r"<[^<>]*>")
#: Where the site offers the archive, which the archive does not.
OFFER = re.compile(r'<div class="register" data-living><section class="register-card"><h3>Take it')
#: The file that leads on from the address of a day; in a folder the page of its year does.
DAY = re.compile(r"as-at/\d{4}-\d{2}-\d{2}/index\.html")
has_sha256sum = pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum here")


def files_of(folder: Path) -> dict[str, Path]:
    """Every file below *folder* by its path."""
    return {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}


def links_of(page: html.HtmlElement) -> Iterator[str]:
    """Whatever *page* leads to or loads: links, styles, scripts, pictures, where it leads on."""
    yield from (str(link) for link in page.xpath("//@href | //@src"))
    for refresh in page.xpath("//meta[@http-equiv='refresh']/@content"):
        yield str(refresh).partition("url=")[2]


def dead_links(folder: Path) -> list[tuple[str, str]]:
    """Each link of a page in *folder*, with the page, that leads to no file or place in it."""
    files = files_of(folder)
    pages = {
        path: html.fromstring(file.read_bytes())
        for path, file in files.items()
        if path.endswith(".html")
    }
    places = {path: {*page.xpath("//@id")} for path, page in pages.items()}
    return [
        (path, link)
        for path, page in pages.items()
        for link in {*links_of(page)}
        if not leads_somewhere(link, path, set(files), places)
    ]


def leads_somewhere(link: str, path: str, files: set[str], places: dict[str, set[str]]) -> bool:
    """True where *link* of the file at *path* leads to another site, or to one of *files*."""
    parts = urlsplit(link)
    if parts.scheme in ("http", "https", "mailto", "tel", "sms"):
        return True
    beside = posixpath.join(posixpath.dirname(path), unquote(parts.path))
    target = posixpath.normpath(beside) if parts.path else path
    is_place = not parts.fragment or unquote(parts.fragment) in places.get(target, ())
    return not parts.scheme and target in files and is_place


def test_every_link_of_every_page_leads_to_a_file_that_is_there(real_folder: Path):
    assert len([*real_folder.rglob("*.html")]) > 400
    assert dead_links(real_folder) == []


def test_links_lead_to_files_in_two_languages_and_with_logos_too(
    branded_site: Path, tiny_folder: Path, tmp_path: Path
):
    assert dead_links(tiny_folder) == []
    assert dead_links(unpacked(branded_site, tmp_path)) == []


def test_a_link_that_leads_nowhere_would_be_found(tmp_path: Path):
    (tmp_path / "a").mkdir()
    links = '<a href="a/">1</a> <a href="b.html">2</a> <a href="#c">3</a> <a href="/a.css">4</a>'
    (tmp_path / "index.html").write_text(links, "utf-8")

    assert {link for _, link in dead_links(tmp_path)} == {"a/", "b.html", "#c", "/a.css"}


def test_what_a_style_sheet_loads_is_there(real_folder: Path):
    sheets = [*real_folder.rglob("*.css")]
    loaded = [(s, u) for s in sheets for u in re.findall(r"url\(\"?([^)\"]+)", s.read_text())]

    assert loaded
    assert [url for sheet, url in loaded if not (sheet.parent / url).is_file()] == []


def test_it_holds_all_that_the_site_holds_but_what_only_hosts_read(
    real_folder: Path, real_site: Path
):
    site, folder = files_of(real_site), files_of(real_folder)
    days = {path for path in site if DAY.fullmatch(path)}

    assert len(days) > 1000
    assert folder.keys() == site.keys() - FOR_HOSTS - {ARCHIVE} - days | {README, CHECKSUMS}
    same = [p for p in site.keys() & folder.keys() if not p.endswith((".html", ".xml"))]
    assert [p for p in same if site[p].read_bytes() != folder[p].read_bytes()] == []


def test_a_year_leads_from_each_day_where_its_address_leads_on_the_site(
    real_folder: Path, real_site: Path
):
    for year in ("2019", "2020", "2021", "2022"):
        path = Path("as-at", year, "index.html")
        in_site, in_folder = (days_on(root / path) for root in (real_site, real_folder))
        assert in_site.keys() == in_folder.keys()
        for name, link in in_site.items():
            page = html.fromstring((real_site / path.parent / link / "index.html").read_bytes())
            (leads_to,) = page.xpath("//a/@href")
            there = (real_site / path.parent / link / leads_to.partition("#")[0]).resolve()
            here = (real_folder / path.parent / in_folder[name].partition("#")[0]).resolve()
            assert here == real_folder / there.relative_to(real_site) / "index.html"


def days_on(page: Path) -> dict[str, str]:
    """The link of each day on the *page* of a year, by the name of the day."""
    links = html.fromstring(page.read_bytes()).xpath("//ul[contains(@class, 'days')]//a")
    return {link.get("aria-label"): link.get("href") for link in links}


def test_a_page_reads_as_on_the_site(tiny_folder: Path, tiny_site: Path):
    site, folder = files_of(tiny_site), files_of(tiny_folder)
    pages = [path for path in folder if path.endswith((".html", ".xml"))]
    words = {p: TAG.sub("", folder[p].read_text("utf-8")).split() for p in pages}
    other = {p for p in pages if words[p] != TAG.sub("", site[p].read_text("utf-8")).split()}

    assert other == {"history/index.html"}  # which offers the archive
    assert OFFER.search(site["history/index.html"].read_text("utf-8"))
    assert "archive" not in folder["history/index.html"].read_text("utf-8")


def test_each_feed_leads_to_pages_that_are_there(real_folder: Path):
    feeds = [real_folder / "feed.xml", *(real_folder / "feeds").glob("*.xml")]

    assert len(feeds) > 3
    for file in feeds:
        feed = fromstring(file.read_bytes(), XMLParser(resolve_entities=False))
        links = [link for link in feed.xpath("//@href") if not urlsplit(link).scheme]
        assert links
        assert [link for link in links if not (file.parent / urlsplit(link).path).is_file()] == []


def test_two_makes_are_the_same_bytes(tiny_site: Path, tmp_path: Path):
    again = run_door("scripts/archive.py", "--plan", str(TINY), "--out", str(tmp_path / "one.zip"))

    assert again.returncode == EXIT_OK, again.stdout + again.stderr
    made = (tmp_path / "one.zip").read_bytes()
    assert made == (tiny_site / ARCHIVE).read_bytes()
    assert sha256(made).hexdigest() in again.stdout
    assert format_size(len(made)) in again.stdout


def test_each_file_is_dated_on_the_day_of_the_newest_decision(tiny_site: Path):
    listing = json.loads((tiny_site / "revisions.json").read_text("utf-8"))
    days = [d["date"] for r in listing["revisions"] for d in r["decisions"]]
    with ZipFile(tiny_site / ARCHIVE) as archive:
        entries = archive.infolist()

    day = tuple(map(int, max(days).split("-")))
    assert {entry.date_time for entry in entries} == {(*day, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}
    names = [entry.filename for entry in entries]
    assert names[:-1] == sorted(names[:-1])
    assert names[-1] == f"fernbrook-safer-streets-plan/{CHECKSUMS}"


@has_sha256sum
def test_the_digests_hold_as_the_list_stands_and_show_a_changed_letter(
    tiny_folder: Path, tmp_path: Path
):
    folder = Path(shutil.copytree(tiny_folder, tmp_path / "folder"))
    listed = (folder / CHECKSUMS).read_text("utf-8").splitlines()
    assert {line[66:] for line in listed} == files_of(folder).keys() - {CHECKSUMS}
    assert checked(folder) == []
    assert checked(folder / "2021-06") == []

    page = folder / "help" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"a", b"e", 1))
    assert checked(folder) == ["help/index.html: FAILED"]


def checked(folder: Path) -> list[str]:
    """What `sha256sum -c` says is wrong in *folder*."""
    command = ["sha256sum", "-c", CHECKSUMS]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return [line for line in done.stdout.splitlines() if not line.endswith(": OK")]


def test_the_page_of_revisions_says_what_is_offered_and_its_digest(tiny_site: Path):
    page = html.fromstring((tiny_site / "history" / "index.html").read_bytes())
    (link,) = page.xpath("//a[contains(@href, 'archive.zip')]")
    content = (tiny_site / ARCHIVE).read_bytes()

    assert link.get("href") == "../archive.zip"
    assert link.get("download") == "fernbrook-safer-streets-plan.zip"
    size = format_size(len(content))
    assert link.text_content() == f"Download this whole site (one zip file, {size})"
    assert sha256(content).hexdigest() in page.xpath("//code[@class='digest']/text()")


def test_the_readme_says_how_to_check_on_every_system_and_where_it_came_from(tiny_folder: Path):
    content = (tiny_folder / README).read_bytes()
    text = content.decode()

    assert content.count(b"\n") == content.count(b"\r\n")
    assert "open index.html" in text
    zip_file = "fernbrook-safer-streets-plan.zip"
    for line in (
        "sha256sum -c SHA256SUMS",
        "shasum -a 256 -c SHA256SUMS",
        "Get-FileHash -LiteralPath",
        f"certutil -hashfile {zip_file} SHA256",
        "safety-plan build",
        "https://plan.fernbrook.example/",
        "https://code.example/fernbrook/plan",
    ):
        assert line in text
    assert max(len(line) for line in text.splitlines() if "  " not in line) < 120


def test_a_sealed_revision_is_built_again_from_it_alone(
    tiny_folder: Path, tiny_site: Path, tiny: Path, tmp_path: Path
):
    shutil.rmtree(tiny / "revisions")
    with ZipFile(tiny_folder / "2021-06" / "sealed.zip") as sealed:
        sealed.extractall(tiny / "revisions")
    seal = tiny / "revisions" / "2021-06"
    listed = {line[66:] for line in (seal / CHECKSUMS).read_text("utf-8").splitlines()}
    for path in files_of(seal).keys() - listed - {CHECKSUMS}:
        (seal / path).unlink()
    again = build(tiny, tmp_path / "site")

    pages = files_of(again / "2021-06")
    before = files_of(tiny_site / "2021-06")
    assert {p: f.read_bytes() for p, f in pages.items()} == {
        p: f.read_bytes() for p, f in before.items()
    }


def test_a_file_that_is_no_zip_file_is_left_alone(tmp_path: Path):
    file = tmp_path / "letters.txt"
    file.write_text("Dear all", "utf-8")
    done = run_door("scripts/archive.py", "--plan", str(TINY), "--out", str(file))

    assert done.returncode == EXIT_USAGE
    assert file.read_text("utf-8") == "Dear all"
    assert "it is no zip file" in done.stdout


@pytest.mark.parametrize(
    ("link", "works"),
    [
        ("../", "../index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("plan/", "plan/index.html"),
        ("plan/#money", "plan/index.html#money"),
        ("data/a.csv", "data/a.csv"),
        ("#money", "#money"),
        ("https://a.example/", "https://a.example/"),
        ("//a.example/", "//a.example/"),
        ("tel:999", "tel:999"),
    ],
)
def test_a_link_to_a_folder_leads_to_its_page(link: str, works: str):
    assert (
        page_in_folder(f'<a class="b" href="{link}">c</a>') == f'<a class="b" href="{works}">c</a>'
    )


def test_words_that_look_like_a_link_stay_as_they_are():
    words = '<code>Type: href="plan/"</code><i title=" href=&quot;a/&quot;"></i>'

    assert page_in_folder(words) == words


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Fernbrook Plan", "fernbrook-plan"),
        ("Cynllun Ynys Môn: 2021/22", "cynllun-ynys-mon-202122"),
        ("計画", "plan"),
        ("A very long name " * 20, "a-very-long-name-a-very-long-name-a-very-long-name-a-very-lo"),
    ],
)
def test_the_folder_has_a_name_that_every_system_can_write(name: str, folder: str):
    assert folder_name(name) == folder
