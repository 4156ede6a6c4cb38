"""A photo says nothing of who took it and where: on the site, in a seal, in what is downloaded."""

from __future__ import annotations

from base64 import b64decode
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from PIL import Image

from safety_plan.revisions.verify import seal_problems
from safety_plan.site.build import build_site
from safety_plan.site.review_file import write_review_file
from tests.conftest import TINY
from tests.reading.test_pictures import SECRET, jpeg, looks
from tests.revisions.test_line_ends import seal_adopted


def put_photo(plan: Path) -> Path:
    page = plan / "docs" / "index.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n![The river at high water](river.jpg)\n", "utf-8")
    photo = plan / "docs" / "river.jpg"
    photo.write_bytes(jpeg())
    return photo


def test_no_copy_of_a_photo_that_anybody_gets_says_where_it_was_taken(tiny: Path, tmp_path: Path):
    photo = put_photo(tiny)
    before = photo.read_bytes()
    seal_adopted(tiny)
    site = tmp_path / "site"
    build_site(tiny, site)

    assert photo.read_bytes() == before
    sealed = tiny / "revisions" / "2022-06"
    copies = [*sealed.rglob("river.jpg"), *site.rglob("river.jpg")]
    assert len(copies) == 5  # two in the seal, the same two where it is published, and on the page
    assert {sha256(copy.read_bytes()).hexdigest() for copy in copies} == {
        line.split()[0]
        for line in (site / "2022-06" / "SHA256SUMS").read_text("utf-8").splitlines()
        if line.endswith("river.jpg")
    }
    assert looks(copies[0].read_bytes()) == looks(before)
    assert {*Image.open(BytesIO(copies[0].read_bytes())).getexif()} == {0x0112}
    with ZipFile(site / "2022-06" / "sealed.zip") as archive:
        in_archive = [archive.read(n) for n in archive.namelist() if n.endswith("river.jpg")]
    assert {*in_archive} == {copies[0].read_bytes()}
    public = [file for folder in (site, sealed) for file in folder.rglob("*") if file.is_file()]
    assert [file for file in public if SECRET in file.read_bytes()] == []
    assert seal_problems(tiny) == []


def test_a_preview_that_is_sent_to_a_reviewer_does_not_say_it_either(tiny: Path, tmp_path: Path):
    photo = put_photo(tiny)

    write_review_file(tiny, tmp_path / "review.html", TINY)

    text = (tmp_path / "review.html").read_text("utf-8")
    shown = b64decode(text.partition("data:image/jpeg;base64,")[2].partition('"')[0])
    assert looks(shown) == looks(photo.read_bytes())
    assert SECRET not in shown
