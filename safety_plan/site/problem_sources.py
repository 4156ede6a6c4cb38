"""From what only the finished site shows back to the file and line that an author can mend."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from safety_plan.core.problems import Location, Problem
from safety_plan.site.site_model import Site

_QUOTED = re.compile("“([^“”]{1,500})”")


def with_sources(problems: Iterable[Problem], site: Site) -> list[Problem]:
    """*problems* of built pages, each at the words it quotes, where those stand in the plan.

    Else it is at the page of the working revision, or of `docs/site/`, that it was built from;
    what stands on no such page stays at the file of the site.
    """
    pages = _sources_of_pages(site)
    return [replace(item, location=_source(item, pages, site.plan.root)) for item in problems]


def _sources_of_pages(site: Site) -> dict[str, str]:
    """The file of the plan that each page of the site is built from."""
    working = site.plan.revision.id
    pages = {
        f"site/{working}/{page.address}index.html": f"docs/{path}"
        for path, page in site.plan.pages.items()
    }
    site_pages = {
        f"site/{page.address}index.html": f"docs/site/{path}"
        for path, page in site.plan.site_pages.items()
    }
    return pages | site_pages


def _source(problem: Problem, pages: dict[str, str], root: Path) -> Location:
    if problem.rule != "built-page":
        return problem.location
    page = pages.get(problem.location.path, "")
    quotes = _QUOTED.findall(problem.found)
    if not page or not quotes:
        return Location(page) if page else problem.location
    for path in (page, *_data_files(root)):
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        if quotes[-1] in text:
            return Location(path, line=text[: text.index(quotes[-1])].count("\n") + 1)
    return Location(page)


def _data_files(root: Path) -> Iterator[str]:
    for file in sorted((root / "data").glob("*")):
        if file.suffix in (".csv", ".yml"):
            yield f"data/{file.name}"
