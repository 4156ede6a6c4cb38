"""Everyday words, and where they lead: the rows of `data/search-words.csv`."""

from dataclasses import dataclass, field

from safety_plan.models.fields import cell


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWordsRow:
    """Words that a reader may type, and what they mean or lead to."""

    words: str = field(metadata=cell("Words or phrases, with ; between them.", required=True))
    means: str = field(metadata=cell("Other words that are looked for as well."))
    leads_to: str = field(metadata=cell("Marks of what is shown first, with ; between them."))
    answer: str = field(metadata=cell("A sentence that is shown above what is found."))
