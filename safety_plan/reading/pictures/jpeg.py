"""JPEG files: segments, each with a mark, and the drawn lines of the picture between them."""

import re
import struct
from collections.abc import Iterator

from safety_plan.reading.pictures.colours import only_colours
from safety_plan.reading.pictures.exif import START as EXIF
from safety_plan.reading.pictures.exif import only_orientation
from safety_plan.reading.pictures.picture import BrokenPictureError, Picture

_END = 0xD9
_SCAN = 0xDA
_JFIF = 0xE0
_APP1 = 0xE1
_APP2 = 0xE2
_ADOBE = 0xEE
#: What says how large the picture is.
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
#: The segments that a picture is drawn from, with their tables. Remarks are none of them.
_DRAWN = _FRAMES | {0xC4, 0xCC, 0xDA, 0xDB, 0xDC, 0xDD}
_PROFILE = b"ICC_PROFILE\0"
_MOST_IN_SEGMENT = 65_000
#: Where the drawn lines end: at a mark that is none of those within them.
_NEXT_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def read_jpeg(content: bytes) -> Picture:
    """The picture in *content*. Raises BrokenPictureError."""
    segments = [*_segments(content)]
    sizes = [struct.unpack_from(">HH", s, 1) for mark, s, _ in segments if mark in _FRAMES]
    if len(sizes) != 1 or not all(sizes[0]) or _SCAN not in {mark for mark, _, _ in segments}:
        raise BrokenPictureError
    (height, width) = sizes[0]
    body = b"".join(_write(mark, s) + lines for mark, s, lines in segments if mark in _DRAWN)
    published = b"\xff\xd8" + _head(segments) + body + b"\xff\xd9"
    return Picture(width, height, 1, published)


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Mark, bytes and drawn lines of each segment; what follows the end is no part of it."""
    offset = 2
    while True:
        while content[offset : offset + 2] == b"\xff\xff":  # padding
            offset += 1
        if content[offset : offset + 1] != b"\xff" or offset + 2 > len(content):
            raise BrokenPictureError
        mark = content[offset + 1]
        if mark == _END:
            return
        size = int.from_bytes(content[offset + 2 : offset + 4], "big")
        end = offset + 2 + size
        if size < 2 or end > len(content) or (mark in _FRAMES and size < 8):
            raise BrokenPictureError
        following = _NEXT_MARK.search(content, end) if mark == _SCAN else None
        if mark == _SCAN and following is None:
            raise BrokenPictureError
        lines_end = following.start() if following else end
        yield mark, content[offset + 4 : end], content[end:lines_end]
        offset = lines_end


def _head(segments: list[tuple[int, bytes, bytes]]) -> bytes:
    """What must be known before a picture is drawn: its units, which side is up, its colours."""
    head = b""
    exif = b""
    profile = b""
    for mark, segment, _ in segments:
        if mark == _JFIF and segment.startswith(b"JFIF\0") and not head:
            head = _write(mark, segment[:12].ljust(12, b"\0") + b"\0\0")  # without its small copy
        elif mark == _APP1 and segment.startswith(EXIF):
            exif = exif or only_orientation(segment)
        elif mark == _APP2 and segment.startswith(_PROFILE):
            profile += segment[len(_PROFILE) + 2 :]
    colours = only_colours(profile)
    parts = [colours[i : i + _MOST_IN_SEGMENT] for i in range(0, len(colours), _MOST_IN_SEGMENT)]
    adobe = (s[:12] for mark, s, _ in segments if mark == _ADOBE and s.startswith(b"Adobe"))
    return b"".join(
        (
            head,
            _write(_APP1, EXIF + exif) if exif else b"",
            *(
                _write(_APP2, _PROFILE + bytes((number, len(parts))) + part)
                for number, part in enumerate(parts, start=1)
            ),
            *(_write(_ADOBE, segment) for segment in adobe),
        )
    )


def _write(mark: int, segment: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, mark, len(segment) + 2) + segment
