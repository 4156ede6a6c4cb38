"""A picture (PNG) as a logo: its own bytes, without what a program wrote beside the picture."""

from collections import Counter
from collections.abc import Collection, Mapping
from io import BytesIO

from PIL import Image

from safety_plan.reading.logos.logo import Logo, LogoError
from safety_plan.reading.pictures.picture import BrokenPictureError
from safety_plan.reading.pictures.png import SIGNATURE, read_png

#: Sides in px. A logo is shown 48 px high; more than this is weight that nobody sees.
MOST_SIDE = 2_000
_SAMPLE = (64, 64)
_SEEN = 128
_ENOUGH = 0.03
#: The steps from a point to those around it.
_NEAR = ((-1, 0), (1, 0), (0, -1), (0, 1))
#: How solid, of 255, the strongest point of a picture must be for anybody to see it.
_FAINT = 13


def read_png_logo(content: bytes) -> Logo:
    """The logo in *content*. Raises LogoError."""
    if not content.startswith(SIGNATURE):
        raise LogoError("logo-kind.other", kind="PNG")
    try:
        picture = read_png(content)
    except BrokenPictureError as error:
        raise LogoError("logo-kind.broken", kind="PNG") from error
    if max(picture.width, picture.height) > MOST_SIDE:
        sides = {"width": picture.width, "height": picture.height}
        raise LogoError("logo-size.pixels", **sides, most=MOST_SIDE)
    points = _points(picture.published)
    return Logo(
        *(".png", picture.width, picture.height, picture.published),
        colours=_colours([point for point in points.values() if point[3] >= _SEEN]),
        edge=_edge(points),
    )


def _points(content: bytes) -> dict[tuple[int, int], bytes]:
    """The parts of the colour of points all over the picture, by their row and column."""
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as opened:
            whole = opened.convert("RGBA")
            is_seen = any(whole.getchannel("A").histogram()[_FAINT:])
            pixels = whole.resize(_SAMPLE, Image.Resampling.NEAREST).tobytes()
    except (OSError, SyntaxError, ValueError) as error:
        raise LogoError("logo-kind.broken", kind="PNG") from error
    if not is_seen:
        raise LogoError("logo-clean.nothing")
    width = _SAMPLE[0]
    starts = range(0, len(pixels), 4)
    return {divmod(start // 4, width): pixels[start : start + 4] for start in starts}


def _edge(points: Mapping[tuple[int, int], bytes]) -> tuple[str, ...]:
    """The colours beside what can be seen through; none where the picture has its own ground."""
    clear = {place for place, point in points.items() if point[3] < _SEEN}
    last_row, last_column = (side - 1 for side in reversed(_SAMPLE))
    border = {(r, c) for r, c in points if r in (0, last_row) or c in (0, last_column)}
    if not clear & border:
        return ()
    near = {(r + down, c + across) for r, c in clear for down, across in _NEAR}
    return _colours([points[place] for place in (near | border) & points.keys() - clear])


def _colours(points: Collection[bytes]) -> tuple[str, ...]:
    """The colours of a good part of *points*."""
    # Sixteen shades of each part of a colour: edges are blurred.
    counts = Counter(tuple(part & 0xF0 for part in point[:3]) for point in points)
    most = [colour for colour, count in counts.items() if count >= _ENOUGH * counts.total()]
    return tuple("#" + "".join(f"{part | part >> 4:02x}" for part in colour) for colour in most)
