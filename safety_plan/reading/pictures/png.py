"""PNG files: signature, then chunks of length, name, bytes and checksum."""

import struct
import zlib
from collections.abc import Iterator

from safety_plan.reading.pictures.colours import only_colours
from safety_plan.reading.pictures.exif import only_orientation
from safety_plan.reading.pictures.picture import BrokenPictureError, Picture

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER_SIZE = 13
_MOST_PROFILE_BYTES = 4_000_000
#: The chunks that a picture is drawn from. Words, days, palettes with names and what programs
#: write for themselves are none of them.
_DRAWN = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD"),
    *(b"pHYs", b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT"),
}
_Chunk = tuple[bytes, bytes]


def read_png(content: bytes) -> Picture:
    """The picture in *content*. Raises BrokenPictureError."""
    chunks = [*_chunks(content)]
    names = [name for name, _ in chunks]
    header = chunks[0][1]
    if names[0] != b"IHDR" or len(header) != _HEADER_SIZE or b"IDAT" not in names:
        raise BrokenPictureError
    width, height = struct.unpack_from(">II", header)
    if not width or not height:
        raise BrokenPictureError
    frames = max(1, names.count(b"fcTL"))
    to_publish = [_publish_chunk(name, chunk) for name, chunk in chunks]
    published = b"".join(_write(*chunk) for chunk in to_publish if chunk)
    return Picture(width, height, frames, SIGNATURE + published)


def _chunks(content: bytes) -> Iterator[_Chunk]:
    """Name and bytes of each chunk up to the end of the picture; what follows is no part of it."""
    if not content.startswith(SIGNATURE):
        raise BrokenPictureError
    start = len(SIGNATURE)
    name = b""
    while name != b"IEND":
        if start + 12 > len(content):
            raise BrokenPictureError
        size, name = struct.unpack_from(">I4s", content, start)
        chunk = content[start + 8 : start + 8 + size]
        start += size + 12
        if start > len(content) or _checksum(name, chunk) != content[start - 4 : start]:
            raise BrokenPictureError
        yield name, chunk


def _publish_chunk(name: bytes, chunk: bytes) -> _Chunk | None:
    """A chunk as it is published; None where a picture is drawn without it."""
    if name == b"eXIf":
        chunk = only_orientation(chunk)
    elif name == b"iCCP":
        chunk = _profile(chunk)
    elif name not in _DRAWN:
        return None
    elif name == b"IEND":
        chunk = b""
    return (name, chunk) if chunk or name in _DRAWN else None


def _profile(chunk: bytes) -> bytes:
    """A colour profile without the name and the words that a device gave it."""
    _, _, packed = chunk.partition(b"\0")
    try:
        profile = zlib.decompressobj().decompress(packed[1:], _MOST_PROFILE_BYTES)
    except zlib.error:
        return b""
    colours = only_colours(profile)
    return b"colours\0\0" + zlib.compress(colours, 0) if colours else b""


def _write(name: bytes, chunk: bytes) -> bytes:
    return struct.pack(">I", len(chunk)) + name + chunk + _checksum(name, chunk)


def _checksum(name: bytes, chunk: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(chunk, zlib.crc32(name)))
