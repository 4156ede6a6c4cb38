"""Sources: where each number and fact was published (`data/sources.yml`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read
from safety_plan.models.fields import rules_of, setting
from safety_plan.models.setting_problems import validate_mapping
from safety_plan.reading.yaml_files import Document, as_mapping, as_text_list, as_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One publication; empty texts are things that are not known."""

    id: str
    title: str = field(metadata=setting("What the publication calls itself.", required=True))
    short: str = field(
        default="",
        metadata=setting("What it is called in running text, such as report.", longest=40),
    )
    publisher: str = field(metadata=setting("Who published it.", required=True))
    kind: str = field(default="", metadata=setting("What kind of publication, such as minutes."))
    date: str = field(default="", metadata=setting("When it was published.", format="date"))
    address: str = field(default="", metadata=setting("Where it can be read.", format="address"))
    licence: str = field(default="", metadata=setting("Under which licence."))
    copy: str = field(
        default="",
        metadata=setting(
            "The address of a copy by somebody else, where we took it from one.", format="address"
        ),
    )
    commit: str = field(default="", metadata=setting("The commit of that copy, in full."))
    file: str = field(default="", metadata=setting("The file of that copy."))
    taken: str = field(default="", metadata=setting("When our copy was made.", format="date"))
    read: str = field(default="", metadata=setting("How much of it was read, such as in full."))
    confidence: str = field(default="", metadata=setting("How far it can be trusted."))
    caveats: tuple[str, ...] = field(
        default=(), metadata=setting("What a reader should bear in mind.", kind="texts")
    )

    @property
    def name(self) -> str:
        """What running text calls it: its short name, or else its title."""
        return self.short or self.title


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
    return sources, [*problems, *_same_names(document, sources), *_no_copies(document, sources)]


def _no_copies(document: Document, sources: Sources) -> Iterator[Problem]:
    """A file or a commit of a copy, where nobody says which copy that is."""
    for source in sources.values():
        for key in ("file", "commit"):
            if getattr(source, key) and not source.copy:
                location = document.location(source.id, key)
                yield problem("source-copy", location, name=source.id, key=key)
                break


def _same_names(document: Document, sources: Sources) -> Iterator[Problem]:
    """Short names that do not tell their source apart from another one."""
    named: dict[str, Source] = {}
    for source in sources.values():
        named.setdefault(source.name.casefold(), source)
    for source in sources.values():
        other = named[source.name.casefold()]
        if other is not source and (source.short or other.short):
            later = source if source.short else other
            yield problem(
                "source-short",
                document.location(later.id, "short"),
                short=later.short,
                name=later.id,
                other=(other if later is source else source).id,
            )
