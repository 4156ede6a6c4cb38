"""The theme's files: one copy for the whole site, and only those that are used."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

#: Where the search engine stands in the finished site.
ENGINE = "assets/javascripts/lunr.js"

_USED = re.compile(r'(?:href|src)="(?:\.\./|\./)*(assets/[^"?#]+)')
_FROM_CSS = re.compile(r"url\(\"?([^)\"]+)\"?\)")


def share_assets(site: Path, revisions: Iterable[str]) -> None:
    """Keeps `assets/` once, at the root; pages already point there.

    The search engine joins them: each revision then keeps only its own index.
    """
    shutil.copyfile(site / "search" / "lunr.js", site / ENGINE)
    shutil.rmtree(site / "search")
    for revision in revisions:
        shutil.rmtree(site / revision / "assets", ignore_errors=True)
        for name in ("lunr.js", "main.js", "worker.js"):
            (site / revision / "search" / name).unlink(missing_ok=True)
    used = {ENGINE} | {
        match
        for page in site.rglob("*.html")
        for match in _USED.findall(page.read_text(encoding="utf-8"))
    }
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
