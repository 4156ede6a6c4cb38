"""What two revisions go by, where that differs: sentences for the start of a comparison."""

from collections.abc import Callable, Iterator

from safety_plan.core.translation import gettext
from safety_plan.models.identity import IDENTITY
from safety_plan.models.revision import Revision
from safety_plan.revisions.record import Record
from safety_plan.revisions.record_formats import record_format


def identity_changes(old: Record, new: Record) -> tuple[str, ...]:
    """That the records are of two plans, and which names, years and contact are others."""
    sentences = [*_between_plans(old.revision, new.revision)]
    for name in IDENTITY:
        was, now = old.identity.get(name), new.identity.get(name)
        if was is not None and now is not None and was != now:
            sentences.append(_sentence(name, was, now))
    if old.brand != new.brand and _keeps_brand(old) and _keeps_brand(new):
        sentences.append(gettext("The logo, the colours or the partners of the council changed."))
    return tuple(sentences)


def _keeps_brand(record: Record) -> bool:
    return "brand" in record_format(record.format).plain_keys


def are_of_two_plans(old: Revision, new: Revision) -> bool:
    """Whether both say which plan they belong to, and it is not the same."""
    return bool(old.plan and new.plan and old.plan.id != new.plan.id)


def _between_plans(old: Revision, new: Revision) -> Iterator[str]:
    if old.plan and new.plan and are_of_two_plans(old, new):
        yield gettext(
            "These are two plans: “{old}” and “{new}”. So what differs need not be a change "
            "that somebody made to a plan."
        ).format(old=old.plan.title, new=new.plan.title)


#: What each setting is called at the start of a sentence.
_SUBJECTS: dict[str, Callable[[], str]] = {
    "area": lambda: gettext("The area"),
    "area_code": lambda: gettext("The code of the area"),
    "contact": lambda: gettext("The contact"),
    "council": lambda: gettext("The council"),
    "licence": lambda: gettext("The licence of the words"),
    "name": lambda: gettext("The plan"),
    "partnership": lambda: gettext("The partnership"),
    "period": lambda: gettext("The period of the plan"),
    "short_name": lambda: gettext("The plan, in short,"),
    "statement": lambda: gettext("The statement on every page"),
}
#: Those that are a name; of others it is told what they are.
_NAMES = ("area", "council", "name", "partnership", "short_name")


def _sentence(name: str, was: str, now: str) -> str:
    if not was:
        sentence = gettext("{subject} is now given: “{now}”.")
    elif not now:
        sentence = gettext("{subject} is no longer given. It was “{was}”.")
    elif name in _NAMES:
        sentence = gettext("{subject} is now called “{now}”. Before, it was called “{was}”.")
    else:
        sentence = gettext("{subject} is now “{now}”. Before, it was “{was}”.")
    return sentence.format(subject=_SUBJECTS[name](), was=was, now=now)
