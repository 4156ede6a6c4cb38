"""Reading DER, the bytes that certificates and time stamps are written in (X.690).

Only its frame: which elements stand in which. It is enough to read what a time stamp says;
whether it is genuine is for `openssl` to say.
"""

#: A tag of more than one byte, or a length that is left open: neither stands in a time stamp.
_LONG_TAG = 0x1F
_OPEN_LENGTH = 0x80
#: No length of ours needs more bytes to be written.
_MOST_LENGTH_BYTES = 4

#: An element: its tag, and the bytes in it.
Element = tuple[int, bytes]


def read_elements(content: bytes) -> list[Element]:
    """The elements that stand one after the other in *content*. Raises ValueError."""
    elements = []
    at = 0
    while at < len(content):
        tag = content[at]
        at = at + 1
        length, at = _read_length(content, at)
        if tag & _LONG_TAG == _LONG_TAG or at + length > len(content):
            raise ValueError("not DER")
        elements.append((tag, content[at : at + length]))
        at += length
    return elements


def _read_length(content: bytes, at: int) -> tuple[int, int]:
    """The length that is written at *at*, and where what it counts begins."""
    if at >= len(content) or content[at] == _OPEN_LENGTH:
        raise ValueError("not DER")
    first = content[at]
    at = at + 1
    if first < _OPEN_LENGTH:
        return first, at
    count = first - _OPEN_LENGTH
    if count > _MOST_LENGTH_BYTES or at + count > len(content):
        raise ValueError("not DER")
    return int.from_bytes(content[at : at + count], "big"), at + count
