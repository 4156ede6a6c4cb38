"""What a drawing may hold: the only elements, attributes and values that are taken over."""

import re

SVG = "http://www.w3.org/2000/svg"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

#: Elements that draw, hold others or lend a colour.
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
GRADIENTS = frozenset({"linearGradient", "radialGradient"})
ELEMENTS = SHAPES | GRADIENTS | {"svg", "g", "defs", "stop", "clipPath", "mask", "use", "symbol"}
#: What stands around others and draws nothing: its content is taken over without it.
AROUND = frozenset({"a", "switch"})
#: What cannot be left out, because the logo would look otherwise, with its message.
NEEDED = {
    **dict.fromkeys(("text", "tspan", "textPath", "flowRoot"), "logo-clean.text"),
    "image": "logo-clean.picture",
}
#: What is left out and told of, in plain words.
LEFT_OUT = {
    "script": "a script",
    "foreignObject": "part of a web page",
    "filter": "a shadow or another effect",
    "pattern": "a pattern that no shape has",
    **dict.fromkeys(("animate", "animateTransform", "animateMotion", "set"), "a movement"),
    **dict.fromkeys(("audio", "video", "iframe", "embed", "object"), "something that plays"),
}
HANDLER = "something that happens when a reader presses or waits"
OTHER_FILE = "what another file would add"
LOADING_STYLE = "a style that depends on a screen or loads a file"
EFFECT = "a shadow or another effect"
LINK = "a link"
MOVEMENT = "a movement"
MIX = "the mixing of colours where shapes overlap (they look otherwise without it)"
MARKS = "arrowheads and other marks on lines"
GROUND = "the ground behind the drawing (the page shows through without it)"
LOST = "the use of a colour or a shape that the file does not hold"
HIDDEN = "hidden words or a hidden picture"

#: Settings of how a shape looks, in an attribute or in a style.
LOOKS = frozenset(
    {
        *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity"),
        *("stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray"),
        *("stroke-dashoffset", "opacity", "clip-path", "clip-rule", "mask", "color", "display"),
        *("visibility", "stop-color", "stop-opacity", "paint-order", "mask-type", "vector-effect"),
    }
)
GEOMETRY = frozenset(
    {
        *("d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry"),
        *("width", "height", "fx", "fy", "fr", "offset", "transform", "viewBox"),
        *("preserveAspectRatio", "gradientUnits", "gradientTransform", "spreadMethod"),
        *("clipPathUnits", "maskUnits", "maskContentUnits"),
    }
)
#: The colours among these.
PAINTS = frozenset({"fill", "stroke", "color", "stop-color"})
#: Settings of a style that are an attribute of the shape otherwise.
_SIZES = ("x", "y", "cx", "cy", "r", "rx", "ry", "width", "height")
SIZES = frozenset(_SIZES)
TURNS = frozenset({"transform", "transform-origin", "transform-box"})
#: Settings that are left out, and what is told of them.
TOLD = {
    **dict.fromkeys(("filter", "backdrop-filter"), EFFECT),
    "mix-blend-mode": MIX,
    **dict.fromkeys(("marker", "marker-start", "marker-mid", "marker-end"), MARKS),
    **dict.fromkeys(("background", "background-color", "background-image"), GROUND),
    **dict.fromkeys(("animation", "animation-name"), MOVEMENT),
}
#: Settings that only a browser can tell the meaning of.
UNKNOWN = frozenset(
    {"d", "rotate", "translate", "scale", "perspective", "offset-path", "mask-image", "zoom"}
)
IN_STYLES = LOOKS | SIZES | TURNS | TOLD.keys() | UNKNOWN
#: Values with which a setting changes nothing.
NOTHING = frozenset({"none", "normal", "auto", "initial", "unset", "inherit", "transparent", "1"})
#: A colour, a number or a few words; nothing that loads and nothing that ends an attribute.
VALUE = re.compile(r"[A-Za-z0-9#.,%()+\-\s]*")
REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"'()]+?)[\"']?\s*\)")
