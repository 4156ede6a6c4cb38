"""The call for comments on a proposed revision: until when, and how to send them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.fields import FORMATS, rules_of, setting
from safety_plan.models.setting_problems import validate_mapping
from safety_plan.reading.yaml_files import Document, as_mapping, as_text, as_text_list

_SUBJECT = "The call for comments"
_IS_EMAIL = re.compile(r"(mailto:)?[^\s/:@]{1,64}@")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentCall:
    """Until when people may comment on a proposed revision, and where they send it."""

    closes: str = field(metadata=setting("The last day for comments.", required=True, format="day"))
    by: tuple[str, ...] = field(
        metadata=setting("Email addresses, and addresses of forms.", kind="texts")
    )

    @property
    def emails(self) -> tuple[str, ...]:
        """The email addresses among its ways."""
        return tuple(way.removeprefix("mailto:") for way in self.by if _IS_EMAIL.match(way))

    @property
    def forms(self) -> tuple[str, ...]:
        """The web addresses among its ways; to one that ends with = a place may be added."""
        return tuple(way for way in self.by if not _IS_EMAIL.match(way))


def read_comment_call(document: Document) -> CommentCall | None:
    """The call for comments that `data/revision.yml` holds, if it has one that can be shown."""
    entry = as_mapping(document.value.get("comments"))
    call = CommentCall(closes=as_text(entry.get("closes")), by=as_text_list(entry.get("by")))
    return call if call.closes and call.by else None


def comment_call_problems(document: Document) -> Iterator[Problem]:
    """What is wrong with the call for comments, if there is one."""
    value = document.value.get("comments")
    if not value or not as_mapping(value):
        return  # another shape is told of with the other settings
    fields = rules_of(CommentCall)
    yield from validate_mapping(document, ("comments",), _SUBJECT, "revision-told", fields)
    ways = as_text_list(as_mapping(value).get("by"))
    location = document.location("comments", "by")
    if not ways and "by" not in as_mapping(value):
        yield problem("comments-by", document.location("comments"))
    elif not any(ways):
        yield problem("comments-by", location)
    for way in filter(None, ways):
        if not FORMATS["contact"].matches(way):
            yield problem("comments-by.form", location, cell=way)
