"""Proving that no sealed revision has changed since it was sealed.

`revisions/<id>/` holds the sources, the resolved pages, the record, `seal.yml`
and `SHA256SUMS` over them all. Each seal names the digest of the one before.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from safety_plan.core import cache
from safety_plan.core.digests import digest_of_file
from safety_plan.core.files import aside_of
from safety_plan.core.messages import problem
from safety_plan.core.parallel import parallel_map
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import sealed_ids
from safety_plan.models.registers import UNSEALED_REGISTERS
from safety_plan.reading.docs_files import FILES, is_attachment, is_desktop_file
from safety_plan.reading.page_limits import is_tangled
from safety_plan.reading.yaml_files import as_text, read_yaml
from safety_plan.revisions.bundle import RevisionBundle, sealed_bundle
from safety_plan.revisions.line_ends import sealed_bytes
from safety_plan.revisions.page_texts import (
    TEXTS,
    first_difference,
    page_texts,
    sealed_texts,
    text_path,
)
from safety_plan.revisions.record import with_pages
from safety_plan.revisions.seal_files import file_problems, logo_problems
from safety_plan.revisions.seal_identity import identity_problems, kind_problems, stray_problems

CHECKSUMS = "SHA256SUMS"
#: The folder of a revision on the site that holds its files to download.
DOWNLOADS = f"data/{FILES}"
#: The whole seal in one file, as a site offers it.
SEAL_ARCHIVE = "sealed.zip"
#: What stands in that file besides the seal, and is no part of it.
README = "README.txt"
STAMP = f"{CHECKSUMS}.tsr"
CERTIFICATES = "witness.pem"
BESIDE_SEAL = (README, STAMP, CERTIFICATES)
#: About today, so never sealed: settings, the audit, and the registers that live on.
NOT_SEALED = ("plan.yml", "audit.yml", *(f"{name}.csv" for name in UNSEALED_REGISTERS))

#: How many letters of a line of SHA256SUMS stand before the path: a digest and two spaces.
_DIGEST_WIDTH = 66

#: From how many sealed revisions on it pays to verify them in several processes.
REVISIONS_FOR_PROCESSES = 8


def checksums(folder: Path) -> str:
    """The text of SHA256SUMS for *folder*, as `sha256sum -c` reads it.

    What a desktop leaves in a folder that somebody opened is no part of a seal. A file of
    which only the line ends are not those that were sealed has the digest of its seal.
    """
    sealed = sealed_digests(folder)
    lines = []
    for file in sealed_files(folder):
        path = file.relative_to(folder).as_posix()
        is_whole = path in sealed and sealed_bytes(file, sealed[path]) is not None
        lines.append(f"{sealed[path] if is_whole else digest_of_file(file)}  {path}\n")
    return "".join(sorted(lines, key=lambda line: line[_DIGEST_WIDTH:]))


def sealed_files(folder: Path) -> list[Path]:
    """The files below *folder* that a seal is made of, but the list of digests itself."""
    return [
        file
        for file in folder.rglob("*")
        if file.is_file()
        and file.name != CHECKSUMS
        and not any(map(is_desktop_file, file.relative_to(folder).parts))
    ]


def checksums_bytes(folder: Path) -> bytes:
    """SHA256SUMS of *folder*, with the line ends it was written with. Raises OSError."""
    return (folder / CHECKSUMS).read_bytes().replace(b"\r\n", b"\n")


def digest_of(folder: Path) -> str:
    """The digest of a whole seal: of its SHA256SUMS. Raises OSError where that is missing."""
    return sha256(checksums_bytes(folder)).hexdigest()


def sealed_digests(folder: Path) -> dict[str, str]:
    """The digest of each file of the seal *folder* by its path; none before it is sealed."""
    if not (folder / CHECKSUMS).is_file():
        return {}
    return listed_digests((folder / CHECKSUMS).read_text(encoding="utf-8", errors="replace"))


def seal_problems(root: Path) -> list[Problem]:
    """Every way in which the sealed revisions are not what was sealed."""
    if aside_of(root / "revisions").exists():
        return [problem("seal-stopped", Location("revisions"))]
    if strays := [*stray_problems(root)]:
        return strays
    ids = sealed_ids(root)
    digests = [_digest_or_unknown(root / "revisions" / revision_id) for revision_id in ids]
    links = list(zip(ids, ["none", *digests], strict=False))
    verify = partial(_verify_revision, root, ids)
    with parallel_map(verify, links, at_least=REVISIONS_FOR_PROCESSES) as results:
        return [found for problems in results for found in problems]


def _verify_revision(root: Path, ids: Sequence[str], link: tuple[str, str]) -> list[Problem]:
    """What is wrong with one of the sealed revisions *ids*, which names the one before it."""
    revision_id, previous = link
    return (
        [*kind_problems(root / "revisions" / revision_id)]
        or folder_problems(root, revision_id)
        or _chain_problems(root / "revisions" / revision_id, f"revisions/{revision_id}", previous)
        or _record_problems(root, revision_id, ["none", *ids][ids.index(revision_id)])
    )


def _digest_or_unknown(folder: Path) -> str:
    return digest_of(folder) if (folder / CHECKSUMS).is_file() else "unknown"


def folder_problems(root: Path, revision_id: str) -> list[Problem]:
    """Every file of a sealed revision that is not byte for byte what was sealed."""
    folder = root / "revisions" / revision_id
    path = f"revisions/{revision_id}"
    if not (folder / CHECKSUMS).is_file():
        return [problem("seal-broken.list", Location(path))]
    sealed = sealed_digests(folder)
    text = checksums(folder)
    existing = listed_digests(text)
    if sealed == existing and checksums_bytes(folder) != text.encode():
        return [problem("seal-broken.digests", Location(f"{path}/{CHECKSUMS}"))]
    differences = {
        file: "seal-broken.changed" for file in sealed if sealed[file] != existing.get(file)
    }
    differences |= dict.fromkeys(sealed.keys() - existing.keys(), "seal-broken.missing")
    differences |= dict.fromkeys(existing.keys() - sealed.keys(), "seal-broken.added")
    return [problem(key, Location(f"{path}/{file}")) for file, key in differences.items()]


def listed_digests(text: str) -> dict[str, str]:
    """The digest of each path in the *text* of SHA256SUMS."""
    parts = (line.partition("  ") for line in text.splitlines())
    return {path: digest for digest, _, path in parts}


def published_problems(site: Path, bundles: Sequence[RevisionBundle]) -> list[Problem]:
    """The files of sealed revisions that a built *site* leaves out, or serves with other bytes.

    The folder of a revision passes its own SHA256SUMS as it stands on the web: each file that
    is named there is served, and has that digest. So does the folder in its zip file.
    """
    return [
        problem(
            "seal-served" if (site / bundle.id / path).is_file() else "seal-served.missing",
            Location(f"{bundle.id}/{path}"),
            name=bundle.id,
        )
        for bundle in bundles
        if bundle.sealed
        for path in _wrongly_served(site / bundle.id, bundle.docs.parent)
    ]


def _wrongly_served(served: Path, seal: Path) -> Iterator[str]:
    """The paths below *served* that are missing, or differ from what the *seal* holds."""
    digests = sealed_digests(seal) | {CHECKSUMS: digest_of(seal)}
    places = {path: path for path in digests} | _places_of_attachments(digests)
    for path, name in places.items():
        file = served / path
        digest = digests[name]
        if not file.is_file() or digest_of_file(file) != digest:
            yield path
    archive = served / SEAL_ARCHIVE
    if not archive.is_file() or _digests_in_archive(archive, seal.name) != digests:
        yield SEAL_ARCHIVE


def _places_of_attachments(paths: Iterable[str]) -> dict[str, str]:
    """Where readers download each file of a seal, and its path in the seal."""
    start = f"docs/{FILES}/"
    names = [path.removeprefix(start) for path in paths if path.startswith(start)]
    return {
        f"{DOWNLOADS}/{name}": f"{start}{name}"
        for name in names
        if is_attachment(f"{FILES}/{name}")
    }


def _digests_in_archive(archive: Path, folder: str) -> dict[str, str]:
    """The digest of each file of the seal in *archive*, by its path below *folder*.

    None if it is damaged. What stands there besides is no part of the seal.
    """
    try:
        with ZipFile(archive) as pack:
            return {
                name.removeprefix(f"{folder}/"): sha256(pack.read(name)).hexdigest()
                for name in pack.namelist()
                if name.removeprefix(f"{folder}/") not in BESIDE_SEAL
            }
    except BadZipFile:
        return {}


def _chain_problems(folder: Path, path: str, previous: str) -> list[Problem]:
    seal, problems = read_yaml(folder / "seal.yml", f"{path}/seal.yml")
    if problems or as_text(seal.value.get("digest")) == previous:
        return problems
    return [problem("seal-broken.chain", Location(f"{path}/seal.yml"))]


def _record_problems(root: Path, revision_id: str, previous: str) -> list[Problem]:
    """How the record differs from the seal, and from what its sealed pages say when read today.

    That it does not is cached under the name and the digest of the seal and that of our code.
    """
    file = cache.CACHE_DIR / "seals" / cache.key(str(root), revision_id)[:20]
    sums = checksums(root / "revisions" / revision_id)
    key = cache.key(cache.code_digest(), revision_id, previous, sums)
    if cache.get(file, key) is not None:
        return []
    problems = [*_compare_with_pages(root, revision_id, previous)]
    if not problems:
        cache.set(file, key, b"")
    return problems


def _compare_with_pages(root: Path, revision_id: str, previous: str) -> Iterator[Problem]:
    location = Location(f"revisions/{revision_id}/plan.json")
    try:
        bundle = sealed_bundle(root, revision_id)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        yield problem("seal-broken.record", location)
        return
    if tangled := [path for path, page in bundle.pages.items() if is_tangled(page.text)]:
        locations = (Location(f"revisions/{revision_id}/pages/{path}") for path in tangled)
        yield from (problem("seal-broken.limits", place) for place in locations)
        return
    yield from identity_problems(root / "revisions" / revision_id, bundle.record, previous)
    yield from (*file_problems(bundle), *logo_problems(bundle))
    texts = sealed_texts(bundle)
    sealed = bundle.record
    current = with_pages(bundle.record, bundle.pages)
    for path in sorted({*sealed.pages, *current.pages}):
        if sealed.pages.get(path) != current.pages.get(path):
            yield problem("seal-broken.pages", Location(f"revisions/{revision_id}/pages/{path}"))
    now = page_texts(bundle) if texts else {}
    yield from _added_texts(bundle, texts)
    for path, text in texts.items():
        if difference := first_difference(text, now[path]):
            place = Location(f"revisions/{revision_id}/{text_path(path)}")
            yield problem("seal-broken.text", place, sealed=difference[0], now=difference[1])
    for name in sorted({*sealed.charts, *current.charts}):
        if sealed.charts.get(name) != current.charts.get(name):
            yield problem("seal-broken.charts", location, name=name)


def _added_texts(bundle: RevisionBundle, texts: Collection[str]) -> Iterator[Problem]:
    """Texts in a seal that are of none of its pages."""
    folder = bundle.docs.parent
    paths = {text_path(path) for path in texts}
    for file in sorted((folder / TEXTS).rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.is_file() and path not in paths and not is_desktop_file(file.name):
            yield problem("seal-broken.added", Location(f"revisions/{bundle.id}/{path}"))
