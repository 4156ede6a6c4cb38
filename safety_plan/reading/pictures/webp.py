"""WebP files: chunks of name, length and bytes, in one that is called RIFF."""

import struct
from collections.abc import Iterator

from safety_plan.reading.pictures.colours import only_colours
from safety_plan.reading.pictures.exif import only_orientation
from safety_plan.reading.pictures.picture import BrokenPictureError, Picture

_HEAD = 12
_FRAME_HEAD = 16
_EXTENDED_SIZE = 10
#: Flags of the chunk VP8X: the file has a colour profile, Exif, or XMP.
_HAS_PROFILE = 0x20
_HAS_EXIF = 0x08
_HAS_XMP = 0x04
_DRAWN = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"}
_IN_FRAME = {b"VP8 ", b"VP8L", b"ALPH"}
_Chunk = tuple[bytes, bytes]


def read_webp(content: bytes) -> Picture:
    """The picture in *content*. Raises BrokenPictureError."""
    end = int.from_bytes(content[4:8], "little") + 8
    is_webp = content[:4] == b"RIFF" and content[8:_HEAD] == b"WEBP"
    if not is_webp or not _HEAD < end <= len(content):
        raise BrokenPictureError
    chunks = [*_chunks(content[_HEAD:end])]
    try:
        sizes = [size for chunk in chunks if (size := _size(*chunk))]
    except (struct.error, IndexError) as error:
        raise BrokenPictureError from error
    names = [name for name, _ in chunks]
    if not {b"VP8 ", b"VP8L", b"ANMF"} & {*names}:
        raise BrokenPictureError
    width, height = (max(side) for side in zip(*sizes, strict=True))
    body = b"".join(_write(*chunk) for chunk in _publish_chunks(chunks))
    published = b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
    return Picture(width, height, max(1, names.count(b"ANMF")), published)


def _chunks(content: bytes) -> Iterator[_Chunk]:
    at = 0
    while at < len(content):
        if at + 8 > len(content):
            raise BrokenPictureError
        name, size = struct.unpack_from("<4sI", content, at)
        if at + 8 + size > len(content):
            raise BrokenPictureError
        yield name, content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _size(name: bytes, chunk: bytes) -> tuple[int, int] | None:
    """Width and height that a chunk tells, if it is one that tells them."""
    if name == b"VP8X":
        return _wide(chunk, 4), _wide(chunk, 7)
    if name == b"ANMF":
        return _wide(chunk, 6), _wide(chunk, 9)
    if name == b"VP8 " and chunk[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", chunk, 6)
        return width & 0x3FFF, height & 0x3FFF
    if name == b"VP8L" and chunk[0] == 0x2F:
        (bits,) = struct.unpack_from("<I", chunk, 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name in (b"VP8 ", b"VP8L"):
        raise BrokenPictureError
    return None


def _wide(chunk: bytes, at: int) -> int:
    """A side, which is written in three bytes and counted from 1."""
    if len(chunk) < at + 3:
        raise BrokenPictureError
    return int.from_bytes(chunk[at : at + 3], "little") + 1


def _publish_chunks(chunks: list[_Chunk]) -> Iterator[_Chunk]:
    """The chunks that a picture is drawn from, in their order."""
    found = dict(chunks)
    profile = only_colours(found.get(b"ICCP", b""))
    exif = only_orientation(found.get(b"EXIF", b"")) if b"VP8X" in found else b""
    for name, chunk in chunks:
        if name == b"VP8X":
            flags = chunk[0] & ~(_HAS_PROFILE | _HAS_EXIF | _HAS_XMP)
            flags |= (_HAS_PROFILE if profile else 0) | (_HAS_EXIF if exif else 0)
            yield name, bytes((flags,)) + chunk[1:_EXTENDED_SIZE]
            if profile:
                yield b"ICCP", profile
        elif name == b"ANMF":
            inner = (_write(*part) for part in _chunks(chunk[_FRAME_HEAD:]) if part[0] in _IN_FRAME)
            yield name, chunk[:_FRAME_HEAD] + b"".join(inner)
        elif name in _DRAWN:
            yield name, chunk
    if exif:
        yield b"EXIF", exif


def _write(name: bytes, chunk: bytes) -> bytes:
    return name + struct.pack("<I", len(chunk)) + chunk + bytes(len(chunk) % 2)
