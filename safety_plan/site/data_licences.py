"""Under which licence each file of a revision may be used: that of its sources.

A description of many files has a licence for all of them, and a file of it may have another. A
table read in a newspaper is not under the Open Government Licence because its neighbours are.
So each file says its own, and whoever sees its entry alone is told.
"""

from collections.abc import Iterable, Mapping

from safety_plan.core.translation import gettext
from safety_plan.models.sources import Source
from safety_plan.reading.yaml_files import Value, as_list, as_mapping, as_text

#: What the Data Package calls a licence that is not known, and one that is none of the open ones.
_UNKNOWN = "notspecified"
_OTHER = "other-closed"

Licence = Mapping[str, str]


def licences_of(
    sources: Iterable[Source], package: Mapping[str, Value]
) -> dict[str, list[Licence]]:
    """The entry `licenses` of a file from *sources*; that of *package* where it names none.

    A licence that *package* names stands as it does there, with its address.
    """
    return {"licenses": licences_named((source.licence for source in sources), package)}


def licences_named(names: Iterable[str], package: Mapping[str, Value]) -> list[Licence]:
    """The licences of these *names*, in the words of *package*; its own where there is none."""
    titles = dict.fromkeys(names)
    of_package = [_texts(entry) for entry in as_list(package.get("licenses"))]
    if not titles:
        return [*of_package] or [_other("")]
    licence_by_text = {text.casefold(): one for one in of_package for text in one.values()}
    return all_licences([licence_by_text.get(t.casefold()) or _other(t)] for t in titles)


def all_licences(lists: Iterable[Iterable[Licence]]) -> list[Licence]:
    """Each licence of *lists* once, in their order."""
    found: list[Licence] = []
    for licence in (one for licences in lists for one in licences):
        if licence not in found:
            found.append(licence)
    return found


def _texts(entry: Value) -> dict[str, str]:
    return {key: as_text(value) for key, value in as_mapping(entry).items() if as_text(value)}


def _other(title: str) -> Licence:
    if not title:
        return {"name": _UNKNOWN, "title": gettext("Licence not known to us")}
    return {"name": _OTHER, "title": title}
