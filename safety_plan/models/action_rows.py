"""What a row of the register of actions is: what was promised, and what became of it."""

from dataclasses import dataclass, field

from safety_plan.models.fields import cell


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """An action: a promise, who leads it, until when, and how far it is."""

    id: str = field(metadata=cell("Its name, for ever.", required=True, unique=True, format="id"))
    page_id: str = field(metadata=cell("The priority.", required=True, listed_in="page_id"))
    promise: str = field(
        metadata=cell("What was promised, in a sentence.", required=True, calls=True)
    )
    lead: str = field(metadata=cell("The role or body that leads."))
    helpers: str = field(metadata=cell("Who helps, with ; between.", separator=";"))
    due: str = field(metadata=cell("By when.", format="period"))
    state: str = field(
        metadata=cell("How far it is.", required=True, listed_in="state", unsaid="not reported")
    )
    state_as_of: str = field(metadata=cell("When it was so.", format="date"))
    source: str = field(metadata=cell("Where that is published.", listed_in="source"))
    part: str = field(metadata=cell("Where in the source."))
    figure: str = field(metadata=cell("A figure that shows it.", listed_in="figure"))
    note: str = field(metadata=cell("What else to know.", calls=True))
    why: str = field(metadata=cell("Why it is not as in the last sealed revision.", calls=True))
    was: str = field(metadata=cell("Its id or its words in the revision before, if others."))
