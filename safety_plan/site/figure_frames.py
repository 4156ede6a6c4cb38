"""The pages that figures of a revision are put into: one can be left in a hurry, one not."""

from collections.abc import Iterator
from dataclasses import dataclass

from safety_plan.revisions.bundle import RevisionBundle

#: What stands in a frame until a figure does: its name in tabs, its answer, and what proves it.
NAME = "figure-name"
ANSWER = "<p data-answer></p>"
PROOF = "<p data-proof></p>"
#: What stands there until it is known which other revisions have the figure.
SWITCH = "<p data-switch></p>"


@dataclass(frozen=True, slots=True)
class FigureFrame:
    """Such a page: its *address*, as far below the root as a figure, and whether it has the exit.

    *list_path* is the page that lists all figures, which each of them belongs to.
    """

    address: str
    list_path: str
    exits: bool

    @property
    def file(self) -> str:
        """The file that MkDocs would write."""
        return f"{self.address}index.html"

    @property
    def key(self) -> str:
        """What MkDocs calls it."""
        return f"{self.file}.md"


def figure_frames(bundle: RevisionBundle) -> Iterator[FigureFrame]:
    """The frames of *bundle*; none where no page lists its figures."""
    if page := bundle.record.page_with("figures"):
        for name, exits in (("frame", False), ("frame-exit", True)):
            yield FigureFrame(f"{bundle.id}/{page.address}{name}/", page.path, exits)
