"""The kinds of pictures that may be published, each with its reader and how large it may be."""

from collections.abc import Callable
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.reading.pictures.jpeg import read_jpeg
from safety_plan.reading.pictures.picture import BrokenPictureError, Picture
from safety_plan.reading.pictures.png import read_png
from safety_plan.reading.pictures.webp import read_webp

MOST_BYTES = 1_000_000
#: What a telephone takes (5,712 by 4,284) fits; more takes a browser too much memory.
MOST_PIXELS = 25_000_000
#: Of all frames of a picture that moves.
MOST_PIXELS_OF_FRAMES = 100_000_000
#: More than that no browser draws everywhere.
MOST_SIDE = 16_383

#: How each kind starts, and its reader.
KINDS: dict[str, tuple[bytes, Callable[[bytes], Picture]]] = {
    ".png": (b"\x89PNG", read_png),
    ".jpg": (b"\xff\xd8\xff", read_jpeg),
    ".jpeg": (b"\xff\xd8\xff", read_jpeg),
    ".webp": (b"RIFF", read_webp),
}


def picture_problem(file: Path, location: Location) -> Problem | None:
    """Why the picture *file* may not be published, if it may not."""
    size = file.stat().st_size
    if size > MOST_BYTES:
        return problem("file-too-large.picture", location, size=size, most=MOST_BYTES)
    kind = file.suffix[1:].upper()
    content = file.read_bytes()
    start, read = KINDS[file.suffix.lower()]
    if not content.startswith(start):
        return problem("picture-kind", location, name=file.name, kind=kind)
    try:
        picture = read(content)
    except BrokenPictureError:
        return problem("picture-kind.broken", location, name=file.name, kind=kind)
    return _size_problem(picture, location)


def _size_problem(picture: Picture, location: Location) -> Problem | None:
    sides = {"width": picture.width, "height": picture.height}
    pixels = picture.width * picture.height
    if pixels > MOST_PIXELS or max(sides.values()) > MOST_SIDE:
        return problem("picture-pixels", location, **sides, most=MOST_PIXELS, longest=MOST_SIDE)
    if pixels * picture.frames > MOST_PIXELS_OF_FRAMES:
        params = {"frames": picture.frames, "most": MOST_PIXELS_OF_FRAMES}
        return problem("picture-pixels.frames", location, **sides, **params)
    return None


def published_bytes(file: Path) -> bytes:
    """The picture *file* as readers get it: the same to look at, with nothing about its taking.

    Bytes that are no picture are given as they are; check refuses those.
    """
    content = file.read_bytes()
    try:
        return KINDS[file.suffix.lower()][1](content).published
    except BrokenPictureError:
        return content
