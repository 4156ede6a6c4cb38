"""Sources: where each number and fact was published (`data/sources.yml`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from safety_plan.core.problems import Problem, Read
from safety_plan.models.fields import rules_of, setting
from safety_plan.models.settings import validate_mapping
from safety_plan.reading.yaml_files import Document, as_mapping, as_text_list, as_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One publication; empty texts are things that are not known."""

    id: str
    title: str = field(metadata=setting("What the publication calls itself.", required=True))
    publisher: str = field(metadata=setting("Who published it.", required=True))
    kind: str = field(default="", metadata=setting("What kind of publication, such as minutes."))
    date: str = field(default="", metadata=setting("When it was published.", format="date"))
    address: str = field(default="", metadata=setting("Where it can be read.", format="address"))
    licence: str = field(default="", metadata=setting("Under which licence."))
    taken: str = field(default="", metadata=setting("When our copy was made.", format="date"))
    read: str = field(default="", metadata=setting("How much of it was read, such as in full."))
    confidence: str = field(default="", metadata=setting("How far it can be trusted."))
    caveats: tuple[str, ...] = field(
        default=(), metadata=setting("What a reader should bear in mind.", kind="texts")
    )


Sources = Mapping[str, Source]


def read_sources(document: Document) -> Read[dict[str, Source]]:
    """Every source by its id."""
    fields = rules_of(Source)
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for name, value in document.value.items():
        entry = as_mapping(value)
        subject = f"The source “{name}”"
        problems += validate_mapping(document, (name,), subject, "source-complete", fields)
        texts = as_texts(entry, fields.keys() - {"caveats"})
        sources[name] = Source(id=name, caveats=as_text_list(entry.get("caveats")), **texts)
    return sources, problems
