"""Makes a new plan: its files, filled in, with the program beside them."""

import csv
import io
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from safety_plan.core.advice import advise
from safety_plan.core.files import write_file
from safety_plan.core.resources import PACKAGE
from safety_plan.core.workspaces import temporary_folder
from safety_plan.models.fields import split_cell
from safety_plan.reading.yaml_files import read_yaml_text
from safety_plan.starter.answers import COUNTRIES, Answers
from safety_plan.starter.wheel import WHEEL_NAME, shipped_file, write_wheel

_STARTER = PACKAGE / "starter"
_NAME = re.compile("«([a-z_]+)»")
#: What only one kind of repository reads, by its first folder or file.
_OF_KIND = {"github": (".gitlab", ".gitlab-ci.yml"), "gitlab": (".github",)}
#: What may lie in a folder already: that of an empty repository.
_HISTORY = ".git"
_KIND = "repository: "
#: Where the part of our guide begins and ends that is for the officers of every plan, and what of
#: it is about our own tests.
_FIRST_DOOR = "## First door: words and numbers\n"
_OTHER_COUNCILS = "## A plan for your council"
_FOR_ENGINEERS = re.compile(r" Then\s+add the query to `tests/[^.]*\.jsonl`[^.]*\.")


def is_free(folder: Path) -> bool:
    """True where a new plan can be made in *folder*: nothing stands there that it could hurt."""
    if not folder.exists():
        return True
    return folder.is_dir() and {path.name for path in folder.iterdir()} <= {_HISTORY}


def make_plan(folder: Path, answers: Answers, program: str = "") -> None:
    """Makes the plan in *folder*, which is free; whole, or not at all where something fails.

    *program* is the line by which `pip` gets the program from elsewhere; without one, the
    program is put beside the plan.
    """
    with temporary_folder() as workspace:
        plan = workspace / "plan"
        _write_files(plan, answers)
        _write_help(plan, answers.country)
        (plan / "requirements.txt").write_bytes(_requirements(plan, program).encode())
        shutil.copyfile(shipped_file("macros.py"), plan / "macros.py")
        (plan / "CONTRIBUTING.md").write_bytes(_guide().encode())
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(plan.iterdir()):
            shutil.move(path, folder / path.name)


def _write_files(plan: Path, answers: Answers) -> None:
    texts = answers.texts()
    source = _STARTER / "plan"
    for file in sorted(source.rglob("*")):
        path = file.relative_to(source).as_posix()
        if file.is_dir() or path.partition("/")[0] in _OF_KIND.get(answers.kind, ()):
            continue
        text = fill(file.read_text(encoding="utf-8"), texts)
        if path == "data/plan.yml" and answers.repository_kind:
            text = text.replace(_KIND, f"repository_kind: {answers.kind}\n{_KIND}", 1)
        write_file(plan / path, text.encode())


def fill(text: str, texts: Mapping[str, str]) -> str:
    """*text* with each name in « » replaced by its text of *texts*, which may hold names too."""
    return _NAME.sub(lambda name: fill(texts[name[1]], texts), text)


def _write_help(plan: Path, country: str) -> None:
    """Whom to call in *country*, the sources that say so, and the words that lead there."""
    contacts = [row for row in _read("contacts") if country in split_cell(row.pop("where"))]
    _write(plan, "contacts", contacts)
    lines = {f"contact:{row['id']}" for row in contacts}
    words = [*_words_of_country(_read("search-words"), country)]
    _write(plan, "search-words", _words_that_lead(words, lines))
    named = {row["source"] for row in contacts}
    named |= {COUNTRIES[country][name] for name in ("law_source", "csp_source")}
    sources = (_STARTER / "help" / "sources.yml").read_text(encoding="utf-8")
    document, _ = read_yaml_text(sources, "sources.yml")
    entries = re.split(r"(?m)^(?=\S)", sources)[1:]
    more = "".join(
        entry for entry, name in zip(entries, document.value, strict=True) if name in named
    )
    file = plan / "data" / "sources.yml"
    file.write_bytes(file.read_bytes() + more.encode())


def _read(name: str) -> list[dict[str, str]]:
    text = (_STARTER / "help" / f"{name}.csv").read_text(encoding="utf-8")
    return [*csv.DictReader(io.StringIO(text))]


def _words_of_country(rows: Iterable[dict[str, str]], country: str) -> Iterator[dict[str, str]]:
    """*rows* without words for what there is in other countries only, such as their powers."""
    local = [row for row in _read("local-words") if country not in split_cell(row["where"])]
    foreign = {word for row in local for word in split_cell(row["words"])}
    for row in rows:
        words = [word for word in split_cell(row["words"]) if word not in foreign]
        if words:
            yield {**row, "words": "; ".join(words)}


def _words_that_lead(rows: Iterable[dict[str, str]], lines: Iterable[str]) -> list[dict[str, str]]:
    """*rows* without what leads to a line that is none of *lines*."""
    useful = []
    for row in rows:
        leads = split_cell(row["leads_to"])
        leads_on = [one for one in leads if not one.startswith("contact:") or one in lines]
        if leads_on or not leads:
            useful.append({**row, "leads_to": "; ".join(leads_on)})
    return useful


def _write(plan: Path, name: str, rows: list[dict[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, [*rows[0]], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (plan / "data" / f"{name}.csv").write_bytes(text.getvalue().encode())


def _guide() -> str:
    """The officers' guide, with commands that work beside a plan of its own."""
    text = shipped_file("CONTRIBUTING.md").read_text(encoding="utf-8")
    part = text.partition(_FIRST_DOOR)[2].partition(_OTHER_COUNCILS)[0]
    part = _FOR_ENGINEERS.sub("", part)
    return f"# Changing the plan\n{advise(part, doors=False).rstrip()}\n"


def _requirements(plan: Path, program: str) -> str:
    """What is installed for the plan: the program, and all that it uses, each by its digest."""
    if not program:
        folder = plan / "program"
        folder.mkdir()
        program = f"./program/{WHEEL_NAME} --hash=sha256:{write_wheel(folder)}"
    needed = shipped_file("requirements.txt").read_text(encoding="utf-8")
    packages = "".join(
        line for line in needed.splitlines(keepends=True) if not line.lstrip().startswith("#")
    )
    return f"# The program, and below it all that it uses.\n{program}\n{packages}"
