"""Words of a draft that stay when it goes out: those that sealing wrote for the next revision."""

import re
from collections.abc import Iterator

from safety_plan.content.page_text import normalise
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.reading.yaml_files import read_yaml
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.seal import NEXT_DRAFT

#: The settings of a revision that readers see in words, each with the message about it.
_MESSAGES = {
    "title": "still-draft.title",
    "status_note": "still-draft.note",
    "summary": "still-draft",
}
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def draft_words_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """What a revision that is no draft still says of itself in the words of the draft."""
    if plan.revision.status == "draft" or plan.revision.id in plan.sealed:
        return
    document, _problems = read_yaml(plan.data / "revision.yml", "data/revision.yml")
    ours = {_plain(one) for name in _MESSAGES for one in _sentences(NEXT_DRAFT[name])}
    for name, key in _MESSAGES.items():
        found = [one for one in _sentences(document.value.get(name)) if _plain(one) in ours]
        if found:
            location = document.location(name)
            status = plan.revision.status
            yield problem(key, location, words=" ".join(found), status=status)


def _sentences(text: object) -> list[str]:
    return _SENTENCE.split(normalise(str(text or "")).strip())


def _plain(sentence: str) -> str:
    """A sentence as it is compared: whatever its capitals and its stop."""
    return sentence.strip(" .!?").lower()
