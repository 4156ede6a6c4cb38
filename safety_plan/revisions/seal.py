"""Writing seals: a new one, or the last words of an old one read again before opening.

Everything is written beside the place it belongs in and moved there at the end,
so a run that is stopped at any moment leaves either nothing or the whole.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from safety_plan.charts.kinds import KINDS
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, Problem, has_errors
from safety_plan.models.plan import Plan, read_plan, sealed_ids
from safety_plan.models.registers import LIVING, register_columns
from safety_plan.models.tables import as_csv
from safety_plan.reading.docs_files import JUNK
from safety_plan.reading.yaml_files import as_text_list, read_yaml
from safety_plan.revisions.bundle import RevisionBundle, working_bundle
from safety_plan.revisions.record import to_json
from safety_plan.revisions.verify import ASIDE, NOT_SEALED, SUMS, digest_of, folder_problems, sums


def seal_refusals(plan: Plan) -> list[Problem]:
    """Why the working revision cannot be sealed, however clean its words are."""
    status, name = plan.revision.status, plan.revision.id
    if name in plan.sealed:
        return [problem("seal-again", Location(f"revisions/{name}"), name=name)]
    adopted = problem("seal-adopted", Location("data/revision.yml"), status=status)
    return [] if status == "adopted" else [adopted]


def again_refusals(plan: Plan, name: str) -> list[Problem]:
    """Why a seal may not be written again: not there, not as sealed, or before the public."""
    place, opened = Location(f"revisions/{name}"), plan.settings.opened
    if name not in plan.sealed:
        return [problem("seal-unknown", place, name=name, among=plan.sealed)]
    public = problem("seal-opened", place, opened=opened)
    return [public] if opened else folder_problems(plan.root, name)


#: Words of a revision that nobody has decided on yet.
_UNDECIDED = re.compile(r"\b(?:proposed|due to decide|not confirmed|not known whether)\b", re.I)


def undecided(plan: Plan) -> list[str]:
    """The lines of pages and tables that would be untrue once the revision is adopted."""
    pages = [(f"docs/{path}", page) for path, page in plan.pages.items()]
    pages += [(f"docs/site/{path}", page) for path, page in plan.living.items()]
    lines = [
        (f"{path}, line {number}", line.strip())
        for path, page in pages
        for number, line in enumerate(page.text.splitlines(), page.first_line)
    ]
    rows = [row for table in plan.tables.values() for row in table.rows]
    lines += [(f"{row.path}, row {row.number}", ", ".join(row.cells.values())) for row in rows]
    return [f"{place}: {line}" for place, line in lines if _UNDECIDED.search(line)]


def write_seal(plan: Plan, bundle: RevisionBundle) -> Path:
    """Seals the working revision; the folder appears whole or not at all."""
    target = plan.root / "revisions" / bundle.id
    with _beside(plan.root) as building:
        _fill(building / bundle.id, plan, bundle, target.parent)
        target.parent.mkdir(exist_ok=True)
        (building / bundle.id).rename(target)
    return target


#: What the draft of a next revision says of itself until an officer writes it.
_DRAFT = """title: Next revision
status: draft
status_note: A draft. It is not published.
summary: What this revision will change is not written yet.
"""
#: Settings of the revision that was sealed, with the lines that belong to them.
_OVER = re.compile(
    r"^(?:title|status|status_note|summary|decisions|adopted|moved|dropped):.*\n(?:[ -].*\n?)*",
    re.M,
)


def start_next_draft(plan: Plan) -> None:
    """Turns `data/revision.yml` into that of the next draft; the seal keeps the old one.

    Its id is the month after, until it is known when the next one is decided. The
    reasons for what changed are sealed too, so `data/changes.csv` starts empty.
    """
    file = plan.data / "revision.yml"
    year, month = map(int, plan.revision.id.split("-"))
    fresh = f"id: {year + month // 12:04}-{month % 12 + 1:02}\n{_DRAFT}"
    text = _OVER.sub("", file.read_text(encoding="utf-8-sig"))
    with _beside(plan.root) as building:
        write(building / file.name, re.sub(r"(?m)^id:.*\n", fresh, text))
        write(building / "changes.csv", as_csv(list(register_columns("changes")), []))
        (building / file.name).replace(file)
        (building / "changes.csv").replace(plan.data / "changes.csv")


#: The line of a seal that tells what the law made us take out of it.
REMOVED = re.compile(r"^removed: .*$", re.M)


def reseal(plan: Plan, revision_id: str, reason: str) -> Path:
    """Seals *revision_id* anew from its own sealed sources, and links later seals to it.

    The sources stay byte for byte; pages, record and digests are made anew.
    Raises PlanError where the sources can no longer be read.
    """
    target = plan.root / "revisions" / revision_id
    sources = _sealed_plan(plan, revision_id)
    bundle, problems = working_bundle(sources)
    if has_errors(problems):
        shown = f"revisions/{revision_id}/"
        raise PlanError(
            replace(p, location=replace(p.location, path=shown + p.location.path)) for p in problems
        )
    seal, _ = read_yaml(target / "seal.yml", "seal.yml")
    kept = REMOVED.findall((target / "seal.yml").read_text(encoding="utf-8"))
    reasons = [*as_text_list(seal.value.get("again")), reason]
    kept.append(f"again: {json.dumps(reasons, ensure_ascii=False)}")
    with rewritten(plan.root) as revisions:
        shutil.rmtree(revisions / revision_id)
        _fill(revisions / revision_id, sources, bundle, revisions, kept)
        relink(revisions)
    return target


def _sealed_plan(plan: Plan, revision_id: str) -> Plan:
    """What the authors of a sealed revision wrote, with what lives on as it is today."""
    read, _ = read_plan(plan.root / "revisions" / revision_id, KINDS)
    living = {name: plan.rows(name) for name in LIVING}
    return replace(
        read,
        settings=plan.settings,
        registers={**read.registers, **living},
        sealed=tuple(name for name in plan.sealed if name < revision_id),
    )


def settle(root: Path) -> None:
    """Ends a run that was stopped: the seals come back, what was half made goes."""
    if (root / ASIDE).is_dir() and not (root / "revisions").exists():
        (root / ASIDE).rename(root / "revisions")
    for left in [*root.glob(".sealing-*"), root / ASIDE]:
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _beside(root: Path) -> Iterator[Path]:
    settle(root)
    try:
        yield Path(tempfile.mkdtemp(prefix=".sealing-", dir=root))
    finally:
        settle(root)


@contextmanager
def rewritten(root: Path) -> Iterator[Path]:
    """A copy of `revisions/` to change, which then takes its place as a whole."""
    with _beside(root) as building:
        yield Path(shutil.copytree(root / "revisions", building / "revisions"))
        (root / "revisions").rename(root / ASIDE)
        (building / "revisions").rename(root / "revisions")


def relink(revisions: Path) -> None:
    """Writes the digests of each seal, and the whole of them into the one after it."""
    previous = "none"
    for name in sealed_ids(revisions.parent):
        seal = revisions / name / "seal.yml"
        text = seal.read_text(encoding="utf-8")
        write(seal, re.sub(r"(?m)^digest: .*$", f"digest: {previous}", text))
        write(revisions / name / SUMS, sums(revisions / name))
        previous = digest_of(revisions / name)


def _fill(
    folder: Path, plan: Plan, bundle: RevisionBundle, revisions: Path, kept: Sequence[str] = ()
) -> None:
    def not_sealed(inside: str, names: list[str]) -> list[str]:
        living = {plan.docs: ["site"], plan.data: [*NOT_SEALED]}.get(Path(inside), [])
        return [n for n in names if n in living or any(fnmatchcase(n, junk) for junk in JUNK)]

    shutil.copytree(plan.docs, folder / "docs", ignore=not_sealed)
    shutil.copytree(plan.data, folder / "data", ignore=not_sealed)
    shutil.copytree(folder / "docs", folder / "pages")
    for path, page in bundle.pages.items():
        lines = (folder / "docs" / path).read_text(encoding="utf-8-sig").splitlines(keepends=True)
        head = "".join(lines[: plan.pages[path].first_line - 1])
        write(folder / "pages" / path, head + page.text)
    write(folder / "plan.json", to_json(bundle.record))
    write(folder / "seal.yml", _seal_text(plan, bundle, revisions, kept))
    write(folder / SUMS, sums(folder))


def write(file: Path, text: str) -> None:
    """Writes *text* the same on every system."""
    file.write_bytes(text.encode())


def _seal_text(plan: Plan, bundle: RevisionBundle, revisions: Path, kept: Sequence[str]) -> str:
    adopted = bundle.record.revision.adopted
    previous = plan.sealed[-1] if plan.sealed else "none"
    digest = digest_of(revisions / previous) if plan.sealed else "none"
    lines = [f'revision: "{bundle.id}"', f"status: {bundle.record.revision.status}"]
    # JSON quotes text as YAML reads it back, whatever marks are in it.
    if adopted:
        body = json.dumps(adopted.body, ensure_ascii=False)
        lines += ["decision:", f"  body: {body}", f'  date: "{adopted.date}"']
        lines.append(f"  source: {adopted.source}")
    lines += [f'previous: "{previous}"', f"digest: {digest}"]
    return "\n".join([*lines, *kept, ""])
