"""Dates and periods in the words of a language: how they are written, and read back.

A chart keeps its labels in words, in a record too, so its axis has to read them.
"""

import re
from dataclasses import dataclass
from functools import cache

from safety_plan.core.translation import SOURCE_LANGUAGE, gettext, locale, spoken_language

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
#: Letters of a month in short.
_SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodWords:
    """How a language writes dates and periods: names of months, and sentences with places.

    *label* reads what they make: its groups are `day`, `month`, `year`, `ending` where the
    period is a year, and `first` where it is one of two ends.
    """

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    date: str
    month: str
    year_ending: str
    years: str
    span: str
    label: re.Pattern[str]

    @property
    def joins(self) -> tuple[str, ...]:
        """What stands between the two ends of a period, the longest first."""
        joins = (_between(self.span), _between(self.years))
        return tuple(sorted(dict.fromkeys(joins), key=lambda text: -len(text)))

    def read(self, label: str) -> re.Match[str] | None:
        """The period that *label* is, in this language or in that of the code."""
        return self.label.fullmatch(label) or _words_in(SOURCE_LANGUAGE).label.fullmatch(label)

    def month_number(self, name: str) -> int:
        """Which month *name* is, from 1; 0 for none."""
        months = self.months if name in self.months else MONTHS
        return months.index(name) + 1 if name in months else 0


def period_words() -> PeriodWords:
    """How the current language writes dates and periods."""
    return _words_in(spoken_language())


@cache
def _words_in(language: str) -> PeriodWords:
    """The words of *language*, which is the current one or that of the code."""
    if language == SOURCE_LANGUAGE:
        short = tuple(name[:_SHORT] for name in MONTHS)
        patterns = ("{day} {month} {year}", "{month} {year}")
        sentences = ("year ending {end}", "{year} to {next_year}", "{start} to {end}")
        return _period_words((MONTHS, short), patterns, sentences)
    names = locale().months["format"]
    months, short = (tuple(names[width][n] for n in range(1, 13)) for width in _WIDTHS)
    patterns = (
        _template(locale().date_formats["long"].pattern),
        _template(locale().datetime_skeletons["yMMMM"].pattern),
    )
    sentences = (
        gettext("year ending {end}"),
        gettext("{year} to {next_year}"),
        gettext("{start} to {end}"),
    )
    return _period_words((months, short), patterns, sentences)


#: What CLDR calls the names of months in full and in short.
_WIDTHS = ("wide", "abbreviated")
#: Parts of the patterns of CLDR: words between quotation marks, fields, anything else.
_FIELD = re.compile(r"'([^']*)'|(d+)|(M+|L+)|(y+)|([{}])")


def _template(pattern: str) -> str:
    """A *pattern* of CLDR, such as `d MMMM y`, with named places."""

    def place(match: re.Match[str]) -> str:
        words, day, month, year, brace = match.groups()
        fields = (("{day}", day), ("{month}", month), ("{year}", year))
        named = next((name for name, field in fields if field), "")
        return named or (brace * 2 if brace else words or "'")

    return _FIELD.sub(place, pattern)


def _period_words(
    months: tuple[tuple[str, ...], tuple[str, ...]],
    patterns: tuple[str, str],
    sentences: tuple[str, str, str],
) -> PeriodWords:
    date, month = patterns
    year_ending, years, span = sentences
    name = "|".join(map(re.escape, months[0]))
    joins = "|".join(re.escape(_between(text)) for text in (span, years))
    ending = re.escape(year_ending.partition("{end}")[0])
    first = rf"(?P<first>[0-9]{{4}}|(?:{name})(?: [0-9]{{4}})?)"
    last = rf"(?:(?:(?P<day>[0-9]{{1,2}}) )?(?P<month>{name}) )?(?P<year>[0-9]{{4}})"
    return PeriodWords(
        months=months[0],
        short_months=months[1],
        date=date,
        month=month,
        year_ending=year_ending,
        years=years,
        span=span,
        label=re.compile(rf"(?:{first}(?:{joins})|(?P<ending>{ending}))?{last}"),
    )


def _between(sentence: str) -> str:
    """The words of *sentence* between its two places: ` to ` in `{start} to {end}`."""
    return sentence.partition("}")[2].partition("{")[0]
