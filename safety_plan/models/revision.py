"""A revision: one dated edition of the plan, its status, and what was decided about it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from safety_plan.core.dates import format_date
from safety_plan.core.financial_years import ambiguous_month
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read
from safety_plan.core.resources import load_resource
from safety_plan.core.translation import gettext
from safety_plan.models.comments import CommentCall, comment_call_problems, read_comment_call
from safety_plan.models.fields import FieldRules, rules_of, setting
from safety_plan.models.identity import PlanTitle, read_plan_title
from safety_plan.models.setting_problems import name_problems, validate_mapping
from safety_plan.models.terms import read_term
from safety_plan.reading.yaml_files import Document, Value, as_list, as_mapping, as_text, as_texts

#: Status by name, and what a reader is told.
STATUSES: dict[str, str] = load_resource("core/labels.yml")["statuses"]
#: Of a proposal that nobody adopted, as far as is known: it is kept as it was published.
KEPT_STATUSES = ("lapsed", "refused", "unknown")
#: Of one that is known never to have been in force.
NEVER_IN_FORCE = ("lapsed", "refused")
ID = re.compile(r"[0-9]{4}-[0-9]{2}")
TEXT_FIELDS = ("title", "status", "status_note", "summary", "life")
#: Stands for an id that cannot be one: the id is also the name of a folder.
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a body did about the plan, when, and where that is published."""

    body: str = field(metadata=setting("Who decided.", required=True))
    date: str = field(metadata=setting("When.", required=True, format="date"))
    what: str = field(metadata=setting("What was decided, or done.", required=True))
    source: str = field(metadata=setting("The id of the source that says so.", required=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class NavSection:
    """A heading of the contents and the files under it; no heading for the top."""

    title: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Which revision this is; *adopted* is None until it is known to be."""

    id: str = field(metadata=setting("Year and month, such as 2020-04; also its folder's name."))
    title: str = field(metadata=setting("What it is called.", required=True))
    life: str = field(
        metadata=setting("Its term, such as 2021 to 2024 or 2021-04 to 2024-03.", required=True)
    )
    status: str = field(metadata=setting("How far it is.", choices=tuple(STATUSES)))
    status_note: str = field(
        metadata=setting("What is known of its status, and what is not.", required=True)
    )
    summary: str = field(metadata=setting("What is new in it, in a sentence.", required=True))
    decisions: tuple[Decision, ...] = field(
        default=(),
        metadata=setting("What bodies did about it, oldest first.", kind="entries", entry=Decision),
    )
    adopted: Decision | None = field(
        default=None, metadata=setting("Who adopted it, when, and who says so.", kind="entry")
    )
    contents: tuple[NavSection, ...] = field(
        default=(), metadata=setting("Its pages in reading order, under headings.", kind="any")
    )
    plan: PlanTitle | None = field(
        default=None,
        metadata=setting(
            "Which plan it is a revision of, where one plan follows another.",
            kind="entry",
            entry=PlanTitle,
        ),
    )
    comments: CommentCall | None = field(
        default=None,
        metadata=setting(
            "Until when people may comment on a proposal, and how.", kind="entry", entry=CommentCall
        ),
    )

    @property
    def files(self) -> tuple[str, ...]:
        """Every file of the contents, in reading order."""
        return tuple(file for group in self.contents for file in group.files)

    @property
    def all_decisions(self) -> tuple[Decision, ...]:
        """Every decision, with the one that adopted the revision, each once."""
        decisions = list(dict.fromkeys(self.decisions))
        adopted = self.adopted
        if adopted and (adopted.date, adopted.body) not in {(d.date, d.body) for d in decisions}:
            decisions.append(adopted)
        return tuple(decisions)

    @property
    def was_never_in_force(self) -> bool:
        """True where it is known that nobody adopted it, and nobody will."""
        return self.status in NEVER_IN_FORCE


def front_revision(revisions: Sequence[Revision]) -> Revision:
    """The newest of *revisions* that may hold; the newest of all where none may."""
    may_hold = [one for one in revisions if not one.was_never_in_force]
    return (may_hold or revisions)[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMoves:
    """What else `data/revision.yml` says, and no record holds: where pages of before went."""

    moved: Mapping[str, Sequence[str]] = field(
        metadata=setting(
            "By the page_id that is gone, those that took it over.", kind="named lists"
        )
    )
    dropped: Mapping[str, str] = field(
        metadata=setting("By the page_id that is gone, why.", kind="named texts")
    )
    recorded: str = field(
        metadata=setting("The day on which its status was written down here.", format="day")
    )


#: The settings of `data/revision.yml`.
REVISION_SETTINGS = {**rules_of(Revision), **rules_of(PageMoves)}


def read_revision(document: Document) -> Read[Revision]:
    """The revision that `data/revision.yml` describes."""
    value = document.value
    adopted = as_mapping(value.get("adopted"))
    name = as_text(value.get("id"))
    revision = Revision(
        id=name if _is_id(name) else UNNAMED,
        decisions=tuple(_decision(as_mapping(d)) for d in as_list(value.get("decisions"))),
        adopted=_decision(adopted, what=gettext("Adopted")) if adopted else None,
        contents=tuple(_contents(value.get("contents"))),
        plan=read_plan_title(value.get("plan")),
        comments=read_comment_call(document),
        **as_texts(value, TEXT_FIELDS),
    )
    return revision, [*_problems(revision, document)]


def _is_id(name: str) -> bool:
    return ID.fullmatch(name) is not None and format_date(name) is not None


def _decision(entry: dict[str, Value], what: str = "") -> Decision:
    texts = as_texts(entry, rules_of(Decision))
    texts["what"] = texts["what"] or as_text(entry.get("note")) or what
    return Decision(**texts)


def _contents(value: Value | None) -> Iterator[NavSection]:
    for item in as_list(value):
        if isinstance(item, str):
            yield NavSection(title="", files=(item,))
        for title, files in as_mapping(item).items():
            yield NavSection(title=title, files=tuple(as_text(f) for f in as_list(files)))


def _problems(revision: Revision, document: Document) -> Iterator[Problem]:
    """What is wrong with the settings of the revision, and between them."""
    yield from validate_mapping(document, (), "The revision", "revision-told", REVISION_SETTINGS)
    if revision.id == UNNAMED:
        name = as_text(document.value.get("id"))
        yield problem("revision-id", document.location("id"), name=name)
    if years := ambiguous_month(revision.life):
        yield problem(
            "term-form.unclear", document.location("life"), cell=revision.life, years=years
        )
    elif revision.life and read_term(revision.life) is None:
        yield problem("term-form", document.location("life"), cell=revision.life)
    if revision.status not in STATUSES:
        yield problem("revision-status", document.location("status"), cell=revision.status)
    if not revision.files:
        yield problem("contents.none", document.location("id"))
    yield from _contents_problems(document)
    if as_mapping(document.value.get("plan")):
        yield from validate_mapping(
            document, ("plan",), "The plan", "revision-told", rules_of(PlanTitle)
        )
    yield from comment_call_problems(document)
    yield from _decision_problems(revision, document)
    adoption = {**rules_of(Decision), "note": FieldRules(description="What was adopted.")}
    yield from name_problems(document, ("adopted",), "The adoption", adoption)
    adopted = revision.adopted
    is_known = adopted and adopted.body and adopted.source and format_date(adopted.date)
    if revision.status == "adopted" and not is_known:
        yield problem("adopted-by-whom", document.location("adopted" if adopted else "status"))
    if revision.status in STATUSES and revision.status != "adopted" and adopted:
        location = document.location("status")
        yield problem("adopted-by-whom.status", location, status=STATUSES[revision.status])


def _contents_problems(document: Document) -> Iterator[Problem]:
    """Parts of the contents that are neither a page nor a heading with its pages."""
    contents = document.value.get("contents", "")
    if contents and not isinstance(contents, list):
        yield problem("setting-shape.contents", document.location("contents"))
    for index, item in enumerate(as_list(contents)):
        headings = item if isinstance(item, dict) else {}
        is_group = bool(headings) and all(map(_is_list_of_pages, headings.values()))
        if not is_group and (not item or not isinstance(item, str)):
            yield problem("setting-shape.contents", document.location("contents", str(index)))


def _is_list_of_pages(value: Value) -> bool:
    return isinstance(value, list) and all(page and isinstance(page, str) for page in value)


def _decision_problems(revision: Revision, document: Document) -> Iterator[Problem]:
    """Decisions that are not complete, or not in the order of their dates."""
    fields = rules_of(Decision)
    earlier = ""
    for index, decision in enumerate(revision.decisions):
        keys = ("decisions", str(index))
        subject = f"The decision of “{decision.body}”" if decision.body else "A decision"
        yield from validate_mapping(document, keys, subject, "decision-complete", fields)
        if earlier > decision.date:
            location = document.location(*keys, "date")
            yield problem("date-order", location, cell=decision.date, other=earlier)
        earlier = decision.date
