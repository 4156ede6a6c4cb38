"""Files for programs, read once as a program would: one wrong letter and a feed is no feed."""

import json
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem

_XML = (".xml", ".svg")


def well_formed_problems(site: Path) -> Iterator[Problem]:
    """The feeds, drawings and lists of the built *site* that no program can read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for file in sorted(site.rglob("*")):
        try:
            if file.suffix in _XML:
                etree.parse(file, parser)
            elif file.suffix == ".json":
                json.loads(file.read_bytes())
        except (etree.XMLSyntaxError, ValueError) as error:
            path = file.relative_to(site).as_posix()
            found = f"No program can read it. It said: {error}."
            yield problem("built-page", Location(f"site/{path}"), found=found)
