"""The page words for files to download: a list of them, and a link to one in a sentence.

A link says in its words what it leads to: title, kind, size and length. That is worked out from
the file and stands in the block, so a sealed page keeps it.
"""

from abc import ABC, abstractmethod
from typing import Any

from babel import Locale, UnknownLocaleError

from safety_plan.content.links import escape_markdown
from safety_plan.content.other_ways import way_to_page
from safety_plan.content.word_answers import fenced_block, lookup, rows_of_page, rows_of_register
from safety_plan.core.dates import format_date
from safety_plan.core.text import TOMBSTONE
from safety_plan.core.translation import gettext, locale
from safety_plan.models.file_rows import describe_row, facts_of
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row
from safety_plan.reading.docs_files import FILES


class FileWords(ABC):
    """The words for files; `PlanWords` adds how a cell and a source are answered."""

    _plan: Plan

    def download(self, name: str) -> str:
        """{{ download("name") }}: a link to a file to download, with its kind and size."""
        row = lookup("file-unknown", name, {row["id"]: row for row in self._plan.rows("files")})
        if row["file"] == TOMBSTONE:
            return f"{escape_markdown(row['title'])} {TOMBSTONE}"
        return f"[{escape_markdown(link_words(self._plan, row))}](download:{FILES}/{row['file']})"

    def downloads(self, page_id: str = "") -> str:
        """{{ downloads("page-id") }}: the files to download of a page; without a page, all."""
        rows = rows_of_register(self._plan, "files")
        pages = [row["page_id"] for row in rows]
        rows = rows_of_page(rows, pages, page_id, ("files-none", "rows-none"))
        return fenced_block("files", [self._list_entry(row, page_id) for row in rows])

    @abstractmethod
    def source(self, name: str = "", part: str = "") -> str:
        """A link to a source."""

    @abstractmethod
    def _answer_column(self, row: Row, column: str) -> str:
        """A cell with its own calls answered."""

    def _list_entry(self, row: Row, page_id: str) -> dict[str, Any]:
        """What the list of the page *page_id*, or of all, shows of one file."""
        has_source = row["source"] in self._plan.sources
        return {
            "id": row["id"],
            "file": row["file"],
            "link": link_words(self._plan, row),
            "language": row["language"],
            "what": self._answer_column(row, "what"),
            "ways": self._ways(row, page_id),
            "facts": _facts(row),
            "source": self.source(row["source"], row["part"]) if has_source else "",
        }

    def _ways(self, row: Row, page_id: str) -> list[str]:
        """How to get at the content without the file, and what is known to be in the way."""
        way = way_to_page(self._plan, row["accessible"], page_id) or self._other_file(row)
        ways = [way] if row["accessible"] or row["why_not"] else []
        if row["why_not"]:
            ways.append(self._answer_column(row, "why_not"))
        return ways + _warnings(self._plan, row)

    def _other_file(self, row: Row) -> str:
        """The way to the content by a file: this one, another one or none."""
        name = row["accessible"]
        if name == row["id"]:
            return gettext("The file is made to be read with a screen reader too.")
        if name in {other["id"] for other in self._plan.rows("files")}:
            link = self.download(name)
            return gettext("The same content is in another form: %(link)s.") % {"link": link}
        return gettext("There is no other form of this file that everybody can use.")


def link_words(plan: Plan, row: Row) -> str:
    """What a link to the file of *row* says: `Lighting survey (PDF, 240 kB, 12 pages)`."""
    facts = describe_row(facts_of(plan.attachments.get(row["file"])))
    return f"{row['title']} ({facts})" if facts else row["title"]


def language_name(code: str) -> str:
    """The name of the language *code* in the current one; nothing where there is none."""
    try:
        return Locale.parse(code, sep="-").get_display_name(locale()) or ""
    except (ValueError, UnknownLocaleError):
        return ""


def _facts(row: Row) -> list[list[str]]:
    named = [
        (gettext("Language"), language_name(row["language"]) if row["language"] else ""),
        (gettext("Date"), (format_date(row["date"]) or row["date"]) if row["date"] else ""),
    ]
    return [[name, escape_markdown(text)] for name, text in named if text]


def _warnings(plan: Plan, row: Row) -> list[str]:
    attachment = plan.attachments.get(row["file"])
    if attachment is None or attachment.ending != ".pdf" or attachment.contents.has_tags:
        return []
    return [gettext("A screen reader may not read this PDF in the right order: it has no tags.")]
