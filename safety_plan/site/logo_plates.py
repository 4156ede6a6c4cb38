"""Whether a logo can be seen where it stands, or needs a plate behind it."""

from collections.abc import Iterable, Sequence

from safety_plan.core.palette import Mode, palette


def plate_for(colours: Sequence[str], grounds: Iterable[str]) -> str:
    """`light` or `dark` where some of *colours* cannot be seen on one of *grounds*; else empty.

    Of the two it is the one on which fewer cannot be seen.
    """
    if not any(_unseen(colours, ground) for ground in grounds):
        return ""
    names = palette(Mode.LIGHT)
    plates = {"light": names["plate-light"], "dark": names["plate-dark"]}
    return min(plates, key=lambda plate: _unseen(colours, plates[plate]))


def is_pale(colours: Sequence[str]) -> bool:
    """Whether a logo in *colours* cannot be seen on white paper."""
    return bool(colours) and _unseen(colours, palette(Mode.PRINT)["ground"]) == len(colours)


def _unseen(colours: Sequence[str], ground: str) -> int:
    """How many of *colours* have too little contrast on *ground*."""
    # Imported here, because few plans have a logo, and colours take long to start.
    from safety_plan.core.colours import FOR_SHAPES, contrast

    return sum(contrast(colour, ground) < FOR_SHAPES for colour in colours)
