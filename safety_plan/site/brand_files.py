"""What a brand puts into the site: a small style sheet, logos and an icon, under their digests.

A file is named after its content, so two revisions that look alike share it, and a browser never
shows an old one. Everything is worked out from a `Brand` alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from safety_plan.content.templates import render_template
from safety_plan.core.files import write_file
from safety_plan.core.palette import Mode, palette, with_colours
from safety_plan.models.brand import Brand, Partner
from safety_plan.reading.logos.logo import Logo
from safety_plan.site.logo_plates import is_pale, plate_for

#: The icon of a site without a brand, whose address has never changed.
PLAIN_ICON = "assets/images/mark.svg"
_FOLDER = "assets/brand"
_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
#: How high a logo stands at the top and at the foot of a page, in px.
_HEADER = 40
_FOOTER = 48
#: A logo that is about as wide as it is high can be an icon.
_SQUARE = (0.75, 1.34)
#: What links and numbers are in print, whatever they are on a screen.
_PRINT = "@media print { :root { --figure: var(--ink); --link: var(--ink); } }"


@dataclass(frozen=True, slots=True)
class BrandFile:
    """A file of the site: its path below the root, and its bytes."""

    path: str
    content: bytes


def roles_of(brand: Brand, mode: Mode) -> Mapping[str, str]:
    """The colour of each name in *mode*, with those of *brand*; ours where it has none."""
    if not (brand.colour or brand.accent):
        return palette(mode)
    # Imported here, because few plans have colours of their own, and these take long to start.
    from safety_plan.models.brand_colours import brand_roles

    screen = Mode.DARK if mode is Mode.DARK else Mode.LIGHT
    return with_colours(mode, brand_roles(brand.colour, brand.accent, screen))


def style_sheet(brand: Brand) -> str:
    """The custom properties that *brand* gives other colours; empty where it gives none.

    Whoever has chosen colours in their own system keeps those.
    """
    if not (brand.colour or brand.accent):
        return ""
    from safety_plan.models.brand_colours import brand_roles

    blocks = []
    for mode, media in (
        (Mode.LIGHT, ""),
        (Mode.DARK, "screen and (prefers-color-scheme: dark) and "),
    ):
        roles = brand_roles(brand.colour, brand.accent, mode)
        lines = "".join(f"    --{name}: {colour};\n" for name, colour in roles.items())
        blocks.append(f"@media {media}(forced-colors: none) {{\n  :root {{\n{lines}  }}\n}}\n")
    return "".join(blocks) + _PRINT + "\n"


def brand_context(brand: Brand, council: str) -> dict[str, Any]:
    """What the theme is told of *brand*. A logo shows the *council*, where nothing else is said."""
    icon = _icon(brand)
    grounds = [roles_of(brand, mode)["accent"] for mode in (Mode.LIGHT, Mode.DARK)]
    logo = _as_picture(brand.logo, _HEADER, grounds) if brand.logo else None
    return {
        "stylesheet": _style_file(brand).path if style_sheet(brand) else "",
        "icon": icon.path,
        "icon_type": _TYPES[Path(icon.path).suffix],
        "logo": {**logo, "text": brand.logo_text or council} if logo else None,
        "partners": [_partner(brand, partner) for partner in brand.partners],
    }


def write_brand(brand: Brand, out: Path) -> None:
    """Writes every file of *brand* into the site in *out*."""
    files = [_icon(brand)]
    if style_sheet(brand):
        files.append(_style_file(brand))
    logos = [brand.logo, *(partner.logo for partner in brand.partners)]
    files += [_logo_file(logo) for logo in logos if logo]
    for file in files:
        target = out / file.path
        write_file(target, file.content)


def _partner(brand: Brand, partner: Partner) -> dict[str, Any]:
    grounds = [roles_of(brand, mode)["tint"] for mode in (Mode.LIGHT, Mode.DARK)]
    logo = _as_picture(partner.logo, _FOOTER, grounds) if partner.logo else None
    return {"name": partner.name, "address": partner.address, "logo": logo}


def _as_picture(logo: Logo, height: int, grounds: list[str]) -> dict[str, Any]:
    """A *logo* as the theme shows it, *height* px high, on one of *grounds*."""
    return {
        "path": _logo_file(logo).path,
        "width": max(1, round(height * logo.width / logo.height)),
        "height": height,
        "plate": plate_for(logo.edge_colours, grounds),
        "is_pale": is_pale(logo.edge_colours),
    }


def _icon(brand: Brand) -> BrandFile:
    """The logo where it is about square, or else the shield in the colours of the brand."""
    if brand.logo and _SQUARE[0] <= brand.logo.width / brand.logo.height <= _SQUARE[1]:
        return _logo_file(brand.logo)
    roles = roles_of(brand, Mode.LIGHT)
    text = render_template("mark.svg", shield=roles["accent"], tick=roles["icon-tick"])
    content = f"{text}\n".encode()
    return _brand_file(content, ".svg") if style_sheet(brand) else BrandFile(PLAIN_ICON, content)


def _logo_file(logo: Logo) -> BrandFile:
    return _brand_file(logo.published, logo.suffix)


def _style_file(brand: Brand) -> BrandFile:
    return _brand_file(style_sheet(brand).encode(), ".css")


@cache
def _brand_file(content: bytes, suffix: str) -> BrandFile:
    return BrandFile(f"{_FOLDER}/{sha256(content).hexdigest()[:16]}{suffix}", content)
