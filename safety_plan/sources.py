"""Sources: where each number and fact was published (`data/sources.yml`)."""

from __future__ import annotations

from dataclasses import dataclass

from safety_plan.dates import shown_date
from safety_plan.problems import Problem, did_you_mean
from safety_plan.yaml_files import Document, mapping, word_list, words


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


KEYS = tuple(Source.__dataclass_fields__)[1:]


def read_sources(document: Document) -> tuple[dict[str, Source], list[Problem]]:
    """Every source by its id."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for name, value in document.value.items():
        entry = mapping(value)
        problems += _problems(name, document)
        texts = {key: words(entry.get(key)) for key in KEYS if key != "caveats"}
        caveats = word_list(entry.get("caveats"))
        sources[name] = Source(id=name, caveats=caveats, **texts)
    return sources, problems


def _problems(name: str, document: Document) -> list[Problem]:
    entry = mapping(document.value[name])
    problems = []
    for key in ("title", "publisher"):
        if not words(entry.get(key)):
            found = f"The source “{name}” has no {key}."
            fix = f"Add a line “{key}: …”."
            place = document.place(name)
            problems.append(Problem(place, "source-complete", found, fix))
    for key in entry:
        if key not in KEYS:
            found = f"A source has no setting “{key}”."
            fix = did_you_mean(key, KEYS) or f"The settings are: {', '.join(KEYS)}."
            place = document.place(name, key)
            problems.append(Problem(place, "setting-unknown", found, fix))
    for key in ("date", "taken"):
        said = words(entry.get(key))
        if said and shown_date(said) is None:
            found = f"“{said}” is not a date."
            fix = "Write it as 2020-06-30, 2020-06 or 2020."
            place = document.place(name, key)
            problems.append(Problem(place, "date-form", found, fix))
    address = words(entry.get("address"))
    if address and not address.startswith(("https://", "http://")):
        found = f"“{address}” is not a web address."
        fix = "Write the whole address, starting with https://"
        place = document.place(name, "address")
        problems.append(Problem(place, "address-form", found, fix))
    return problems
