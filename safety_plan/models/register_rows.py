"""What a row of each register is: its columns in their order, and what each cell must be."""

from dataclasses import dataclass, field

from safety_plan.models.fields import cell


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure: a literal, or the look-up of a cell of a table."""

    id: str = field(metadata=cell("The name by which pages ask for it.", required=True))
    label: str = field(metadata=cell("What it counts, in words.", required=True))
    value: str = field(metadata=cell("The number, unless it is looked up."))
    qualifier: str = field(metadata=cell("A word before the number, such as over."))
    unit: str = field(metadata=cell("What the number is of."))
    period: str = field(metadata=cell("When it holds.", required=True))
    place: str = field(metadata=cell("Where it holds."))
    source: str = field(metadata=cell("The id of its source, unless its table names one."))
    part: str = field(metadata=cell("Where in the source."))
    table: str = field(metadata=cell("The table it is looked up in."))
    row: str = field(metadata=cell("Which row: column=cell; column=cell."))
    column: str = field(metadata=cell("Which column of the table."))
    note: str = field(metadata=cell("What to know about it."))


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityRow:
    """A priority, as a card of the front page."""

    page_id: str = field(
        metadata=cell("Its page.", required=True, unique=True, listed_in="page_id")
    )
    title: str = field(metadata=cell("What it is called.", required=True))
    sentence: str = field(metadata=cell("Why it is one, in a sentence.", required=True))
    figure: str = field(metadata=cell("A figure to show on the card.", listed_in="figure"))
    figure_words: str = field(metadata=cell("What follows the figure."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """Why a figure or a page is not as it was in the last sealed revision."""

    figure: str = field(metadata=cell("The figure that changed.", unique=True))
    page_id: str = field(metadata=cell("Or the page that changed.", unique=True))
    reason: str = field(
        metadata=cell(
            "The kind of reason, or two with ; between.", listed_in="reason", separator=";"
        )
    )
    why: str = field(metadata=cell("The reason in a sentence.", required=True))
    part: str = field(metadata=cell("Where in the source."))
    source: str = field(metadata=cell("Where the reason is published.", listed_in="source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A term of the glossary."""

    term: str = field(metadata=cell("The term or abbreviation.", required=True, unique=True))
    expansion: str = field(metadata=cell("What the letters stand for."))
    meaning: str = field(metadata=cell("What it means.", required=True))
    source: str = field(metadata=cell("Who defined it.", listed_in="source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpGroupRow:
    """A kind of trouble, under which a reader finds whom to call."""

    id: str = field(metadata=cell("Its name.", required=True, unique=True, format="id"))
    title: str = field(metadata=cell("The trouble, in a reader's words.", required=True))
    topics: str = field(metadata=cell("The topics that pages ask for.", required=True))
    urgent: str = field(
        metadata=cell("Whether lines for danger stand in it.", required=True, format="yes-no")
    )
    exit: str = field(
        metadata=cell("Whether its readers may be watched.", required=True, format="yes-no")
    )
    note: str = field(metadata=cell("What to say to everybody in this trouble."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """Somebody who helps, and each way to reach them."""

    id: str = field(metadata=cell("Its name.", required=True, unique=True, format="id"))
    need: str = field(metadata=cell("For whom, in their words.", required=True))
    groups: str = field(
        metadata=cell("Under which trouble.", required=True, listed_in="group", separator=";")
    )
    name: str = field(metadata=cell("Who they are.", required=True))
    phone: str = field(metadata=cell("The telephone number.", format="phone"))
    text_number: str = field(metadata=cell("The number for text messages.", format="phone"))
    text_word: str = field(metadata=cell("What to write in the text message."))
    web: str = field(metadata=cell("Their website.", format="address"))
    chat: str = field(metadata=cell("Where to chat with them.", format="address"))
    form: str = field(metadata=cell("Where to write to them.", format="address"))
    address: str = field(metadata=cell("Where to go to them."))
    hours: str = field(metadata=cell("When they answer.", format="hours"))
    cost: str = field(metadata=cell("What it costs."))
    audience: str = field(metadata=cell("Who may ask them, such as For men."))
    access: str = field(metadata=cell("Other languages, and ways for deaf people."))
    note: str = field(metadata=cell("What else to know."))
    source: str = field(metadata=cell("Where it says so.", required=True, listed_in="source"))
    read: str = field(metadata=cell("When that was read.", required=True, format="date"))
    checked: str = field(metadata=cell("When somebody tried it.", format="day"))
    checked_by: str = field(metadata=cell("Who tried it."))


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document that is known of and not published here."""

    date: str = field(metadata=cell("When it was published.", required=True, format="date"))
    title: str = field(metadata=cell("What it is called.", required=True))
    what: str = field(metadata=cell("What it is.", required=True))
    source: str = field(metadata=cell("How it is known.", listed_in="source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """A mistake in a sealed revision, and what is right."""

    date: str = field(metadata=cell("When it was put right.", required=True, format="date"))
    revision: str = field(
        metadata=cell("The sealed revision.", required=True, listed_in="revision")
    )
    page_id: str = field(metadata=cell("The page in it.", required=True))
    was: str = field(metadata=cell("The words as they stand.", required=True))
    is_: str = field(metadata=cell("What is right.", required=True, name="is"))
    approved: str = field(metadata=cell("Who approved it.", required=True))
    source: str = field(metadata=cell("Where it says so.", listed_in="source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """A proposed revision that was put before the public, and a figure as it was then."""

    revision: str = field(metadata=cell("The proposed revision.", required=True))
    figure: str = field(metadata=cell("A figure of it; empty in its first row."))
    qualifier: str = field(metadata=cell("The word before the number."))
    value: str = field(metadata=cell("The number that the public read."))
    unit: str = field(metadata=cell("What it was of."))
    period: str = field(metadata=cell("When it held."))
    source: str = field(metadata=cell("Its source."))
    part: str = field(metadata=cell("Where in the source."))
    why: str = field(metadata=cell("The reason that stood in changes.csv for it."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationRow:
    """A sentence that sounds as if the revision were not decided on, and is true all the same."""

    file: str = field(metadata=cell("The file it stands in.", required=True))
    words: str = field(metadata=cell("The whole sentence.", required=True))
    why: str = field(metadata=cell("Why it is still true.", required=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingAgeRow:
    """A page that may read at a higher age than all others, until it is written more plainly."""

    page_id: str = field(metadata=cell("The page.", required=True, unique=True))
    age: str = field(metadata=cell("The age it may read at.", required=True, format="age"))
    why: str = field(metadata=cell("Why it is not plainer yet.", required=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultRow:
    """Something that is known not to be accessible."""

    rule: str = field(
        metadata=cell("The rule by which the audit finds it, if it does.", unique=True)
    )
    criterion: str = field(metadata=cell("The criterion that is not met.", required=True))
    what: str = field(metadata=cell("What is wrong.", required=True))
    why: str = field(metadata=cell("Why it is so.", required=True))
    instead: str = field(metadata=cell("What a reader can do instead."))
