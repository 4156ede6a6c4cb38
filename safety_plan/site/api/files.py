"""Writes `api/`: the files of each revision, those of the site, their schemas, the catalogue."""

import json
from pathlib import Path

from safety_plan.core.files import write_file
from safety_plan.core.translation import language_of_page
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.api.catalogue import CATALOGUE, catalogue
from safety_plan.site.api.data_resource import Resource, write_resource
from safety_plan.site.api.kinds import FOLDER, LATEST, kinds
from safety_plan.site.api.revision_resources import PublishedData, revision_resources
from safety_plan.site.api.site_resources import site_resources
from safety_plan.site.data_licences import licences_named
from safety_plan.site.embed_addresses import embed_addresses
from safety_plan.site.site_model import Site

_SCHEMAS = "schemas"


def write_api(site: Site, out: Path) -> None:
    """Writes every file of `api/` below *out*, where the revisions stand already."""
    folder = out / FOLDER
    for kind in kinds().values():
        _write_json(folder / _SCHEMAS / f"{kind.name}.schema.json", kind.schema())
    of_site = _of_site(site, out)
    for resource in of_site:
        _write(resource, folder, "")
    for bundle in site.bundles:
        of_bundle = _of_bundle(site, bundle, out)
        for resource in of_bundle:
            _write(resource, folder, bundle.id)
        if bundle.id == site.newest.id:
            # A program that follows no page must find the newest here, so it is a copy.
            for resource in of_bundle:
                _write(resource, folder, LATEST)
            _write_json(folder / CATALOGUE, catalogue(site, of_site, of_bundle))


def _of_site(site: Site, out: Path) -> list[Resource]:
    package = PublishedData.read(out / site.newest.id).package
    licences = licences_named([site.plan.settings.licence], package)
    with language_of_page(site.language):
        return [*site_resources(site, licences)]


def _of_bundle(site: Site, bundle: RevisionBundle, out: Path) -> list[Resource]:
    with language_of_page(site.language_around(bundle)):
        data = PublishedData.read(out / bundle.id)
        embeds = embed_addresses(bundle, site.exits[bundle.id])
        return [*revision_resources(bundle, data, embeds)]


def _write(resource: Resource, folder: Path, name: str) -> None:
    """Writes *resource* into the folder *name* of *folder*."""
    up = "../" * (resource.path.count("/") + bool(name))
    schema = f"{up}{_SCHEMAS}/{resource.kind.name}.schema.json"
    write_resource(resource, folder / name, schema)


def _write_json(file: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    write_file(file, f"{text}\n".encode())
