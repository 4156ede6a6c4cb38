"""What stands in a published site besides what a build makes: what it is, and from where.

One list names every file with its digest, so that one attestation vouches for any number of
them. Another names what the site was built with.
"""

from pathlib import Path

from safety_plan.core.digests import digest_of_file
from safety_plan.deploy.components import components_text
from safety_plan.deploy.deployer import list_files
from safety_plan.deploy.source import COMMIT

#: The list of all files, as `sha256sum` writes and checks it.
LIST = "published.sha256"
#: What the site was built with.
COMPONENTS = "components.cdx.json"
#: Starts the list: a line that tools pass over.
_FROM = "# The site of the plan at commit "


def add_published_files(site: Path, commit: str) -> None:
    """Adds to the built *site* what only a published one has; it was made from *commit*."""
    (site / ".nojekyll").touch()  # else GitHub Pages would leave files out
    (site / COMPONENTS).write_bytes(components_text().encode())
    lines = [f"{digest_of_file(site / path)}  {path}" for path in list_files(site) if path != LIST]
    (site / LIST).write_bytes("\n".join([_FROM + commit, *lines, ""]).encode())


def commit_in(listing: Path) -> str:
    """The commit that the list in the file *listing* names; empty where it names none."""
    if not listing.is_file():
        return ""
    with listing.open(encoding="utf-8", errors="replace") as file:
        commit = file.readline(200).removeprefix(_FROM).strip()
    return commit if COMMIT.fullmatch(commit) else ""
