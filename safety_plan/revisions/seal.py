"""Sealing: the working revision, or an old seal anew before the site is public.

Everything is written beside the place it belongs in and moved there at the end,
so a run that is stopped at any moment leaves either nothing or the whole.
"""

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from safety_plan.charts.kinds import KINDS
from safety_plan.core.dates import format_date
from safety_plan.core.files import UNFINISHED, replace_file, replace_folder, restore_folder
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, Problem, has_errors
from safety_plan.core.translation import language_of_page
from safety_plan.core.workspaces import workspace
from safety_plan.models.plan import Plan, read_plan
from safety_plan.models.registers import UNSEALED_REGISTERS, register_columns
from safety_plan.models.revision import KEPT_STATUSES
from safety_plan.models.tables import as_csv
from safety_plan.models.terms import date_bounds
from safety_plan.reading.yaml_files import as_text_list, read_yaml
from safety_plan.revisions.bundle import RevisionBundle, sealed_bundle, working_bundle
from safety_plan.revisions.edits import Edit, check_edits, edited_files, edits_line, in_seal
from safety_plan.revisions.identity import settings_of
from safety_plan.revisions.older_actions import kept_pages, without_older_calls
from safety_plan.revisions.proposals import write_proposals
from safety_plan.revisions.record import with_pages
from safety_plan.revisions.seal_folder import (
    STAYS,
    fill_seal,
    protect_from_git,
    rechain,
    source_files,
)
from safety_plan.revisions.verify import digest_of, folder_problems

#: How the folder is called in which a seal is made, before it takes its place.
_STAGING = ".sealing-"


def check_can_seal(plan: Plan) -> list[Problem]:
    """Why the working revision cannot be sealed, however clean its words are; empty if it can."""
    status, name = plan.revision.status, plan.revision.id
    if name in plan.sealed:
        return [problem("seal-again", Location(f"revisions/{name}"), name=name)]
    if status not in ("adopted", *KEPT_STATUSES):
        return [problem("seal-adopted", Location("data/revision.yml"), status=status)]
    return []


def check_day(plan: Plan, day: str) -> list[Problem]:
    """Why *day* cannot be that of a seal: it is before a decision that the seal tells of."""
    dates = [decision.date for decision in plan.revision.all_decisions]
    later = [text for text in dates if format_date(text) and date_bounds(text)[0] > day]
    location = Location("data/revision.yml")
    params = {"day": format_date(day), "date": format_date(later[-1]) if later else ""}
    return [problem("seal-day", location, **params)] if later else []


def check_can_reseal(plan: Plan, name: str, *, is_edited: bool = False) -> list[Problem]:
    """Why the seal *name* may not be written again: not there, public, or not as sealed.

    Where *is_edited*, its sources are not as sealed, and nothing else of any seal is.
    """
    location = Location(f"revisions/{name}")
    opened = plan.settings.opened
    if name not in plan.sealed:
        return [problem("seal-unknown", location, name=name, choices=plan.sealed)]
    if opened:
        return [problem("seal-opened", location, opened=opened)]
    # The digests of all seals are written anew, so that an edit of another would be hidden.
    others = [one for one in plan.sealed if one != name]
    problems = [found for one in others for found in folder_problems(plan.root, one)]
    own = check_edits(plan, name) if is_edited else folder_problems(plan.root, name)
    return [*problems, *own]


def write_seal(plan: Plan, bundle: RevisionBundle, day: str = "") -> Path:
    """Seals the working revision and returns the folder, which appears whole or not at all.

    *day*, on which that is done, is kept in the seal.
    """
    target = plan.root / "revisions" / bundle.id
    with _staging(plan.root) as staging:
        lines = [f'sealed: "{day}"'] if day else []
        fill_seal(staging / bundle.id, plan, bundle, target.parent, lines)
        target.parent.mkdir(exist_ok=True)
        protect_from_git(target.parent)
        replace_folder(staging / bundle.id, target)
    return target


#: What the draft of a next revision says of itself until an officer writes it. Check refuses these
#: words once it is no draft: see `checks/draft_words.py`.
NEXT_DRAFT = {
    "title": "Next revision",
    "status": "draft",
    "status_note": "A draft. It is not published.",
    "summary": "What this revision will change is not written yet.",
}
#: Settings of the revision that was sealed, with the lines that belong to them.
_OVER = re.compile(
    r"^(?:title|status|status_note|summary|decisions|adopted|recorded|moved|dropped|comments):.*\n"
    r"(?:[ -].*\n?)*",
    re.M,
)


def start_next_draft(plan: Plan) -> None:
    """Turns `data/revision.yml` into that of the next draft; the seal keeps the old one.

    Its id is the month after, until it is known when the next one is decided. The
    reasons for what changed are sealed too, so `data/changes.csv` starts empty.
    """
    file = plan.data / "revision.yml"
    year, month = map(int, plan.revision.id.split("-"))
    draft = "".join(f"{name}: {words}\n" for name, words in NEXT_DRAFT.items())
    fresh = f"id: {year + month // 12:04}-{month % 12 + 1:02}\n{draft}"
    text = _OVER.sub("", file.read_text(encoding="utf-8-sig"))
    replace_file(plan.data / "changes.csv", _no_changes())
    if plan.rows("proposals"):
        write_proposals(plan, ())
    # Last: until then `is_unfinished` knows that this was stopped.
    replace_file(file, re.sub(r"(?m)^id:.*\n", fresh, text).encode())


def _no_changes() -> bytes:
    return as_csv(list(register_columns("changes")), []).encode()


def is_unfinished(plan: Plan) -> bool:
    """True where a run was stopped after it had sealed and before the next draft was begun.

    Then what stands in the working revision is what was sealed, to the byte.
    """
    folder = plan.root / "revisions" / plan.revision.id
    if plan.revision.id not in plan.sealed:
        return False
    seal_of_today = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for part in ("docs", "data")
        for file in sorted((folder / part).rglob("*"))
        if file.is_file()
    }
    working = source_files(plan)
    emptied = working.get("data/changes.csv") == _no_changes()
    if emptied and "data/changes.csv" in seal_of_today:
        working["data/changes.csv"] = seal_of_today["data/changes.csv"]
    return working == seal_of_today


def reseal(plan: Plan, revision_id: str, reason: str, *, is_edited: bool = False) -> Path:
    """Seals *revision_id* anew from its own sealed sources, and links later seals to it.

    The sources stay byte for byte, but for what a picture says about its taking, or are those
    that somebody edited in the folder of the seal; pages, record and digests are made anew.
    Returns the folder. Raises PlanError where the sources can no longer be read.
    """
    target = plan.root / "revisions" / revision_id
    edited = edited_files(target) if is_edited else ()
    old = sealed_bundle(plan.root, revision_id)
    with language_of_page(old.language):
        sources = _sealed_plan(plan, revision_id, old.language)
        bundle, problems = working_bundle(sources)
    older_pages = kept_pages(old.pages, edited)
    problems = without_older_calls(problems, older_pages)
    if has_errors(problems):
        raise PlanError(in_seal(revision_id, original) for original in problems)
    pages = {**bundle.pages, **older_pages}
    # Where its words stay, what its cards say stays in the words it was sealed with.
    rule = bundle.record.text_rule if edited else old.record.text_rule
    record = with_pages(replace(bundle.record, text_rule=rule), pages)
    bundle = replace(bundle, record=record, pages=pages)
    lines = _lines_again(target, reason, edited)
    with atomic_rewrite(plan.root) as seals:
        shutil.rmtree(seals / revision_id)
        fill_seal(seals / revision_id, sources, bundle, seals, lines)
        rechain(seals)
    return target


def _lines_again(target: Path, reason: str, edited: Sequence[str]) -> list[str]:
    """The last lines of `seal.yml` of the seal *target*, once it is sealed again for *reason*."""
    seal, _ = read_yaml(target / "seal.yml", "seal.yml")
    reasons = [*as_text_list(seal.value.get("again")), reason]
    digests = [*as_text_list(seal.value.get("before")), digest_of(target)]
    edits = edits_line(seal.value, [Edit(reason=reason, files=tuple(edited))] if edited else [])
    return [
        *STAYS.findall((target / "seal.yml").read_text(encoding="utf-8")),
        f"again: {json.dumps(reasons, ensure_ascii=False)}",
        f"before: {json.dumps(digests)}",
        *([edits] if edits else []),
    ]


def _sealed_plan(plan: Plan, revision_id: str, language: str) -> Plan:
    """What the authors of a sealed revision wrote in *language*, with what lives on as today."""
    sealed, _ = read_plan(plan.root / "revisions" / revision_id, KINDS)
    old = sealed_bundle(plan.root, revision_id).record
    living = {name: plan.rows(name) for name in UNSEALED_REGISTERS}
    return replace(
        sealed,
        settings=replace(settings_of(plan.settings, old), language=language),
        revision=replace(sealed.revision, plan=old.revision.plan),
        registers={**sealed.registers, **living},
        sealed=tuple(name for name in plan.sealed if name < revision_id),
    )


def recover(root: Path) -> None:
    """Ends a run that was stopped: the seals come back, what was half made goes."""
    restore_folder(root / "revisions")
    for folder in root.glob(f"{_STAGING}*"):
        shutil.rmtree(folder, ignore_errors=True)
    for file in (root / "data").glob(f".*{UNFINISHED}"):
        file.unlink(missing_ok=True)


@contextmanager
def _staging(root: Path) -> Iterator[Path]:
    """A folder beside the seals to make them in; what an earlier run left is put right first."""
    recover(root)
    with workspace(root, _STAGING) as staging:
        yield staging


@contextmanager
def atomic_rewrite(root: Path) -> Iterator[Path]:
    """Gives a copy of `revisions/` to change, which takes its place as a whole at the end.

    Where the block raises, the seals stay as they were.
    """
    with _staging(root) as staging:
        copy = Path(shutil.copytree(root / "revisions", staging / "revisions"))
        yield copy
        protect_from_git(copy)
        replace_folder(copy, root / "revisions")
