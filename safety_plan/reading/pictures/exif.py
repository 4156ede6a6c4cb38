"""What cameras write into pictures (Exif), of which one thing is needed: which side is up."""

import struct

#: How Exif starts in JPEG files, and in some WebP files.
START = b"Exif\0\0"
_ORIENTATION = 0x0112
_UPRIGHT = 1
_LAST = 8


def only_orientation(exif: bytes) -> bytes:
    """*exif* with nothing in it but which side is up; empty where that says nothing."""
    side = _orientation(exif.removeprefix(START))
    if side == _UPRIGHT:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, side, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)


def _orientation(tiff: bytes) -> int:
    """The number of the side that is up; that of an upright picture where it cannot be read."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return _UPRIGHT
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(count):
            entry = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if entry[:3] == (_ORIENTATION, 3, 1):
                return entry[3] if _UPRIGHT <= entry[3] <= _LAST else _UPRIGHT
    except struct.error:
        pass
    return _UPRIGHT
