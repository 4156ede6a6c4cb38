"""Languages by their codes: how one is written, what it is called, which a page is in."""

import re
from functools import cache

from babel import Locale, UnknownLocaleError

from safety_plan.core.suggestions import closest_match
from safety_plan.core.translation import languages

_CODE = re.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
#: Languages that are looked for by the name that they have for themselves.
_LIKELY = ("cy", "ga", "gd", "pl", "ro", "pt", "es", "fr", "de", "it", "lt", "lv", "sk", "cs")
#: What else people write for the languages of these islands.
_ALSO_CALLED = {
    **dict.fromkeys(("eng", "uk", "british", "british english", "uk english"), "en-GB"),
    **dict.fromkeys(("english (uk)", "english (united kingdom)", "english uk"), "en-GB"),
    **dict.fromkeys(("cym", "wel", "cymru", "y gymraeg"), "cy"),
}
_SEVERAL = (
    "A plan has one language: write the one that most of its pages are in, {codes}. A page in"
    " another language says so itself, with language: at its top."
)
_HOW = "Write the short code of the language, such as cy for Welsh or pl for Polish."


def is_language(code: str) -> bool:
    """Whether *code* names a language as we write it: `cy`, `en-GB`."""
    short = base_language(code)
    return bool(_CODE.fullmatch(code)) and short in _names() and code == _own_code(code)


def is_site_language(code: str) -> bool:
    """Whether the site has its own words in the language *code*."""
    return code in languages()


def base_language(code: str) -> str:
    """The language of *code* without a country: `en` of `en-GB`."""
    return code.partition("-")[0]


def is_same_language(one: str, other: str) -> bool:
    """Whether two codes are of one language, whatever the country: `en` and `en-GB`."""
    return base_language(one) == base_language(other)


def english_name(code: str) -> str:
    """What the language *code* is called in English: `Welsh`."""
    return _names().get(base_language(code), code)


@cache
def own_name(code: str) -> str:
    """What the language *code* calls itself: `Cymraeg`; in English where that is not known."""
    try:
        name = Locale.parse(base_language(code)).get_language_name()
    except (UnknownLocaleError, ValueError):
        name = None
    text = name or english_name(code)
    return f"{text[:1].upper()}{text[1:]}"


def language_fix(text: str) -> str:
    """What to write instead of *text*, which is no code of a language as we write it."""
    code = _code_meant(text)
    return f"Write {code}." if code else _HOW


def site_language_fix(text: str) -> str:
    """What to write instead of *text*, in which the site has no words of its own."""
    if several := _codes_in(text):
        return _SEVERAL.format(codes=" or ".join(several))
    code = _code_meant(text)
    same = [one for one in languages() if is_same_language(one, code)]
    if same:
        return f"Write {same[0]}."
    choices = " or ".join(f"{one} for {english_name(one)}" for one in languages())
    more = (
        "Another language needs a translation of the site’s own words first. How an engineer adds"
        " it is in engineering/how-to-add.md, under “A language”."
    )
    return f"Write {choices}. {more}"


def _codes_in(text: str) -> list[str]:
    """The codes of the languages in *text*, where it names more than one."""
    parts = [part.strip() for part in re.split(r"[,;/&+]|\band\b", text.strip("[] "))]
    codes = [_code_meant(part) for part in parts if part]
    return codes if len(codes) > 1 and all(codes) else []


def _code_meant(text: str) -> str:
    """The code of the language that *text* names or nearly writes; nothing if there is none."""
    word = " ".join(text.replace("_", " ").replace("-", " ").split()).casefold()
    first, _, rest = word.partition(" ")
    if first in _names() and (not rest or len(rest) == 2):
        return _own_code(f"{first}-{rest.upper()}" if rest else first)
    by_name = _codes()
    name = word if word in by_name else closest_match(word, by_name)
    return _own_code(by_name[name]) if name else ""


def _own_code(code: str) -> str:
    """*code* as the site writes it: `en-GB` for `en`, `cy` for `cy-GB`."""
    if code in languages():
        return code
    same = [one for one in languages() if is_same_language(one, code)]
    return (
        same[0]
        if same and (code == base_language(code) or same[0] == base_language(code))
        else code
    )


@cache
def _names() -> dict[str, str]:
    """The name in English of every language, by its code."""
    names = Locale("en").languages
    # What Babel lists beside languages: regional forms, and that no language is known.
    left_out = {"und", "zxx", "mul", "mis", "root"}
    return {code: name for code, name in names.items() if code.isalpha() and code not in left_out}


@cache
def _codes() -> dict[str, str]:
    """The code of every language by its name in small letters, in English or its own."""
    codes = {name.casefold(): code for code, name in _names().items()}
    return codes | {own_name(code).casefold(): code for code in _LIKELY} | _ALSO_CALLED
