"""What an adoption makes untrue: every sentence that says that the revision is not decided on.

They stand on pages, in tables and registers, in the caveats of sources, in titles of charts and in
settings. Each is held until it is written anew, or confirmed in `data/confirmed.csv` with a reason.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from safety_plan.checks.pages import pages_of
from safety_plan.checks.undecided_words import is_doubtful, is_undecided
from safety_plan.content.page_text import normalise
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.resources import PACKAGE, load_document
from safety_plan.core.text import truncate
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.models.registers import REGISTERS, register_columns
from safety_plan.reading.csv_files import Row
from safety_plan.reading.yaml_files import Keys, Value, read_yaml
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.starter.answers import COUNTRIES, PUBLISHERS

#: Registers that are about other things than this revision.
_PASSED_OVER = ("contacts", "corrections", "confirmed", "documents", "faults", "proposals")
#: What readers type is no sentence of ours, whatever they ask; only `answer` is.
_TYPED = {"search-words": {"words", "means", "leads_to"}}
_SETTINGS = ("revision", "plan", "sources", "charts", "datapackage")
#: Settings that name publications and places, and say nothing of our own.
_NAMES = ("address", "publisher", "licence", "path", "repository", "exit_address")
_CALL = re.compile(r"\{\{[^{}]*\}\}|\{number:[^{}]*\}")
#: What stands around words on a page and is not said.
_MARKS = re.compile(r"!(?=\[)|[*_`#>]|\]\([^)]*\)|[\[\]]")
#: Where one sentence ends and another begins: a stop, an empty line, an item, a cell.
_BREAK = re.compile(
    r"(?<=[.!?])[\"”’)*_]*\s+|(?<=\")\n(?=[ \t])|\n[ \t]*\n|\n(?=[ \t]*(?:[-*+#>|:]|\d+[.)])\s?)|\|"
)
#: Promises speak of what is still to come, whatever was decided.
_PROMISES = "data/actions.csv"
#: So many doubtful sentences of a file are quoted; of more only the number is told.
_QUOTED = 5
_LEAST_WORDS = 3
#: A sentence is quoted whole, for whoever confirms it has to copy it; a longer one by its start.
_LONGEST_QUOTE = 400
_LEAST_START = 40
#: The pages about the site that a new plan starts with.
_OUR_PAGES = "starter/plan/docs/site"
#: What stands there before a sentence, in place of an answer that may be empty.
_ANSWER = re.compile("^«[a-z_]+»", re.M)


class Sentence(NamedTuple):
    """A sentence and where it stands."""

    location: Location
    text: str


def undecided_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Sentences that the adoption made untrue, and confirmations of what nobody says."""
    if plan.revision.status != "adopted" or plan.revision.id in plan.sealed:
        return
    sentences = [*_sentences(plan)]
    confirmed = _confirmations(plan)
    for sentence in sentences:
        if is_undecided(sentence.text) and not _is_confirmed(sentence, confirmed):
            location = sentence.location
            words = _quote(sentence)
            yield problem("still-undecided", location, words=words, file=location.path)
    yield from _confirmation_problems(plan, sentences)


def doubtful_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Sentences to read again after an adoption: one reminder for each file."""
    if plan.revision.status != "adopted" or plan.revision.id in plan.sealed:
        return
    confirmed = _confirmations(plan)
    found: dict[str, list[Sentence]] = {}
    for sentence in _sentences(plan):
        is_open = is_doubtful(sentence.text) and not is_undecided(sentence.text)
        is_read = sentence.location.path == _PROMISES or _is_ours(sentence)
        if is_open and not is_read and not _is_confirmed(sentence, confirmed):
            found.setdefault(sentence.location.path, []).append(sentence)
    for path, sentences in found.items():
        quotes = [f"“{_quote(one)}” ({_place(one.location)})" for one in sentences]
        if len(quotes) > _QUOTED:
            quotes = [*quotes[:_QUOTED], f"and {len(quotes) - _QUOTED} more"]
        yield problem("still-undecided.read", Location(path), quotes="; ".join(quotes), file=path)


def _place(location: Location) -> str:
    return f"row {location.row}" if location.row else f"line {location.line}"


def _quote(sentence: Sentence) -> str:
    return truncate(sentence.text, _LONGEST_QUOTE)


def _confirmations(plan: Plan) -> set[tuple[str, str]]:
    """The file and the words of each confirmation; words that end in … are a start."""
    return {(row["file"], _plain(row["words"])) for row in plan.rows("confirmed")}


def _is_confirmed(sentence: Sentence, confirmed: Iterable[tuple[str, str]]) -> bool:
    path, text = _key(sentence)
    return any(
        file == path and (text == words or _is_start(words, text)) for file, words in confirmed
    )


def _key(sentence: Sentence) -> tuple[str, str]:
    return sentence.location.path, _plain(sentence.text)


def _is_start(words: str, text: str) -> bool:
    start = words.removesuffix("…")
    return start != words and len(start) >= _LEAST_START and text.startswith(start)


def _confirmation_problems(plan: Plan, sentences: Sequence[Sentence]) -> Iterator[Problem]:
    keys = {_key(one) for one in sentences}
    for row in plan.rows("confirmed"):
        file = row["file"]
        words = _plain(row["words"])
        if (file, words) not in keys and not any(
            path == file and _is_start(words, text) for path, text in keys
        ):
            yield problem("confirmed-gone", row.location("words"), file=file)
        if row["why"] and len(re.findall(r"\w+", row["why"])) < _LEAST_WORDS:
            yield problem("confirmed-gone.why", row.location("why"), why=row["why"])


def _is_ours(sentence: Sentence) -> bool:
    """True for what a new plan has on its pages about the site, whatever its status."""
    in_place = sentence.location.path.startswith("docs/site/")
    return in_place and _plain(sentence.text) in _our_sentences()


@cache
def _our_sentences() -> frozenset[str]:
    words = (*COUNTRIES.values(), *PUBLISHERS.values())
    texts = [text for texts in words for text in texts.values()]
    for file in sorted((PACKAGE / _OUR_PAGES).glob("*.md")):
        settings, body = load_document(f"{_OUR_PAGES}/{file.name}")
        texts += [settings["title"], settings["description"], _ANSWER.sub("", body)]
    return frozenset(_plain(one) for text in texts for _, one in split_sentences(text))


def _plain(text: str) -> str:
    """Words as they are compared: without marks around them, or a stop at the end."""
    return normalise(_MARKS.sub("", text)).rstrip(".!? ").lower()


def _sentences(plan: Plan) -> Iterator[Sentence]:
    """Every sentence that the authors of the revision wrote, wherever it stands."""
    for path, page in pages_of(plan):
        yield from _page_sentences(path, page)
    for table in plan.files:
        yield from _row_sentences(table.rows)
    for name in REGISTERS:
        if name not in _PASSED_OVER:
            columns = register_columns(name).items()
            names = {column for column, rules in columns if rules.listed_in}
            yield from _row_sentences(plan.rows(name), names | _TYPED.get(name, set()))
    for name in _SETTINGS:
        document = read_yaml(plan.data / f"{name}.yml", f"data/{name}.yml")[0]
        for keys, text in _texts(document.value, ()):
            for _, sentence in split_sentences(text):
                yield Sentence(document.location(*keys), sentence)


def _page_sentences(path: str, page: Page) -> Iterator[Sentence]:
    for words in (page.title, page.description):
        yield Sentence(Location(path, line=1), words)
    for start, sentence in split_sentences(page.text):
        line = page.first_line + page.text.count("\n", 0, start)
        yield Sentence(Location(path, line=line), sentence)


def _row_sentences(rows: Iterable[Row], names: Collection[str] = ()) -> Iterator[Sentence]:
    """The sentences of cells, but for columns that hold *names*, such as of states."""
    for row in rows:
        for column, cell in row.cells.items():
            if column in names:
                continue
            for _, sentence in split_sentences(cell):
                yield Sentence(row.location(column), sentence)


def _texts(value: Value, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Every text of settings with the keys that lead to it, but for names of other things."""
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*keys, str(index)))
    elif isinstance(value, Mapping):
        is_source = "publisher" in value  # its title is that of a publication
        for name, item in value.items():
            if " " in name or name[:1].isupper():  # a heading of the contents
                yield (*keys, name), name
            if name not in _NAMES and not (is_source and name == "title"):
                yield from _texts(item, (*keys, name))


def split_sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text or a page, each with where it starts; calls are left out."""
    words = _CALL.sub(lambda call: re.sub(r"[^\n]", " ", call[0]), text)
    start = 0
    for end, following in [
        *((m.start(), m.end()) for m in _BREAK.finditer(words)),
        (len(words), 0),
    ]:
        sentence = normalise(_MARKS.sub("", words[start:end])).replace("( )", "").strip(" -+:")
        if sentence:
            yield start + len(words[start:end]) - len(words[start:end].lstrip()), sentence
        start = following
