"""The guides say what is so: every path, command, link, code and name in them is there."""

from __future__ import annotations

import re
import shlex
import tomllib
from functools import cache
from pathlib import Path

import click
import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.cli import COMMANDS, exit_codes, load_command
from safety_plan.content.macros_file import PageWords
from safety_plan.content.page_words import DYNAMIC_LISTS, PlanWords, words_of
from safety_plan.core.messages import load_rule
from safety_plan.core.quantities import UNIT_WORDS
from safety_plan.models.plan import read_plan
from safety_plan.models.registers import REASONS
from safety_plan.models.revision import STATUSES
from safety_plan.site.page_hooks import PageHooks
from safety_plan.site.plugin import SafetyPlanPlugin
from tests.cli.test_doors import load_door
from tests.conftest import HOUSE

GUIDES = [HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", *sorted(HOUSE.glob("engineering/*.md"))]
NAMES = [guide.relative_to(HOUSE).as_posix() for guide in GUIDES]
#: What is there only after a command has run, and what an example calls a file of the reader.
EXAMPLES = (
    ".venv",
    ".cache/",
    "site/",
    "api/",
    "as-at/",
    "embed/",
    "latest/",
    "preview.html",
    "map.png",
    "NEW",
    "revisions.json",
)
#: How the name of a file ends.
SUFFIXES = ["cfg", "css", "csv", "html", "json", "js", "md", "py", "svg", "toml", "txt", "yml"]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
SPAN = re.compile(r"`([^`\n]+)`")


@cache
def text_of(name: str) -> str:
    return (HOUSE / name).read_text(encoding="utf-8")


def spans(name: str) -> list[str]:
    """What stands in backticks in the text of a guide."""
    return SPAN.findall(FENCE.sub("", text_of(name)))


@cache
def code() -> str:
    """Every line of the code, its templates and its tests."""
    folders = ("safety_plan", "scripts", "tests", "benchmarks")
    files = [file for folder in folders for file in (HOUSE / folder).rglob("*")]
    texts = [file for file in files if file.suffix in (".py", ".html")]
    return "\n".join(file.read_text(encoding="utf-8") for file in texts)


# Paths and names


def is_path(span: str) -> bool:
    if not re.fullmatch(r"\.?[\w.-]+(/[\w.-]+)*/?", span):
        return False
    name, _, suffix = span.rpartition(".")
    return "/" in span or (bool(name) and suffix in SUFFIXES)


def exists(path: str) -> bool:
    """True where *path* is there, below the checkout or, for a name alone, anywhere in it.

    A guide may also name a file that each new plan starts with.
    """
    if "/" in path:
        return (HOUSE / path).exists() or (HOUSE / "safety_plan/starter/plan" / path).exists()
    folders = (
        "docs",
        "data",
        "revisions",
        "safety_plan",
        ".github",
        "tests/tiny_plan",
        "tests/cases",
    )
    return (HOUSE / path).exists() or any(
        next((HOUSE / folder).rglob(path), None) for folder in folders
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_path_in_a_guide_is_there(name: str):
    paths = {
        span for span in spans(name) if is_path(span) and not span.startswith((*EXAMPLES, "NEW"))
    }
    published = {"revisions.json", "figures.json", "components.cdx.json", "data/files/"}
    published.add("docs/files/")  # which a plan without files to download does not have

    assert sorted(path for path in paths - published if not exists(path)) == []


@cache
def words_of_code() -> set[str]:
    return {*re.findall(r"\w+", code())}


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("engineering/")])
def test_every_name_of_the_code_in_a_guide_is_there(name: str):
    text = text_of(name)
    if name == "engineering/glossary.md":  # its last table begins with names that are gone
        rows = re.findall(r"^\|(.*?)\|(.*)\|$", text.partition("## Names that changed")[2], re.M)
        text = text.partition("## Names that changed")[0] + "\n".join(now for _, now in rows)
    named = SPAN.findall(FENCE.sub("", text))
    pattern = r"[A-Z][a-z]+[A-Z]\w*|_?[A-Z]{3,}(_[A-Z]+)*|test_\w+|\w+_\w+"
    identifiers = {span for span in named if re.fullmatch(pattern, span)}
    settings = {"page_id", "status_note", "one_sheet", "render_macros"}

    assert sorted(identifiers - settings - words_of_code()) == []


# Links


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives to the headings of *text*."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", NAMES)
def test_every_link_in_a_guide_leads_somewhere(name: str):
    prose = SPAN.sub("", FENCE.sub("", text_of(name)))
    dead = []
    for target in re.findall(r"\]\(([^)]+)\)", prose):
        path, _, anchor = target.partition("#")
        file = ((HOUSE / name).parent / path) if path else HOUSE / name
        is_dead = not file.exists() or (
            anchor and anchor not in anchors(file.read_text(encoding="utf-8"))
        )
        if not target.startswith("http") and is_dead:
            dead.append(target)

    assert dead == []


# Commands


def commands(name: str) -> list[str]:
    """Every command of ours in a guide, with its options, in text and in examples."""
    text = text_of(name)
    lines = [line for _, body in FENCE.findall(text) for line in body.splitlines()]
    lines = [line.partition("  #")[0].strip() for line in [*spans(name), *lines]]
    return [line for line in lines if re.match(r"(python3 scripts/\w+\.py|safety-plan)\b", line)]


def subcommand(words: list[str]) -> tuple[click.Command, list[str]] | None:
    """The subcommand that a command of a guide calls, and its arguments."""
    if words[0] == "safety-plan":
        is_general = words[1:2] in ([], ["--help"])
        return None if is_general else (load_command(words[1]), words[2:])
    door = Path(words[1]).stem
    if door == "seal":
        name, arguments = load_door("seal").translate(words[2:])
        return load_command(name), arguments
    call = re.search(r'bootstrap\.run\("(\w+)"', text_of(words[1]))
    return (load_command(call[1]), words[2:]) if call else None


def test_the_guide_for_officers_starts_with_a_list_of_all_its_parts():
    first_door = text_of("CONTRIBUTING.md").partition("## First door")[2].partition("\n## ")[0]
    contents = first_door.partition("\n### ")[0]

    parts = re.findall(r"^### (.+)$", first_door, re.M)
    assert len(parts) > 30
    assert {*re.findall(r"\]\(#([^)]+)\)", contents)} == {
        re.sub(r"[^\w\- ]", "", part.lower()).replace(" ", "-") for part in parts
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_command_in_a_guide_can_be_called_so(name: str):
    for line in commands(name):
        words = shlex.split(line)
        if words[0] == "python3":
            assert (HOUSE / words[1]).is_file(), line
        called = subcommand(words)
        if called:
            command, arguments = called
            try:
                command.make_context(command.name or "", arguments, resilient_parsing=False)
            except click.exceptions.Exit:  # --help
                pass
            except click.NoSuchOption as error:
                pytest.fail(f"{line}: {error.message}")
            except click.ClickException:  # an example has no plan, and names no real revision
                pass


def test_every_command_is_in_readme():
    doors = sorted(file.name for file in (HOUSE / "scripts").glob("*.py"))
    helpers = {"bootstrap.py", "mkdocs_hooks.py", "packages.py", "processes.py", "programs.py"}
    helpers |= {"tracked_files.py"}

    assert [
        d for d in doors if d not in helpers and f"scripts/{d}" not in text_of("README.md")
    ] == []


def test_every_subcommand_has_a_door_or_is_in_the_guide():
    texts = text_of("engineering/setup.md") + text_of("README.md")
    named = {*re.findall(r"safety-plan (\w+)", texts), *re.findall(r"scripts/(\w+)\.py", texts)}

    assert COMMANDS.keys() - named == set()


# What README promises


def test_readme_says_in_its_second_sentence_that_this_is_a_mkdocs_site():
    text = " ".join(text_of("README.md").partition("\n\n")[2].split())

    assert text.split(". ")[1].startswith("This is a MkDocs site")
    for command in ("python3 scripts/build.py --serve", "python3 scripts/test.py", "mkdocs serve"):
        assert re.search(rf"^{re.escape(command)}( |$)", text_of("README.md"), re.M)


def test_every_exit_code_is_in_readme():
    codes = {value for key, value in vars(exit_codes).items() if key.startswith("EXIT_")}
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", text_of("README.md"), re.M)}

    assert listed == codes


def test_every_message_in_readme_is_one_that_is_printed():
    section = text_of("README.md").partition("## When something goes wrong")[2]
    shown = re.findall(r"^\| `([^`]+)`", section, re.M)
    files = [*HOUSE.glob("safety_plan/**/*.py"), *HOUSE.glob("scripts/*.py")]
    printed = "\n".join(file.read_text(encoding="utf-8") for file in files)
    others = {
        "1 thing to put right in 1 file": "to put right in",
        "Aborted with a BuildError!": "raise PluginError",  # MkDocs says it of any such error
        "This needs Python 3.11 or later": "This needs Python {OLDEST[0]}.{OLDEST[1]} or later",
    }

    assert len(shown) > 8
    assert [m for m in shown if others.get(m, m).removesuffix(" …") not in printed] == []


def test_every_folder_is_in_readme():
    folders = {
        f"`{folder.name}/`"
        for folder in HOUSE.iterdir()
        if folder.is_dir() and not folder.name.startswith((".", "site", "mutants", "__"))
    }

    assert sorted(folder for folder in folders if folder not in text_of("README.md")) == []


# Lists that people keep by hand


@cache
def page_words() -> dict[str, object]:
    return dict(PageWords(read_plan(HOUSE, KINDS)[0]).words)


def test_every_page_word_is_given_to_pages():
    """A method of PlanWords needs its line in macros.py."""
    words = words_of(PlanWords(read_plan(HOUSE, KINDS)[0]))

    assert words.keys() - page_words().keys() == set()


def hand_kept_lists() -> dict[str, tuple[str, set[str]]]:
    """What a text has to name: the text, and each word as it stands there."""
    guide = text_of("CONTRIBUTING.md")
    calls, kinds = (load_rule(name).explanation for name in ("call-unknown", "chart-kind"))
    return {
        "page words in CONTRIBUTING": (guide, {f"{{{{ {word}(" for word in page_words()}),
        "lists in CONTRIBUTING": (
            guide,
            {f'{{{{ revision("{name}") }}}}' for name in DYNAMIC_LISTS},
        ),
        "kinds of chart in CONTRIBUTING": (guide, {f"`{kind}`" for kind in KINDS}),
        "units in CONTRIBUTING": (guide, {f"{unit}," for unit in UNIT_WORDS} - {"date,"}),
        "reasons in CONTRIBUTING": (guide, {f"`{reason}`" for reason in REASONS}),
        "page words in the rule": (calls, {*page_words()}),
        "kinds of chart in the rule": (kinds, {*KINDS}),
        "statuses in the rule": (
            load_rule("revision-status").messages["revision-status"].fix,
            {f"{status} (" for status in STATUSES},
        ),
    }


def test_a_list_that_people_keep_by_hand_is_whole():
    for name, (text, words) in hand_kept_lists().items():
        assert sorted(word for word in words if word not in text) == [], name


def test_every_package_and_layer_is_in_the_architecture():
    text = text_of("engineering/architecture.md")
    project = tomllib.loads(text_of("pyproject.toml"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    packages = [init.parent.name for init in (HOUSE / "safety_plan").glob("*/__init__.py")]

    assert "\n".join(layers) in text
    assert [name for name in packages if f"| `safety_plan/{name}/` |" not in text] == []


def test_every_hook_of_the_plugin_is_in_the_architecture():
    ours = vars(SafetyPlanPlugin) | vars(PageHooks)
    hooks = {name for name in ours if name.startswith("on_")}
    table = re.findall(r"`(on_\w+)`", text_of("engineering/architecture.md"))

    assert set(table) == hooks
