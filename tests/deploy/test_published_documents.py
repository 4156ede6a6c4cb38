"""Documents of sealed revisions: what the public has stays, until the seal is another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.cli.exit_codes import EXIT_OK
from safety_plan.deploy.deployer import Files
from safety_plan.deploy.published_documents import kept_document
from safety_plan.deploy.published_seals import changed_seals
from safety_plan.models.plan import read_plan
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.published import sealed_bundles
from safety_plan.revisions.verify import digest_of
from safety_plan.site.archive import ARCHIVE
from safety_plan.site.site_model import Site
from tests.conftest import TINY, record_audit
from tests.deploy.test_publishing import cloned, publish

ADDRESS = "2021-06/2021-06.pdf"
PUBLISHED: Files = {ADDRESS: "a", "2021-06/SHA256SUMS": "b"}


class Public:
    """A place where the public reads one document, beside a seal of this digest."""

    def __init__(self, digest: str) -> None:
        self.digest = digest

    def published_digest(self, path: str) -> str:
        assert path == "2021-06/SHA256SUMS"
        return self.digest

    def published_bytes(self, path: str) -> bytes:
        return path.encode()


@pytest.fixture(scope="module")
def bundle() -> RevisionBundle:
    return sealed_bundles(TINY)[0]


def kept(bundle: RevisionBundle, digest: str, published: Files) -> bytes | None:
    deployer: Any = Public(digest)
    changed = changed_seals(read_plan(TINY, KINDS)[0], deployer, published)
    return kept_document(deployer, published, changed, [bundle], ADDRESS)


def test_the_document_of_a_seal_stays_as_the_public_has_it(bundle: RevisionBundle):
    digest = digest_of(Path(TINY) / "revisions" / "2021-06")

    assert kept(bundle, digest, PUBLISHED) == b"2021-06/2021-06.pdf"


def test_the_document_of_a_seal_that_was_changed_goes(bundle: RevisionBundle):
    assert kept(bundle, "another", PUBLISHED) is None


def test_a_document_that_was_never_published_is_not_asked_for(bundle: RevisionBundle):
    assert kept(bundle, "any", {}) is None


def test_what_changed_stays_only_where_both_revisions_are_sealed_as_the_public_has_them(
    bundle: RevisionBundle,
):
    address = "history/2021-06-to-2022-06/2021-06-to-2022-06.pdf"
    revision = replace(bundle.record.revision, id="2022-06")
    later = replace(bundle, record=replace(bundle.record, revision=revision))
    public: Files = {**PUBLISHED, address: "c", "2022-06/SHA256SUMS": "d"}
    deployer: Any = Public("any")

    def kept_of(published: Files, changed: list[str], second: RevisionBundle) -> bytes | None:
        return kept_document(deployer, published, changed, [bundle, second], address)

    assert kept_of(public, [], later) == address.encode()
    assert kept_of(public, ["2022-06"], later) is None
    assert kept_of(public, ["2021-06"], later) is None
    assert kept_of(PUBLISHED, [], later) is None
    assert kept_of(public, [], replace(later, sealed=False)) is None


def test_the_archive_that_is_published_holds_the_documents_that_publish_made(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = tiny / "data" / "plan.yml"
    text = settings.read_text("utf-8").replace('opened: ""', "opened: 2022-01-01")
    settings.write_text(text, "utf-8")
    record_audit(tiny)
    root = cloned(tmp_path / "here", tiny)

    def add_document(site: Site, out: Path, *_: object) -> None:
        (out / ADDRESS).write_bytes(b"a document")

    monkeypatch.setattr("safety_plan.deploy.publish.add_documents", add_document)
    done = publish(root, "--folder", str(tmp_path / "public"))

    assert done.returncode == EXIT_OK, done.stdout
    with ZipFile(tmp_path / "public" / ARCHIVE) as archive:
        (name,) = (one for one in archive.namelist() if one.endswith(f"/{ADDRESS}"))
        assert archive.read(name) == b"a document"
