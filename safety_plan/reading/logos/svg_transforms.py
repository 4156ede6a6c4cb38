"""How a style moves and turns a shape, as the attribute that says the same."""

import math
import re

from safety_plan.reading.logos.logo import LogoError

_FUNCTION = re.compile(r"\s{0,20}([A-Za-z]{1,20})\(([^()]{0,500})\)\s{0,20},?")
_NUMBER = re.compile(r"([+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)([A-Za-z%]*)")
_LENGTHS = {"": 1.0, "px": 1.0}
_ANGLES = {"": 1.0, "deg": 1.0, "rad": 180 / math.pi, "grad": 0.9, "turn": 360.0}
_SHARES = {"": 1.0, "%": 0.01}
#: For each function of a style: the units of its numbers, how many there may be, and the same in
#: an attribute.
_FUNCTIONS = {
    "translate": (_LENGTHS, (1, 2), "translate({})"),
    "translateX": (_LENGTHS, (1,), "translate({} 0)"),
    "translateY": (_LENGTHS, (1,), "translate(0 {})"),
    "scale": (_SHARES, (1, 2), "scale({})"),
    "scaleX": (_SHARES, (1,), "scale({} 1)"),
    "scaleY": (_SHARES, (1,), "scale(1 {})"),
    "rotate": (_ANGLES, (1,), "rotate({})"),
    "rotateZ": (_ANGLES, (1,), "rotate({})"),
    "skew": (_ANGLES, (1,), "skewX({})"),
    "skewX": (_ANGLES, (1,), "skewX({})"),
    "skewY": (_ANGLES, (1,), "skewY({})"),
    "matrix": (_LENGTHS, (6,), "matrix({})"),
}
_NAMES = {name.lower(): name for name in _FUNCTIONS}
_AT_START = frozenset({"0", "0px", "0%", "left", "top"})


def transform_of_style(value: str) -> str:
    """The transform *value* of a style as an attribute has it. Raises LogoError."""
    if value == "none":
        return ""
    functions = []
    place = 0
    while place < len(value):
        match = _FUNCTION.match(value, place)
        if match is None or match[1].lower() not in _NAMES:
            raise _unknown("transform", value)
        units, counts, form = _FUNCTIONS[_NAMES[match[1].lower()]]
        numbers = [_number(part, units) for part in match[2].replace(",", " ").split()]
        if None in numbers or len(numbers) not in counts:
            raise _unknown("transform", value)
        functions.append(form.format(" ".join(f"{number:.9g}" for number in numbers)))
        place = match.end()
    return " ".join(functions)


def around_origin(transform: str, origin: str, box: str) -> str:
    """The attribute *transform* for a shape that turns around *origin*. Raises LogoError."""
    if not transform:
        return ""
    if box not in ("", "view-box"):
        raise _unknown("transform-box", box)
    parts = origin.replace(",", " ").split()
    if all(part in _AT_START for part in parts):
        return transform
    # One length alone is that from the left; the other is then the middle, which is not known.
    lengths = [_number(part, _LENGTHS) for part in parts[:2]]
    # A nought is a whole number, since a decimal one would have a minus on the way back.
    numbers = [number or 0 for number in lengths if number is not None]
    if len(numbers) < 2:
        raise _unknown("transform-origin", origin)
    to = " ".join(f"{number:.9g}" for number in numbers)
    back = " ".join(f"{-number:.9g}" for number in numbers)
    return f"translate({to}) {transform} translate({back})"


def _number(text: str, units: dict[str, float]) -> float | None:
    match = _NUMBER.fullmatch(text)
    factor = units.get(match[2].lower()) if match else None
    return float(match[1]) * factor if match and factor else None


def _unknown(name: str, value: str) -> LogoError:
    return LogoError("logo-clean.style", selector=f"{name}: {value}"[:60])
