"""The theme's files: one copy for the whole site, and only those that are used."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from safety_plan.site import plugin

#: Where the search engine stands in the finished site.
ENGINE = "assets/javascripts/lunr.js"

_FROM_CSS = re.compile(r"url\(\"?([^)\"]+)\"?\)")


def share_assets(site: Path, links: Iterable[str]) -> None:
    """Keeps of `assets/` at the root what the *links* of its pages ask for.

    The search engine joins them: each revision has only its own index.
    """
    shutil.copyfile(plugin.ENGINE, site / ENGINE)
    used = {ENGINE} | {link[at:] for link in links if (at := link.find("assets/")) >= 0}
    used |= _named_by_styles(site, used)
    for file in sorted((site / "assets").rglob("*"), reverse=True):
        if file.is_dir():
            if not any(file.iterdir()):
                file.rmdir()
        elif file.relative_to(site).as_posix() not in used:
            file.unlink()


def _named_by_styles(site: Path, used: Iterable[str]) -> set[str]:
    named: set[str] = set()
    for path in used:
        if not path.endswith(".css"):
            continue
        for target in _FROM_CSS.findall((site / path).read_text(encoding="utf-8")):
            if not target.startswith("data:"):
                file = (site / path).parent / target
                named.add(file.resolve().relative_to(site.resolve()).as_posix())
    return named
