"""The page word for headlines: a few numbers, large, each with what keeps it from misleading."""

from abc import ABC, abstractmethod

from safety_plan.content.change_phrases import FINDING
from safety_plan.content.word_answers import fenced_block, rows_about
from safety_plan.core.dates import format_period
from safety_plan.core.quantities import unit_words
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row


class HeadlineWords(ABC):
    """The word for headlines; `PlanWords` adds how figures, changes and lines are answered."""

    _plan: Plan

    def headlines(self, page_id: str = "") -> str:
        """{{ headlines("page-id") }}: a few numbers, large, from data/headlines.csv."""
        rows = rows_about(self._plan, "headlines", page_id)
        return fenced_block("headlines", [self._headline(row) for row in rows])

    @abstractmethod
    def figure(self, name: str = "") -> str:
        """A number, which leads to its card."""

    @abstractmethod
    def change(self, old: str, new: str, show: str = "change") -> str:
        """How one figure differs from another."""

    @abstractmethod
    def spark(self, name: str, series: str = "") -> str:
        """A small line from a chart."""

    @abstractmethod
    def _answer_column(self, row: Row, column: str) -> str:
        """A cell with its own calls answered."""

    def _headline(self, row: Row) -> dict[str, str]:
        link = self.figure(row["figure"])
        figure = self._plan.figures[row["figure"]]
        headline = {
            "id": figure.id,
            "title": row["title"],
            "figure": link,
            "unit": unit_words(figure.unit) if figure.unit.startswith("per_") else "",
            "period": format_period(figure.period) or figure.period,
            "note": self._answer_column(row, "note"),
        }
        counts = row["count_before"], row["count"]
        before, now = counts if all(counts) else (row["before"], figure.id)
        if before:
            headline["change"] = self.change(before, now, show=FINDING)
            headline["since"] = self._plan.figures[before].period
            headline |= {"of_count": now} if all(counts) else {}
        if row["beside"]:
            headline["beside"] = self.figure(row["beside"])
            headline["beside_words"] = row["beside_words"]
        if row["chart"]:
            chart, _, series = row["chart"].partition("/")
            headline["line"] = self.spark(chart, series)
        return headline
