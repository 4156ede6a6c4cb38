"""The page words for lists of a living plan: what people said, what is due, not known, at risk.

Each list is one block of the resolved page, `plan-entries`, whatever it is about: entries with a
title, a state, and facts by what they are called. Which facts, and the words for each, stand in
`safety_plan/models/cycle.yml`.
"""

from abc import ABC, abstractmethod
from collections import Counter
from typing import Any

from safety_plan.content.links import escape_beside_links
from safety_plan.content.word_answers import fenced_block, page_link, rows_about, rows_of_register
from safety_plan.core.dates import format_date
from safety_plan.core.quantities import missing_words
from safety_plan.core.translation import gettext
from safety_plan.models.cycle_rows import LIST_WORDS
from safety_plan.models.fields import FieldRules
from safety_plan.models.plan import Plan
from safety_plan.models.registers import register_columns
from safety_plan.reading.csv_files import Row

#: An entry of a list, as the block of its page holds it.
Entry = dict[str, Any]


class CycleWords(ABC):
    """The words for such lists; `PlanWords` adds how a cell and a source are answered."""

    _plan: Plan

    def consultations(self) -> str:
        """{{ consultations() }}: what people were asked, what they said, and what was done."""
        return self._entries("consultations", "")

    def recommendations(self, page_id: str = "") -> str:
        """{{ recommendations() }}: what bodies recommended, and the response to each."""
        return self._entries("recommendations", page_id)

    def gaps(self, page_id: str = "") -> str:
        """{{ gaps() }}: what the plan needs to know and does not; gaps("page-id") for one page."""
        return self._entries("gaps", page_id)

    def risks(self, page_id: str = "") -> str:
        """{{ risks("page-id") }}: what could go wrong, and what is done; without a name, all."""
        return self._entries("risks", page_id)

    def dates(self) -> str:
        """{{ dates() }}: what is due next, as it stands today."""
        rows_of_register(self._plan, "dates")  # what is due needs some
        return fenced_block("due", {})

    @abstractmethod
    def source(self, name: str = "", part: str = "") -> str:
        """A link to a source."""

    @abstractmethod
    def _answer_column(self, row: Row, column: str) -> str:
        """A cell with its own calls answered."""

    def _entries(self, name: str, page_id: str) -> str:
        rows = rows_about(self._plan, name, page_id)
        states = LIST_WORDS[name].get("states", {})
        numbers = Counter(row["state"] for row in rows) if states else {}
        counts = [
            [gettext(words), numbers[state]] for state, words in states.items() if numbers[state]
        ]
        entries = [self._entry(name, row) for row in rows]
        if page_id:  # every entry is about this page
            entries = [_without(entry, LIST_WORDS[name]["facts"]["page_id"]) for entry in entries]
        content: dict[str, Any] = {"name": name, "entries": entries}
        if len(counts) > 1:
            content["counts"] = counts
        return fenced_block("entries", content)

    def _entry(self, name: str, row: Row) -> Entry:
        """One row as an entry; a consultation holds what people said as its parts."""
        words = LIST_WORDS[name]
        parts = [r for r in self._plan.rows("responses") if r["consultation"] == row["id"]]
        entry = {
            "anchor": f"{name}-{row['id']}",
            "title": self._answer_column(row, words["title"]),
            "facts": self._facts(name, row),
            "source": self._citation(row),
            "parts": [self._part(part) for part in parts] if name == "consultations" else [],
        }
        if "states" in words:
            state = words["states"].get(row["state"], "")
            entry |= {"state": row["state"], "state_words": gettext(state) if state else ""}
        return entry

    def _part(self, row: Row) -> Entry:
        return {"facts": self._facts("responses", row), "source": self._citation(row)}

    def _citation(self, row: Row) -> str:
        has_source = row["source"] in self._plan.sources
        return self.source(row["source"], row["part"]) if has_source else ""

    def _facts(self, name: str, row: Row) -> list[list[str]]:
        """What each column that is not empty is called, and its cell as a page shows it."""
        columns = register_columns(name)
        facts = LIST_WORDS[name]["facts"].items()
        named = [(words, self._cell(row, key, columns[key])) for key, words in facts if row[key]]
        return [[gettext(words), text] for words, text in named if text]

    def _cell(self, row: Row, column: str, rules: FieldRules) -> str:
        """A cell as Markdown: names of pages and revisions are links, days are in words."""
        text = row[column]
        if rules.calls:
            return self._answer_column(row, column)
        if rules.listed_in == "page_id":
            return page_link(self._plan, text)
        if rules.listed_in == "revision":
            return f"[{text}](revision:{text})"
        if rules.format == "date":
            return format_date(text) or text
        return escape_beside_links(missing_words(text))


def _without(entry: Entry, fact: str) -> Entry:
    """The *entry* but for what is called *fact*."""
    called = gettext(fact)
    return {**entry, "facts": [pair for pair in entry["facts"] if pair[0] != called]}
