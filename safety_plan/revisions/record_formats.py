"""The formats of a record (`plan.json`), key by key.

A format says which keys each object of the record has, in the order of the file, and which
attribute of our classes each key comes from. It stands apart from the classes: a field that
is added to a class stays out of every record until a new format names it, and an attribute
that gets a better name is one line here. What was ever sealed in a format must read and
write the same for ever, so a format never changes; another key is another format.

`schemas/plan-<format>.schema.json` says the same to other programs, as JSON Schema.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from safety_plan.content.page_text import normalise
from safety_plan.models.revision import Revision
from safety_plan.revisions.object_format import ObjectFormat, alike, with_keys

#: Which plan a revision belongs to.
PLAN_TITLE = ObjectFormat(alike("id", "title"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFormat:
    """One format of the record: its number, its own keys and those of each kind of object."""

    number: int
    record: tuple[str, ...]
    revision: ObjectFormat
    decision: ObjectFormat
    nav_section: ObjectFormat
    figure: ObjectFormat
    source: ObjectFormat
    chart: ObjectFormat
    series: ObjectFormat
    page: ObjectFormat
    section: ObjectFormat
    change: ObjectFormat | None = None
    #: What stands in the lists of a chart besides its series.
    chart_parts: Mapping[str, ObjectFormat] = field(default_factory=dict)
    #: Keys of the record that hold texts, numbers and lists as they are.
    plain_keys: tuple[str, ...] = ()
    #: The rows of each register that is kept.
    registers: Mapping[str, ObjectFormat] = field(default_factory=dict)
    #: What the revision goes by: the names, years and contact of its time.
    identity: ObjectFormat | None = None

    def chart_content(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """The content of a chart, as a block of a page holds it, with its keys here alone."""
        series = [self.series.pick(one) for one in content["series"]]
        parts = {
            key: [part.pick(one) for one in content[key]] for key, part in self.chart_parts.items()
        }
        return {**self.chart.pick(content), **parts, "series": series}

    def check_chart(self, content: Mapping[str, Any]) -> None:
        """Raises ValueError where the keys of a chart in a record are not those of this format."""
        self.chart.check(content)
        for key, part in {"series": self.series, **self.chart_parts}.items():
            for one in content[key]:
                part.check(one)

    def page_content(self, page: Any) -> dict[str, Any]:  # noqa: ANN401 (a page of a record)
        """A page of a record by its keys, each of its sections by theirs."""
        sections = [self.section.pick(section) for section in page.sections]
        return {**self.page.write(page), "sections": sections}

    def revision_content(self, revision: Revision) -> dict[str, Any]:
        """A revision by its keys, with its contents and decisions by theirs."""
        content = self.revision.write(revision)
        content["contents"] = [self.nav_section.write(one) for one in revision.contents]
        content["decisions"] = [self.decision.write(one) for one in revision.decisions]
        if "plan" in content and revision.plan:
            content["plan"] = PLAN_TITLE.write(revision.plan)
        if revision.adopted:
            content["adopted"] = self.decision.write(revision.adopted)
        return content


#: The first: sections without details, and no reasons for changes.
FORMAT_1 = RecordFormat(
    number=1,
    record=("charts", "figures", "format", "order", "pages", "revision", "sources", "words_rule"),
    revision=ObjectFormat(
        {
            "adopted": "adopted",
            "contents": "contents",
            "decisions": "decisions",
            "id": "id",
            "life": "life",
            "status": "status",
            "status_note": "status_note",
            "summary": "summary",
            "title": "title",
        }
    ),
    decision=ObjectFormat(alike("body", "date", "source", "what")),
    nav_section=ObjectFormat(alike("files", "title")),
    figure=ObjectFormat(
        {
            "caveats": "caveats",
            "column": "column",
            "counts": "definition",
            "denominator": "denominator",
            "id": "id",
            "label": "label",
            "note": "note",
            "numerator": "numerator",
            "part": "part",
            "period": "period",
            "place": "place",
            "qualifier": "qualifier",
            "row": "row",
            "source": "source",
            "table": "table",
            "unit": "unit",
            "value": "value",
        },
        derived={"text": "text"},
    ),
    source=ObjectFormat(
        {
            "address": "address",
            "caveats": "caveats",
            "confidence": "confidence",
            "date": "date",
            "id": "id",
            "kind": "kind",
            "licence": "licence",
            "publisher": "publisher",
            "read": "read",
            "taken": "taken",
            "title": "title",
        }
    ),
    # Charts and sections are mappings in the code too; these are their keys.
    chart=ObjectFormat(
        alike(
            "caveats",
            "column",
            "counts",
            "description",
            "id",
            "kind",
            "labels",
            "labels_heading",
            "marked",
            "place",
            "series",
            "sources",
            "subtitle",
            "table",
            "title",
            "unit",
        )
    ),
    series=ObjectFormat(alike("cells", "marked", "name", "rows")),
    page=ObjectFormat(
        alike("address", "blocks", "charts", "figures", "page_id", "path", "sections", "title")
    ),
    section=ObjectFormat(alike("anchor", "heading", "text")),
)

#: Keeps the cells of a row apart (a tab between them), where each link leads and what each
#: picture is described as (*details*), and why figures and pages changed.
FORMAT_2 = replace(
    FORMAT_1,
    number=2,
    record=("changes", *FORMAT_1.record),
    section=ObjectFormat(alike("anchor", "details", "heading", "text")),
    change=ObjectFormat(alike("figure", "page_id", "part", "reason", "source", "why")),
)

#: Keeps the descriptions of pages, the digests of pictures, which columns tell the rows of a
#: table apart, and where pages of the revision before went.
_PLAIN_KEYS = ("descriptions", "dropped", "moved", "pictures", "table_keys")
FORMAT_3 = replace(
    FORMAT_2,
    number=3,
    record=tuple(sorted((*_PLAIN_KEYS, *FORMAT_2.record))),
    plain_keys=_PLAIN_KEYS,
)

#: What a chart keeps of how it is drawn.
_DRAWING_KEYS = ("drawing_rule", "notes", "places", "reference_lines", "scale", "short_labels")
#: What a number keeps that is worked out from others: how, and from which rows.
_WORKED_OUT = ("inputs", "recipe")
_REGISTERS_4 = {
    "actions": alike(
        *("id", "page_id", "promise", "lead", "helpers", "due", "state", "state_as_of"),
        *("source", "part", "figure", "note", "why", "was"),
    ),
    "money": alike(
        *("id", "page_id", "action", "what", "planned", "spent", "who_pays", "period", "within"),
        *("source", "part", "note"),
    ),
    "targets": alike(
        *("by", "figure", "goal", "id", "latest", "note", "part", "rating", "rating_note"),
        *("rating_part", "rating_period", "rating_source", "set_by", "source", "start"),
        *("tolerance", "verdict", "what"),
    ),
    "consultations": alike(
        *("answers", "closes", "id", "opened", "part", "source", "what", "whom")
    ),
    "responses": alike(
        *("consultation", "did", "id", "page_id", "part", "revision", "said", "source")
    ),
    "recommendations": alike(
        *("body", "date", "id", "leads", "page_id", "part", "response", "source", "state"), "what"
    ),
    "gaps": alike(*("id", "measure", "page_id", "part", "source", "state", "supplier", "why")),
    "risks": alike(*("id", "leads", "page_id", "part", "response", "risk", "source")),
}
#: Keeps registers: what was promised, what people said, what is not known, what could go wrong.
#: Charts keep how they are drawn, with their notes, the lines at a value and the ranges. Figures
#: keep the sources of all behind them.
FORMAT_4 = replace(
    FORMAT_3,
    number=4,
    record=tuple(sorted(("registers", *FORMAT_3.record))),
    registers={name: ObjectFormat(keys) for name, keys in _REGISTERS_4.items()},
    figure=with_keys(FORMAT_3.figure, *_WORKED_OUT, "other_sources"),
    chart=with_keys(FORMAT_3.chart, *_WORKED_OUT, *_DRAWING_KEYS),
    series=with_keys(FORMAT_3.series, "high", "low"),
    chart_parts={
        "notes": ObjectFormat(alike("end", "labels", "source", "start", "when", "words")),
        "reference_lines": ObjectFormat(alike("value", "words")),
    },
)

#: Keeps what the revision goes by and looks like, which plan it is a revision of, the files that
#: are published with it, and the digest of each.
_FILE = alike(
    *("accessible", "bytes", "count", "date", "file", "has_tags", "id", "kind", "language"),
    *("page_id", "part", "sha256", "source", "title", "what", "why_not"),
)
FORMAT_5 = replace(
    FORMAT_4,
    number=5,
    registers={**FORMAT_4.registers, "files": ObjectFormat(_FILE)},
    record=tuple(sorted(("brand", "identity", *FORMAT_4.record))),
    plain_keys=(*FORMAT_4.plain_keys, "brand"),
    revision=with_keys(FORMAT_4.revision, "plan"),
    identity=ObjectFormat(
        alike(
            *("area", "area_code", "contact", "council", "licence", "name", "partnership"),
            *("period", "short_name", "statement"),
        )
    ),
)

#: Keeps whom a rate is for, what counts events, and how numbers were rounded; what a source is
#: called in running text, and of which copy it was taken.
_OF_COUNTS = ("events", "nearest", "page_decimals")
FORMAT_6 = replace(
    FORMAT_5,
    number=6,
    figure=with_keys(FORMAT_5.figure, "base", *_OF_COUNTS),
    chart=with_keys(FORMAT_5.chart, "base"),
    source=with_keys(FORMAT_5.source, "commit", "copy", "file", "short"),
)

_ALL = (FORMAT_1, FORMAT_2, FORMAT_3, FORMAT_4, FORMAT_5, FORMAT_6)
FORMATS: Mapping[int, RecordFormat] = {one.number: one for one in _ALL}
#: The format in which the record of the working revision is written.
NEWEST = 6


def record_format(number: int) -> RecordFormat:
    """The format *number*. Raises ValueError for one that this program does not know."""
    if number not in FORMATS:
        numbers = ", ".join(map(str, FORMATS))
        raise ValueError(f"record format {number} is not one of {numbers}")
    return FORMATS[number]


def first_format(sections: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Sections as format 1 keeps them: heading, anchor and text, nothing between cells."""
    keys = ("heading", "anchor", "text")
    return tuple({key: _normalise_blocks(section[key]) for key in keys} for section in sections)


def _normalise_blocks(text: str) -> str:
    return "\n".join(normalise(block) for block in text.split("\n"))
