"""A picture (PNG) as a logo: its own bytes, without what a program wrote beside the picture."""

from collections import Counter
from io import BytesIO

from PIL import Image

from safety_plan.reading.logos.logo import Logo, LogoError
from safety_plan.reading.pictures.picture import BrokenPictureError
from safety_plan.reading.pictures.png import SIGNATURE, read_png

#: Sides in px. A logo is shown 48 px high; more than this is weight that nobody sees.
MOST_SIDE = 2_000
_SAMPLE = (64, 64)
_SEEN, _ENOUGH = 128, 0.03
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
    colours = _colours(picture.published)
    return Logo(".png", picture.width, picture.height, picture.published, colours)


def _colours(content: bytes) -> tuple[str, ...]:
    """The colours that cover a good part of the picture; what can be seen through is none."""
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as opened:
            whole = opened.convert("RGBA")
            is_seen = any(whole.getchannel("A").histogram()[_FAINT:])
            pixels = whole.resize(_SAMPLE, Image.Resampling.NEAREST).tobytes()
    except (OSError, SyntaxError, ValueError) as error:
        raise LogoError("logo-kind.broken", kind="PNG") from error
    if not is_seen:
        raise LogoError("logo-clean.nothing")
    points = (pixels[place : place + 4] for place in range(0, len(pixels), 4))
    # Sixteen shades of each part of a colour: edges are blurred.
    counts = Counter(tuple(part & 0xF0 for part in p[:3]) for p in points if p[3] >= _SEEN)
    most = [colour for colour, count in counts.items() if count >= _ENOUGH * counts.total()]
    return tuple("#" + "".join(f"{part | part >> 4:02x}" for part in colour) for colour in most)
