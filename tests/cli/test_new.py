"""`safety-plan new` asks, or takes options, and makes a plan only where it hurts nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from safety_plan.cli.countries import Country
from safety_plan.cli.new import QUESTIONS, command

OPTIONS = {
    "area": "Ynys Môn",
    "council": "Cyngor Sir Ynys Môn",
    "partnership": "Ynys Môn Partnership",
    "period": "2027 to 2030",
    "publisher": "compiler",
    "country": "wales",
    "contact": "safety@council.example",
    "repository": "https://gitlab.council.example/plan",
}
PROGRAM = f"https://a.example/community_safety_plan-1.0-py3-none-any.whl#sha256={'a' * 64}"


def new(*words: str, typed: str = "", **options: str):
    given = [word for name, text in options.items() for word in (f"--{name}", text)]
    arguments = [*words, *given, "--program", PROGRAM]
    return CliRunner().invoke(command, arguments, input=typed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "plan"


def test_each_of_the_eight_questions_is_an_option(folder: Path):
    assert [*QUESTIONS] == [*OPTIONS]

    done = new(str(folder), "--no-input", **OPTIONS)

    assert done.exit_code == 0, done.output
    assert (folder / ".gitlab-ci.yml").is_file()
    assert not (folder / ".github").exists()  # another host's
    line = (folder / "requirements.txt").read_text("utf-8").splitlines()[1]
    address, _, digest = PROGRAM.partition("#sha256=")
    assert line == f"community-safety-plan @ {address} --hash=sha256:{digest}"


def test_what_no_option_answers_is_asked_and_asked_again_until_it_can_be(folder: Path):
    typed = "\n".join(["", "<b>", *OPTIONS.values()]) + "\n"

    done = new(str(folder), typed=typed)

    assert done.exit_code == 0, done.output
    assert all(texts["question"] in done.output for texts in QUESTIONS.values())
    assert "Leave out the mark <." in done.output
    assert (folder / "docs" / "index.md").is_file()


def test_without_input_every_missing_option_is_named_at_once(folder: Path):
    done = new(str(folder), "--no-input", area="Ynys Môn", repository="")

    assert done.exit_code == 2
    missing = [f"--{name}" for name in OPTIONS if name not in ("area", "repository")]
    assert f"With --no-input, add: {', '.join(missing)}" in done.output
    assert not folder.exists()


def test_a_folder_that_holds_something_is_refused_and_left_alone(folder: Path):
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear", "utf-8")

    arguments = [str(folder), "--no-input"]
    done = CliRunner().invoke(command, arguments, standalone_mode=False)

    assert done.return_value == 2
    assert "holds files already. Name a folder that is not there yet, or is empty." in done.output
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_an_empty_repository_is_a_free_folder(folder: Path):
    (folder / ".git").mkdir(parents=True)

    assert new(str(folder), "--no-input", **OPTIONS).exit_code == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"period": "2030 to 2027"}, "The last year comes after the first."),
        ({"area": "[Here]"}, "Leave out the mark [."),
        ({"country": "france"}, "'france' is not one of"),
        ({"country": "england-and-wales"}, "Write england or wales: the one that the area is in."),
        ({"country": "the UK"}, "Write england, wales, scotland or northern-ireland: the one"),
        ({"repository": "https://code.example/plan"}, "Add --repository-kind github"),
    ],
)
def test_an_option_that_cannot_be_an_answer_is_refused(
    folder: Path, options: dict[str, str], words: str
):
    done = new(str(folder), "--no-input", **{**OPTIONS, **options})

    assert done.exit_code == 2
    assert words in done.output
    assert not folder.exists()


@pytest.mark.parametrize("country", ["Wales", "Northern Ireland", " scotland "])
def test_a_country_may_be_written_with_capitals_and_spaces(country: str):
    assert Country().convert(country, None, None) == "-".join(country.lower().split())


def test_a_program_without_its_digest_is_refused(folder: Path):
    arguments = [str(folder), "--no-input", "--program", "https://a.example/a.whl"]

    done = CliRunner().invoke(command, arguments)

    assert done.exit_code == 2
    assert "--program names a file and its digest" in done.output
