"""What the public reads stays as it is while the house around it changes.

`tests/snapshots/` holds, for each plan, what every published file says: the words of a
page, where its links lead and its anchors; of every other file its digest. Where a change
is meant, run the tests with `--update-snapshots`, and read the difference before it is
committed: it shows a reviewer what becomes different for the public.
"""

import json
import posixpath
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
#: Of the theme, not of the plan: styles, scripts, pictures for sharing; and the archive, which
#: holds them with all the rest. What it holds is in `tests/site/test_archive.py`.
THEME = ("assets/", "archive.zip")
SPACE = " \t\n\r\f\u200b"


def page_snapshot(file: Path, path: str) -> list[object]:
    """The words of one page as one digest, and its links and anchors in order, each once."""
    tree = html.document_fromstring(file.read_bytes())
    # What an archive weighs, and its digest, change with each style.
    for drawing in tree.xpath("//svg | //script | //style | //*[@data-archive]"):
        drawing.drop_tree()
    text = "".join(tree.text_content().split())
    links = (link for _, name, link, _ in tree.iterlinks() if name in ("href", "src"))
    anchors = sorted({str(name) for name in tree.xpath("//@id")})
    leads = sorted({destination(link, path) for link in links if "assets/" not in link})
    return [digest(text.encode()), leads, anchors]


def destination(link: str, path: str) -> str:
    """Where a link of the page at *path* leads, below the root of the site."""
    parts = urlsplit(link)
    if parts.scheme or link.startswith("/"):
        return link
    target = posixpath.join(posixpath.dirname(path), parts.path) if parts.path else path
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    return posixpath.normpath(target).removesuffix("index.html").rstrip("/") + anchor


def digest(content: bytes) -> str:
    """Enough of the digest of *content* to tell two apart."""
    return sha256(content).hexdigest()[:16]


def site_snapshot(site: Path) -> dict[str, object]:
    """Every file of *site* that is not the theme's, by its path."""
    known: dict[str, object] = {}
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if not file.is_file() or path.startswith(THEME):
            continue
        is_page = path.endswith(".html")
        known[path] = page_snapshot(file, path) if is_page else digest(file.read_bytes())
    return known


def as_lines(snapshot: dict[str, object]) -> str:
    """One line a file, so that a reviewer sees which of them changed."""
    lines = (f"{json.dumps(path)}: {json.dumps(known)}" for path, known in snapshot.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


@pytest.mark.parametrize("plan", ["tiny", "real"])
def test_every_published_file_says_what_it_said(plan: str, request: pytest.FixtureRequest) -> None:
    snapshot = site_snapshot(request.getfixturevalue(f"{plan}_site"))
    file = SNAPSHOTS / f"{plan}.json"
    if request.config.getoption("--update-snapshots"):
        file.write_text(as_lines(snapshot), encoding="utf-8")
    before = json.loads(file.read_text(encoding="utf-8"))
    assert snapshot.keys() == before.keys()
    changed = [path for path in snapshot if snapshot[path] != before[path]]
    assert {p: snapshot[p] for p in changed} == {p: before[p] for p in changed}
