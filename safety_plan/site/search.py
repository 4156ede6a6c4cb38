"""What a search looks through: an index for each revision, made when the site is built."""

import json
import re
from pathlib import Path

from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import is_listed
from safety_plan.site.neutral_anchors import neutral_link

#: The site page with the numbers to call.
HELP_PAGE = "help.md"
_HELP_COLUMNS = ("name", "phone", "hours", "address", "note")


def write_search(bundle: RevisionBundle, plan: Plan, folder: Path) -> None:
    """Writes the index of *bundle*: the address, name and words of each part of a page.

    Of the cards of figures and sources only their first words are in it.
    """
    entries = [
        [f"../{page.address}", page.title, page.description] for page in plan.site_pages.values()
    ]
    entries += help_entries(plan)
    for page in bundle.record.pages.values():
        charts = ". ".join(bundle.record.charts[name]["title"] for name in page.charts)
        entries.append([page.address, page.title, charts])
        for section in page.sections:
            text = section["text"].partition("\n")[0] if is_listed(section) else section["text"]
            address = neutral_link(f"{page.address}#{section['anchor']}")
            entries.append([address, section["heading"], " ".join(text.split())])
    index = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    (folder / "search").mkdir()
    (folder / "search" / "search_index.json").write_bytes(index.encode())


def help_entries(plan: Plan) -> list[list[str]]:
    """What a search finds of the entries of help: each by its need, its words and its topics."""
    if HELP_PAGE not in plan.site_pages:
        return []
    page = plan.site_pages[HELP_PAGE]
    entries = []
    for row in plan.rows("contacts"):
        text = ". ".join(row[column].rstrip(".") for column in _HELP_COLUMNS if row[column])
        topics = re.sub("[;-]", " ", row["topics"])
        entries.append([f"../{page.address}#help-{row.number}", row["need"], text, topics])
    return entries
