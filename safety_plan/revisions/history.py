"""Sealed revisions and corrections held against what they were: in a commit, or in public.

Somebody who can write to the repository can forge a seal with all its digests. They cannot
change what was there before. A seal may differ from that only by words that the law had
taken out: the removal that the seal tells of is done again, on a copy of the earlier seal,
and has to give the same bytes.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, Problem
from safety_plan.models.plan import sealed_ids
from safety_plan.reading.yaml_files import Value, as_list, as_mapping, as_text_list, read_yaml
from safety_plan.revisions.redact import LEAST, TOMBSTONE, redact_below
from safety_plan.revisions.verify import (
    CHECKSUMS,
    checksums_bytes,
    digest_of,
    folder_problems,
    sealed_digests,
)

_MARK = TOMBSTONE.encode()
#: In so many places words are looked for that follow a removal.
_MOST_PLACES = 5
#: So many removals are tried at most, each on a copy of all seals.
_MOST_TRIES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Words that the law had taken out, as the seal *name* tells it."""

    name: str
    date: str
    ground: str
    before: Mapping[str, str]
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealHistory:
    """What became of the seals since: every problem, and every removal that was proved.

    *compared* are the seals that were whole before and now; of others nothing is known.
    """

    problems: tuple[Problem, ...] = ()
    removals: tuple[Removal, ...] = ()
    compared: tuple[str, ...] = ()


def compare_seals(before: Path, after: Path, *, is_public: bool = True) -> SealHistory:
    """Holds the sealed revisions of the plan in *after* against those in the folder *before*.

    Where *is_public* is false, a seal may also have been sealed again from its own sources. A
    seal that is not whole in itself, before or now, is passed over: its own problems say so.
    """
    earlier = sealed_ids(before)
    problems = [*_gone(earlier, after), *_inserted(earlier, after)]
    names = [name for name in earlier if _is_whole(before, name) and _is_whole(after, name)]
    changed = [name for name in names if not _is_same(before, after, name)]
    if not is_public and changed and _is_resealed(before, after, changed):
        changed = []
    removals = _explain(before, after, names) if changed else ()
    if removals is None:
        problems += [_changed_problem(before, after, name) for name in changed]
    return SealHistory(problems=tuple(problems), removals=removals or (), compared=tuple(names))


def _gone(earlier: Sequence[str], after: Path) -> Iterator[Problem]:
    for name in earlier:
        if name not in sealed_ids(after):
            yield problem("seal-history.gone", Location(f"revisions/{name}"), name=name)


def _inserted(earlier: Sequence[str], after: Path) -> Iterator[Problem]:
    """Sealed revisions that are new and stand before one that was there."""
    for name in sealed_ids(after):
        if earlier and name not in earlier and name < earlier[-1]:
            location = Location(f"revisions/{name}")
            yield problem("seal-history.order", location, name=name, last=earlier[-1])


def _changed_problem(before: Path, after: Path, name: str) -> Problem:
    """The seal is another; where it tells of a removal, that is not all that changed."""
    key = "removal" if _new_removals(before, after, name) else "changed"
    return problem(f"seal-history.{key}", Location(f"revisions/{name}"), name=name)


def _is_whole(root: Path, name: str) -> bool:
    folder = root / "revisions" / name
    return (folder / CHECKSUMS).is_file() and not folder_problems(root, name)


def _is_same(one: Path, other: Path, name: str) -> bool:
    folders = (root / "revisions" / name for root in (one, other))
    first, second = map(checksums_bytes, folders)
    return first == second


# Sealed again, before the site was public


def _is_resealed(before: Path, after: Path, changed: Sequence[str]) -> bool:
    """True where each changed seal tells that it was sealed again, or follows one that was."""
    return any(_tells_again(before, after, name) for name in changed) and all(
        _has_same_sources(before, after, name)
        and (_tells_again(before, after, name) or _is_rechained(before, after, name))
        for name in changed
    )


def _tells_again(before: Path, after: Path, name: str) -> bool:
    reasons = [as_text_list(_seal(root, name).get("again")) for root in (before, after)]
    return len(reasons[1]) > len(reasons[0]) and reasons[1][: len(reasons[0])] == reasons[0]


def _has_same_sources(before: Path, after: Path, name: str) -> bool:
    return _digests(before, name, ("docs/", "data/")) == _digests(after, name, ("docs/", "data/"))


def _is_rechained(before: Path, after: Path, name: str) -> bool:
    """True where nothing changed but what the seal says of itself and of the one before it."""
    old, new = ({**_seal(root, name), "digest": ""} for root in (before, after))
    return old == new and _differing_files(before, after, name) <= {"seal.yml"}


def _digests(root: Path, name: str, starts: tuple[str, ...]) -> dict[str, str]:
    digests = sealed_digests(root / "revisions" / name)
    return {path: digest for path, digest in digests.items() if path.startswith(starts)}


def _differing_files(before: Path, after: Path, name: str) -> set[str]:
    old, new = (sealed_digests(root / "revisions" / name) for root in (before, after))
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def _seal(root: Path, name: str) -> Mapping[str, Value]:
    return read_yaml(root / "revisions" / name / "seal.yml", "seal.yml")[0].value


# Taken out because the law demands it


def _new_removals(before: Path, after: Path, name: str) -> list[Removal]:
    """The removals that the seal tells of now and did not before; none if it tells others."""
    file = f"revisions/{name}/seal.yml"
    old, new = (
        as_list(read_yaml(root / file, file)[0].value.get("removed")) for root in (before, after)
    )
    if new[: len(old)] != old:
        return []
    return [
        Removal(
            name=name,
            date=str(entry.get("date", "")),
            ground=str(entry.get("ground", "")),
            before={k: str(v) for k, v in as_mapping(entry.get("was")).items()},
        )
        for entry in map(as_mapping, new[len(old) :])
    ]


def _explain(before: Path, after: Path, names: Sequence[str]) -> tuple[Removal, ...] | None:
    """The removals that lead from *before* to *after*, done again; None where none do."""
    pending = [removal for name in names for removal in _new_removals(before, after, name)]
    with TemporaryDirectory(prefix="plan-") as folder:
        root = Path(folder) / "plan"
        for name in sealed_ids(before):
            shutil.copytree(before / "revisions" / name, root / "revisions" / name)
        (root / "data").mkdir()
        return _replay(root, after, pending, names)


def _replay(
    root: Path, after: Path, pending: Sequence[Removal], names: Sequence[str]
) -> tuple[Removal, ...] | None:
    """Does each of the *pending* removals again below *root*, in the order that digests give."""
    proved: list[Removal] = []
    left = list(pending)
    while left:
        removal = next((one for one in left if _fits(root, one)), None)
        if removal is None:
            return None
        left.remove(removal)
        is_last = all(one.name != removal.name for one in left)
        words = _redo(root, after, removal, left, names if is_last and not left else ())
        if words is None:
            return None
        proved.append(words)
    return tuple(proved) if all(_is_same(root, after, name) for name in names) else None


def _fits(root: Path, removal: Removal) -> bool:
    """True where the digests that the removal names are those of the seals below *root*.

    It may name later seals too, which were not there yet.
    """
    names = [name for name in sealed_ids(root) if name >= removal.name]
    return all(removal.before.get(name) == digest_of(root / "revisions" / name) for name in names)


def _redo(
    root: Path, after: Path, removal: Removal, left: Sequence[Removal], names: Sequence[str]
) -> Removal | None:
    """Takes out, below *root*, the words with which the next removal, or the end, fits."""
    for words in _candidates(root, after, removal.name)[:_MOST_TRIES]:
        with TemporaryDirectory(prefix="plan-") as folder:
            copy = Path(shutil.copytree(root, Path(folder) / "plan"))
            try:
                redact_below(
                    copy, removal.name, words, removal.ground, removal.date, removal.before
                )
            except PlanError:
                continue
            is_next = any(_fits(copy, one) for one in left) if left else True
            if is_next and all(_is_same(copy, after, name) for name in names):
                shutil.rmtree(root)
                shutil.copytree(copy, root)
                return replace(removal, words=words)
    return None


def _candidates(before: Path, after: Path, name: str) -> list[str]:
    """Words that may have stood where “(removed)” stands now, the likeliest first."""
    found: dict[str, None] = {}
    for path in sorted(_differing_files(before, after, name)):
        files = [root / "revisions" / name / path for root in (before, after)]
        if "/" in path and all(file.is_file() for file in files):
            old, new = (file.read_bytes() for file in files)
            found |= dict.fromkeys(_texts(_removed_once(old, new)))
            found |= dict.fromkeys(_texts(_removed_beside_others(old, new)))
    return [words for words in found if len(words) >= LEAST]


def _texts(candidates: Iterator[bytes]) -> Iterator[str]:
    for content in candidates:
        try:
            yield content.decode()
        except UnicodeDecodeError:
            continue


def _starts(old: bytes, new: bytes) -> Iterator[int]:
    """Where the first mark may begin: it may share letters with what it stands for."""
    pairs = zip(old, new, strict=False)
    first = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))
    for start in range(first, max(-1, first - len(_MARK)), -1):
        if new.startswith(_MARK, start):
            yield start


def _removed_once(old: bytes, new: bytes) -> Iterator[bytes]:
    """Words that, taken out wherever they stand, make *new* of *old*."""
    for start in _starts(old, new):
        for count in range(1, new.count(_MARK) + 1):
            more, rest = divmod(len(old) - len(new), count)
            words = old[start : start + len(_MARK) + more]
            if not rest and words and old.replace(words, _MARK) == new:
                yield words


def _removed_beside_others(old: bytes, new: bytes) -> Iterator[bytes]:
    """What stood where the marks stand, read off what stands between them."""
    first, *pieces = new.split(_MARK)
    position = len(first) if old.startswith(first) else len(old)
    for number, piece in enumerate(pieces, start=1):
        is_last = number == len(pieces)
        ends = [len(old) - len(piece)] if is_last else [*_places(old, piece, position)]
        yield from (old[position:end] for end in ends if old[position:end] != _MARK)
        if not ends:
            return
        position = ends[0] + len(piece)


def _places(text: bytes, piece: bytes, start: int) -> Iterator[int]:
    """The first few places of *piece* in *text*; none where it is empty."""
    place = text.find(piece, start) if piece else -1
    for _ in range(_MOST_PLACES):
        if place == -1:
            return
        yield place
        place = text.find(piece, place + 1)


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
            yield problem(key, Location("data/corrections.csv"), **_shortened(row))
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


def _shortened(row: Mapping[str, str]) -> dict[str, str]:
    return {"date": row.get("date", ""), "was": row.get("was", "")[:60]}
