"""Sources: where each number and fact was published (`data/sources.yml`)."""

from collections.abc import Mapping
from dataclasses import dataclass

from safety_plan.core.problems import Problem, Read
from safety_plan.models.settings import validate_mapping
from safety_plan.reading.yaml_files import Document, as_mapping, as_text_list, as_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One publication; empty texts are things that are not known."""

    id: str
    title: str
    publisher: str
    kind: str = ""
    date: str = ""
    address: str = ""
    licence: str = ""
    taken: str = ""
    read: str = ""
    confidence: str = ""
    caveats: tuple[str, ...] = ()


Sources = Mapping[str, Source]


def read_sources(document: Document) -> Read[dict[str, Source]]:
    """Every source by its id."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for name, value in document.value.items():
        entry, thing = as_mapping(value), f"The source “{name}”"
        problems += validate_mapping(document, (name,), thing, "source-complete")
        said = as_texts(entry, Source.__dataclass_fields__.keys() - {"id", "caveats"})
        sources[name] = Source(id=name, caveats=as_text_list(entry.get("caveats")), **said)
    return sources, problems
