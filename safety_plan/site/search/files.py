"""The files that a browser loads for its first search.

They are scripts that hold data, so that a site in a folder can be searched too, where a
browser lets no page read a file.
"""

import json
import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from safety_plan.core.files import write_file
from safety_plan.core.resources import PACKAGE
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.search.entries import Entry
from safety_plan.site.search.guide import guide_content, stop_words
from safety_plan.site.search.postings import encode, places_of
from safety_plan.site.search.revision_entries import revision_entries
from safety_plan.site.search.site_entries import site_entries
from safety_plan.site.site_model import Site

#: Below the folder of a revision, and below that of the site.
INDEX_FILE = "search/index.js"
GUIDE_FILE = "search/guide.js"
#: A remark, to the end of its line; in an address no space stands before it.
_REMARK = re.compile(r"(?:^|\s)//\s.*")
#: The parts of the engine, each of which needs those before it.
ENGINE = ("text", "index", "guide", "results", "page")


def searched_tables(plan: Plan) -> list[str]:
    """The tables of which each row is found by itself."""
    return [table.name for table in plan.tables.values() if table.search_rows]


def write_revision_search(site: Site, bundle: RevisionBundle, folder: Path) -> None:
    """Writes what is found in *bundle* below its *folder*."""
    entries = revision_entries(bundle, searched_tables(site.plan), site.exits[bundle.id])
    _write(folder / INDEX_FILE, "giveIndex", _index(entries))


def write_site_search(site: Site, out: Path) -> None:
    """Writes what leads on from everyday words, and what every revision finds, below *out*."""
    content = {"guide": guide_content(site.plan), "index": _index(site_entries(site))}
    _write(out / GUIDE_FILE, "giveGuide", content)


def engine() -> str:
    """The parts of the engine as one script, without what is for its engineers only."""
    folder = PACKAGE / "site" / "search" / "engine"
    return "".join(
        lean_script((folder / f"{name}.js").read_text(encoding="utf-8")) for name in ENGINE
    )


def lean_script(script: str) -> str:
    """*script* without remarks, indents and empty lines."""
    lines = [_REMARK.sub("", line).strip() for line in script.splitlines()]
    return "\n".join(filter(None, lines)) + "\n"


def _index(entries: Iterable[Entry]) -> dict[str, Any]:
    """The entries, those of one page together, and which words stand in which of them."""
    entries = list(entries)
    words, places = encode(places_of(entries, stop_words()))
    pages = [
        [*place, [entry.as_list for entry in group]]
        for place, group in groupby(entries, key=lambda entry: entry.place)
    ]
    return {"pages": pages, "words": words, "places": places}


def _write(file: Path, function: str, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    write_file(file, f"planSearch.{function}({text});\n".encode())
