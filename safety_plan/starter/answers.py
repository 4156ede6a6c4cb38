"""The answers that a new plan is made from, and what each of them must be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from safety_plan.core.resources import load_resource
from safety_plan.core.text import find_hidden_characters
from safety_plan.models.fields import rules_of
from safety_plan.models.repository import repository_kind
from safety_plan.models.settings import Settings

_PERIOD = re.compile(r"([12][0-9]{3}) to ([12][0-9]{3})")
#: What would mean something else in a file that the name is put into.
_MARKS = re.compile(r"[<>{}\[\]*_`#|\\\";«»=~^\n]")
_STARTS_FORMULA = re.compile(r"\s|[-+@=]")
_LONGEST_NAME = 100
_LONGEST_PERIOD = 20

_WORDS: Mapping[str, Any] = load_resource("starter/words.yml")
#: Who publishes the site, and in which country the plan is, by the names of their options.
PUBLISHERS: Mapping[str, Mapping[str, str]] = _WORDS["publishers"]
COUNTRIES: Mapping[str, Mapping[str, str]] = _WORDS["countries"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What somebody who starts a plan knows of it; *repository* may be empty.

    *repository_kind* is `github` or `gitlab`, where the address of the repository does not say.
    """

    area: str
    council: str
    partnership: str
    period: str
    publisher: str
    country: str
    contact: str
    repository: str = ""
    repository_kind: str = ""

    @property
    def kind(self) -> str:
        """`github` or `gitlab`; empty where nobody knows yet where the plan will be kept."""
        settings = Settings(repository=self.repository, repository_kind=self.repository_kind)
        return repository_kind(settings)

    def texts(self) -> dict[str, str]:
        """What stands for each name in « »; words about the publisher hold names themselves."""
        first, last = map(int, self.period.split(" to "))
        years = {"first": first, "last": last, "second": first + 1}
        # The newest years of which there are numbers while a plan is written.
        years |= {"before": first - 1, "second_before": first - 2, "third_before": first - 3}
        return {
            **PUBLISHERS[self.publisher],
            **COUNTRIES[self.country],
            **{one.name: getattr(self, one.name) for one in fields(self)},
            "partnership": _without_article(self.partnership),
            **{name: str(year) for name, year in years.items()},
            "name": f"{self.area} Community Safety Plan",
        }


def _without_article(name: str) -> str:
    """*name* as it stands after “the”, which every sentence about the partnership brings."""
    return re.sub(r"^the\s+(?=\w)", "", name, flags=re.I)


def name_mistake(text: str) -> str:
    """Why *text* cannot be the name of a place or a body, in a sentence; empty if it can."""
    if not any(map(str.isalpha, text)):
        return "Write its name, in words."
    if len(text) > _LONGEST_NAME:
        return f"Write at most {_LONGEST_NAME} letters."
    if mark := _MARKS.search(text):
        return f"Leave out the mark {mark[0].strip() or 'that ends a line'}."
    if find_hidden_characters(text):
        return "It holds a character that nobody can see. Type it again."
    if _STARTS_FORMULA.match(text):
        return "Start it with a letter."
    return ""


def period_mistake(text: str) -> str:
    """Why *text* cannot be the years of a plan; empty if it can."""
    years = _PERIOD.fullmatch(text)
    if not years:
        return "Write its first and its last year with “to” between them, such as 2027 to 2030."
    first, last = int(years[1]), int(years[2])
    if last <= first:
        return "The last year comes after the first."
    if last - first > _LONGEST_PERIOD:
        return f"A plan is for at most {_LONGEST_PERIOD} years."
    return ""


def contact_mistake(text: str) -> str:
    """Why *text* is no way to reach the publisher; empty if it is one."""
    if not text or rules_of(Settings)["contact"].format_rule(text):
        return "Write an email address, or the address of a web page that starts with https://"
    return ""


def repository_mistake(text: str) -> str:
    """Why *text* is no address of a repository; empty if it is one, or is empty itself."""
    if rules_of(Settings)["repository"].format_rule(text) or _MARKS.search(text):
        return "Write the address of its first page, such as https://github.com/council/plan"
    return ""
