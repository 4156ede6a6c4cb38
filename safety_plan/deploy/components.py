"""What the site was built with: each package, its version and its licence, as CycloneDX."""

import json
import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from safety_plan import __version__
from safety_plan.core.resources import PROJECT_ROOT

_PINNED = re.compile(r"(?m)^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)")
_NEEDED = re.compile(r"[A-Za-z0-9][\w.-]*")
_LICENCE = "License :: "
#: What this program is called where it is installed as a package.
PROGRAM = "community-safety-plan"


def components_text() -> str:
    """The list as JSON. It names no day, so that two builds of one state are the same."""
    names = sorted({_normal(name) for name in _package_names()})
    found = [package for name in names if (package := _find(name))]
    listing = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _ourselves()},
        "components": [_component(package) for package in found],
    }
    return json.dumps(listing, ensure_ascii=False, indent=1) + "\n"


def _package_names() -> list[str]:
    """The packages of this checkout, or those that the installed program asks for."""
    file = PROJECT_ROOT / "requirements.txt"
    if file.is_file():
        return [match[1] for match in _PINNED.finditer(file.read_text(encoding="utf-8"))]
    names = set[str]()
    ahead = [PROGRAM]
    while ahead:
        package = _find(ahead.pop())
        needed = (
            [] if package is None else [n for n in package.requires or [] if "extra ==" not in n]
        )
        new = {match[0] for need in needed if (match := _NEEDED.match(need))} - names
        names |= new
        ahead += new
    return sorted(names)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _find(name: str) -> Distribution | None:
    """The installed package *name*; None for one that only another system needs."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _ourselves() -> dict[str, Any]:
    return {
        "type": "application",
        "name": PROGRAM,
        "version": __version__,
        "licenses": [{"license": {"id": "MIT"}}],
    }


def _component(package: Distribution) -> dict[str, Any]:
    name = _normal(package.metadata["Name"])
    version = package.version
    component: dict[str, Any] = {"type": "library", "name": name, "version": version}
    licences = _licences(package)
    if licences:
        component["licenses"] = licences
    return {**component, "purl": f"pkg:pypi/{name}@{version}"}


def _licences(package: Distribution) -> list[dict[str, Any]]:
    """The licences as the package itself names them: an expression, its kinds, or its words."""
    expressions = package.metadata.get_all("License-Expression")
    if expressions:
        return [{"expression": expressions[0]}]
    kinds = package.metadata.get_all("Classifier") or []
    names = [kind.rpartition(" :: ")[2] for kind in kinds if kind.startswith(_LICENCE)]
    words = "".join(package.metadata.get_all("License") or []).strip()
    if not names and words:  # some hold all the words of their licence
        names = [words.splitlines()[0][:80]]
    return [{"license": {"name": name}} for name in names]
