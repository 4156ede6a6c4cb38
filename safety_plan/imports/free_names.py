"""Names for what an import adds: none is that of anything that the plan has."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from safety_plan.models.registers import REGISTERS
from safety_plan.reading.docs_files import LONGEST_NAME, RESERVED, list_files

#: What a stem may not be, because the site or a computer keeps it for itself.
_RESERVED = {*RESERVED, "docs", "pages", "text", "index", "images", "con", "prn", "aux", "nul"}
_PAGE_ID = re.compile(r"^page_id:\s*[\"']?([^\"'\s]+)", re.M)
_NAME = re.compile(r"^ *- *(?:\{ *)?name: *[\"']?([^\"',\s]+)", re.M)


def slug(text: str, longest: int = LONGEST_NAME - 5) -> str:
    """*text* as a name: small letters, digits and hyphens, cut between words."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    name = ""
    for word in re.findall("[a-z0-9]+", plain.replace("'", "")):
        if len(f"{name}-{word}") > longest:
            break
        name = f"{name}-{word}" if name else word
    return name


@dataclass(slots=True)
class FreeNames:
    """The names that are taken, to which each new one is added."""

    pages: set[str] = field(default_factory=set)
    page_ids: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)

    def take_page(self, wish: str) -> str:
        """A name for a page or the folder of one."""
        return _take(wish, self.pages)

    def take_page_id(self, wish: str) -> str:
        """A `page_id`."""
        return _take(wish, self.page_ids)

    def take_table(self, wish: str) -> str:
        """A name for a table."""
        return _take(wish, self.tables)


def read_free_names(plan: Path) -> FreeNames:
    """What is taken in the plan under *plan*."""
    files = list_files(plan / "docs")
    texts = [_read(plan / "docs" / path) for path in files if path.endswith(".md")]
    package = _read(plan / "data" / "datapackage.yml")
    data = plan / "data"
    stems = [path.stem for path in data.iterdir()] if data.is_dir() else []
    return FreeNames(
        pages={*_RESERVED, *(path.partition("/")[0].partition(".")[0] for path in files)},
        page_ids={found for text in texts for found in _PAGE_ID.findall(text)},
        tables={*REGISTERS, *stems, *_NAME.findall(package)},
    )


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


def _take(wish: str, taken: set[str]) -> str:
    name = wish
    count = 1
    while name in taken or re.fullmatch(r"[0-9]{4}-[0-9]{2}", name):
        count += 1
        name = f"{wish}-{count}"
    taken.add(name)
    return name


def free_name(names: Iterable[str], wish: str) -> str:
    """*wish*, or the first of its kind that is none of *names*."""
    return _take(wish, {*names})
