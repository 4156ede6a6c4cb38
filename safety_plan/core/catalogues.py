"""Catalogues of the site's own words, brought up to date with code and templates.

`python -m safety_plan.core.catalogues` gives each catalogue in `safety_plan/locales/` what is
new, with an empty translation, and takes out what is gone. A test fails until that is done and
every message is translated; until then a reader would meet it in English.
"""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from safety_plan.core.resources import PACKAGE, load_resource

#: Files of words, such as labels by their name: each text that is a value there is a message; of
#: a file with other texts too, what stands below these keys.
WORD_FILES: Mapping[str, Sequence[str]] = {
    "core/labels.yml": (),
    "diff/phrases.json": (),
    "models/cycle.yml": ("states", "facts"),
    "site/file-titles.yml": (),
}
#: What reads each kind of file. The words that check says to officers are not the site's.
_METHODS = (
    *(("checks/**", "ignore"), ("cli/**", "ignore"), ("**.py", "python"), ("**.html", "jinja2")),
    *(("**.xml", "jinja2"), ("site/templates/**.md", "jinja2"), ("**.js", "javascript")),
    *((name, f"{__name__}:word_file_messages") for name in WORD_FILES),
)
_JINJA = {"trimmed": "true", "silent": "false", "extensions": "jinja2.ext.do"}
_OPTIONS = {
    **dict.fromkeys(("**.html", "**.xml", "site/templates/**.md"), _JINJA),
    "**.js": {"parse_template_string": "true"},
}
#: Functions by the places of their messages among the arguments.
_KEYWORDS = {
    **dict.fromkeys(("gettext", "gettext_noop")),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def catalogue_files() -> list[Path]:
    """The catalogue of each language but the one of the code."""
    return sorted((PACKAGE / "locales").glob("*/messages.po"))


def gather_messages() -> Catalog:
    """All messages that stand in the package, without translations."""
    catalogue = Catalog(charset="utf-8")
    tags = ("Translators:",)
    found = extract_from_dir(
        PACKAGE, _METHODS, _OPTIONS, _KEYWORDS, comment_tags=tags, strip_comment_tags=True
    )
    for file, line, message, comments, context in found:
        place = (Path(file).as_posix(), line)
        catalogue.add(message, locations=[place], auto_comments=comments, context=context)
    return catalogue


def word_file_messages(
    fileobj: BinaryIO, keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """The messages of a file of words, as Babel asks for them.

    In a file of phrases, a list of two is what is said of one thing and of many.
    """
    name = Path(fileobj.name).relative_to(PACKAGE).as_posix()
    for text in filter(None, _texts(load_resource(name), WORD_FILES[name])):
        yield 1, "gettext", text, []
    for pair in _pairs(load_resource(name)) if name.endswith(".json") else ():
        yield 1, "ngettext", pair, []


def updated_catalogue(path: Path, messages: Catalog) -> bytes:
    """The catalogue at *path* with all *messages* and no others."""
    catalogue = _read(path)
    catalogue.update(messages, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    file = BytesIO()
    write_po(file, catalogue, width=100, no_location=True, sort_output=True)
    return file.getvalue()


def untranslated_messages(path: Path) -> list[str]:
    """The English messages that have no whole translation in the catalogue at *path*."""
    return [str(m.id) for m in _read(path) if m.id and (m.fuzzy or not _is_whole(m.string))]


def _is_whole(translation: str | Sequence[str] | None) -> bool:
    """True where every form of a *translation* has words."""
    return bool(translation) and all(translation or ())


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name.replace("-", "_"))


def _texts(value: object, keys: Sequence[str]) -> Iterator[str]:
    """Every text in *value*, or only those below one of *keys*."""
    if isinstance(value, str) and not keys:
        yield value
    elif isinstance(value, Mapping):
        for name, entry in value.items():
            yield from _texts(entry, () if name in keys else keys)


def _pairs(value: object) -> Iterator[tuple[str, ...]]:
    """Every list of texts in a file of phrases."""
    if isinstance(value, list):
        yield tuple(map(str, value))
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from _pairs(entry)


def main() -> None:
    """Writes every catalogue."""
    messages = gather_messages()
    for path in catalogue_files():
        path.write_bytes(updated_catalogue(path, messages))
        missing = len(untranslated_messages(path))
        print(f"{path.parent.name}: {missing} of {len(messages)} to translate")  # noqa: T201


if __name__ == "__main__":
    main()
