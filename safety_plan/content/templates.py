"""Templates: for the blocks of a page, and for what the site itself says around them."""

import re
import uuid
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup

from safety_plan.content.links import link_numbers
from safety_plan.core import cache
from safety_plan.core.dates import format_date
from safety_plan.core.escapes import cut, escape_html_line, escape_markdown, one_line
from safety_plan.core.hours import format_hours
from safety_plan.core.period_words import period_words
from safety_plan.core.resources import PACKAGE
from safety_plan.core.translation import gettext, ngettext, pgettext
from safety_plan.core.weekdays import format_weekday, weekday_number
from safety_plan.models.help import ways_of
from safety_plan.models.in_force import period_in_words
from safety_plan.models.sensitivity import neutral_anchor
from safety_plan.models.terms import date_bounds

TEMPLATES = PACKAGE / "site" / "templates"


class TemplateCache(BytecodeCache):
    """Templates compiled once, for the environment *name*."""

    def __init__(self, name: str) -> None:
        self.name = name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills *bucket* with what is kept of its template, if it is of the same source."""
        if content := cache.get(*self._slot(bucket)):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what is in *bucket*."""
        cache.set(*self._slot(bucket), bucket.bytecode_to_string())

    def _slot(self, bucket: Bucket) -> tuple[Path, str]:
        file = cache.CACHE_DIR / "templates" / f"{self.name}-{bucket.key}"
        return file, cache.key(cache.code_digest(), bucket.checksum)


def translate_with(environment: Environment) -> None:
    """Gives the templates of *environment* gettext(), ngettext() and `{% trans %}`.

    What fills a place of a message is shown as it is elsewhere in the template: of `%(name)s`
    in Markdown, only the words. Jinja's own would make HTML of it.
    """
    environment.add_extension("jinja2.ext.i18n")
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals |= {"gettext": _say, "ngettext": _say_counted, "pgettext": _say_in_context}
    environment.newstyle_gettext = True  # type: ignore[attr-defined]


@pass_context
def _say(context: Context, message: str, **values: object) -> str:
    return _message(context, gettext(message), values)


@pass_context
def _say_counted(context: Context, one: str, many: str, num: int, **values: object) -> str:
    return _message(context, ngettext(one, many, num), {"num": num, **values})


@pass_context
def _say_in_context(context: Context, where: str, message: str, **values: object) -> str:
    return _message(context, pgettext(where, message), values)


def _message(context: Context, message: str, values: Mapping[str, object]) -> str:
    """The *message*, which is mark-up as the template is, with *values* in its places."""
    finalize = context.environment.finalize
    text = Markup(message) if context.eval_ctx.autoescape else message
    return text % ({name: finalize(one) for name, one in values.items()} if finalize else values)


_ENVIRONMENT = Environment(
    bytecode_cache=TemplateCache("site"),
    loader=FileSystemLoader([TEMPLATES, PACKAGE / "diff", PACKAGE / "content", PACKAGE]),
    autoescape=lambda name: not str(name).endswith(".md"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
translate_with(_ENVIRONMENT)
_ENVIRONMENT.filters |= {
    "format_hours": format_hours,
    "period_in_words": period_in_words,
    "format_date": lambda text: format_date(text) or text,
    "format_weekday": format_weekday,
    "short_month": lambda month: period_words().short_months[int(month[-2:]) - 1],
    "weekday_number": weekday_number,
    # A preview may show a revision that has no date yet.
    "instant": lambda text: f"{date_bounds(text if format_date(text) else '1970')[0]}T00:00:00Z",
    "neutral_anchor": neutral_anchor,
    "urn": lambda text: uuid.uuid5(uuid.NAMESPACE_URL, text).urn,
    "digits": lambda text: "".join(c for c in text if c.isdigit()),
    "quoted": lambda text: Markup(escape(text)),
}
_ENVIRONMENT.filters["ways"] = ways_of
_ENVIRONMENT.filters["html_line"] = lambda text: Markup(escape_html_line(str(text)))
_ENVIRONMENT.filters |= {"cut": cut, "one_line": one_line}
_ENVIRONMENT.filters["link_numbers"] = link_numbers


class _JoinLines(Extension):
    """Puts the lines of a template together, so that nothing stands between elements.

    Blocks stand within the text of a page, where a space between two elements is a space
    to a reader, and in a record. Jinja's own whitespace control needs a mark at each end of
    a line, and a mark that is forgotten is a space before a comma.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r"\n\s*", "", source)


def _escape_text(value: object) -> object:
    """A value escaped as in text between tags, where quotes may stand as they are."""
    return value if hasattr(value, "__html__") else Markup(escape(str(value), quote=False))


_BLOCKS = _ENVIRONMENT.overlay(
    autoescape=True,
    finalize=_escape_text,
    extensions=[_JoinLines],
    bytecode_cache=TemplateCache("blocks"),
)


def _finalizer(escape_text: Callable[[str], str]) -> Callable[[object], object]:
    """What makes each value that a template shows a text by *escape_text*; markup stays."""

    def finalize(value: object) -> object:
        return value if hasattr(value, "__html__") else Markup(escape_text(str(value)))

    return finalize


#: By the form of a text that people read as it is; in each, a value is one line at most.
_TEXTS = {
    form: _ENVIRONMENT.overlay(
        autoescape=True, finalize=_finalizer(escape_text), bytecode_cache=TemplateCache(form)
    )
    for form, escape_text in {"markdown": escape_markdown, "text": one_line}.items()
}


def render_text(name: str, form: str, **values: Any) -> str:  # noqa: ANN401 (whatever it shows)
    """The template *name* as `markdown` or `text`, in which every value is words of one line.

    What a template itself says stands outside its expressions, where it stays mark-up.
    """
    return _TEXTS[form].get_template(name).render(**values)


def render_template(name: str, **values: Any) -> str:  # noqa: ANN401 (whatever the template shows)
    """The template *name* with *values*, which in HTML come out as text, never as markup."""
    return _ENVIRONMENT.get_template(name).render(**values)


def load_macros(name: str, **context: Any) -> Any:  # noqa: ANN401 (each is called by its name)
    """The macros of the template *name*, which may use *context*; each gives Markup."""
    return _BLOCKS.get_template(name).make_module(context)
