"""Rules that need more than one file, and everything together."""

from __future__ import annotations

import posixpath
from pathlib import Path

from safety_plan.editions import Edition, sealed_edition, working_edition
from safety_plan.pages import Page, links
from safety_plan.plan import Plan, read_plan, sealed_ids
from safety_plan.problems import Place, Problem, did_you_mean, in_file_order
from safety_plan.reasons import reason_problems
from safety_plan.seals import NOT_SEALED, seal_problems

LIVING_PAGES = ("help", "history", "about", "accessibility", "privacy")

#: Where what is published stands even while the working revision is left out.
NOT_WORKING = ("revisions/", "docs/site/", *(f"data/{name}" for name in NOT_SEALED))

#: Lists that a revision must have, because links on its pages lead to them.
LISTS = {"figures": "{{ figure() }}", "sources": "{{ source() }}", "glossary": "{{ glossary() }}"}


def check(root: Path) -> tuple[Plan, Edition, list[Problem]]:
    """Reads the plan under *root* and finds everything an author has to put right."""
    plan, problems = read_plan(root)
    edition, found = working_edition(plan)
    problems = [*problems, *found, *contents_problems(plan), *list_problems(plan, edition)]
    problems += living_problems(plan)
    for path, page in plan.pages.items():
        problems += link_problems(plan, page, f"docs/{path}", plan.pages)
        problems += anchor_problems(page, f"docs/{path}", edition)
    for path, page in plan.living.items():
        problems += link_problems(plan, page, f"docs/site/{path}", plan.living)
    problems += [*reason_problems(plan, edition.record), *seal_problems(root), *id_problems(plan)]
    return plan, edition, in_file_order(problems)


def contents_problems(plan: Plan) -> list[Problem]:
    """A page not in the contents, and a file of the contents that is not there."""
    place = Place("data/revision.yml")
    listed = plan.revision.files
    problems = []
    for file in listed:
        if file not in plan.pages:
            found = f"The contents name “{file}”, which is not in docs/."
            fix = did_you_mean(file, plan.pages) or "Add the page, or take the line out."
            problems.append(Problem(place, "contents", found, fix))
    for path in plan.pages:
        if path not in listed:
            found = "The page is not in the contents, so nobody would find it."
            fix = "Add it under contents: in data/revision.yml."
            problems.append(Problem(Place(f"docs/{path}"), "contents", found, fix))
    return problems


def living_problems(plan: Plan) -> list[Problem]:
    """Living pages that every page of the site leads to, and that are not there."""
    return [
        Problem(
            Place(f"docs/site/{name}.md"),
            "living-page",
            "There is no such page, and every page of the site leads to it.",
            "Add the page; another plan's page of that name shows what belongs on it.",
        )
        for name in LIVING_PAGES
        if not any(page.page_id == name for page in plan.living.values())
    ]


def list_problems(plan: Plan, edition: Edition) -> list[Problem]:
    """Lists of figures, sources or terms that pages lead to but no page has."""
    needed = {"figures": plan.figures, "sources": plan.sources, "glossary": plan.rows("glossary")}
    return [
        Problem(
            Place("docs"),
            "list-missing",
            f"No page of the plan lists the {name}.",
            f"Write {call} on a line of its own, on the page where they belong.",
        )
        for name, call in LISTS.items()
        if needed[name] and edition.record.page_with(name) is None
    ]


def link_problems(plan: Plan, page: Page, shown: str, pages: dict[str, Page]) -> list[Problem]:
    """Links and pictures of a page that lead to nothing, or out of docs/."""
    problems = []
    for offset, picture, words, target in links(page.text):
        line = page.first_line + page.text.count("\n", 0, offset)
        place = Place(shown, line=line)
        if picture and not words.strip():
            fix = "Describe in the square brackets what the picture shows."
            problems.append(Problem(place, "picture-words", "A picture has no words.", fix))
        found = _target_problem(plan, page, target, pages, place)
        problems += [found] if found else []
    return problems


def anchor_problems(page: Page, shown: str, edition: Edition) -> list[Problem]:
    """Links to a heading that the page they lead to does not have."""
    problems = []
    for offset, _, _, target in links(page.text):
        file, _, anchor = target.partition("#")
        path = _joined(page, file) if file else page.path
        recorded = edition.record.pages.get(path)
        if not anchor or ":" in file or recorded is None:
            continue
        known = [section["anchor"] for section in recorded.sections]
        if anchor not in known:
            line = page.first_line + page.text.count("\n", 0, offset)
            found = f"There is no heading “#{anchor}” in docs/{path}."
            fix = did_you_mean(anchor, known) or f"It has: {', '.join(known)}."
            problems.append(Problem(Place(shown, line=line), "link-heading", found, fix))
    return problems


def _joined(page: Page, file: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), file))


def _target_problem(
    plan: Plan, page: Page, target: str, pages: dict[str, Page], place: Place
) -> Problem | None:
    file = target.partition("#")[0]
    if target.startswith(("https://", "http://", "mailto:", "tel:")) or not file:
        return None
    if ":" in file:
        fix = "Link to a page (../plan/law.md) or to a web address (https://…)."
        return Problem(place, "link-form", f"“{target}” is not a link we allow.", fix)
    path = _joined(page, file)
    living = path.removeprefix("site/") if path.startswith("site/") else ""
    known = {*pages, *(f"site/{p}" for p in plan.living)}
    folder = plan.docs if pages is plan.pages else plan.docs / "site"
    there = path in pages or living in plan.living or _is_file(folder, path)
    if there and not path.startswith(".."):
        return None
    fix = did_you_mean(path, known) or "Check the name and the folder."
    return Problem(place, "link-dead", f"The link “{target}” leads nowhere.", fix)


def _is_file(folder: Path, path: str) -> bool:
    file = folder / path
    return not path.endswith(".md") and file.is_file() and not file.is_symlink()


def id_problems(plan: Plan) -> list[Problem]:
    """A working revision that is not later than the last sealed one."""
    if not plan.sealed or plan.revision.id > plan.sealed[-1]:
        return []
    if plan.revision.id == plan.sealed[-1] and plan.revision.status == "adopted":
        return []
    found = f"The id “{plan.revision.id}” is not later than {plan.sealed[-1]}, which is sealed."
    fix = "Give the working revision a later id."
    return [Problem(Place("data/revision.yml", line=1), "revision-id", found, fix)]


def published(
    root: Path, plan: Plan, working: Edition, *, without_working: bool = False
) -> list[Edition]:
    """The editions the public may read, oldest first.

    A draft is never published; an adopted working revision that is sealed is
    rendered from its seal.
    """
    editions = sealed_editions(root)
    sealed = {edition.id for edition in editions}
    if plan.revision.status == "draft" or without_working or working.id in sealed:
        return editions
    return [*editions, working]


def sealed_editions(root: Path) -> list[Edition]:
    """Every sealed revision, oldest first."""
    return [sealed_edition(root, name) for name in sealed_ids(root)]
