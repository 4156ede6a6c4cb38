"""What leads a reader on from everyday words: help, pages, and what a plan does not hold.

It is the same for every revision, and always about today.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from safety_plan.core.hours import format_hours
from safety_plan.core.resources import PACKAGE, load_word_list
from safety_plan.core.search_tokens import words_of
from safety_plan.core.translation import current_language
from safety_plan.models.fields import split_cell
from safety_plan.models.help import (
    Way,
    contacts_of,
    group_anchor,
    is_urgent,
    ways_of,
    with_somebody,
)
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row
from safety_plan.site.search.phrases import PhraseRow, encode_rows

#: The site page with everybody who helps.
HELP_PAGE = "help.md"
#: How the marks of troubles and of contacts start: what they name may go from one day to the next.
_OF_HELP = ("help:", "contact:")
#: Words that stand in so many sentences that they tell nothing apart.
STOP_WORDS = "site/search/stop-words.txt"
#: Words that fit nearly every part of any such plan; a name of the place is one more.
WEAK_WORDS = "site/search/weak-words.txt"


def guide_content(plan: Plan) -> dict[str, Any]:
    """What `engine/guide.js` is given."""
    rows = plan.rows("contacts")
    page = plan.site_pages.get(HELP_PAGE)
    groups = with_somebody(plan, plan.rows("help-groups"))
    numbers = {row["id"]: number for number, row in enumerate(rows)}
    help_marks = _help_marks(plan, groups)
    places = {f"help:{group['id']}": f"h{place}" for place, group in enumerate(groups)}
    places |= {f"contact:{name}": f"c{number}" for name, number in numbers.items()}
    stop = stop_words()
    phrases = [_phrases(row, help_marks, stop) for row in plan.rows("search-words")]
    return {
        "help": help_address(plan),
        "helpTitle": page.title if page else "",
        "council": plan.settings.council,
        "groups": [_group(plan, group, numbers) for group in groups],
        "contacts": [_contact(row) for row in rows],
        "phrases": encode_rows(phrases, places),
        "stop": " ".join(stop),
        "weak": " ".join(_weak_words(plan)),
    }


def stop_words() -> list[str]:
    """Words that tell nothing apart, in the current language and in that of the code."""
    own = f"locales/{current_language()}/stop-words.txt"
    more = load_word_list(own) if (PACKAGE / own).is_file() else []
    return [*dict.fromkeys([*load_word_list(STOP_WORDS), *more])]


def help_address(plan: Plan) -> str:
    """The address of the page with everybody who helps, or nothing where there is none."""
    page = plan.site_pages.get(HELP_PAGE)
    return page.address if page else ""


def group_address(plan: Plan, group: Row) -> str:
    """Where a group stands on the page with everybody who helps."""
    return f"{help_address(plan)}#{group_anchor(group)}"


def listed_groups(plan: Plan) -> list[tuple[str, str]]:
    """The address and title of each group of help, for those who cannot search."""
    if not help_address(plan):
        return []
    groups = with_somebody(plan, plan.rows("help-groups"))
    return [(group_address(plan, row), row["title"]) for row in groups]


def _group(plan: Plan, group: Row, numbers: dict[str, int]) -> list[Any]:
    members = [numbers[row["id"]] for row in contacts_of(plan, group["id"])]
    address = group_address(plan, group)
    urgent = int(is_urgent(group))
    return [group["id"], group["title"], urgent, address, members]


def _contact(row: Row) -> list[Any]:
    """Whom it helps, who it is, when it answers, and how: by its pages if by no more."""
    ways = ways_of(row)
    direct = [way for way in ways if way.kind != "web"] or ways
    when = ". ".join(filter(None, (row["address"], format_hours(row["hours"]))))
    return [row["need"], row["name"], when, [_way(way) for way in direct]]


def _way(way: Way) -> list[str]:
    """A way to reach somebody; a number to call stands in its words, and nowhere else."""
    number = "".join(filter(str.isdecimal, way.words))
    return [way.kind, "" if way.href == f"tel:{number}" else way.href, way.words]


def _help_marks(plan: Plan, groups: Iterable[Row]) -> dict[str, str]:
    """Each mark of help, and where it leads: an urgent trouble without anybody leads to danger."""
    every, contacts = plan.rows("help-groups"), plan.rows("contacts")
    marks = {f"help:{row['id']}": f"help:{every[0]['id']}" for row in every if is_urgent(row)}
    open_marks = [f"help:{row['id']}" for row in groups] + [
        f"contact:{row['id']}" for row in contacts
    ]
    return marks | dict(zip(open_marks, open_marks, strict=True))


def _phrases(row: Row, help_marks: Mapping[str, str], stop: Collection[str]) -> PhraseRow:
    return PhraseRow(
        phrases={_telling(part, stop) for part in split_cell(row["words"])},
        means=row["means"],
        leads=tuple(_leads(row, help_marks)),
        answer=row["answer"],
    )


def _leads(row: Row, help_marks: Mapping[str, str]) -> list[str]:
    """Where a row leads: where nobody whom it names is there, to the page with everybody else."""
    marks = split_cell(row["leads_to"])
    found = (help_marks.get(m, "") if m.startswith(_OF_HELP) else m for m in marks)
    left = [*dict.fromkeys(filter(None, found))]
    return left or ([f"site:{HELP_PAGE.removesuffix('.md')}"] if marks else [])


def _telling(phrase: str, stop: Collection[str]) -> str:
    """A phrase without its small words, *stop*, where two others or more are left."""
    words = words_of(phrase)
    telling = [word for word in words if word not in stop]
    return " ".join(telling if len(telling) > 1 else words)


def _weak_words(plan: Plan) -> Iterable[str]:
    return dict.fromkeys([*words_of(plan.settings.area), *load_word_list(WEAK_WORDS)])
