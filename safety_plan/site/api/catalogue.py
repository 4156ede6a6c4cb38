"""The catalogue of the files of `api/`, in the words of DCAT 3, for portals and search engines.

Everything of it can be read as schema.org's `Dataset` too: each entry has both names.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from safety_plan.core.translation import current_language
from safety_plan.site.api.data_resource import Resource
from safety_plan.site.api.kinds import FOLDER, LATEST
from safety_plan.site.data_licences import Licence
from safety_plan.site.site_model import Site

#: The name of its file, in the folder of the version.
CATALOGUE = "catalogue.jsonld"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
}
_MEDIA_TYPES = {"json": "application/json", "csv": "text/csv"}


def catalogue(
    site: Site, of_site: Iterable[Resource], of_newest: Iterable[Resource]
) -> dict[str, Any]:
    """What `catalogue.jsonld` says: a data set for each of the files, with its two forms.

    Addresses are whole where the site's own is set; else they are below the folder of the file.
    """
    settings = site.plan.settings
    base = settings.whole_address(f"{FOLDER}/")
    publisher = {"@type": "schema:Organization", "schema:name": settings.publisher}
    sets = [_data_set(one, base, "") for one in of_site]
    sets += [_data_set(one, base, f"{LATEST}/") for one in of_newest]
    return {
        "@context": _CONTEXT,
        "@id": f"{base}{CATALOGUE}",
        "@type": ["dcat:Catalog", "schema:DataCatalog"],
        "dct:title": settings.name,
        "schema:name": settings.name,
        "dct:language": current_language(),
        "dct:publisher": publisher,
        "schema:publisher": publisher,
        "dct:spatial": settings.area,
        "dcat:dataset": sets,
    }


def _data_set(resource: Resource, base: str, folder: str) -> dict[str, Any]:
    address = f"{base}{folder}{resource.path}"
    about = resource.kind.about
    licences = [_licence(one) for one in resource.licences]
    return {
        "@id": address,
        "@type": ["dcat:Dataset", "schema:Dataset"],
        "dct:title": resource.title,
        "schema:name": resource.title,
        "dct:description": about,
        "schema:description": about,
        "dct:license": licences,
        "schema:license": licences,
        "dcat:distribution": [
            _form(address, ending, media_type) for ending, media_type in _MEDIA_TYPES.items()
        ],
    }


def _form(address: str, ending: str, media_type: str) -> dict[str, Any]:
    link = {"@id": f"{address}.{ending}"}
    return {
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dcat:downloadURL": link,
        "schema:contentUrl": link,
        "dcat:mediaType": media_type,
        "schema:encodingFormat": media_type,
    }


def _licence(licence: Licence) -> Mapping[str, str]:
    """The address of a *licence*, or its name where it has none."""
    return {"@id": licence["path"]} if licence.get("path") else {"@value": licence["title"]}
