"""What can have happened to a page, a block, a figure, a row of a register or a chart.

The names are for the code. The values are published: they stand in the JSON of a comparison,
in its file of figures, in `phrases.json` and in the templates, so they stay as they are.
"""

from enum import StrEnum


class PageChangeKind(StrEnum):
    """What happened to a page; the first that holds, in this order."""

    NEW = "new"
    REMOVED = "taken out"
    RENAMED = "renamed"
    MOVED = "readdressed"
    CHANGED = "changed"
    SAME = "same"


class BlockChangeKind(StrEnum):
    """What happened to a heading, a paragraph or a row of a page."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"


class FigureChangeKind(StrEnum):
    """What happened to a figure: to its value or what that means, or only around it."""

    NEW = "new"
    REMOVED = "dropped"
    CHANGED = "changed"
    #: Only its source or its notes differ.
    METADATA = "noted"
    #: The same number stands in another row of the data.
    RELOCATED = "kept"


class RowChangeKind(StrEnum):
    """What happened to a row of a register."""

    NEW = "new"
    REMOVED = "dropped"
    CHANGED = "changed"


class ChartChangeKind(StrEnum):
    """What happened to a chart; the first that holds, in this order."""

    NEW = "new"
    REMOVED = "dropped"
    #: Its numbers or their unit differ.
    DATA = "redrawn"
    #: It is drawn as another kind of chart.
    KIND = "reshaped"
    #: Its title, subtitle or caveats differ.
    TEXT = "changed"
    SAME = "same"
