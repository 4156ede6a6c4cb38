"""The site's own words in the language of a page, by gettext; dates and numbers by Babel.

A text in code stands in English, inside `gettext()`; `safety_plan/locales/` has a catalogue
for each other language. The language is set around the making of a page, as Django and others
do it, so that what writes a sentence need not be handed it.
"""

from __future__ import annotations

import gettext as python_gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from safety_plan.core.resources import PACKAGE

if TYPE_CHECKING:
    # Babel takes time to import, which a site in the language of the code does not need.
    from babel import Locale

#: The language that texts are written in where they stand in code.
SOURCE_LANGUAGE = "en-GB"

_LOCALES = PACKAGE / "locales"
_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


@cache
def languages() -> tuple[str, ...]:
    """The languages that the site can speak, as codes of BCP 47: `en-GB`, `cy`."""
    folders = sorted(_LOCALES.iterdir()) if _LOCALES.is_dir() else []
    return (SOURCE_LANGUAGE, *(f.name for f in folders if (f / "messages.po").is_file()))


def current_language() -> str:
    """The language that texts come in here, as a code of BCP 47."""
    return _language.get()


def spoken_language() -> str:
    """The language that texts really come in: English where there is no catalogue."""
    language = current_language()
    return language if language == SOURCE_LANGUAGE or language in languages() else SOURCE_LANGUAGE


@contextmanager
def language_of_page(language: str) -> Iterator[None]:
    """Within it, texts come in *language*; in English where there is no catalogue for it."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def locale() -> Locale:
    """How the current language writes dates and numbers, and counts."""
    return _locale(spoken_language())


def gettext_noop(message: str) -> str:
    """The English *message* as it is: one that stands in a table, and is translated when shown."""
    return message


def gettext(message: str) -> str:
    """The English *message* in the current language."""
    return _catalogue(current_language()).gettext(message)


def ngettext(one: str, many: str, number: int | Decimal) -> str:
    """The message for *number* things in the current language; *one* and *many* are English.

    A part of a thing is counted as several are: 0.5 miles, 1.5 miles.
    """
    count = int(number)
    return _catalogue(current_language()).ngettext(one, many, count if count == number else 0)


def pgettext(context: str, message: str) -> str:
    """As gettext, for a *message* whose meaning depends on where it stands: *context*."""
    return _catalogue(current_language()).pgettext(context, message)


@cache
def _locale(language: str) -> Locale:
    from babel import Locale

    return Locale.parse(language, sep="-")


@cache
def _catalogue(language: str) -> python_gettext.NullTranslations:
    """The messages in *language*; none, so that each stays as it is, for what has no file."""
    path = _LOCALES / language / "messages.po"
    if language == SOURCE_LANGUAGE or not path.is_file():
        return python_gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language.replace("-", "_")))
    compiled.seek(0)
    return python_gettext.GNUTranslations(compiled)
