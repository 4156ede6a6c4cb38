"""A picture looks the same when it is published, and says nothing of who took it and where."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageOps, PngImagePlugin

from safety_plan.core.problems import Location
from safety_plan.reading.pictures.kinds import (
    KINDS,
    MOST_PIXELS,
    MOST_SIDE,
    picture_problem,
    published_bytes,
)
from safety_plan.reading.pictures.picture import BrokenPictureError

SECRET = b"Phone of J Smith"
XMP = b"<x:xmpmeta>Phone of J Smith 51.27,0.52</x:xmpmeta>"


def camera_notes(side: int = 6) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0110], exif[0x0112], exif[0x9286] = SECRET.decode(), side, SECRET.decode()
    exif[0x8825] = {1: "N", 2: (51.0, 16.0, 20.0), 3: "E", 4: (0.0, 31.0, 10.0)}
    return exif


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def drawing(mode: str = "RGB") -> Image.Image:
    picture = Image.radial_gradient("L").resize((40, 20)).convert("RGB")
    picture.putpixel((3, 2), (255, 0, 0))
    return picture.convert(mode)


def saved(kind: str, mode: str = "RGB", **options: object) -> bytes:
    file = BytesIO()
    drawing(mode).save(file, kind, **options)
    return file.getvalue()


def png(side: int = 6, **options: object) -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", SECRET.decode())
    words.add_text("Comment", SECRET.decode(), zip=True)
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return saved("PNG", exif=camera_notes(side), pnginfo=words, icc_profile=profile(), **options)


def moving_png() -> bytes:
    frames = [drawing(), drawing().rotate(180)]
    return saved("PNG", save_all=True, append_images=frames[1:], duration=100)


def jpeg(side: int = 6, **options: object) -> bytes:
    content = saved(
        "JPEG", exif=camera_notes(side), icc_profile=profile(), comment=SECRET, xmp=XMP, **options
    )
    iptc = b"Photoshop 3.0\x008BIM" + SECRET
    small_copy = b"JFXX\x00\x13" + SECRET
    more = b"".join(
        struct.pack(">BBH", 0xFF, mark, len(part) + 2) + part
        for mark, part in ((0xED, iptc), (0xE0, small_copy), (0xE2, b"FPXR\0" + SECRET))
    )
    return content[:20] + more + content[20:]


def webp(side: int = 6, **options: object) -> bytes:
    content = saved("WEBP", exif=camera_notes(side), icc_profile=profile(), xmp=XMP, **options)
    unknown = b"junk" + struct.pack("<I", len(SECRET)) + SECRET
    return content[:4] + struct.pack("<I", len(content) - 8 + len(unknown)) + content[8:] + unknown


def moving_webp() -> bytes:
    more = [drawing().rotate(180)]
    return webp(save_all=True, append_images=more, duration=100)


TAKEN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "PNG": (".png", png),
    "PNG in parts of four colours": (".png", lambda: saved("PNG", "P", exif=camera_notes())),
    "PNG that moves": (".png", moving_png),
    "JPEG": (".jpg", jpeg),
    "JPEG line by line": (".jpg", lambda: jpeg(progressive=True)),
    "JPEG in grey": (".jpeg", lambda: saved("JPEG", "L", exif=camera_notes())),
    "JPEG for a press": (".jpg", lambda: saved("JPEG", "CMYK", exif=camera_notes())),
    "JPEG with restarts": (".jpg", lambda: jpeg(restart_marker_blocks=1)),
    "WebP": (".webp", webp),
    "WebP without loss": (".webp", lambda: webp(lossless=True)),
    "WebP one can see through": (".webp", lambda: saved("WEBP", "RGBA", exif=camera_notes())),
    "WebP that moves": (".webp", moving_webp),
    "WebP of the simplest kind": (".webp", lambda: saved("WEBP")),
}


def write(folder: Path, ending: str, content: bytes) -> Path:
    file = folder / f"photo{ending}"
    file.write_bytes(content)
    return file


def looks(content: bytes) -> list[bytes]:
    """The points of each frame, the right side up."""
    picture = Image.open(BytesIO(content))
    frames = []
    for number in range(getattr(picture, "n_frames", 1)):
        picture.seek(number)
        frames.append(ImageOps.exif_transpose(picture).convert("RGBA").tobytes())
    return frames


@pytest.mark.parametrize("name", TAKEN)
def test_a_picture_looks_the_same_and_tells_nothing_of_its_taking(tmp_path: Path, name: str):
    ending, make = TAKEN[name]
    after_the_end = b"ftypmp42" + SECRET
    content = make() + after_the_end
    file = write(tmp_path, ending, content)
    assert picture_problem(file, Location("docs/photo")) is None

    published = published_bytes(file)

    assert file.read_bytes() == content
    assert looks(published) == looks(content)
    for trace in (SECRET, b"J\0 \0S\0", b"ftyp", b"xmpmeta", b"8BIM", b"GPS", b"JFXX", b"FPXR"):
        assert trace not in published
    seen = Image.open(BytesIO(published))
    seen.load()
    assert {*seen.getexif()} <= {0x0112}
    assert "comment" not in seen.info
    # Cleaned again, it is the same: what is sealed is what is published.
    assert published_bytes(write(tmp_path, ending, published)) == published


@pytest.mark.parametrize("side", range(1, 9))
@pytest.mark.parametrize("make", [png, jpeg, webp])
def test_a_picture_taken_with_a_phone_held_any_way_keeps_its_side_up(
    tmp_path: Path, make: Callable[[int], bytes], side: int
):
    file = write(tmp_path, f".{make.__name__}".replace("jpeg", "jpg"), make(side))

    seen = Image.open(BytesIO(published_bytes(file)))

    assert seen.getexif().get(0x0112, 1) == side


@pytest.mark.parametrize("make", [png, jpeg, webp])
def test_colours_keep_their_meaning_without_the_words_of_a_screen(
    tmp_path: Path, make: Callable[[], bytes]
):
    file = write(tmp_path, f".{make.__name__}".replace("jpeg", "jpg"), make())

    kept = Image.open(BytesIO(published_bytes(file))).info["icc_profile"]

    meant = ImageCms.ImageCmsProfile(BytesIO(kept))
    transform = ImageCms.buildTransform(meant, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    turned = transform.apply(drawing().copy())
    assert all(abs(a - b) <= 2 for a, b in zip(turned.tobytes(), drawing().tobytes(), strict=True))
    assert b"desc" not in kept
    assert b"cprt" not in kept
    assert kept[24:36] == bytes(12)  # the day


def png_of(width: int, height: int, frames: int = 1) -> bytes:
    """A picture of few bytes; its lines are left out, for nobody looks at them."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + checksum

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    moves = chunk(b"acTL", struct.pack(">II", frames, 0)) + frames * chunk(b"fcTL", bytes(26))
    lines = chunk(b"IDAT", zlib.compress(bytes(9)))
    mark = b"\x89PNG\r\n\x1a\n"
    return mark + head + (moves if frames > 1 else b"") + lines + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    content = saved("JPEG")
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + struct.pack(">HH", height, width) + content[at + 4 :]


def webp_of(width: int, height: int) -> bytes:
    content = saved("WEBP")
    at = content.index(b"\x9d\x01\x2a") + 3
    return content[:at] + struct.pack("<HH", width, height) + content[at + 4 :]


TOO_LARGE = {
    "22,000 by 22,000": (".png", png_of(22_000, 22_000)),
    "more than the limit by one line": (".png", png_of(5_000, MOST_PIXELS // 5_000 + 1)),
    "long as a street": (".png", png_of(MOST_SIDE + 1, 1)),
    "a thousand large frames": (".png", png_of(1_000, 1_000, 1_000)),
    "JPEG": (".jpg", jpeg_of(60_000, 60_000)),
    "WebP": (".webp", webp_of(16_383, 16_383)),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_a_picture_that_fills_the_memory_of_a_phone_is_refused(tmp_path: Path, name: str):
    found = picture_problem(write(tmp_path, *TOO_LARGE[name]), Location("docs/photo"))

    assert found is not None
    assert found.rule == "picture-pixels"


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        (".png", png_of(5_712, 4_284)),
        (".jpg", jpeg_of(5_712, 4_284)),
        (".jpg", jpeg_of(4_032, 3_024)),
        (".png", png_of(1_000, 16_000)),
        (".png", png_of(600, 400, 100)),
    ],
)
def test_a_picture_as_a_phone_or_a_screen_makes_it_is_taken(
    tmp_path: Path, ending: str, content: bytes
):
    assert picture_problem(write(tmp_path, ending, content), Location("docs/photo")) is None


BROKEN = {
    "the first bytes alone": (".png", b"\x89PNG"),
    "a page after the first bytes": (".png", b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script>"),
    "a sound": (".webp", b"RIFF\x24\x08\x00\x00WAVEfmt " + bytes(100)),
    "a script": (".jpg", b"\xff\xd8\xff/*<script>alert(1)</script>*/"),
    "no size": (".png", png_of(0, 5)),
    "a WebP of nothing": (".webp", b"RIFF\x04\x00\x00\x00WEBP"),
    "a JPEG of nothing": (".jpg", b"\xff\xd8\xff\xd9"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_only_starts_as_a_picture_is_refused(tmp_path: Path, name: str):
    found = picture_problem(write(tmp_path, *BROKEN[name]), Location("docs/photo"))

    assert found is not None
    assert found.rule == "picture-kind"


@pytest.mark.parametrize("make", [png, jpeg, webp, moving_png, moving_webp])
def test_a_picture_that_was_cut_short_is_refused_and_no_bytes_raise(make: Callable[[], bytes]):
    content = make()
    chance = random.Random(15)
    read = KINDS[f".{make.__name__.removeprefix('moving_')}"][1]
    for end in {*chance.sample(range(12, len(content) - 40), 60)}:
        with pytest.raises(BrokenPictureError):
            read(content[:end])
    for _ in range(300):
        spoiled = bytearray(content)
        for _ in range(chance.randint(1, 4)):
            spoiled[chance.randrange(12, len(spoiled))] = chance.randrange(256)
        with suppress(BrokenPictureError):
            read(bytes(spoiled))
