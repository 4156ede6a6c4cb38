"""Sealed revisions and corrections held against what they were: in a commit, or in public.

Somebody who can write to the repository can forge a seal with all its digests. They cannot
change what was there before. A seal may differ from that only by words that the law had
taken out: the removal that the seal tells of is done again, on a copy of the earlier seal,
and has to give the same bytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.text import TOMBSTONE
from safety_plan.models.plan import sealed_ids
from safety_plan.reading.yaml_files import Value, as_text_list, read_yaml
from safety_plan.revisions.edits import SOURCES, Edit, read_edits
from safety_plan.revisions.proved_removals import (
    Removal,
    differing_files,
    explain,
    is_same_seal,
    new_removals,
)
from safety_plan.revisions.seal_identity import WITNESS
from safety_plan.revisions.verify import CHECKSUMS, folder_problems


@dataclass(frozen=True, slots=True, kw_only=True)
class SealHistory:
    """What became of the seals since: every problem, and every removal that was proved.

    *edits* are the seals that were made anew from edited sources, before the site was public.
    *compared* are the seals that were whole before and now; of others nothing is known.
    """

    problems: tuple[Problem, ...] = ()
    removals: tuple[Removal, ...] = ()
    edits: tuple[tuple[str, Edit], ...] = ()
    compared: tuple[str, ...] = ()


def compare_seals(before: Path, after: Path, *, is_public: bool = True) -> SealHistory:
    """Holds the sealed revisions of the plan in *after* against those in the folder *before*.

    Where *is_public* is false, a seal may also have been sealed again: from its own sources, or
    from edited ones where it names each file that is not as it was. A seal that is not whole in
    itself, before or now, is passed over: its own problems say so.
    """
    earlier = sealed_ids(before)
    problems = [*_missing_seals(earlier, after), *_inserted_seals(earlier, after)]
    problems += _altered_witness(before, after)
    names = [name for name in earlier if _is_whole(before, name) and _is_whole(after, name)]
    changed = [name for name in names if not is_same_seal(before, after, name)]
    edits: list[tuple[str, Edit]] = []
    if not is_public and changed and _is_resealed(before, after, changed):
        edits = [(name, edit) for name in changed for edit in _new_edits(before, after, name)]
        changed = []
    removals = explain(before, after, names) if changed else ()
    if removals is None:
        problems += [_changed_problem(before, after, name) for name in changed]
    return SealHistory(
        problems=tuple(problems), removals=removals or (), edits=tuple(edits), compared=tuple(names)
    )


def _missing_seals(earlier: Sequence[str], after: Path) -> Iterator[Problem]:
    for name in earlier:
        if name not in sealed_ids(after):
            yield problem("seal-history.gone", Location(f"revisions/{name}"), name=name)


def _inserted_seals(earlier: Sequence[str], after: Path) -> Iterator[Problem]:
    """Sealed revisions that are new and stand before one that was there."""
    for name in sealed_ids(after):
        if earlier and name not in earlier and name < earlier[-1]:
            location = Location(f"revisions/{name}")
            yield problem("seal-history.order", location, name=name, last=earlier[-1])


def _altered_witness(before: Path, after: Path) -> Iterator[Problem]:
    """What a witness said, or is known by, that is not as it was; something may be added to it."""
    folder = before / "revisions" / WITNESS
    for file in sorted(folder.glob("*.*")):
        path = f"revisions/{WITNESS}/{file.name}"
        now = after / path
        content = now.read_bytes() if now.is_file() else b""
        is_stamp = file.suffix == ".tsr"
        old = file.read_bytes()
        if content != old if is_stamp else not content.startswith(old):
            yield problem("seal-history.witness", Location(path))


def _changed_problem(before: Path, after: Path, name: str) -> Problem:
    """The seal is another; where it tells of a removal, that is not all that changed."""
    location = Location(f"revisions/{name}")
    if new_removals(before, after, name):
        return problem("seal-history.removal", location, name=name)
    return problem("seal-history.changed", location, name=name)


def _is_whole(root: Path, name: str) -> bool:
    folder = root / "revisions" / name
    return (folder / CHECKSUMS).is_file() and not folder_problems(root, name)


# Sealed again, before the site was public


def _is_resealed(before: Path, after: Path, changed: Sequence[str]) -> bool:
    """True where each changed seal tells that it was sealed again, or follows one that was."""
    return any(_tells_again(before, after, name) for name in changed) and all(
        _tells_of_sources(before, after, name)
        and (_tells_again(before, after, name) or _is_rechained(before, after, name))
        for name in changed
    )


def _tells_again(before: Path, after: Path, name: str) -> bool:
    reasons = [as_text_list(_seal(root, name).get("again")) for root in (before, after)]
    return len(reasons[1]) > len(reasons[0]) and reasons[1][: len(reasons[0])] == reasons[0]


def _tells_of_sources(before: Path, after: Path, name: str) -> bool:
    """True where the seal names each of its sources that is not as it was, with the reason."""
    files = {path for path in differing_files(before, after, name) if path.startswith(SOURCES)}
    edits = _new_edits(before, after, name)
    reasons = as_text_list(_seal(after, name).get("again"))
    named = {file for edit in edits if edit.reason in reasons for file in edit.files}
    return files <= named


def _new_edits(before: Path, after: Path, name: str) -> list[Edit]:
    """The edits that the seal tells of now and did not before; none if it tells others."""
    old, new = (read_edits(_seal(root, name)) for root in (before, after))
    return new[len(old) :] if new[: len(old)] == old else []


def _is_rechained(before: Path, after: Path, name: str) -> bool:
    """True where nothing changed but what the seal says of itself and of the one before it."""
    old, new = ({**_seal(root, name), "digest": ""} for root in (before, after))
    return old == new and differing_files(before, after, name) <= {"seal.yml"}


def _seal(root: Path, name: str) -> Mapping[str, Value]:
    return read_yaml(root / "revisions" / name / "seal.yml", "seal.yml")[0].value


# Corrections


def lost_corrections(
    before: Sequence[Mapping[str, str]],
    after: Sequence[Mapping[str, str]],
    removals: Sequence[Removal] = (),
) -> Iterator[Problem]:
    """Rows of corrections of *before* that are not among those *after*, word for word, in order.

    What the law had taken out of a sealed revision may be taken out of its corrections too.
    """
    position = 0
    for row in before:
        places = [i for i, other in enumerate(after) if _says_the_same(row, other, removals)]
        place = next((i for i in places if i >= position), None)
        if place is None:
            key = "correction-history.order" if places else "correction-history"
            yield problem(key, Location("data/corrections.csv"), **_shorten_row(row))
        else:
            position = place + 1


def _says_the_same(
    row: Mapping[str, str], other: Mapping[str, str], removals: Sequence[Removal]
) -> bool:
    own = [one.words for one in removals if one.name == row.get("revision")]
    return all(
        cell == other.get(column, "") or _without(cell, own) == other.get(column, "")
        for column, cell in row.items()
        if cell
    )


def _without(text: str, every: Sequence[str]) -> str:
    for words in every:
        text = text.replace(words, TOMBSTONE)
    return text


def _shorten_row(row: Mapping[str, str]) -> dict[str, str]:
    return {"date": row.get("date", ""), "was": row.get("was", "")[:60]}
