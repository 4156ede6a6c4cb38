"""Removals that a seal tells of, done again on what was there before, to see if they are true."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from safety_plan.core.problems import PlanError
from safety_plan.core.text import TOMBSTONE
from safety_plan.models.plan import sealed_ids
from safety_plan.reading.yaml_files import as_list, as_mapping, read_yaml
from safety_plan.revisions.redact import LEAST, redact_below
from safety_plan.revisions.verify import checksums_bytes, digest_of, sealed_digests

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


def is_same_seal(one: Path, other: Path, name: str) -> bool:
    """True where the lists of digests of one seal, below two folders, are the same."""
    folders = (root / "revisions" / name for root in (one, other))
    first, second = map(checksums_bytes, folders)
    return first == second


def differing_files(before: Path, after: Path, name: str) -> set[str]:
    """The files of the seal *name* that are not the same below both folders."""
    old, new = (sealed_digests(root / "revisions" / name) for root in (before, after))
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def new_removals(before: Path, after: Path, name: str) -> list[Removal]:
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


def explain(before: Path, after: Path, names: Sequence[str]) -> tuple[Removal, ...] | None:
    """The removals that lead from *before* to *after*, done again; None where none do."""
    pending = [removal for name in names for removal in new_removals(before, after, name)]
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
    return tuple(proved) if all(is_same_seal(root, after, name) for name in names) else None


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
            if is_next and all(is_same_seal(copy, after, name) for name in names):
                shutil.rmtree(root)
                shutil.copytree(copy, root)
                return replace(removal, words=words)
    return None


def _candidates(before: Path, after: Path, name: str) -> list[str]:
    """Words that may have stood where “(removed)” stands now, the likeliest first."""
    found: dict[str, None] = {}
    for path in sorted(differing_files(before, after, name)):
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
