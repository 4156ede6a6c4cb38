"""A picture as every reader of one kind of file gives it."""

from dataclasses import dataclass


class BrokenPictureError(ValueError):
    """Bytes that are no whole picture of the kind that their name says."""


@dataclass(frozen=True, slots=True)
class Picture:
    """How large a picture is, and the bytes to publish.

    *frames* is more than one where it moves. *published* shows the same and tells no more:
    neither place, day, device and person, nor a smaller copy from before it was cropped.
    """

    width: int
    height: int
    frames: int
    published: bytes
