"""The letters of the site: few bytes, whole words, a licence."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from safety_plan.core import parallel
from safety_plan.core.resources import PACKAGE
from safety_plan.site import post_build
from safety_plan.site.build import build_and_read_site
from safety_plan.site.typeface import (
    FOLDER,
    TYPEFACE,
    faces,
    faces_not_kept,
    letters,
    write_typeface,
)
from tests.conftest import TINY

#: Bytes of what every page loads: two weights in one file.
MOST = 24_000


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("letters")
    write_typeface(out)
    return out


def font(written: Path, name: str) -> TTFont:
    return TTFont(BytesIO((written / FOLDER / name).read_bytes()))


def test_what_every_page_loads_is_small_and_has_both_weights(written: Path):
    axis = font(written, "text.woff2")["fvar"].axes[0]

    assert (written / TYPEFACE).stat().st_size < MOST
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)


def test_words_in_english_and_welsh_need_one_file(written: Path):
    known = font(written, "text.woff2").getBestCmap()
    catalogue = (PACKAGE / "locales/cy/messages.po").read_text("utf-8")
    used = {letter for letter in catalogue if letter.isprintable() and letter.isalpha()}

    assert {letter for letter in used if ord(letter) not in known} == set()
    assert {letter for letter in "£€“”‘’–…·×−½" if ord(letter) not in known} == set()


def test_other_letters_of_the_family_are_in_the_second_file_and_in_that_alone(written: Path):
    first, second = (font(written, name).getBestCmap() for name in faces())

    assert {*map(ord, "ąęłőřšžğ")} <= {*second}
    assert {*first} & {*second} == set()


def test_numbers_can_stand_below_one_another(written: Path):
    cut = font(written, "text.woff2")
    features = {record.FeatureTag for record in cut["GSUB"].table.FeatureList.FeatureRecord}

    assert "tnum" in features


def test_the_licence_goes_with_it_and_stands_in_each_file(written: Path):
    assert "SIL OPEN FONT LICENSE" in (written / FOLDER / "LICENSE.txt").read_text("utf-8").upper()
    for name in faces():
        names = font(written, name)["name"]
        assert "Open Font License" in str(names.getDebugName(13))
        assert "Copyright" in str(names.getDebugName(0))


def test_two_builds_give_the_same_bytes(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("safety_plan.core.cache.CACHE_DIR", tmp_path / "cache")
    write_typeface(tmp_path)

    assert (tmp_path / TYPEFACE).read_bytes() == (written / TYPEFACE).read_bytes()


@pytest.mark.parametrize("cores", [1, 2])
def test_a_build_cuts_out_letters_once_and_before_it_needs_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int
):
    monkeypatch.setattr("safety_plan.core.cache.CACHE_DIR", tmp_path / "cache")
    monkeypatch.setattr(parallel, "cores", lambda: cores)
    assert [*faces_not_kept()] == [*faces()]

    def write(out: Path) -> None:
        assert faces_not_kept() == {}
        write_typeface(out)

    monkeypatch.setattr(post_build, "write_typeface", write)
    build_and_read_site(TINY, tmp_path / "site", with_archive=False)

    assert (tmp_path / "site" / TYPEFACE).is_file()


def test_ranges_are_read_as_browsers_read_them():
    assert letters("U+20-22, U+A0") == {0x20, 0x21, 0x22, 0xA0}


@pytest.mark.parametrize("page", ["2021-06/index.html", "2021-06/figures/index.html", "404.html"])
def test_every_page_asks_for_it_at_once(tiny_site: Path, page: str):
    html = (tiny_site / page).read_text("utf-8")

    assert html.index(f'{TYPEFACE}" as="font"') < html.index('rel="stylesheet"')
