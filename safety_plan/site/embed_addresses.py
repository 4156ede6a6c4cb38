"""Which charts and numbers other websites may show in a frame, and at which addresses.

What stands on a page that can be left in a hurry is none of them: nobody could leave a frame of
another website.
"""

from collections.abc import Collection, Iterable

from safety_plan.models.sensitivity import neutral_anchor, sensitive_words, word_in_address
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.security_headers import EMBED_FOLDER


def embed_addresses(bundle: RevisionBundle, exits: Collection[str]) -> dict[str, str]:
    """The address of each small page of *bundle*, by `charts/` or `figures/` and its name.

    *exits* are the paths of its pages that can be left in a hurry.
    """
    record = bundle.record
    left = [page for path, page in record.pages.items() if path in exits]
    charts = {name for page in left for name in page.charts}
    # A list of all figures quotes each of them.
    figures = {name for page in left if "figures" not in page.blocks for name in page.figures}
    names = [f"charts/{name}" for name in record.charts if name not in charts]
    names += [f"figures/{name}" for name in record.figures if name not in figures]
    return {
        name: f"{EMBED_FOLDER}/{bundle.id}/{neutral_name(name)}/"
        for name in names
        if not _says_too_much(_words(bundle, name))
    }


def _says_too_much(words: Iterable[str]) -> bool:
    """Whether *words* name what a reader may have to hide; the first of them is the title."""
    title, *others = words
    return bool(word_in_address(title) or sensitive_words(" . ".join([title, *others])))


def neutral_name(name: str) -> str:
    """The kind and the *name* of a chart or a figure, as addresses have it."""
    kind, _, own = name.partition("/")
    return f"{kind}/{neutral_anchor(own)}"


def _words(bundle: RevisionBundle, name: str) -> Iterable[str]:
    """What a small page would say of its subject."""
    kind, _, own = name.partition("/")
    if kind == "figures":
        figure = bundle.record.figures[own]
        return figure.label, figure.note, figure.definition
    chart = bundle.record.charts[own]
    return chart["title"], chart["subtitle"], chart["description"]
