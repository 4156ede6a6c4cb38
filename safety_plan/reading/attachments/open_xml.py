"""What Word and Excel files have in common: parts, how they lead to others, who wrote them."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from safety_plan.core.text import truncate
from safety_plan.reading.attachments.attachment import Finding
from safety_plan.reading.attachments.zip_parts import Parts, attribute, elements, text_of

TYPES = "[Content_Types].xml"
#: What the name or the type of a part shows to be in it, in small letters, and the message.
_PARTS = (
    (re.compile(r"vbaproject|vbadata|macroenabled|macrosheet|dialogsheet"), "file-runs.macros"),
    (re.compile(r"activex"), "file-runs.controls"),
    (re.compile(r"webextension"), "file-runs.extensions"),
    (re.compile(r"/embeddings/|oleobject"), "file-runs.objects"),
    (re.compile(r"externallink|/connections\.xml|/querytables/"), "file-runs.data"),
    (re.compile(r"pivotcacherecords|/xl/model/"), "file-unseen.pivot"),
)
#: What a relation is to, whatever the part is called, in small letters.
_KINDS = {
    **dict.fromkeys(("vbaproject", "wordvbadata", "xlmacrosheet"), "file-runs.macros"),
    **dict.fromkeys(("control", "activexcontrolbinary"), "file-runs.controls"),
    **dict.fromkeys(("webextension", "webextensiontaskpanes"), "file-runs.extensions"),
    **dict.fromkeys(("oleobject", "package"), "file-runs.objects"),
    **dict.fromkeys(("externallink", "connections", "querytable"), "file-runs.data"),
    "pivotcacherecords": "file-unseen.pivot",
}
#: Where a link of a document may lead.
_SCHEMES = ("http", "https", "mailto", "tel")


def content_types(parts: Parts) -> dict[str, str]:
    """The type of each part by its name, in small letters."""
    root = parts.xml(TYPES)
    by_ending = {
        attribute(one, "Extension").lower(): attribute(one, "ContentType")
        for one in elements(root, "Default")
    }
    by_name = {
        attribute(one, "PartName").lstrip("/").lower(): attribute(one, "ContentType")
        for one in elements(root, "Override")
    }
    return {
        name: (by_name.get(name.lower()) or by_ending.get(name.rpartition(".")[2].lower(), ""))
        for name in parts.names
    }


def xml_parts(parts: Parts) -> list[str]:
    """The names of the parts that hold XML, by their name or their type."""
    types = content_types(parts)
    return [
        name
        for name in parts.names
        if name.lower().endswith((".xml", ".rels")) or types[name].lower().endswith("xml")
    ]


def part_findings(parts: Parts) -> Iterator[Finding]:
    """Parts that could run, load or hide something, each kind of them once."""
    found: dict[str, str] = {}
    for name, kind in content_types(parts).items():
        looks = f"/{name} {kind}".lower()
        for pattern, key in _PARTS:
            if pattern.search(looks):
                found.setdefault(key, name)
    for key, name in found.items():
        yield Finding(key, {"where": name})


def relation_findings(parts: Parts) -> Iterator[Finding]:
    """What is fetched from elsewhere when the file is opened, and links to one's own computers."""
    found: dict[str, str] = {}
    for name in parts.names:
        if not name.lower().endswith(".rels"):
            continue
        for relation in elements(parts.xml(name), "Relationship"):
            kind = attribute(relation, "Type").rpartition("/")[2].lower()
            target = attribute(relation, "Target")
            is_outside = attribute(relation, "TargetMode").lower() == "external"
            if key := _relation_key(kind, target, is_outside=is_outside):
                found.setdefault(key, target)
    keys = {finding.key for finding in part_findings(parts)}
    for key, target in found.items():
        if key in keys:
            continue
        yield Finding(key, {"target": truncate(target), "where": truncate(target)})


def _relation_key(kind: str, target: str, *, is_outside: bool) -> str:
    """The message for what a relation of this *kind* does, whatever its target is called."""
    if kind in _KINDS:
        return _KINDS[kind]
    if kind == "afchunk":
        return "file-runs.chunk"
    if not is_outside or kind in ("externallinkpath", "xlpathmissing"):
        return ""  # of the latter, the part itself is told
    if kind == "hyperlink":
        scheme = urlsplit(target.strip()).scheme.lower() if _has_scheme(target) else "file"
        is_fine = scheme in _SCHEMES or not target or target.startswith("#")
        return "" if is_fine else "file-runs.link"
    return "file-runs.template" if kind == "attachedtemplate" else "file-runs.linked"


def _has_scheme(target: str) -> bool:
    """True for `https://…`, and not for a drive such as `C:` or the name of a file."""
    return bool(re.match(r"\s*[A-Za-z][A-Za-z0-9+.-]+:", target))


def title_of(parts: Parts) -> str:
    """The title in the properties of the file."""
    return next(iter(_properties(parts, "title")), "")


def language_of(parts: Parts) -> str:
    """The language in the properties of the file."""
    return next(iter(_properties(parts, "language")), "")


def people_of(parts: Parts) -> tuple[str, ...]:
    """Who wrote the file, changed it last or has to do with it, as it says."""
    names = [*_properties(parts, "creator", "lastModifiedBy")]
    for name in parts.names:
        if name.lower().endswith(("docprops/app.xml", "docprops/custom.xml")):
            names += [text_of(one) for one in elements(parts.xml(name), "Manager")]
        if name.lower().endswith(("/people.xml", "/person.xml", "/persons/person.xml")):
            root = parts.xml(name)
            names += [attribute(one, "author") for one in elements(root, "person")]
            names += [attribute(one, "displayName") for one in elements(root, "person")]
    return tuple(dict.fromkeys(name for name in names if name))


def _properties(parts: Parts, *names: str) -> Iterator[str]:
    for part in parts.names:
        if part.lower().endswith("docprops/core.xml"):
            yield from filter(None, map(text_of, elements(parts.xml(part), *names)))
