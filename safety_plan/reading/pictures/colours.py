"""Colour profiles (ICC): what colours are meant, without whose screen or camera it was."""

import struct

_HEADER = 128
#: The parts of a header that say which program, day, device and system made a profile.
_MAKERS = ((4, 8), (24, 36), (40, 64), (80, 100))
#: What colours are worked out from. Descriptions, serial numbers and rights are none of it.
_NEEDED = {
    *(b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt"),
    *(b"chad", b"cicp", b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2"),
}
#: The types of tags that hold numbers and no words.
_NUMBERS = {b"XYZ ", b"curv", b"para", b"sf32", b"mft1", b"mft2", b"mAB ", b"mBA ", b"cicp"}


def only_colours(profile: bytes) -> bytes:
    """*profile* with what colours are worked out from; empty where it cannot be read."""
    if profile[36:40] != b"acsp":
        return b""
    try:
        tags = _tags(profile)
    except struct.error:
        return b""
    needed = {name: tag for name, tag in tags.items() if name in _NEEDED and tag[:4] in _NUMBERS}
    return _write(profile[:_HEADER], needed) if needed else b""


def _tags(profile: bytes) -> dict[bytes, bytes]:
    """The bytes of each tag by its name."""
    (count,) = struct.unpack_from(">I", profile, _HEADER)
    tags = {}
    for number in range(min(count, 200)):
        name, start, size = struct.unpack_from(">4sII", profile, _HEADER + 4 + 12 * number)
        if start + size <= len(profile):
            tags[name] = profile[start : start + size]
    return tags


def _write(header: bytes, tags: dict[bytes, bytes]) -> bytes:
    for start, end in _MAKERS:
        header = header[:start] + bytes(end - start) + header[end:]
    table = struct.pack(">I", len(tags))
    body = b""
    places: dict[bytes, int] = {}  # curves that are alike are written once
    start = _HEADER + 4 + 12 * len(tags)
    for name, tag in tags.items():
        if tag not in places:
            places[tag] = start + len(body)
            body += tag + bytes(-len(tag) % 4)
        table += struct.pack(">4sII", name, places[tag], len(tag))
    profile = header + table + body
    return struct.pack(">I", len(profile)) + profile[4:]
