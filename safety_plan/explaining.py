"""The rules of check: what each is, why it is there, an example (`rules/`, a file each)."""

from pathlib import Path

from safety_plan.problems import did_you_mean


def rules() -> dict[str, str]:
    """Every rule by its short name, explained in three paragraphs."""
    files = sorted((Path(__file__).parent / "rules").glob("*.md"))
    return {file.stem: file.read_text(encoding="utf-8").strip() for file in files}


def explained(name: str) -> str:
    """The rule *name*; the first sentence of each where there is no rule of that name."""
    known = rules()
    if name in known:
        return f"{name}\n\n{known[name]}"
    unknown = f"There is no rule called “{name}”. {did_you_mean(name, known)}".strip() + "\n\n"
    firsts = {rule: " ".join(text.split()).partition(". ")[0] for rule, text in known.items()}
    listed = "\n".join(f"{rule}: {first}." for rule, first in firsts.items())
    return (unknown if name else "") + listed
