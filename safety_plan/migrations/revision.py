"""What `data/revision.yml` must have today: a term, and a note of what is proposed."""

import re

from safety_plan.migrations.outcome import Files, Left, Outcome, sentence
from safety_plan.migrations.rows import read_rows, write_rows
from safety_plan.models.registers import register_columns
from safety_plan.models.terms import read_term
from safety_plan.reading.yaml_files import as_text, read_yaml_text

REVISION = "data/revision.yml"
SETTINGS = "data/plan.yml"
PROPOSALS = "data/proposals.csv"


def add_term(files: Files) -> Outcome:
    """Adds the term to a revision that has none, where the settings of the plan say it."""
    text = files.get(REVISION, "")
    revision, problems = read_yaml_text(text, REVISION)
    if not text or problems or as_text(revision.value.get("life")):
        return Outcome()
    life = as_text(read_yaml_text(files.get(SETTINGS, ""), SETTINGS)[0].value.get("period"))
    if "life" in revision.value or not read_term(life):
        return Outcome(left=(Left(REVISION, sentence("revision.no_term")),))
    lines = text if text.endswith("\n") else f"{text}\n"
    changes = {REVISION: re.sub(r"(?m)^(title:.*\n)", rf"\g<1>life: {life}\n", lines, count=1)}
    if changes[REVISION] == lines:
        changes[REVISION] = f"{lines}life: {life}\n"
    return Outcome(changes=changes, steps=(sentence("revision.added_term", life=life),))


def list_proposal(files: Files) -> Outcome:
    """Adds the line that names a proposed revision."""
    revision, problems = read_yaml_text(files.get(REVISION, ""), REVISION)
    name, status = (as_text(revision.value.get(key)) for key in ("id", "status"))
    columns = [*register_columns("proposals")]
    proposals = read_rows(files.get(PROPOSALS, ",".join(columns)))
    if problems or status != "proposed" or not name or proposals is None:
        return Outcome()
    if proposals.headings != columns or any(row["revision"] for row in proposals.rows):
        return Outcome()
    return Outcome(
        changes={PROPOSALS: write_rows(columns, [*proposals.rows, {"revision": name}])},
        steps=(sentence("revision.listed", name=name),),
        left=(Left(PROPOSALS, sentence("revision.figures")),),
    )
