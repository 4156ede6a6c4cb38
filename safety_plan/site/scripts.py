"""The scripts of the site, each with its words in the language of the pages that load it.

A script says `gettext("…")` and `ngettext("…", "…", number)` where it speaks, as all of the site
does, so that one catalogue holds every word. The site is built with the words put in: no browser
loads a catalogue, and a script in English is as short as if it knew no other language.
"""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from safety_plan.core.resources import PACKAGE
from safety_plan.core.translation import (
    SOURCE_LANGUAGE,
    current_language,
    gettext,
    language_of_page,
)
from safety_plan.site.search.files import engine, lean_script

#: Below the site: where each script stands, with the language before its ending.
FOLDER = "assets/javascripts"
#: The scripts of pages, and the one that searches.
SCRIPTS = ("exit", "frame", "numbers", "search")
_TEXT = r'"(?:[^"\\]|\\.)*"'
#: A message in a script; after two that are singular and plural the number, then its values.
_MESSAGE = re.compile(
    rf"\bn?gettext\((?P<one>{_TEXT})(?:, (?P<many>{_TEXT}), (?P<number>[\w. -]+))?"
    r"(?:, \{ (?P<values>[^{}]*) \})?\)"
)
_PLACE = re.compile(r"%\((\w+)\)s")


def script_name(name: str) -> str:
    """The file of the script *name* in the current language: `exit.js`, `exit-cy.js`."""
    language = current_language()
    return f"{name}.js" if language == SOURCE_LANGUAGE else f"{name}-{language.lower()}.js"


def write_scripts(out: Path, languages: Iterable[str]) -> None:
    """Writes every script of the site in each of *languages* below *out*."""
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for language in languages:
        with language_of_page(language):
            for name in SCRIPTS:
                (folder / script_name(name)).write_bytes(translate_script(_source(name)).encode())


def translate_script(script: str) -> str:
    """*script* with each message in the current language in place of the call for it."""
    return _MESSAGE.sub(_words, script)


def _source(name: str) -> str:
    """The script *name* as browsers need it, without what is for its engineers only."""
    if name == "search":
        return engine()
    file = PACKAGE / "theme" / FOLDER / f"{name}.js"
    return lean_script(file.read_text(encoding="utf-8"))


def _words(match: re.Match[str]) -> str:
    """The message of one call as a literal, or for a number as the choice of one."""
    one = json.loads(match["one"])
    many = match["many"]
    number = match["number"]
    if not many:
        entries = (match["values"] or "").split(", ")
        values = dict(entry.split(": ", 1) for entry in entries if entry)
        return _literal(gettext(one), values)
    values = {"number": number}
    forms, rule = _forms(one, json.loads(many))
    if not rule:
        return f"({number} === 1 ? {_literal(forms[0], values)} : {_literal(forms[1], values)})"
    choices = ", ".join(_literal(form, {"number": "n"}) for form in forms)
    return f"((n) => [{choices}][Number({rule})])({number})"


def _literal(text: str, values: dict[str, str]) -> str:
    """*text* as a literal of a script, with each of *values* where its name stands."""
    if not _PLACE.search(text):
        return json.dumps(text, ensure_ascii=False)
    escaped = re.sub(r"[`\\]|\$(?=\{)", r"\\\g<0>", text)
    return f"`{_PLACE.sub(lambda place: f'${{{values[place[1]]}}}', escaped)}`"


def _forms(one: str, many: str) -> tuple[tuple[str, ...], str]:
    """The forms of a message for numbers, and the rule for *n* that chooses one.

    The rule is that of the catalogue, which is written as a script would write it. English has
    none, nor has what is not translated yet.
    """
    catalogue = _catalogue(current_language())
    message = catalogue.get(one) if catalogue else None
    forms = message.string if message else None
    if catalogue is None or not isinstance(forms, tuple) or not all(forms):
        return (one, many), ""
    return forms, catalogue.plural_expr


@cache
def _catalogue(language: str) -> Catalog | None:
    file = PACKAGE / "locales" / language / "messages.po"
    if not file.is_file():
        return None
    with file.open("rb") as opened:
        return read_po(opened)
