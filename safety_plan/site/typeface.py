"""The letters of the site: one family, cut down to what pages need.

The family comes whole, with its licence, in a package that is pinned. Nothing of it is committed:
each build cuts out the letters that a style sheet names, or takes them from the cache.
"""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from importlib.metadata import distribution, version
from io import BytesIO
from pathlib import Path

from safety_plan.core import cache
from safety_plan.core.resources import PACKAGE

FOLDER = "assets/fonts"
#: The file that every page needs, and asks for first.
TYPEFACE = f"{FOLDER}/text.woff2"
SHEET = "assets/stylesheets/type.css"
_PACKAGE = "fontpkg-public-sans"
_FAMILY = "fontpkg_public_sans/files/PublicSans[wght].ttf"
_LICENCE = "licenses/LICENSE"
#: From words as they are read to words that stand out.
_WEIGHTS = (400, 700)
#: Pairs that stand closer, numbers that stand below one another, accents, letters of a language.
_FEATURES = ["kern", "tnum", "ccmp", "locl", "mark"]
#: Who made it and under which licence: numbers of names in a font.
_NAMES = [0, 1, 2, 13, 14]
#: Another number where letters are cut out in another way, so that what was kept is made again.
_WAY = 2
_FACE = re.compile(r"fonts/(?P<file>[\w-]+\.woff2)[^}]*unicode-range: (?P<ranges>[^;]+);")


def write_typeface(out: Path) -> None:
    """Writes every file of letters that the style sheet names, and their licence, below *out*."""
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, ranges in faces().items():
        (folder / name).write_bytes(_letters_file(name, ranges))
    (folder / "LICENSE.txt").write_bytes(_package_file(_LICENCE).read_bytes())


def faces() -> dict[str, str]:
    """What the style sheet asks for: the ranges of letters of each file, as it writes them."""
    text = (PACKAGE / "theme" / SHEET).read_text(encoding="utf-8")
    return {face["file"]: face["ranges"] for face in _FACE.finditer(text)}


def letters(ranges: str) -> set[int]:
    """The numbers of the letters in *ranges*, such as `U+20-7E, U+A0`."""
    found: set[int] = set()
    for one in ranges.split(","):
        first, _, last = one.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def faces_not_kept() -> dict[str, str]:
    """Those of `faces` that nobody has cut out on this machine yet."""
    return {
        name: ranges
        for name, ranges in faces().items()
        if cache.get(_kept_file(name), _key(ranges)) is None
    }


def keep_faces(ranges_by_name: Mapping[str, str]) -> None:
    """Cuts out the letters of each file, so that `write_typeface` finds them."""
    for name, ranges in ranges_by_name.items():
        _letters_file(name, ranges)


def _letters_file(name: str, ranges: str) -> bytes:
    """The file *name* of the letters in *ranges*, cut out at most once on this machine."""
    cut_out = partial(_cut_out, letters(ranges))
    return cache.get_or_set(_kept_file(name), _key(ranges), cut_out)


def _kept_file(name: str) -> Path:
    return cache.CACHE_DIR / "typeface" / name


def _key(ranges: str) -> str:
    versions = [version(one) for one in (_PACKAGE, "fonttools", "brotli")]
    return cache.key(ranges, _WEIGHTS, _FEATURES, _NAMES, _WAY, versions)


def _cut_out(numbers: Iterable[int]) -> bytes:
    """The family with the letters of these *numbers* only, compressed for the web.

    Letters go first: to leave out weights takes longer, the more letters there are.
    """
    # Imported here: it takes time, and letters are cut out once on a machine.
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(_package_file(_FAMILY), recalcTimestamp=False)
    options = subset.Options(
        flavor="woff2", layout_features=_FEATURES, name_IDs=_NAMES, hinting=False
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=numbers)
    cutter.subset(font)
    instancer.instantiateVariableFont(font, {"wght": _WEIGHTS}, inplace=True)
    content = BytesIO()
    subset.save_font(font, content, options)
    return content.getvalue()


def _package_file(path: str) -> Path:
    """The file of the package that ends with *path*."""
    files = distribution(_PACKAGE).files or []
    found = next(file for file in files if file.as_posix().endswith(path))
    return Path(str(found.locate()))
